// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/hdf5_bands.h"
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

}  // namespace spikeglass
