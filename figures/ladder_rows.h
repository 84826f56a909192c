// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

#include "figures/figure_data.h"

namespace spikeglass::figures {

/// The rows of a file that `spikeglass-cli compare --json` wrote, priced by a model. source: the file, for
/// what is said of it. Errors: no such rows, or none; a pricing model that they lack (names those there are).
Result<std::vector<LadderRow>> readLadderRows(const QByteArray& json, const QString& source, const QString& pricing);

}  // namespace spikeglass::figures
