// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "io/checkpoint_file.h"
#include "kernels/elementwise.h"
#include "network/sites.h"

namespace spikeglass {

/// The sizes and options of a SpikeGPT (Zhu et al., arXiv 2302.13939), as /configuration of a checkpoint states them.
struct SpikeGptConfig {
    std::size_t vocabulary = 0;    // V, token ids
    std::size_t width = 0;         // C, embedding width
    std::size_t blocks = 0;        // L
    std::size_t hidden = 0;        // H, width of the channel mix; 4 C in the published models
    std::size_t rescaleEvery = 0;  // 0: as trained; N: weights scaled and x halved every N blocks, as released
    bool spikingEmbedding = true;  // false: the embedding is never made binary, as released
    bool channelMixFirst = false;  // "RWKV-ffnPre": block 0 has a second channel mix in place of its time mix
    kernels::LifParameters lif;    // tau 2 and threshold 1 in the published models

    /// True where the first mixer of a block is a channel mix.
    bool startsWithChannelMix(std::size_t block) const { return channelMixFirst && block == 0; }

    /// True where x is halved after a block.
    bool halvesAfter(std::size_t block) const { return rescaleEvery != 0 && (block + 1) % rescaleEvery == 0; }

    /// Number of weights. Cannot overflow within the limits that readSpikeGptConfig checks.
    std::int64_t parameters() const;
};

/// Errors: a size is absent, of another type or out of its limits; the weights would be more than the file holds, or
/// more than this program reads.
Result<SpikeGptConfig> readSpikeGptConfig(const CheckpointFile& file);

/// Sites, slots and components: embedding, then per block time_mix and channel_mix, then (component only) head. All
/// slots have the spiking form only, as published; the embedding the analog form only if it is never made binary. With
/// channelMixFirst the first site of block 0 is blocks.0.time_mix all the same: it stands for the block's first mixer.
NetworkInfo describeSpikeGpt(const SpikeGptConfig& config);

// Where things lie in the vectors of NetworkInfo: sites, slots and components have the same order.
constexpr int kEmbeddingIndex = 0;
constexpr int firstMixIndex(std::size_t block) { return 1 + 2 * static_cast<int>(block); }
constexpr int channelMixIndex(std::size_t block) { return 2 + 2 * static_cast<int>(block); }
constexpr int headIndex(std::size_t blocks) { return 1 + 2 * static_cast<int>(blocks); }

}  // namespace spikeglass
