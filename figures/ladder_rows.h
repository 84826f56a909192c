// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "figures/figure_data.h"

namespace spikeglass::figures {

/// The rows of a file that `spikeglass-cli compare --json` wrote, priced by a model. Errors: cannot be read; no such
/// rows, or none; a pricing model that they lack (names those there are).
Result<std::vector<LadderRow>> readLadderRows(const QString& path, const QString& pricing);

}  // namespace spikeglass::figures
