// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/model.h"
#include "engine/text_script.h"
#include "figures/figure_preset.h"
#include "figures/figure_spec.h"
#include "network/sites.h"

namespace spikeglass::figures {

/// Everything that it takes to draw a figure again, as JSON (docs/figures.md). Files are named without their folders, so
/// that a figure is the same wherever it lies; `search` says where to look. A value.
struct Recipe {
    /// What was in force from a token on, by names; empty slots: spiking where the checkpoint holds that form.
    struct Change {
        std::int64_t token = 0;
        std::map<std::string, std::string> blockChoice;  // slot -> "ann" | "snn"
        std::vector<std::string> interventions;          // as `--intervene` reads them
        Sampling sampling;
    };
    struct Other {
        QString recording;  // file name; or:
        QString modelFile;  // empty: the same model
        std::map<std::string, std::string> blockChoice;
        std::vector<std::string> interventions;
    };

    static constexpr int kMostColumns = 8;

    QString programVersion;
    QString modelFile, modelSha256, modelName;
    WeightType weights = WeightType::Float32;  // of both lanes, in memory
    QString recording;  // file name; empty: computed anew
    QString table;      // of a ladder: rows as `compare --json` writes them
    QString prompt;
    std::vector<std::int32_t> tokens;  // empty: the prompt's, and then drawn
    std::int64_t promptTokens = 0;
    std::int64_t drawnTokens = 0;      // to be drawn where no tokens are given
    std::vector<Change> changes;
    std::optional<Other> other;

    std::vector<FigureSpec> panels{FigureSpec{}};  // below one another
    int columns = 1;                               // beside one another
    bool sharedAxes = false;                       // panels of a column and the same tokens stand in line, those of a row are equally high
    FigurePreset preset;
    double dpi = 0;                                // of bitmaps, and of layers of pixels; 0: the preset's

    QString csvSha256;   // of the data written beside the figure with this recipe; not part of what the figure is
    QStringList search;  // folders, relative to the recipe's own; not part of what the figure is
};

/// Errors: not JSON; not a recipe, or a newer one; a key of the wrong kind (named).
Result<Recipe> readRecipe(const QByteArray& json, const QString& source);
/// withSearch: also where the files were found; not so within figures.
QByteArray recipeJson(const Recipe& recipe, bool withSearch);

std::vector<Recipe::Change> changesOf(const TextScript& script, const NetworkInfo& info);
/// The script that a recipe's tokens and changes make for a network. Errors: a slot, form or intervention that it has not.
Result<TextScript> scriptOf(const Recipe& recipe, const NetworkInfo& info);
/// All spiking, changed as said. Errors: a slot or form that the network has not.
Result<BlockChoice> choiceOf(const std::map<std::string, std::string>& choice, const NetworkInfo& info);
Result<std::vector<Intervention>> interventionsOf(const std::vector<std::string>& texts, const NetworkInfo& info);

}  // namespace spikeglass::figures
