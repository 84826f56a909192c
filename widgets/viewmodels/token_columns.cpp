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

StepColumns StepColumns::of(const TokenColumns& columns, std::size_t timesteps, int hairline) {
    constexpr int kLeastTick = 2, kGapFrom = 3;  // hairlines
    StepColumns steps;
    steps.timesteps = timesteps;
    if (timesteps < 2) return steps;
    const auto room = static_cast<int>((std::floor(columns.pitch) - hairline) / static_cast<double>(timesteps));
    if (room < kLeastTick * hairline) return steps;
    steps.pitch = room;
    steps.tick = steps.pitch - (steps.pitch >= kGapFrom * hairline ? hairline : 0);
    return steps;
}

std::size_t StepColumns::at(int offset) const {
    if (pitch == 0 || offset < 0) return 0;
    return std::min(static_cast<std::size_t>(offset / pitch), timesteps - 1);
}

}  // namespace spikeglass
