// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

#include "figures/display_list.h"

class QPainter;

namespace spikeglass::figures {

/// Paints a figure, at a scale of one unit of the painter per point: preview, PDF and bitmaps go this way. Needs a
/// QGuiApplication; any thread.
void paintFigure(QPainter& painter, const DisplayList& list);

/// On white, with its resolution noted.
QImage paintToImage(const DisplayList& list, double dpi);

/// How readers see it: with deuteranopia (no green cones), or printed in grey.
enum class Vision { Full, Deuteranopia, Grey };
QImage asSeen(const QImage& image, Vision vision);

}  // namespace spikeglass::figures
