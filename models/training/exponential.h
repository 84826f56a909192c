// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// e^x by 2^n times a polynomial (Cephes), about 1 unit in the last place. x is held in [-60, 60]: beyond, nothing
// changes in a float32 sum with 1, the result is never 0 or infinite, and its products stay clear of (slow) denormal
// numbers.
inline float exponential(float x) {
    x = x < -60.0f ? -60.0f : x;
    x = x > 60.0f ? 60.0f : x;
    constexpr float kMagic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to an integer
    const float shifted = x * 1.44269504f + kMagic, n = shifted - kMagic;
    const float f = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * f + 1.3981999507e-3f;
    y = y * f + 8.3334519073e-3f;
    y = y * f + 4.1665795894e-2f;
    y = y * f + 1.6666665459e-1f;
    y = y * f + 5.0000001201e-1f;
    y = y * f * f + f + 1.0f;
    const std::int32_t exponent = __builtin_bit_cast(std::int32_t, shifted) << 23;
    return __builtin_bit_cast(float, __builtin_bit_cast(std::int32_t, y) + exponent);
}
