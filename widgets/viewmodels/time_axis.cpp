// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/time_axis.h"

#include <algorithm>
#include <cmath>

namespace spikeglass {

std::int64_t TimeAxis::tokenAt(double x) const { return static_cast<std::int64_t>(std::floor(toToken(x))); }

void TimeAxis::zoom(double factor, double x, double minimum, double maximum) {
    const double fixed = toToken(x);
    const double span = std::clamp(tokens / factor, minimum, std::max(minimum, maximum));
    first = fixed - (fixed - first) * span / tokens;
    tokens = span;
}

}  // namespace spikeglass
