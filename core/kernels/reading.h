// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/bits.h"

namespace spikeglass::kernels {

/// The sum of some words, modulo 2^64. Does nothing but read memory as fast as one thread can: what a product that is bound
/// by its weights is compared with (engine/read_bandwidth.h).
std::uint64_t sumWords(std::span<const Word> words);

}  // namespace spikeglass::kernels
