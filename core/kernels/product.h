// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "base/bits.h"

namespace spikeglass::kernels {

/// Floats from one row of an input-major matrix to the next: whole cache lines, and never a multiple of 4 KiB, so that
/// the rows of several inputs can be read side by side without evicting one another from the first-level cache.
constexpr std::size_t rowStride(std::size_t outputs) {
    const std::size_t padded = (outputs + 15) / 16 * 16;
    return padded % 1024 == 0 ? padded + 16 : padded;
}

/// Product with input-major weights, zeros skipped: y[o] = sum over i with x[i] != 0 of x[i] * rows[i * stride + o],
/// for begin <= o < end. Each output is summed in the order of the inputs, multiplied and added separately, starting at
/// 0: the same bits whatever the vector width and however the outputs are split among threads. Returns the non-zeros of
/// x. Preconditions: begin is a multiple of 16; stride >= end rounded up to 16, all of it readable in every row; x and
/// y do not overlap. Outputs outside [begin, end) are not written.
std::size_t product(std::span<const float> x, const float* rows, std::size_t stride, std::size_t begin, std::size_t end,
                    float* y);

/// Spike-driven product: y[o] = sum of rows[i * stride + o] over the set bits i: additions only. Otherwise as
/// product(). Returns the number of spikes.
std::size_t spikeProduct(std::span<const Word> spikes, const float* rows, std::size_t stride, std::size_t begin,
                         std::size_t end, float* y);

}  // namespace spikeglass::kernels
