// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cli/sweep_plan.h"
#include "engine/score.h"

namespace spikeglass::cli {

/// The models of a sweep, each loaded when its first row begins and let go after its last. Any thread.
class SweepModels {
  public:
    explicit SweepModels(const std::vector<SweepRow>& rows);
    /// Errors: those of loadModel().
    Result<std::shared_ptr<const Model>> take(const SweepRow& row);
    void give(const SweepRow& row);

  private:
    using Key = std::pair<std::string, std::string>;  // path, weights
    struct Kept {
        std::mutex loading;
        std::shared_ptr<const Model> model;
        std::size_t rows = 0;  // still to come
    };
    std::map<Key, Kept> m_kept;  // its keys never change
};

/// FOLDER/rows/ID.json.
std::string rowFile(const std::string& folder, const SweepRow& row);
bool isFinished(const std::string& folder, const SweepRow& row);

/// Computes a row and puts its file in place, whole. False: progress ended it, and nothing was written. Errors: those
/// of reading the text, of the model and of the file system.
Result<bool> computeRow(const std::string& folder, const SweepRow& row, SweepModels& models, const Progress& progress);

/// All rows of a plan in one file, in the plan's order: CSV, or where the name ends in .json a list of rows as `compare
/// --json` prints it. Errors: rows are missing (how many, the first); a damaged one; of the file system.
Result<void> mergeRows(const SweepPlan& plan, const std::string& folder, const std::string& output);

}  // namespace spikeglass::cli
