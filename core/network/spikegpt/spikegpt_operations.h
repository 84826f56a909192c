// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/matrix.h"
#include "network/operation_counts.h"
#include "network/spikegpt/spikegpt_config.h"

// What one token costs in each part of a SpikeGPT. Every product reads floats (LayerNorm outputs, relu^2 outputs,
// r * wkv), never spikes, so all of it is multiply-accumulates: there is not one accumulate in the network.
//
// `other` counts one operation per element and step. Steps, each on C elements unless H is said:
//     embedding     ln0 1, heaviside (a compare) 1 if spiking
//     time mix      ln 1, token shifts 3, wkv 11 (4 exponentials, 2 maxima, 4 sums, 1 division), sigmoid 1, gate 1,
//                   residual sum 1                                                                   = 18 C
//     channel mix   ln 1, token shifts 2, relu^2 1 on H, sigmoid 1, gate 1, residual sum 1            = 6 C + H
//                   halving of x 1, after every rescale_every-th block
//     head          ln_out 1
// `neuron` counts the LIF updates (one multiply-add and one compare each) of a mixer that is spiking.
namespace spikeglass {

/// A product with input x: its zeros are skipped.
OperationCounts productCounts(const Matrix& matrix, std::span<const float> x);

/// The elementwise steps of each part, without its products and LIF updates.
OperationCounts embeddingElementwise(const SpikeGptConfig& config, bool spiking);
OperationCounts timeMixElementwise(const SpikeGptConfig& config);
OperationCounts channelMixElementwise(const SpikeGptConfig& config);
OperationCounts halvingElementwise(const SpikeGptConfig& config);
OperationCounts headElementwise(const SpikeGptConfig& config);

/// denseMac of all products per token, from the sizes alone: (13 C^2 for H = 4 C) per block, and V C for the head.
std::int64_t denseMacPerToken(const SpikeGptConfig& config);

}  // namespace spikeglass
