// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>

namespace spikeglass::figures {

/// Okabe-Ito, in an order whose first ones stand out from white paper; its yellow is left out, which does not. Cycles.
QColor seriesColor(int index);
/// Of a block, the same in every figure; grey for what is outside the blocks (-1).
QColor blockColor(int block);
/// 0..1 on a map that is even in lightness: "viridis" or "cividis".
QColor mapColor(const QString& map, double value);
/// Black or white, whichever reads better on it.
QColor inkOn(const QColor& ground);
/// share of `over` on white.
QColor tint(const QColor& over, double share);

inline const QColor kGrid = QColor(0xD0, 0xD0, 0xD0);    // hairlines
inline const QColor kGrey = QColor(0x59, 0x59, 0x59);    // secondary text, 7 : 1 on white
inline const QColor kAnalog = QColor(0xEC, 0xEC, 0xEC);  // where a site was analog

}  // namespace spikeglass::figures
