// SPDX-License-Identifier: Apache-2.0
// readRows(): from one piece, or chunk by chunk.
#include <algorithm>
#include <cstring>

#include "io/hdf5_chunks.h"
#include "io/hdf5_dataset.h"

namespace spikeglass::hdf5 {
namespace {

/// The part of a chunk that lies inside rows [first, first + count), copied to its place in `out`.
void placeChunk(const Dataset& dataset, std::span<const std::byte> chunk, std::span<const std::uint64_t> offset,
                std::uint64_t first, std::uint64_t count, std::span<std::byte> out) {
    const std::size_t rank = dataset.shape.size();
    const std::size_t elementBytes = bytesOf(dataset.element);
    std::vector<std::uint64_t> begin(rank, 0);  // inside the chunk
    std::vector<std::uint64_t> end(rank);
    for (std::size_t d = 0; d < rank; ++d) end[d] = std::min(dataset.chunkShape[d], dataset.shape[d] - offset[d]);
    begin[0] = first > offset[0] ? first - offset[0] : 0;
    end[0] = std::min(end[0], first + count - offset[0]);
    const std::size_t last = rank - 1;
    const std::size_t runBytes = (end[last] - begin[last]) * elementBytes;
    std::vector<std::uint64_t> at = begin;
    while (true) {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        for (std::size_t d = 0; d < rank; ++d) {
            from = from * dataset.chunkShape[d] + at[d];
            to = to * (d == 0 ? count : dataset.shape[d]) + offset[d] + at[d] - (d == 0 ? first : 0);
        }
        std::memcpy(&out[to * elementBytes], &chunk[from * elementBytes], runBytes);
        std::size_t d = last;
        while (d > 0 && ++at[d - 1] == end[d - 1]) {
            at[d - 1] = begin[d - 1];
            --d;
        }
        if (d == 0) return;
    }
}

Result<void> readChunkedRows(const InputFile& file, const Dataset& dataset, std::uint64_t first, std::uint64_t count,
                             std::span<std::byte> out) {
    const std::size_t rank = dataset.shape.size();
    std::uint64_t chunkElements = 1;
    std::vector<std::uint64_t> grid(rank);  // chunks along each dimension
    for (std::size_t d = 0; d < rank; ++d) {
        chunkElements *= dataset.chunkShape[d];
        grid[d] = (dataset.shape[d] - 1) / dataset.chunkShape[d] + 1;
    }
    const std::size_t elementBytes = bytesOf(dataset.element);
    const std::size_t perBand = dataset.chunks.size() / grid[0];  // chunks that share their place along dimension 0
    const std::size_t firstChunk = first / dataset.chunkShape[0] * perBand;
    const std::size_t endChunk = ((first + count - 1) / dataset.chunkShape[0] + 1) * perBand;
    for (std::size_t number = firstChunk; number < endChunk; ++number) {
        const StoredChunk& stored = dataset.chunks[number];
        std::vector<std::byte> packed(stored.bytes);
        if (auto ok = file.data(stored.address, packed, dataset.where); !ok) return ok;
        const auto chunk = unpackChunk(std::move(packed), dataset.filters, stored.skipped, chunkElements * elementBytes,
                                       elementBytes, dataset.where);
        if (!chunk) return tl::unexpected(chunk.error());
        std::vector<std::uint64_t> offset(rank);
        std::size_t rest = number;
        for (std::size_t d = rank; d-- > 0; rest /= grid[d]) offset[d] = rest % grid[d] * dataset.chunkShape[d];
        placeChunk(dataset, *chunk, offset, first, count, out);
    }
    return {};
}

}  // namespace

Result<void> readRows(const InputFile& file, const Dataset& dataset, std::uint64_t first, std::uint64_t count,
                      std::span<std::byte> out) {
    if (out.empty()) return {};
    const std::uint64_t start = first * dataset.rowBytes();
    if (!dataset.chunkShape.empty()) {
        if (auto ok = readChunkedRows(file, dataset, first, count, out); !ok) return ok;
    } else if (!dataset.compact.empty()) {
        std::copy_n(dataset.compact.begin() + static_cast<std::ptrdiff_t>(start), out.size(), out.begin());
    } else if (auto ok = file.data(dataset.address + start, out, dataset.where); !ok) {
        return ok;
    }
    if (!dataset.swapped) return {};
    const auto step = static_cast<std::ptrdiff_t>(bytesOf(dataset.element));
    for (auto at = out.begin(); at != out.end(); at += step) std::reverse(at, at + step);
    return {};
}

}  // namespace spikeglass::hdf5
