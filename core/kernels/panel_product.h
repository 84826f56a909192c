// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "base/bits.h"
#include "kernels/weights.h"

// Products of a network's weights with what one token brings. Each output is summed in the order of the inputs, multiplied
// and added separately, starting at 0: the same bits whatever the vector width and however the outputs are split among
// threads. With Int8 the whole sum is multiplied by the output's scale at the end.
//
// Common preconditions: begin is a multiple of 16, end <= outputs; inputs and y do not overlap. Outputs outside [begin, end)
// are not written.
namespace spikeglass::kernels {

/// y[o] = sum over i with x[i] != 0 of x[i] * w[i][o]; rows of zeros are never read. Returns the non-zeros of x [inputs].
std::size_t product(const PanelWeights& weights, std::span<const float> x, std::size_t begin, std::size_t end, float* y);

/// Spike-driven product of several timesteps: y[t * yStride + o] = sum over the set bits i of timestep t of w[i][o]:
/// additions only; for Int8 exact up to sums of 2^24, so for up to 132,104 firing inputs. A row is fetched from memory once for
/// all timesteps in which its input fires.
/// spikes: bit-packed [timesteps, words].
void spikeProduct(const PanelWeights& weights, const Word* spikes, std::size_t words, std::size_t timesteps, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride);

/// The products of many tokens at once: y[t * yStride + o] has the same bits as product() gives for row t of
/// x [count, xStride]. Zeros are multiplied like other numbers, which changes no sum (docs/decisions/0002).
void batchProduct(const PanelWeights& weights, const float* x, std::size_t xStride, std::size_t count, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride);

}  // namespace spikeglass::kernels
