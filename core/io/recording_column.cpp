// SPDX-License-Identifier: Apache-2.0
#include "io/recording_column.h"

#include <zlib.h>

#include <algorithm>
#include <bit>

namespace spikeglass {
namespace {

constexpr std::size_t kChunkBytes = 64U << 10;  // small, because each flush packs the last chunk anew
constexpr std::size_t kMostRows = 1024;
// What the index of chunks may grow by: a node of at most 4 KB for each 32 chunks, and a few on the way to the root.
constexpr std::size_t kIndexBytesPerChunk = 512;
constexpr std::size_t kIndexBytes = 16U << 10;
constexpr unsigned kDeflateLevel = 1;  // of 9: spikes pack well at any level, and recording must keep up

}  // namespace

std::size_t chunkRows(std::size_t rowBytes) {
    return std::bit_floor(std::clamp<std::size_t>(kChunkBytes / std::max<std::size_t>(rowBytes, 1), 1, kMostRows));
}

Result<RecordingColumn> RecordingColumn::create(hid_t parent, const std::string& name, Kind kind,
                                                std::vector<hsize_t> shape) {
    RecordingColumn column;
    column.m_elementBytes = kind == Kind::UInt8 ? 1 : kind == Kind::Int64 ? 8 : 4;
    column.m_rowBytes = column.m_elementBytes;
    for (const hsize_t length : shape) column.m_rowBytes *= length;
    column.m_chunkRows = chunkRows(column.m_rowBytes);
    column.m_shape = std::move(shape);

    std::vector<hsize_t> now{0};
    std::vector<hsize_t> most{H5S_UNLIMITED};
    std::vector<hsize_t> chunk{column.m_chunkRows};
    for (std::vector<hsize_t>* list : {&now, &most, &chunk})
        list->insert(list->end(), column.m_shape.begin(), column.m_shape.end());
    const int rank = static_cast<int>(now.size());
    const hdf5::SpaceHandle space(H5Screate_simple(rank, now.data(), most.data()));
    const hdf5::ListHandle properties(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_chunk(properties.id(), rank, chunk.data());
    if (column.m_elementBytes > 1) H5Pset_shuffle(properties.id());  // of single bytes it would change nothing
    H5Pset_deflate(properties.id(), kDeflateLevel);
    const hid_t type = kind == Kind::UInt8   ? H5T_STD_U8LE
                       : kind == Kind::Int32 ? H5T_STD_I32LE
                       : kind == Kind::Int64 ? H5T_STD_I64LE
                                             : H5T_IEEE_F32LE;
    column.m_dataset = hdf5::DatasetHandle(
        H5Dcreate2(parent, name.c_str(), type, space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT));
    if (!column.m_dataset) return fail(hdf5::lastReason());
    return column;
}

std::span<std::byte> RecordingColumn::addRow() {
    m_rows.resize(m_rows.size() + m_rowBytes);
    return std::span(m_rows).last(m_rowBytes);
}

std::vector<std::byte> RecordingColumn::pack(std::span<const std::byte> chunk) const {
    std::vector<std::byte> shuffled(chunk.begin(), chunk.end());
    const std::size_t count = chunk.size() / m_elementBytes;
    for (std::size_t k = 0; m_elementBytes > 1 && k < m_elementBytes; ++k)
        for (std::size_t i = 0; i < count; ++i) shuffled[k * count + i] = chunk[i * m_elementBytes + k];
    uLongf packedBytes = compressBound(static_cast<uLong>(shuffled.size()));
    std::vector<std::byte> packed(packedBytes);
    // Cannot fail: the output has the room that zlib asks for. (It may run out of memory; then nothing is returned.)
    const int status = compress2(reinterpret_cast<Bytef*>(packed.data()), &packedBytes,
                                 reinterpret_cast<const Bytef*>(shuffled.data()), static_cast<uLong>(shuffled.size()),
                                 static_cast<int>(kDeflateLevel));
    packed.resize(status == Z_OK ? packedBytes : 0);
    return packed;
}

std::size_t RecordingColumn::mostBytesWithOneMore() const {
    const std::size_t bytes = m_rows.size() + m_rowBytes, chunks = bytes / (m_chunkRows * m_rowBytes) + 1;
    return compressBound(static_cast<uLong>(bytes)) + chunks * kIndexBytesPerChunk + kIndexBytes;
}

Result<void> RecordingColumn::write() {
    if (m_rows.size() == m_writtenBytes) return {};
    std::vector<hsize_t> extent{m_firstWaiting + m_rows.size() / m_rowBytes};
    extent.insert(extent.end(), m_shape.begin(), m_shape.end());
    if (H5Dset_extent(m_dataset.id(), extent.data()) < 0) return fail(hdf5::lastReason());
    std::vector<hsize_t> offset(extent.size(), 0);
    offset[0] = m_firstWaiting;
    const std::size_t chunkBytes = m_chunkRows * m_rowBytes;
    std::vector<std::byte> padded;
    for (std::size_t from = 0; from < m_rows.size(); from += chunkBytes, offset[0] += m_chunkRows) {
        std::span<const std::byte> chunk = std::span(m_rows).subspan(from, std::min(chunkBytes, m_rows.size() - from));
        if (chunk.size() < chunkBytes) {
            padded.assign(chunk.begin(), chunk.end());
            padded.resize(chunkBytes);
            chunk = padded;
        }
        const std::vector<std::byte> packed = pack(chunk);
        if (packed.empty()) return fail("not enough memory to pack it");
        if (H5Dwrite_chunk(m_dataset.id(), H5P_DEFAULT, 0, offset.data(), packed.size(), packed.data()) < 0)
            return fail(hdf5::lastReason());
    }
    const std::size_t complete = m_rows.size() / chunkBytes * m_chunkRows;  // rows
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(complete * m_rowBytes));
    m_firstWaiting += complete;
    m_writtenBytes = m_rows.size();
    return {};
}

}  // namespace spikeglass
