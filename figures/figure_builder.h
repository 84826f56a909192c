// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures/csv.h"
#include "figures/figure_data.h"
#include "figures/figure_preset.h"
#include "figures/figure_spec.h"

namespace spikeglass::figures {

/// A figure, and the numbers behind its marks.
struct Figure {
    DisplayList list;
    QByteArray csv;
};

/// The figure of a view. Errors: what the run lacks for it (membranes, operations, a second lane, ...), in one sentence;
/// a site, neuron or pricing model that is not there; an unknown view.
Result<Figure> buildFigure(const FigureData& data, const FigureSpec& spec, const FigurePreset& preset);

/// Where a builder draws: the whole of a page, or a panel of one. Points.
struct Canvas {
    FigurePreset preset;
    double width = 0;
    double height = 0;  // as the view needs it where nothing else was asked for
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
