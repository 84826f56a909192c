// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>

namespace spikeglass::kernels {

// What the vector reductions and their scalar twins share: the order of summation.
inline constexpr std::size_t kStripes = 16;     // partial sums; the widest vector of floats that we use
inline constexpr std::size_t kSumBlock = 1024;  // elements of a float32 sum in exponentials(), a multiple of kStripes
inline constexpr float kLayerNormEpsilon = 1e-5F;

/// The sum of 16 partial sums, pairwise: those 8 apart, then 4, 2 and 1. Overwrites them.
inline float addStripes(float (&stripes)[kStripes]) {
    for (std::size_t distance = kStripes / 2; distance > 0; distance /= 2)
        for (std::size_t i = 0; i < distance; ++i) stripes[i] = stripes[i] + stripes[i + distance];
    return stripes[0];
}

/// 1 / sqrt(variance + 1e-5); square root and division are IEEE exact.
inline float inverseDeviation(float variance) { return 1.0F / std::sqrt(variance + kLayerNormEpsilon); }

}  // namespace spikeglass::kernels
