// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/recorded_run.h"

namespace spikeglass {

/// What of a recording goes to another program. A value.
struct ExportSelection {
    struct Site {
        std::size_t site = 0;                // index into NetworkInfo::sites
        std::vector<std::uint32_t> neurons;  // ascending; empty: all
    };
    std::int64_t from = 0, to = 0;  // tokens [from, to)
    std::vector<Site> sites;
    double millisecondsPerStep = 1;
};

/// All of a recording.
ExportSelection exportAll(const RecordedRun& run);
/// Adds "SITE" or "SITE/NEURONS", as `--intervene` names them: "blocks.*.mlp.hidden/0-15,412". Of a site that is named
/// twice, both parts. Errors: no such site or neurons.
Result<void> addToSelection(ExportSelection& selection, const NetworkInfo& info, const std::string& target);

/// The formats, by the names of `--format`. suffix: of files that are taken for it by their name.
struct ExportFormat {
    const char* name;
    const char* suffix;  // "" where the name of the file does not tell
};
inline constexpr ExportFormat kExportFormats[] = {
    {"nwb", ".nwb"}, {"pynapple", ".npz"}, {"csv", ".csv"}, {"sonata", ".h5"}, {"sonata-report", ""}};

/// Writes the selection's spikes; as "sonata-report" its membranes. What was at `path` is replaced once all is written.
/// Errors: the recording is damaged; sonata-report of a site whose membranes it does not hold; cannot be written.
Result<void> exportRun(const RecordedRun& run, const ExportSelection& selection, std::string_view format, const std::string& path);

}  // namespace spikeglass
