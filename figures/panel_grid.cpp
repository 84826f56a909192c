// SPDX-License-Identifier: Apache-2.0
#include "figures/panel_grid.h"

#include <algorithm>
#include <cmath>

namespace spikeglass::figures {

std::vector<PanelCell> placePanels(const std::vector<FigureSpec>& panels, int columns) {
    std::vector<PanelCell> cells;
    PanelCell next;
    for (const FigureSpec& panel : panels) {
        next.span = std::clamp(panel.span, 1, columns);
        if (next.column + next.span > columns) next.column = 0, ++next.row;
        cells.push_back(next);
        next.column += next.span;
    }
    return cells;
}

int PanelGrid::spanNearest(int at, double x) const {
    const double span = (x - left(at) + kGap) / (column() + kGap);
    return std::clamp(static_cast<int>(std::lround(span)), 1, columns - at);
}

}  // namespace spikeglass::figures
