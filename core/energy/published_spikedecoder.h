// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "energy/pricing_model.h"
#include "network/block_choice.h"

// How the public script of SpikeDecoder (arXiv 2606.12287) prices a network, to reproduce its figures and for nothing
// else. It counts a multiplication and an addition for each weight that is read, where the strict count has one
// accumulate or multiply-accumulate; takes attention pairwise over all S positions, mask or not; multiplies every entry
// of the attention map by the whole width instead of a head's; and has two slips in the analog baseline
// (docs/energy.md).
namespace spikeglass::published {

/// Sizes of a network, as the script names them.
struct DecoderSizes {
    double positions = 0;   // S
    double width = 0;       // E
    double hidden = 0;      // of the MLP
    double timesteps = 0;   // T
    double vocabulary = 0;  // V
};

/// Non-zeros that enter each product, per token and timestep; of the head per token, after the timesteps are put
/// together.
struct DecoderNonZeros {
    double attentionInput = 0;  // enters query, key and value
    double query = 0;
    double attentionMap = 0;  // of q k^T, all heads
    double context = 0;       // enters the projection
    double mlpInput = 0;
    double mlpHidden = 0;
    double head = 0;
};

/// Operations of one token. Spiking parts are priced as accumulates, analog ones as multiply-accumulates.
double spikingAttention(const DecoderSizes& sizes, const DecoderNonZeros& nonZeros);
double spikingMlp(const DecoderSizes& sizes, const DecoderNonZeros& nonZeros);
double spikingHead(const DecoderSizes& sizes, const DecoderNonZeros& nonZeros);
double analogAttention(const DecoderSizes& sizes);
/// slips: as the script has it, its second product 2 S H E instead of (2 H - 1) E.
double analogMlp(const DecoderSizes& sizes, bool slips = true);
/// slips: as the script has it, 0.2 (it reads "2E-1" as a number) instead of 2 E - 1.
double analogHead(const DecoderSizes& sizes, bool slips = true);

/// Writes what the script counts into each component of a SpikeDecoder; component by component, so that a mixed choice
/// is the sum of its parts. Arguments as for componentActivities().
void count(const NetworkInfo& info, const BlockChoice& choice, std::span<const std::int64_t> spikes,
           std::int64_t tokens, std::vector<ComponentActivity>& components);

}  // namespace spikeglass::published
