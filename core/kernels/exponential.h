// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

namespace spikeglass::kernels {

/// e^x in float32, the same bits on every machine: the C library's differs between versions, so we own one.
///     n = round(x / ln 2), r = x - n ln 2 with ln 2 in two parts, e^x = 2^n (1 + r + r^2 q(r)), q of degree 4.
/// |r| <= ln(2) / 2, where 1 + r + r^2 q(r) differs from e^r by 3.2e-9 of it; q is our own minimax fit.
/// Error below 0.99 ulp where e^x is a normal number, as measured over every float; +0 below -103.98, infinity above
/// 88.723; NaN stays NaN.
/// The vector form in exponential-inl.h does the same operations in the same order.
namespace exponential {
inline constexpr float kLog2E = 0x1.715476p+0F;         // 1 / ln 2
inline constexpr float kLn2High = 0x1.62e4p-1F;         // 15 bits: n * kLn2High is exact for every n that occurs
inline constexpr float kLn2Low = 0x1.7f7d1cp-20F;       // ln 2 - kLn2High
inline constexpr float kMagic = 0x1.8p+23F;             // adding it rounds to an integer, kept in the low bits
inline constexpr std::int32_t kMagicBits = 0x4B400000;  // its bit pattern
inline constexpr float kLowest = -104.0F;               // e^x is +0 here and below
inline constexpr float kHighest = 89.0F;                // e^x is infinity here and above
inline constexpr double kMaxErrorUlp = 0.99;            // of a normal result
inline constexpr float kQ0 = 0x1.fffffcp-2F;            // coefficients of q
inline constexpr float kQ1 = 0x1.555492p-3F;
inline constexpr float kQ2 = 0x1.5558bcp-5F;
inline constexpr float kQ3 = 0x1.1239c6p-7F;
inline constexpr float kQ4 = 0x1.6a4154p-10F;
}  // namespace exponential

namespace scalar {

inline float exp(float x) {
    using namespace exponential;
    static_assert(std::bit_cast<std::int32_t>(kMagic) == kMagicBits);
    x = x > kHighest ? kHighest : x;
    x = x < kLowest ? kLowest : x;
    const float t = x * kLog2E + kMagic;
    const float n = t - kMagic;
    const float r = (x - n * kLn2High) - n * kLn2Low;
    const float q = (((kQ4 * r + kQ3) * r + kQ2) * r + kQ1) * r + kQ0;
    const float p = 1.0F + (r + (r * r) * q);
    // 2^n as a product of two normal numbers, so that denormal results are rounded once.
    const std::int32_t exponent = std::bit_cast<std::int32_t>(t) - kMagicBits;
    const std::int32_t half = exponent >> 1;
    const auto power = [](std::int32_t e) { return std::bit_cast<float>(static_cast<std::uint32_t>(e + 127) << 23); };
    return (p * power(half)) * power(exponent - half);
}

/// 1 / (1 + e^-x).
inline float sigmoid(float x) { return 1.0F / (1.0F + exp(0.0F - x)); }

}  // namespace scalar
}  // namespace spikeglass::kernels
