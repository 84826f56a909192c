// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures/figure_data.h"
#include "figures/recipe.h"

namespace spikeglass::figures {

// Texts to go with a figure, in English like the figure itself.

/// "Spikes of War and Peace"
QString captionTitle(const Recipe& recipe, const FigureData& data);
/// One sentence ready for a paper: what is shown, of which model and text, timesteps, rates, operations and, where
/// energy is shown, the pricing model and its source.
QString caption(const Recipe& recipe, const FigureData& data);
/// The papers of both architectures, as BibTeX.
QByteArray citations();

}  // namespace spikeglass::figures
