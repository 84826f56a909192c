// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "base/result.h"

namespace spikeglass {

struct BundledModel {
    QString name, path, title, architecture;
};

/// The checkpoints that come with the program, the default first, as models/index.json lists them. Looked for in
/// $SPIKEGLASS_MODELS, then in ../share/spikeglass/models beside the program (installed), then in a models/ folder above
/// it (a build tree). Errors: found nowhere; the list is damaged or empty (names the file).
Result<std::vector<BundledModel>> bundledModels(const QString& programFolder);

}  // namespace spikeglass
