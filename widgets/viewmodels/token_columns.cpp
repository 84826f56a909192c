// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/token_columns.h"

#include <algorithm>
#include <cmath>

namespace spikeglass {

TokenColumns TokenColumns::of(const TimeAxis& axis, int columns) {
    TokenColumns c;
    c.columns = std::max(columns, 1);
    c.pitch = c.columns / axis.tokens;
    c.origin = std::llround(axis.first * c.pitch);
    return c;
}

std::int64_t TokenColumns::columnOf(std::int64_t token) const {
    return static_cast<std::int64_t>(std::floor(static_cast<double>(token) * pitch));
}

int TokenColumns::x(std::int64_t token) const {
    return static_cast<int>(
        std::clamp<std::int64_t>(columnOf(token) - origin, -1 - std::int64_t{columns}, 2 * std::int64_t{columns}));
}

std::int64_t TokenColumns::firstTokenFrom(std::int64_t column) const {
    auto token = static_cast<std::int64_t>(std::ceil(static_cast<double>(column) / pitch));
    // Division and product round differently; columnOf() decides.
    while (columnOf(token - 1) >= column) --token;
    while (columnOf(token) < column) ++token;
    return token;
}

}  // namespace spikeglass
