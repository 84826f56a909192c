// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "io/hdf5_dataset.h"

namespace spikeglass::hdf5 {

/// How many rows of a dataset are read at a time: some megabytes, and whole chunks, so that none is unpacked twice.
/// Precondition: it has elements.
inline std::uint64_t rowsOfBand(const Dataset& dataset) {
    constexpr std::uint64_t kBandBytes = 8U << 20;
    const std::uint64_t rows = std::max<std::uint64_t>(kBandBytes / dataset.rowBytes(), 1);
    const std::uint64_t step = dataset.chunkShape.empty() ? 1 : dataset.chunkShape[0];
    return std::max(rows / step, std::uint64_t{1}) * step;
}

/// Hands out the rows [from, to) of a dataset, a band at a time: visit(band) with whole rows, in elements of T.
/// Preconditions: the rows exist; T is as wide as an element, or a byte. Errors: those of readRows() and of visit.
template <class T = std::byte, class Visit>
Result<void> forEachBand(const InputFile& file, const Dataset& dataset, std::uint64_t from, std::uint64_t to, Visit visit) {
    if (dataset.elements == 0 || from >= to) return {};
    const std::uint64_t rows = rowsOfBand(dataset);
    const std::uint64_t step = dataset.chunkShape.empty() ? 1 : dataset.chunkShape[0];
    std::vector<T> band;
    for (std::uint64_t first = from; first < to;) {
        const std::uint64_t count = std::min(rows - first % step, to - first);  // up to the end of a chunk
        band.resize(count * dataset.rowBytes() / sizeof(T));
        if (auto ok = readRows(file, dataset, first, count, std::as_writable_bytes(std::span(band))); !ok) return ok;
        if (auto ok = visit(std::span<const T>(band)); !ok) return ok;
        first += count;
    }
    return {};
}

}  // namespace spikeglass::hdf5
