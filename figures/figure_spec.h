// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

namespace spikeglass::figures {

/// What a figure is to show, of which part of a run. A value; what recipes keep.
struct FigureSpec {
    QString view = QStringLiteral("raster");  // figureViews()
    std::int64_t from = 0;                    // tokens [from, to)
    std::int64_t to = -1;                     // -1: to the end
    QStringList sites;                        // shown; empty: all
    QStringList neurons;                      // "blocks.0.time_mix/12", of membrane traces; empty: the liveliest
    QString pricing = QStringLiteral("compute-fp32");
    QString measure = QStringLiteral("surprisal");  // of the coloured text: surprisal, spikes, energy
    QString colorMap = QStringLiteral("viridis");   // viridis, cividis
    QString layer = QStringLiteral("auto");   // spikes as "vector", as "pixels", or pixels only where they are many
    double heightMm = 0;                      // 0: as the view needs it
    int span = 1;                             // columns of the page that the panel takes

    bool operator==(const FigureSpec&) const = default;
};

/// "raster", "membrane", "rates", "energy", "operations", "ladder", "compare", "candidates", "text".
const QStringList& figureViews();

/// Spikes in one figure above which "auto" draws pixels.
inline constexpr std::size_t kMostVectorMarks = 20'000;

}  // namespace spikeglass::figures
