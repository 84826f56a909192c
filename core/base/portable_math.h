// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace spikeglass {

/// e^x in double precision from additions and products alone, so that it has the same bits on every machine (that of the
/// C library differs in the last bit between versions and processors). Relative error below 1e-15 for x in [-700, 0],
/// where probabilities are compared; 0 below -700.
inline double portableExp(double x) {
    if (!(x > -700.0)) return 0.0;
    if (x > 700.0) x = 700.0;
    constexpr double kLog2E = 1.4426950408889634;
    constexpr double kLn2High = 6.93147180369123816490e-01;  // ln 2 in two parts, the first exact in products with k
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    const double k = std::floor(x * kLog2E + 0.5);
    const double r = (x - k * kLn2High) - k * kLn2Low;  // |r| <= ln(2) / 2
    double sum = 1.0;  // Taylor series in Horner's form: the term after r^14 / 14! is below 1e-19
    for (int n = 14; n >= 1; --n) sum = 1.0 + sum * r / n;
    const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52;
    return sum * std::bit_cast<double>(exponent);
}

}  // namespace spikeglass
