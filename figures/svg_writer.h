// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include "figures/display_list.h"

namespace spikeglass::figures {

/// The figure as SVG 1.1, in points: named groups, clip paths, one path per set of marks, real text. Qt's own generator
/// (6.4) cannot clip. title and description: for screen readers and catalogues; recipe: JSON, kept as metadata.
QByteArray toSvg(const DisplayList& list, const QString& title, const QString& description, const QByteArray& recipe);

}  // namespace spikeglass::figures
