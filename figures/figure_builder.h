// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures/csv.h"
#include "figures/figure_data.h"
#include "figures/figure_preset.h"
#include "figures/figure_spec.h"
#include "figures/plot.h"

namespace spikeglass::figures {

/// A figure, and the numbers behind its marks.
struct Figure {
    DisplayList list;
    QByteArray csv;
    std::optional<TokenScale> tokens = {};  // of a plot over tokens whose axis can be shared
    std::vector<QRectF> panels = {};        // of a page: where each panel lies, points
};

/// What panels below one another share of their token axes. Points.
struct SharedAxis {
    double left = 0, right = 0;  // of the plot; 0: as the panel needs it
    bool labels = true;          // false: a panel below says which tokens these are
};

/// The figure of a view. Errors: what the run lacks for it (membranes, operations, a second lane, ...), in one sentence;
/// a site, neuron or pricing model that is not there; an unknown view.
Result<Figure> buildFigure(const FigureData& data, const FigureSpec& spec, const FigurePreset& preset, const SharedAxis& shared = {});

/// A view that needs a line for each of its rows, and takes no other height.
bool isAsHighAsItsLines(const FigureSpec& spec);

/// Where a builder draws: the whole of a page, or a panel of one. Points.
struct Canvas {
    FigurePreset preset;
    double width = 0;
    double height = 0;  // as the view needs it where nothing else was asked for
    SharedAxis shared = {};

    /// A plot's tokens between these edges, or those that it shares.
    TokenScale tokens(std::int64_t from, std::int64_t to, double left, double right) const;
    double tokenAxis() const;  // height
    void drawTokens(DisplayList& list, const TokenScale& scale, const std::vector<Frame>& frames, double y) const;
};

// Each view. Errors as above.
Result<Figure> buildRaster(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildMembrane(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildRates(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildEnergy(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildOperations(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildLadder(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildCompare(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildCandidates(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);
Result<Figure> buildText(const FigureData& data, const FigureSpec& spec, const Canvas& canvas);

}  // namespace spikeglass::figures
