// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "io/hdf5_dataset.h"
#include "io/recording_header.h"

namespace spikeglass {

/// A recording, opened and checked, of which no rows have been read: what its attributes say, and where its datasets lie.
/// Private to the readers of recordings. One thread at a time.
struct RecordingLayout {
    hdf5::InputFile file;
    RecordingHeader header = {};
    std::uint64_t tokens = 0;  // that every dataset has
    hdf5::Dataset ids = {}, text = {};
    std::optional<hdf5::Dataset> logits = {}, surprisal = {}, operations = {}, twinOperations = {}, candidates = {},
                                 probabilities = {}, changes = {};
    std::vector<hdf5::Dataset> spikes = {};                    // [sites]
    std::vector<std::optional<hdf5::Dataset>> membranes = {};  // [sites]

    /// Text number `row` of `band`, the rows of a text dataset as readRows() hands them out.
    Result<std::string> textAt(const hdf5::Dataset& dataset, std::span<const std::byte> band, std::size_t row) const;
};

/// Errors: not a recording of a version that we read; damaged or hostile (file, dataset, expected, found).
/// descriptor: see hdf5::InputFile::open().
Result<RecordingLayout> openRecordingLayout(const std::string& path, int descriptor = -1);

/// Hands out the rows [from, to) of a dataset, some at a time: visit(band) with whole rows.
template <class Visit>
Result<void> forEachBand(const hdf5::InputFile& file, const hdf5::Dataset& dataset, std::uint64_t from, std::uint64_t to,
                         Visit visit) {
    constexpr std::uint64_t kBandBytes = 8U << 20;
    if (dataset.elements == 0 || from >= to) return {};
    std::uint64_t rows = std::max<std::uint64_t>(kBandBytes / dataset.rowBytes(), 1);
    const std::uint64_t step = dataset.chunkShape.empty() ? 1 : dataset.chunkShape[0];
    rows = std::max(rows / step, std::uint64_t{1}) * step;
    std::vector<std::byte> band;
    for (std::uint64_t first = from; first < to;) {
        // Up to the end of a chunk, so that none is unpacked twice.
        const std::uint64_t count = std::min(rows - first % step, to - first);
        band.resize(count * dataset.rowBytes());
        if (auto ok = hdf5::readRows(file, dataset, first, count, band); !ok) return ok;
        if (auto ok = visit(std::span<const std::byte>(band)); !ok) return ok;
        first += count;
    }
    return {};
}

}  // namespace spikeglass
