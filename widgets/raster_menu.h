// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "viewmodels/run_view_model.h"

class QMenu;

namespace spikeglass {

class RasterView;

/// What can be done with a neuron, its site and the selection: the raster's context menu. Without a neuron, what is
/// left of it. The menu belongs to the view.
QMenu* makeRasterMenu(RasterView& view, RunViewModel& run, std::optional<std::size_t> site,
                      std::optional<NeuronId> neuron);

/// Appends the ways to sort neurons, to collapse sites, and the scale of shades.
void addArrangement(QMenu& menu, RasterView& view, RunViewModel& run);

}  // namespace spikeglass
