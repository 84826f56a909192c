// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/bits.h"

namespace spikeglass::kernels {

/// counts[i] = before[i] + the number of bits set in words[i] & mask, modulo 2^32: spikes of neuron i before a step, of a
/// raster's column. All three are [n]; counts may be `before` itself.
void countMasked(std::span<const Word> words, Word mask, std::span<const std::uint32_t> before,
                 std::span<std::uint32_t> counts);

}  // namespace spikeglass::kernels
