// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/sweep_plan.h"

namespace spikeglass::cli {

// The same plan for clusters: each row is a process of its own, `spikeglass-cli sweep PLAN --output FOLDER --row N`,
// and its file is the only thing that passes between them. $SPIKEGLASS_CLI names the program where it lies elsewhere
// than here.

/// Writes FOLDER/Snakefile: a rule for rows, one that merges them into FOLDER/rows.csv. Returns its path. Errors: of
/// the file system.
Result<std::string> writeSnakefile(const SweepPlan& plan, const std::string& folder, const std::string& program);
/// Writes FOLDER/sweep.slurm, an array of at most 1000 tasks, as schedulers limit them; a task computes every
/// so-manieth row.
Result<std::string> writeSlurmScript(const SweepPlan& plan, const std::string& folder, const std::string& program);

/// For a POSIX shell.
std::string shellQuoted(const std::string& text);

}  // namespace spikeglass::cli
