// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

// Kernels that put the elements of an array together. Sums are striped: lane j of 16 adds up elements j, j + 16,
// j + 32, ... in order, whatever the vector width, and the lanes are added pairwise, 8 apart, then 4, 2 and 1.
namespace spikeglass::kernels {

/// out = (x - mean) / sqrt(variance + 1e-5) * weight + bias, with the biased variance. out may be x itself.
void layerNorm(std::span<const float> x, std::span<const float> weight, std::span<const float> bias,
               std::span<float> out);

/// The largest element; -infinity if there is none. A NaN counts as smaller than everything.
float maximum(std::span<const float> x);

/// out = e^((x - shift) * factor), a softmax before its division; out may be x itself, or empty if only the sum is
/// wanted. Returns the sum of them: striped float32 sums of 1024 elements each, added up in double in order. With shift
/// = maximum(x) and factor = 1 / temperature >= 0 nothing overflows.
double exponentials(std::span<const float> x, float shift, float factor, std::span<float> out);

/// log of the sum of e^x, as the log-probability of token t is x[t] - logSumExp(x).
double logSumExp(std::span<const float> x);

}  // namespace spikeglass::kernels
