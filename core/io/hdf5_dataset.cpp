// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_dataset.h"

#include <algorithm>
#include <bit>

#include "io/hdf5_bytes.h"
#include "io/hdf5_chunks.h"

namespace spikeglass::hdf5 {
namespace {

constexpr std::size_t kHighestRank = 8;
constexpr std::uint64_t kMostChunkBytes = 64U << 20;
constexpr std::uint64_t kDeflateExpansion = 1032;  // the utmost that deflate can unpack a byte to
constexpr unsigned kMostLevels = 32;               // of a B-tree
constexpr std::uint64_t kBytesPerChunkEntry = 24;  // the least that a chunk's entry in the index takes

/// Fills a Dataset from an object's header, checking as it goes.
class DatasetOpener {
  public:
    DatasetOpener(const InputFile& file, const Object& object, const char* expected, bool allowEmpty)
        : m_file(file), m_object(object), m_where(object.where()), m_expected(expected), m_allowEmpty(allowEmpty) {}

    Result<Dataset> open() {
        m_dataset.where = m_where;
        if (m_object.find(MessageType::ExternalFiles) != nullptr)
            return fail(m_where + " stores its data in another file; expected data stored in this file");
        for (const auto step : {&DatasetOpener::readType, &DatasetOpener::readShape, &DatasetOpener::readFilters,
                                &DatasetOpener::readLayout})
            if (auto ok = (this->*step)(); !ok) return tl::unexpected(ok.error());
        return std::move(m_dataset);
    }

  private:
    tl::unexpected<Error> damaged(const char* what) const { return fail(m_where + " is damaged: " + what); }

    /// The body of a message that every dataset has. Errors: absent; stored elsewhere (a named type).
    Result<std::span<const std::byte>> body(MessageType type, const char* what) const {
        const Message* message = m_object.find(type);
        if (message == nullptr) return fail(m_where + " is damaged: it has no " + what);
        if ((message->flags & 0x02U) != 0)
            return fail(m_where + " has a named (committed) " + what + "; expected its own");
        return message->body;
    }

    Result<void> readType() {
        const auto message = body(MessageType::Datatype, "type");
        if (!message) return tl::unexpected(message.error());
        const auto type = parseDatatype(*message);
        if (!type) return damaged("its type is broken");
        const bool isByte = type->kind == Class::Integer && type->bytes == 1 && !type->isSigned;
        const bool isShort = type->kind == Class::Integer && type->bytes == 2 && !type->isSigned;
        const bool isInt = type->kind == Class::Integer && type->bytes == 4 && type->isSigned;
        const bool isLong = type->kind == Class::Integer && type->bytes == 8 && type->isSigned;
        if (type->kind == Class::Float && type->bytes == 4) m_dataset.element = Element::Float32;
        else if (type->kind == Class::Float && type->bytes == 2) m_dataset.element = Element::Float16;
        else if (isByte) m_dataset.element = Element::UInt8;
        else if (isShort) m_dataset.element = Element::UInt16;
        else if (isInt) m_dataset.element = Element::Int32;
        else if (isLong) m_dataset.element = Element::Int64;
        else if (type->kind == Class::VariableText) m_dataset.element = Element::Text;
        else return fail(m_where + " has elements of type " + type->description + "; expected " + m_expected);
        const bool bigEndianHere = std::endian::native == std::endian::big;
        m_dataset.swapped = type->bytes > 1 && m_dataset.element != Element::Text && type->bigEndian != bigEndianHere;
        return {};
    }

    Result<void> readShape() {
        const auto message = body(MessageType::Dataspace, "shape");
        if (!message) return tl::unexpected(message.error());
        auto space = parseDataspace(*message);
        if (!space) return damaged("its shape is broken");
        if (space->null) return fail(m_where + " is empty; expected elements");
        if (space->shape.size() > kHighestRank)
            return fail(m_where + " has " + std::to_string(space->shape.size()) + " dimensions; expected at most " +
                        std::to_string(kHighestRank));
        const auto elements = elementsOf(space->shape);
        if (!elements)
            return fail(m_where + " has shape " + describeShape(space->shape) + ", more than this program reads");
        if (*elements == 0 && !m_allowEmpty)
            return fail(m_where + " has shape " + describeShape(space->shape) + "; expected at least one element");
        m_dataset.shape = std::move(space->shape);
        m_dataset.elements = *elements;
        return {};
    }

    Result<void> readFilters() {
        if (m_object.find(MessageType::Filters) == nullptr) return {};
        const auto message = body(MessageType::Filters, "filter list");
        if (!message) return tl::unexpected(message.error());
        ByteReader reader(*message);
        const unsigned version = reader.u8();
        const unsigned count = reader.u8();
        if (version == 1) reader.skip(6);
        for (unsigned i = 0; i < count; ++i) {
            const int filter = reader.u16();
            const std::size_t nameBytes = version == 1 || filter >= 256 ? reader.u16() : 0;
            reader.skip(2);
            const std::size_t values = reader.u16();
            reader.skip(version == 1 ? (nameBytes + 7) / 8 * 8 : nameBytes);
            reader.skip(4 * values + (version == 1 && values % 2 == 1 ? 4 : 0));
            if (reader.failed() || version < 1 || version > 2) return damaged("its filter list is broken");
            if (!isKnownFilter(filter))
                return fail(m_where + " uses HDF5 filter " + std::to_string(filter) +
                            "; expected none, or deflate, shuffle and fletcher32");
            auto& filters = m_dataset.filters;
            if (std::find(filters.begin(), filters.end(), filter) != filters.end())
                return fail(m_where + " applies HDF5 filter " + std::to_string(filter) + " twice");
            filters.push_back(filter);
        }
        return {};
    }

    Result<void> readLayout() {
        const auto message = body(MessageType::Layout, "layout");
        if (!message) return tl::unexpected(message.error());
        ByteReader reader(*message);
        const unsigned version = reader.u8();
        const unsigned kind = reader.u8();
        if (reader.failed()) return damaged("its layout is broken");
        if (version != 3 && version != 4)
            return fail(m_where + " has an HDF5 layout of version " + std::to_string(version) + "; expected 3 or 4");
        if (kind == 3) return fail(m_where + " is a virtual dataset; expected data stored in this file");
        if (kind < 2 && !m_dataset.filters.empty()) return damaged("it has filters but no chunks");
        if (kind == 0) return readCompact(reader);
        if (kind == 1) return readContiguous(reader);
        if (kind != 2) return damaged("its layout is unknown");
        if (version == 4)
            return fail(m_where + " has chunks with an index of HDF5 1.10 (libver \"latest\"); expected no chunks, or "
                                  "those of libver \"earliest\"");
        return readChunked(reader);
    }

    Result<void> readCompact(ByteReader& reader) {
        const std::size_t stored = reader.u16();
        const auto bytes = reader.take(stored);
        if (reader.failed()) return damaged("its data are cut off");
        if (stored != m_dataset.bytes()) return wrongLength(stored);
        m_dataset.compact.assign(bytes.begin(), bytes.end());
        return {};
    }

    Result<void> readContiguous(ByteReader& reader) {
        m_dataset.address = reader.u64();
        const std::uint64_t stored = reader.u64();
        if (reader.failed()) return damaged("its layout is broken");
        if (m_dataset.elements == 0) return {};
        if (m_dataset.address == kUndefinedAddress) return fail(m_where + " was declared but never written");
        if (stored != m_dataset.bytes()) return wrongLength(stored);
        if (m_dataset.address > m_file.size() || stored > m_file.size() - m_dataset.address)
            return fail(m_where + " has shape " + describeShape(m_dataset.shape) + ", " + std::to_string(stored) +
                        " bytes at " + std::to_string(m_dataset.address) + "; the file has " +
                        std::to_string(m_file.size()));
        return {};
    }

    tl::unexpected<Error> wrongLength(std::uint64_t stored) const {
        return fail(m_where + " stores " + std::to_string(stored) + " bytes; its shape " +
                    describeShape(m_dataset.shape) + " needs " + std::to_string(m_dataset.bytes()));
    }

    Result<void> readChunked(ByteReader& reader) {
        const std::size_t rank = m_dataset.shape.size();
        const std::size_t dimensions = reader.u8();
        const std::uint64_t index = reader.u64();
        if (reader.failed() || rank == 0 || dimensions != rank + 1) return damaged("its chunks are broken");
        m_chunkBytes = bytesOf(m_dataset.element);
        for (std::size_t d = 0; d < rank; ++d) {
            const std::uint64_t length = reader.u32();
            if (reader.failed() || length == 0) return damaged("its chunks are broken");
            m_dataset.chunkShape.push_back(length);
            if (length > kMostChunkBytes / m_chunkBytes)
                return fail(m_where + " has chunks of more than " + std::to_string(kMostChunkBytes) + " bytes");
            m_chunkBytes *= length;
        }
        if (reader.u32() != bytesOf(m_dataset.element) || reader.failed()) return damaged("its chunks are broken");
        if (m_dataset.elements == 0) return {};
        std::uint64_t count = 1;
        for (std::size_t d = 0; d < rank; ++d) count *= (m_dataset.shape[d] - 1) / m_dataset.chunkShape[d] + 1;
        if (count > m_file.size() / kBytesPerChunkEntry)
            return fail(m_where + " has shape " + describeShape(m_dataset.shape) + ", " + std::to_string(count) +
                        " chunks, more than a file of " + std::to_string(m_file.size()) + " bytes can hold");
        if (index == kUndefinedAddress) return fail(m_where + " was declared but never written");
        m_dataset.chunks.resize(static_cast<std::size_t>(count));
        if (auto ok = addChunks(index, kMostLevels); !ok) return ok;
        return checkChunks();
    }

    /// A node of the version 1 B-tree: count + 1 keys (bytes, skipped filters, offset of the chunk) around its children.
    Result<void> addChunks(std::uint64_t address, unsigned below) {
        const auto head = m_file.metadata(address, 24, m_where);
        if (!head) return tl::unexpected(head.error());
        ByteReader reader(*head);
        const bool known = reader.signature("TREE") && reader.u8() == 1;
        const unsigned level = reader.u8();
        const std::uint64_t count = reader.u16();
        if (!known || level >= below) return damaged("its chunk index is broken");
        const std::size_t rank = m_dataset.shape.size();
        const auto entries = m_file.metadata(address + 24, count * (8 + 8 * (rank + 1) + 8), m_where);
        if (!entries) return tl::unexpected(entries.error());
        ByteReader children(*entries);
        for (std::uint64_t i = 0; i < count; ++i) {
            StoredChunk chunk;
            chunk.bytes = children.u32();
            chunk.skipped = children.u32();
            std::size_t number = 0;  // in the grid of chunks
            bool inside = true;
            for (std::size_t d = 0; d < rank; ++d) {
                const std::uint64_t offset = children.u64();
                const std::uint64_t length = m_dataset.chunkShape[d];
                inside = inside && offset < m_dataset.shape[d] && offset % length == 0;
                number = number * ((m_dataset.shape[d] - 1) / length + 1) + (inside ? offset / length : 0);
            }
            children.skip(8);  // offset inside an element, always 0
            chunk.address = children.u64();
            if (level > 0) {
                if (auto ok = addChunks(chunk.address, level); !ok) return ok;
                continue;
            }
            if (!inside) continue;  // left over from a larger extent
            if (m_dataset.chunks[number].address != StoredChunk::kNowhere) return damaged("it has a chunk twice");
            m_dataset.chunks[number] = chunk;
        }
        return {};
    }

    /// Every chunk is there, inside the file, and no larger than its elements (plus the little that deflate may add).
    Result<void> checkChunks() {
        const bool filtered = !m_dataset.filters.empty();
        const std::uint64_t most = filtered ? m_chunkBytes + m_chunkBytes / 64 + 1024 : m_chunkBytes;
        for (const StoredChunk& chunk : m_dataset.chunks) {
            if (chunk.address == StoredChunk::kNowhere) return fail(m_where + " lacks a part of its data");
            if (chunk.bytes > most || chunk.address > m_file.size() || chunk.bytes > m_file.size() - chunk.address)
                return fail(m_where + " has a chunk of " + std::to_string(chunk.bytes) + " bytes at " +
                            std::to_string(chunk.address) + "; the file has " + std::to_string(m_file.size()));
            m_dataset.storedBytes += chunk.bytes;
        }
        const auto& filters = m_dataset.filters;
        const bool deflated = std::any_of(filters.begin(), filters.end(), isDeflate);
        const std::uint64_t needed = m_chunkBytes * m_dataset.chunks.size();
        if (m_dataset.storedBytes > m_file.size() ||
            needed / (deflated ? kDeflateExpansion : 1) > m_dataset.storedBytes + m_dataset.chunks.size())
            return fail(m_where + " has shape " + describeShape(m_dataset.shape) + ", " +
                        std::to_string(m_dataset.bytes()) + " bytes, which the " +
                        std::to_string(m_dataset.storedBytes) + " bytes stored for it cannot hold");
        return {};
    }

    const InputFile& m_file;
    const Object& m_object;
    const std::string& m_where;
    const char* m_expected;
    bool m_allowEmpty;
    std::uint64_t m_chunkBytes = 0;
    Dataset m_dataset;
};

}  // namespace

Result<Dataset> openDataset(const InputFile& file, const Object& object, const char* expected, bool allowEmpty) {
    return DatasetOpener(file, object, expected, allowEmpty).open();
}

std::size_t bytesOf(Element element) {
    switch (element) {
        case Element::UInt8: return 1;
        case Element::Float16:
        case Element::UInt16: return 2;
        case Element::Int64: return 8;
        case Element::Text: return 16;
        default: return 4;
    }
}

const char* nameOf(Element element) {
    switch (element) {
        case Element::Float32: return "float32";
        case Element::Float16: return "float16";
        case Element::UInt16: return "uint16";
        case Element::UInt8: return "uint8";
        case Element::Int32: return "int32";
        case Element::Int64: return "int64";
        case Element::Text: return "text";
    }
    return "";
}

}  // namespace spikeglass::hdf5
