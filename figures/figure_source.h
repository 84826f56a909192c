// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures/figure_data.h"
#include "figures/recipe.h"

namespace spikeglass::figures {

/// What a program has in memory already, so that it is neither read nor computed again. A value.
struct FigureInputs {
    std::shared_ptr<const Model> model, other;  // of the run, and of lane B; null: read from the recipe's files
    OwnRecording spool;                         // of the same text, without membranes
    QByteArray table;                           // the rows of a ladder, as `compare --json` writes them
};

/// A recipe, and what it names that was found already. search holds absolute folders.
struct FigureSource {
    Recipe recipe;
    std::optional<RecordedRun> run;
    FigureInputs inputs;
};

/// A recipe, a recording (which makes a recipe), or the rows of `compare --json`.
/// Errors: cannot be read; none of these.
Result<FigureSource> openSource(const QString& input);

/// Reads the recording, or computes the run anew; fills in what the recipe leaves open (hash, tokens, what was in force).
/// model: a checkpoint to compute with; empty: the recipe's. Errors: a file that is not found or is another than the
/// recipe's (SHA-256, tokens), and all of FigureData's.
Result<FigureData> readSource(FigureSource& source, const QString& model, const std::stop_token& stop = {});
/// Whether the frames hold what the recipe's panels show, as far as a run's data may lack it.
bool holdsWhatIsShown(const FigureData& data, const Recipe& recipe);
/// The tokens that all panels together show; -1: to the end.
std::pair<std::int64_t, std::int64_t> rangeOf(const Recipe& recipe);

/// Where the files lie that a recipe names, as far as they are there.
QStringList filesOf(const Recipe& recipe);
/// The recipe with its folders made relative to the one that it will lie in.
Recipe relocated(const Recipe& recipe, const QString& folder);

}  // namespace spikeglass::figures
