// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include "figures/figure_builder.h"
#include "figures/figure_export.h"
#include "figures/recipe.h"

namespace spikeglass::figures {

/// What `spikeglass-cli figure` is asked for. Empty options leave what the recipe says, or the defaults.
struct FigureRequest {
    QString input;   // a recipe, a recording, or rows of `compare --json`
    QString output;  // its suffix is the format
    QString view, preset, sites, neurons, pricing, measure, colorMap, layer;  // lists: separated by commas
    QString tokens;                           // "FROM:TO"
    QString model;                            // a checkpoint to compute with, in place of the recipe's
    QString with;                             // a second recording, to compare with
    double dpi = 0, heightMm = 0;
    bool beside = true;                       // write recipe and data beside the figure
};

/// What a figure was made from, found and read.
struct PreparedFigure {
    Recipe recipe;
    FigureData data;
};

/// Finds and reads, or computes, what the figure shows. Errors: in one sentence each.
Result<PreparedFigure> prepareFigure(const FigureRequest& request);
/// All panels of a recipe, with letters where there are several.
Result<Figure> drawPanels(const Recipe& recipe, const FigureData& data);
/// Prepares, draws, and writes the figure, OUT.recipe.json and OUT.csv. Returns the paths written.
Result<QStringList> makeFigure(const FigureRequest& request);

/// Draws and writes what was prepared, all files or none. Of a recipe given as `keep` only the digest of the data changes, where it
/// holds one. rows: those of a ladder whose recipe names a table that is not there yet.
/// Errors: a file beside it would be replaced that was not written with a figure (mayReplace()).
Result<QStringList> writeFigure(const PreparedFigure& prepared, const QString& output, bool beside, const QString& keep = {},
                                const QByteArray& rows = {});

}  // namespace spikeglass::figures
