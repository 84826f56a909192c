// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"
#include "engine/score.h"

namespace spikeglass::cli {

/// A score with all its figures, under the names that `score --json` and the rows of `compare --json` share.
nlohmann::ordered_json scoreJson(const Score& score, const Model& model, const BlockChoice& choice);

/// [{"kind", "site", "sentence"}]
nlohmann::ordered_json findingsJson(const std::vector<Finding>& findings, const Model& model);

/// One sentence per line under a heading; nothing where there are none.
void printFindings(const std::vector<Finding>& findings, const Model& model);

}  // namespace spikeglass::cli
