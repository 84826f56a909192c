// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "figures/figure_spec.h"

namespace spikeglass::figures {

/// Where a panel stands on a page of columns.
struct PanelCell {
    int row = 0, column = 0, span = 1;
    bool operator==(const PanelCell&) const = default;
};

/// Panels in their order, from left to right; one that does not fit into what is left of a row begins the next. [panels]
std::vector<PanelCell> placePanels(const std::vector<FigureSpec>& panels, int columns);

/// The columns of a page, with gaps between them. Points.
struct PanelGrid {
    static constexpr double kGap = 12;  // also between rows

    double width = 0;
    int columns = 1;

    double column() const { return (width - kGap * (columns - 1)) / columns; }
    double left(int at) const { return at * (column() + kGap); }
    double spanned(int span) const { return span * column() + (span - 1) * kGap; }
    /// The span whose right edge is nearest to x, for a panel that begins in a column.
    int spanNearest(int at, double x) const;
};

}  // namespace spikeglass::figures
