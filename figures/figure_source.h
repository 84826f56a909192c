// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures/figure_data.h"
#include "figures/recipe.h"

namespace spikeglass::figures {

/// A recipe, and what it names that was found already. search holds absolute folders.
struct FigureSource {
    Recipe recipe;
    std::optional<RecordedRun> run;
};

/// A recipe, a recording (which makes a recipe), or the rows of `compare --json`.
/// Errors: cannot be read; none of these.
Result<FigureSource> openSource(const QString& input);

/// Reads the recording, or computes the run anew; fills in what the recipe leaves open (hash, tokens, what was in force).
/// model: a checkpoint to compute with; empty: the recipe's. Errors: a file that is not found or is another than the
/// recipe's (SHA-256, tokens), and all of FigureData's.
Result<FigureData> readSource(FigureSource& source, const QString& model);

/// The recipe with its folders made relative to the one that it will lie in.
Recipe relocated(const Recipe& recipe, const QString& folder);

}  // namespace spikeglass::figures
