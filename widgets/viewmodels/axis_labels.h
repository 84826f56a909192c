// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

#include "trace/run_history.h"
#include "viewmodels/token_columns.h"

namespace spikeglass {

/// A text at a token of the time axis.
struct AxisLabel {
    std::int64_t token = 0;
    QString text;
    bool centered = true;  // over the token's columns; else it starts at the token's left edge
};

/// The characters under a time axis: each token's text at its token where it fits, else the words that have room, each
/// where it starts; nothing where a word would stand for very many tokens. width: of a text, in device pixels.
std::vector<AxisLabel> axisText(const RunHistory& history, const TokenColumns& columns,
                                const std::function<double(const QString&)>& width);

/// Token numbers at a round step (1, 2, 5, 10, 20 ...) at least so many device pixels apart.
std::vector<AxisLabel> axisNumbers(const RunHistory& history, const TokenColumns& columns, double spacing);

/// The smallest of 1, 2, 5, 10, 20, 50 ... that is not less.
std::int64_t roundStep(double least);

}  // namespace spikeglass
