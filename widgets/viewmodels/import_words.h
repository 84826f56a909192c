// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "viewmodels/import_model.h"

namespace spikeglass {

// The import's questions and facts in the window's language.

QString questionTitle(const ImportQuestion& question);
/// One line that says what it is about.
QString questionHint(const ImportQuestion& question);
QString choiceName(const ImportQuestion& question, const QString& choice);
QString tokenizerName(ImportModel::Tokenizer kind, const WeightFacts& facts, bool hasConfig);
/// Names and values, in the order in which they are shown.
std::vector<std::pair<QString, QString>> factsInWords(const WeightFacts& facts);

}  // namespace spikeglass
