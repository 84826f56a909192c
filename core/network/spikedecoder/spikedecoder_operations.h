// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/operation_counts.h"
#include "network/spikedecoder/spikedecoder_weights.h"

// What one token costs in each part of a SpikeDecoder, counted strictly (docs/energy.md).
//
// `other` counts one operation per element and step: heaviside or addition of the embedding's parts, layer normalisation,
// residual sums that read floats, softmax (3 per score: maximum, exponential, division), GELU, recombination of timesteps.
// The attention's scale costs nothing: it is part of the multiply-add of the context's LIF. Batch and power normalisation
// cost nothing: they are folded into the products. Token shift costs nothing: it only routes.
namespace spikeglass {

/// A product whose input has `active` non-zeros, its bias and its layer normalisation.
OperationCounts affineCounts(const Affine& affine, std::size_t active, bool spiking);

/// Linear attention of one head and timestep: M += k v^T adds a row of d numbers for each spike of k, and q M one for each
/// spike of q.
OperationCounts linearAttentionCounts(std::size_t keySpikes, std::size_t querySpikes, std::size_t headWidth);
/// The same, pairwise: q k^T over `positions` keys reads spikes (accumulates), and its `nonZeroScores` are whole numbers that
/// multiply v: MAC.
OperationCounts pairwiseAttentionCounts(std::size_t querySpikes, std::size_t positions, std::size_t nonZeroScores,
                                        std::size_t headWidth);
/// Softmax attention of one head over `positions` keys.
OperationCounts softmaxAttentionCounts(std::size_t positions, std::size_t headWidth);

OperationCounts embeddingCounts(const SpikeDecoderConfig& config, bool spiking);

}  // namespace spikeglass
