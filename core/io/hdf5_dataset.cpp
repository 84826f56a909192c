// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_dataset.h"

#include <algorithm>
#include <bit>

#include "io/hdf5_chunks.h"

namespace spikeglass::hdf5 {
namespace {

constexpr std::size_t kHighestRank = 8;
constexpr std::uint64_t kMostChunkBytes = 64U << 20;
constexpr std::uint64_t kMostChunks = 1U << 22;
constexpr std::uint64_t kDeflateExpansion = 1032;  // the utmost that deflate can unpack a byte to
constexpr std::uint64_t kMostElements = std::uint64_t{1} << 40;

/// IEEE binary16, which HDF5 1.10 reads but does not name.
Type float16Type() {
    Type type(H5Tcopy(H5T_IEEE_F32LE));
    H5Tset_fields(type.id(), 15, 10, 5, 0, 10);
    H5Tset_size(type.id(), 2);
    H5Tset_ebias(type.id(), 15);
    return type;
}

/// Sets element and swapped. Errors: any other type.
Result<void> readType(hid_t type, DatasetLayout& layout, const std::string& where) {
    if (H5Tcommitted(type) != 0) return fail(where + " has a named (committed) type; expected a plain one");
    const Type half = float16Type();
    const struct {
        Element element;
        hid_t littleEndian;
    } known[] = {{Element::Float32, H5T_IEEE_F32LE},
                 {Element::Float16, half.id()},
                 {Element::UInt8, H5T_STD_U8LE},
                 {Element::Int32, H5T_STD_I32LE}};
    for (const auto& candidate : known) {
        const Type bigEndian(H5Tcopy(candidate.littleEndian));
        H5Tset_order(bigEndian.id(), H5T_ORDER_BE);
        const bool little = H5Tequal(type, candidate.littleEndian) > 0;
        if (!little && H5Tequal(type, bigEndian.id()) <= 0) continue;
        layout.element = candidate.element;
        layout.swapped = bytesOf(candidate.element) > 1 && little != (std::endian::native == std::endian::little);
        return {};
    }
    const std::size_t size = H5Tget_size(type);
    std::string found;
    switch (H5Tget_class(type)) {
        case H5T_FLOAT: found = "a float of " + std::to_string(8 * size) + " bits"; break;
        case H5T_INTEGER: found = "an integer of " + std::to_string(8 * size) + " bits"; break;
        case H5T_STRING: found = "text"; break;
        case H5T_COMPOUND: found = "a compound"; break;
        case H5T_ENUM: found = "an enumeration"; break;
        case H5T_REFERENCE: found = "a reference"; break;
        case H5T_VLEN: found = "of variable length"; break;
        case H5T_OPAQUE: found = "opaque"; break;
        case H5T_NO_CLASS: return fail(where + " is damaged, HDF5 cannot read its type");
        default: found = "of another kind"; break;
    }
    return fail(where + " has elements of unexpected type (" + found + "); expected float32, float16 or plain bytes");
}

Result<void> readShape(hid_t dataset, DatasetLayout& layout, const std::string& where) {
    const Space space(H5Dget_space(dataset));
    const H5S_class_t kind = space ? H5Sget_simple_extent_type(space.id()) : H5S_NO_CLASS;
    if (kind == H5S_NULL) return fail(where + " is empty; expected elements");
    const int rank = kind == H5S_NO_CLASS ? -1 : H5Sget_simple_extent_ndims(space.id());
    if (rank < 0) return fail(where + " is damaged, HDF5 cannot read its shape");
    if (static_cast<std::size_t>(rank) > kHighestRank)
        return fail(where + " has " + std::to_string(rank) + " dimensions; expected at most " +
                    std::to_string(kHighestRank));
    std::vector<hsize_t> dimensions(static_cast<std::size_t>(rank));
    if (rank > 0 && H5Sget_simple_extent_dims(space.id(), dimensions.data(), nullptr) != rank)
        return fail(where + " is damaged, HDF5 cannot read its shape");
    layout.shape.assign(dimensions.begin(), dimensions.end());
    for (const std::uint64_t dimension : layout.shape) {
        if (dimension == 0) return fail(where + " has shape " + describeShape(layout.shape) + ", which holds nothing");
        if (dimension > kMostElements / layout.elements)
            return fail(where + " has shape " + describeShape(layout.shape) + ", more than this program reads");
        layout.elements *= dimension;
    }
    return {};
}

Result<void> readFilters(hid_t properties, DatasetLayout& layout, const std::string& where) {
    const int count = H5Pget_nfilters(properties);
    if (count < 0) return fail(where + " is damaged, HDF5 cannot read its filters");
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0;
        unsigned configuration = 0;
        std::size_t values = 0;
        const H5Z_filter_t filter = H5Pget_filter2(properties, static_cast<unsigned>(i), &flags, &values, nullptr, 0,
                                                   nullptr, &configuration);
        if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
            return fail(where + " uses HDF5 filter " + std::to_string(filter) +
                        "; expected none, or deflate, shuffle and fletcher32");
        layout.filters.push_back(filter);
        if (std::count(layout.filters.begin(), layout.filters.end(), filter) > 1)
            return fail(where + " applies HDF5 filter " + std::to_string(filter) + " twice");
    }
    return {};
}

/// Chunk sizes and number against what is stored.
Result<void> readChunking(hid_t dataset, hid_t properties, DatasetLayout& layout, const std::string& where,
                          std::uint64_t fileBytes) {
    const int rank = static_cast<int>(layout.shape.size());
    std::vector<hsize_t> chunk(layout.shape.size());
    if (rank == 0 || H5Pget_chunk(properties, rank, chunk.data()) != rank)
        return fail(where + " is damaged, HDF5 cannot read its chunks");
    layout.chunk.assign(chunk.begin(), chunk.end());
    std::uint64_t count = 1;
    std::uint64_t bytes = bytesOf(layout.element);
    for (std::size_t d = 0; d < layout.chunk.size(); ++d) {
        if (layout.chunk[d] == 0) return fail(where + " is damaged: it declares chunks without elements");
        if (layout.chunk[d] > kMostChunkBytes / bytes)
            return fail(where + " has chunks of " + describeShape(layout.chunk) + " elements; expected at most " +
                        std::to_string(kMostChunkBytes) + " bytes in a chunk");
        bytes *= layout.chunk[d];
        count *= (layout.shape[d] - 1) / layout.chunk[d] + 1;  // cannot overflow: at most layout.elements
    }
    if (count > kMostChunks)
        return fail(where + " has " + std::to_string(count) + " chunks; expected at most " + std::to_string(kMostChunks));
    unsigned options = 0;
    if (H5Pget_chunk_opts(properties, &options) < 0 || options != 0)
        return fail(where + " leaves the chunks at its edge unfiltered, which this program does not read");

    const std::uint64_t stored = H5Dget_storage_size(dataset);
    if (stored > fileBytes)
        return fail(where + " declares " + std::to_string(stored) + " stored bytes, but the file has " +
                    std::to_string(fileBytes));
    const bool deflated =
        std::find(layout.filters.begin(), layout.filters.end(), H5Z_FILTER_DEFLATE) != layout.filters.end();
    const std::uint64_t most = stored * (deflated ? kDeflateExpansion : 1);
    if (layout.bytes() > most)
        return fail(where + " has shape " + describeShape(layout.shape) + ", " + std::to_string(layout.bytes()) +
                    " bytes, but only " + std::to_string(stored) + " bytes are stored for it");
    return {};
}

/// The data in one piece: allocated, of the right length, inside the file.
Result<void> checkPiece(hid_t dataset, bool compact, const DatasetLayout& layout, const std::string& where,
                        std::uint64_t fileBytes) {
    if (layout.bytes() > fileBytes)
        return fail(where + " has shape " + describeShape(layout.shape) + ", " + std::to_string(layout.bytes()) +
                    " bytes, but the file has " + std::to_string(fileBytes));
    const std::uint64_t stored = H5Dget_storage_size(dataset);
    if (compact) {
        if (stored != layout.bytes())
            return fail(where + " stores " + std::to_string(stored) + " bytes; its shape " +
                        describeShape(layout.shape) + " needs " + std::to_string(layout.bytes()));
        return {};
    }
    const haddr_t offset = H5Dget_offset(dataset);
    if (offset == HADDR_UNDEF) return fail(where + " was declared but never written");
    if (stored != layout.bytes() || offset > fileBytes || layout.bytes() > fileBytes - offset)
        return fail(where + " needs " + std::to_string(layout.bytes()) + " bytes for its shape " +
                    describeShape(layout.shape) + ", but the file ends before them");
    return {};
}

Result<void> readChunks(hid_t dataset, const DatasetLayout& layout, const std::string& where,
                        std::span<std::byte> out) {
    const std::size_t rank = layout.shape.size();
    const std::size_t chunkBytes = layout.chunkBytes();
    std::vector<hsize_t> offset(rank, 0);
    while (true) {
        hsize_t stored = 0;
        if (H5Dget_chunk_storage_size(dataset, offset.data(), &stored) < 0 || stored == 0)
            return fail(where + " lacks a part of its data: no chunk at " +
                        describeShape(std::vector<std::uint64_t>(offset.begin(), offset.end())));
        // Deflate and fletcher32 enlarge data that cannot be packed by a few bytes per 16 KiB.
        const std::uint64_t most = layout.filters.empty() ? chunkBytes : chunkBytes + chunkBytes / 64 + 1024;
        if (stored > most)
            return fail(where + " has a chunk of " + std::to_string(stored) + " stored bytes; expected at most " +
                        std::to_string(most));
        std::vector<std::byte> packed(stored);
        std::uint32_t skipped = 0;
        if (H5Dread_chunk(dataset, H5P_DEFAULT, offset.data(), &skipped, packed.data()) < 0)
            return fail(where + " is damaged, HDF5 cannot read a chunk");
        auto data = unpackChunk(std::move(packed), layout.filters, skipped, chunkBytes, bytesOf(layout.element), where);
        if (!data) return tl::unexpected(data.error());
        const std::vector<std::uint64_t> at(offset.begin(), offset.end());
        placeChunk(*data, layout.chunk, at, layout.shape, bytesOf(layout.element), out);
        std::size_t d = rank;
        while (d > 0) {
            --d;
            offset[d] += layout.chunk[d];
            if (offset[d] < layout.shape[d]) break;
            offset[d] = 0;
            if (d == 0) return {};
        }
    }
}

}  // namespace

std::size_t bytesOf(Element element) {
    return element == Element::UInt8 ? 1 : element == Element::Float16 ? 2 : 4;
}

const char* nameOf(Element element) {
    switch (element) {
        case Element::Float32: return "float32";
        case Element::Float16: return "float16";
        case Element::UInt8: return "uint8";
        case Element::Int32: return "int32";
    }
    return "";
}

std::uint64_t DatasetLayout::chunkBytes() const {
    std::uint64_t bytes = bytesOf(element);
    for (const std::uint64_t dimension : chunk) bytes *= dimension;
    return bytes;
}

std::string describeShape(std::span<const std::uint64_t> shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    return text + "]";
}

Result<DatasetLayout> inspectDataset(hid_t dataset, const std::string& where, std::uint64_t fileBytes) {
    DatasetLayout layout;
    const Type type(H5Dget_type(dataset));
    const PropertyList properties(H5Dget_create_plist(dataset));
    if (!type || !properties) return fail(where + " is damaged, HDF5 cannot read its header");
    if (auto ok = readType(type.id(), layout, where); !ok) return tl::unexpected(ok.error());
    if (auto ok = readShape(dataset, layout, where); !ok) return tl::unexpected(ok.error());
    const H5D_layout_t kind = H5Pget_layout(properties.id());
    if (kind == H5D_VIRTUAL) return fail(where + " is a virtual dataset; expected data stored in this file");
    if (H5Pget_external_count(properties.id()) != 0)
        return fail(where + " stores its data in another file; expected data stored in this file");
    if (auto ok = readFilters(properties.id(), layout, where); !ok) return tl::unexpected(ok.error());
    if (kind == H5D_CHUNKED) {
        auto ok = readChunking(dataset, properties.id(), layout, where, fileBytes);
        if (!ok) return tl::unexpected(ok.error());
        return layout;
    }
    if (kind != H5D_CONTIGUOUS && kind != H5D_COMPACT) return fail(where + " is damaged: its layout is unknown");
    if (!layout.filters.empty()) return fail(where + " is damaged: it has filters but no chunks");
    auto ok = checkPiece(dataset, kind == H5D_COMPACT, layout, where, fileBytes);
    if (!ok) return tl::unexpected(ok.error());
    return layout;
}

Result<void> readDataset(hid_t dataset, const DatasetLayout& layout, const std::string& where,
                         std::span<std::byte> out) {
    if (layout.chunk.empty()) {
        const Type type(H5Dget_type(dataset));  // read as stored: no conversion by HDF5
        if (!type || H5Dread(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, out.data()) < 0)
            return fail(where + " is damaged, HDF5 cannot read it");
    } else if (auto ok = readChunks(dataset, layout, where, out); !ok) {
        return ok;
    }
    if (layout.swapped)
        for (std::size_t i = 0, step = bytesOf(layout.element); i < out.size(); i += step)
            std::reverse(out.begin() + static_cast<std::ptrdiff_t>(i), out.begin() + static_cast<std::ptrdiff_t>(i + step));
    return {};
}

}  // namespace spikeglass::hdf5
