// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/model.h"
#include "engine/sampler.h"

namespace spikeglass::cli {

/// One row of a sweep, complete in itself: what one process on one machine of a cluster computes.
struct SweepRow {
    std::string id;             // 16 hexadecimal digits of everything below and the bytes of model and text
    std::string model;          // absolute path
    std::string block;          // as --block takes it, slots joined by commas
    std::string choice;         // its name
    std::string weights;        // float32, bfloat16 or int8
    std::string interventions;  // joined by semicolons; empty: none
    std::string text;           // absolute path of the text that is read; empty: one is written from `prompt`
    double heldOut = 1;
    std::int64_t maxTokens = 0;  // 0: all
    std::string prompt;
    std::int64_t tokens = 0;  // to write
    Sampling sampling;        // of a written text; its seed also draws the noise of interventions

    nlohmann::ordered_json toJson() const;
    static SweepRow fromJson(const nlohmann::ordered_json& json);
};

/// A plan with every row written out.
struct SweepPlan {
    std::string path;    // absolute
    std::string sha256;  // of the plan's file
    std::vector<SweepRow> rows;
};

/// Reads PLAN.json (docs/sweeps.md) and opens every model and text once, so that what cannot be computed is said before
/// anything is. A model that does not hold a preset contributes no row for it. Errors, naming the plan and the key: no
/// JSON, an unknown key or another type than expected, an empty or absent list, seeds without a use, those of
/// loadModel(), parseBlockChoice(), parseInterventions(), readTextFile() and readingOf().
Result<SweepPlan> readSweepPlan(const std::string& path);

/// The rows of a plan that was written out into this folder. Errors: there is none; the plan has changed since.
Result<SweepPlan> readWrittenPlan(const std::string& path, const std::string& folder);
/// Writes FOLDER/rows.json, and the folder. Errors: of the file system.
Result<void> writePlan(const SweepPlan& plan, const std::string& folder);

}  // namespace spikeglass::cli
