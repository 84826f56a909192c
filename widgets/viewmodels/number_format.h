// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>

namespace spikeglass {

// Numbers as the window shows them: three significant digits, SI prefixes, the user's locale. "–" for what is not known.

/// Joules: "22.0 µJ".
QString formatEnergy(double joules);
/// Operations, parameters, tokens: "4.72 M", "812" (exact below 10,000: "9,999").
QString formatCount(double count);
QString formatCount(std::int64_t count);
/// A share of one: "17.2%"; "<0.1%" where that would round to nothing.
QString formatPercent(double share);
/// "1.03×", "12.4×"; marked: "1.28×*".
QString formatRatio(double ratio, bool marked = false);
/// Tokens per second: "1,840", "18.4".
QString formatSpeed(double tokensPerSecond);

}  // namespace spikeglass
