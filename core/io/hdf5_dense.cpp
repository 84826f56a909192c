// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_dense.h"

#include <algorithm>
#include <bit>
#include <map>

#include "io/hdf5_bytes.h"

namespace spikeglass::hdf5 {
namespace {

/// Bytes that HDF5 spends on a number up to `most`.
std::size_t bytesFor(std::uint64_t most) { return (static_cast<std::size_t>(std::bit_width(most | 1)) + 7) / 8; }

tl::unexpected<Error> damaged(const std::string& where) { return fail(where + " is damaged: its dense index is broken"); }

/// A fractal heap whose objects lie in direct blocks of the root (up to 512 KB with HDF5's own settings).
class FractalHeap {
  public:
    FractalHeap(const InputFile& file, const std::string& where) : m_file(file), m_where(where) {}

    Result<void> open(std::uint64_t address) {
        const auto bytes = m_file.metadata(address, 142, m_where);
        if (!bytes) return tl::unexpected(bytes.error());
        ByteReader reader(*bytes);
        const bool known = reader.signature("FRHP") && reader.u8() == 0;
        reader.skip(2);  // length of an id
        const unsigned filterBytes = reader.u16();
        reader.skip(1);
        const std::uint64_t longestObject = reader.u32();
        reader.skip(96);  // twelve numbers: huge objects, free space, statistics
        m_width = reader.u16();
        m_startBytes = reader.u64();
        m_mostDirectBytes = reader.u64();
        const unsigned heapBits = reader.u16();
        reader.skip(2);
        m_root = reader.u64();
        m_rows = reader.u16();
        const bool sane = known && !reader.failed() && m_width > 0 && m_width <= 1024 && std::has_single_bit(m_startBytes) &&
                          std::has_single_bit(m_mostDirectBytes) && m_startBytes <= m_mostDirectBytes &&
                          m_mostDirectBytes <= (1U << 24) && heapBits > 0 && heapBits <= 64 && m_rows <= 64;
        if (!sane) return damaged(m_where);
        if (filterBytes != 0) return fail(m_where + " keeps its entries in a filtered heap; expected an unfiltered one");
        m_offsetBytes = (heapBits + 7) / 8;
        // An object's length is stored in as few bytes as an offset in the largest direct block, or its own limit, need.
        m_lengthBytes = std::min((static_cast<std::size_t>(std::countr_zero(m_mostDirectBytes)) + 7) / 8,
                                 bytesFor(longestObject));
        return {};
    }

    Result<std::vector<std::byte>> object(std::span<const std::byte> id) {
        ByteReader reader(id);
        const unsigned kind = reader.u8();
        if ((kind & 0xC0U) != 0) return damaged(m_where);
        if ((kind & 0x30U) == 0x20U) {  // tiny: the object itself is in the id
            const auto tiny = reader.take((kind & 0x0FU) + 1);
            return reader.failed() ? Result<std::vector<std::byte>>(damaged(m_where))
                                   : std::vector<std::byte>(tiny.begin(), tiny.end());
        }
        if ((kind & 0x30U) != 0)
            return fail(m_where + " has an entry of more than 64 KB in dense storage, which this program does not read");
        const std::uint64_t offset = reader.number(m_offsetBytes);
        const std::uint64_t length = reader.number(m_lengthBytes);
        if (reader.failed()) return damaged(m_where);
        return managed(offset, length);
    }

  private:
    /// The doubling table: rows of m_width blocks; the first two rows of m_startBytes, each further row of twice that.
    Result<std::vector<std::byte>> managed(std::uint64_t offset, std::uint64_t length) {
        if (m_rows == 0) return piece(m_root, m_startBytes, offset, length);
        std::uint64_t first = 0;  // heap offset of the row
        for (std::size_t row = 0; row < m_rows; ++row) {
            const std::uint64_t blockBytes = row < 2 ? m_startBytes : m_startBytes << std::min<std::size_t>(row - 1, 32);
            if (blockBytes > m_mostDirectBytes)
                return fail(m_where + " has more entries than this program reads from dense storage");
            if (offset < first + blockBytes * m_width) {
                const std::uint64_t column = (offset - first) / blockBytes;
                const auto address = child(row * m_width + static_cast<std::size_t>(column));
                if (!address) return tl::unexpected(address.error());
                return piece(*address, blockBytes, offset - first - column * blockBytes, length);
            }
            first += blockBytes * m_width;
        }
        return damaged(m_where);
    }

    /// Address of a direct block of the root indirect block.
    Result<std::uint64_t> child(std::size_t number) {
        if (m_children.empty()) {
            const std::size_t head = 4 + 1 + 8 + m_offsetBytes;
            const std::size_t directRows = static_cast<std::size_t>(std::countr_zero(m_mostDirectBytes / m_startBytes)) + 2;
            const std::size_t count = std::min<std::size_t>(m_rows, directRows) * m_width;
            const auto bytes = m_file.metadata(m_root, head + 8 * count, m_where);
            if (!bytes) return tl::unexpected(bytes.error());
            ByteReader reader(*bytes);
            if (!reader.signature("FHIB")) return damaged(m_where);
            reader.skip(head - 4);
            for (std::size_t i = 0; i < count; ++i) m_children.push_back(reader.u64());
        }
        if (number >= m_children.size()) return damaged(m_where);
        return m_children[number];
    }

    Result<std::vector<std::byte>> piece(std::uint64_t address, std::uint64_t blockBytes, std::uint64_t offset,
                                         std::uint64_t length) {
        auto block = m_blocks.find(address);
        if (block == m_blocks.end()) {
            auto bytes = m_file.metadata(address, blockBytes, m_where);
            if (!bytes) return tl::unexpected(bytes.error());
            if (!ByteReader(*bytes).signature("FHDB")) return damaged(m_where);
            block = m_blocks.emplace(address, std::move(*bytes)).first;
        }
        const std::vector<std::byte>& bytes = block->second;
        if (offset > bytes.size() || length > bytes.size() - offset) return damaged(m_where);
        const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
        return std::vector<std::byte>(begin, begin + static_cast<std::ptrdiff_t>(length));
    }

    const InputFile& m_file;
    const std::string& m_where;
    std::size_t m_width = 0;  // blocks in a row of the doubling table
    std::uint64_t m_startBytes = 0;
    std::uint64_t m_mostDirectBytes = 0;
    std::uint64_t m_root = 0;  // a direct block if m_rows is 0, else an indirect one
    std::size_t m_rows = 0;
    std::size_t m_offsetBytes = 0;
    std::size_t m_lengthBytes = 0;
    std::vector<std::uint64_t> m_children;
    std::map<std::uint64_t, std::vector<std::byte>> m_blocks;
};

/// All records of a version 2 B-tree.
class RecordTree {
  public:
    RecordTree(const InputFile& file, const std::string& where, std::size_t limit)
        : m_file(file), m_where(where), m_limit(limit) {}

    Result<std::vector<std::vector<std::byte>>> read(std::uint64_t address, DenseIndex index) {
        const auto bytes = m_file.metadata(address, 38, m_where);
        if (!bytes) return tl::unexpected(bytes.error());
        ByteReader reader(*bytes);
        const bool known = reader.signature("BTHD") && reader.u8() == 0 && reader.u8() == static_cast<unsigned>(index);
        m_nodeBytes = reader.u32();
        m_recordBytes = reader.u16();
        const unsigned depth = reader.u16();
        reader.skip(2);
        const std::uint64_t root = reader.u64();
        const std::uint64_t rootRecords = reader.u16();
        const bool sane = known && !reader.failed() && m_nodeBytes >= 64 && m_nodeBytes <= (1U << 20) &&
                          m_recordBytes > 0 && m_recordBytes <= m_nodeBytes - 10 && depth <= 16;
        if (!sane) return damaged(m_where);
        // Sizes of the counts in child pointers, level by level, as the format prescribes.
        std::uint64_t most = (m_nodeBytes - kNodeOverhead) / m_recordBytes;
        std::uint64_t below = most;  // records in a whole subtree
        m_countBytes = bytesFor(most);
        m_totalBytes.push_back(0);
        for (unsigned level = 1; level <= depth; ++level) {
            const std::size_t pointer = 8 + m_countBytes + m_totalBytes.back();
            if (m_nodeBytes < kNodeOverhead + pointer) return damaged(m_where);
            most = (m_nodeBytes - kNodeOverhead - pointer) / (m_recordBytes + pointer);
            below = std::min<std::uint64_t>((most + 1) * below + most, std::uint64_t{1} << 40);
            m_totalBytes.push_back(bytesFor(below));
        }
        if (root != kUndefinedAddress)
            if (auto ok = addNode(root, rootRecords, depth); !ok) return tl::unexpected(ok.error());
        return std::move(m_records);
    }

  private:
    static constexpr std::size_t kNodeOverhead = 10;  // signature, version, type, checksum

    Result<void> addNode(std::uint64_t address, std::uint64_t records, unsigned level) {
        const auto bytes = m_file.metadata(address, m_nodeBytes, m_where);
        if (!bytes) return tl::unexpected(bytes.error());
        ByteReader reader(*bytes);
        if (!(level == 0 ? reader.signature("BTLF") : reader.signature("BTIN"))) return damaged(m_where);
        reader.skip(2);
        for (std::uint64_t i = 0; i < records; ++i) {
            const auto record = reader.take(m_recordBytes);
            if (reader.failed()) return damaged(m_where);
            if (m_records.size() >= m_limit) return fail(m_where + " has more than " + std::to_string(m_limit) + " entries");
            m_records.emplace_back(record.begin(), record.end());
        }
        for (std::uint64_t i = 0; level > 0 && i <= records; ++i) {
            const std::uint64_t child = reader.u64();
            const std::uint64_t childRecords = reader.number(m_countBytes);
            if (level > 1) reader.skip(m_totalBytes[level - 1]);
            if (reader.failed()) return damaged(m_where);
            if (auto ok = addNode(child, childRecords, level - 1); !ok) return ok;
        }
        return {};
    }

    const InputFile& m_file;
    const std::string& m_where;
    std::size_t m_limit;
    std::size_t m_nodeBytes = 0;
    std::size_t m_recordBytes = 0;
    std::size_t m_countBytes = 0;
    std::vector<std::size_t> m_totalBytes;  // [level]
    std::vector<std::vector<std::byte>> m_records;
};

}  // namespace

Result<std::vector<std::vector<std::byte>>> readDense(const InputFile& file, std::uint64_t heapAddress,
                                                      std::uint64_t indexAddress, DenseIndex index, std::size_t limit,
                                                      const std::string& where) {
    FractalHeap heap(file, where);
    if (auto ok = heap.open(heapAddress); !ok) return tl::unexpected(ok.error());
    const auto records = RecordTree(file, where, limit).read(indexAddress, index);
    if (!records) return tl::unexpected(records.error());
    std::vector<std::vector<std::byte>> objects;
    for (const auto& record : *records) {
        // A link's record is a hash of 4 bytes and a heap id of 7; an attribute's starts with a heap id of 8.
        const std::size_t skip = index == DenseIndex::LinkNames ? 4 : 0;
        const std::size_t length = index == DenseIndex::LinkNames ? 7 : 8;
        if (record.size() < skip + length) return damaged(where);
        auto object = heap.object(std::span(record).subspan(skip, length));
        if (!object) return tl::unexpected(object.error());
        objects.push_back(std::move(*object));
    }
    return objects;
}

}  // namespace spikeglass::hdf5
