// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace spikeglass {

/// A bundled icon drawn in one colour (and paler where disabled), sharp at every scale. name: "run", "pause", ...
QIcon tintedIcon(const QString& name, const QColor& color, const QColor& disabled);

}  // namespace spikeglass
