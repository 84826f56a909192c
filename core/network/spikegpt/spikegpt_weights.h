// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/embedding_table.h"
#include "network/tensor_source.h"
#include "network/spikegpt/spikegpt_config.h"

namespace spikeglass {

struct LayerNormWeights {
    AlignedVector<float> weight, bias;  // [C]
};

/// Spiking RWKV. Mixes are the share of this token's input, the rest is the previous token's.
struct TimeMixWeights {
    AlignedVector<float> decay;             // w = -exp(time_decay) [C]
    AlignedVector<float> first;             // u = time_first [C]
    AlignedVector<float> mixK, mixV, mixR;  // [C]
    Matrix key, value, receptance, output;  // [C, C]
};

/// Spiking RFFN.
struct ChannelMixWeights {
    AlignedVector<float> mixK, mixR;  // [C]
    Matrix key;                       // [C, H]
    Matrix value;                     // [H, C]
    Matrix receptance;                // [C, C]
};

struct SpikeGptBlock {
    LayerNormWeights ln1, ln2;
    std::optional<TimeMixWeights> timeMix;           // absent where there is a channelMixPre
    std::optional<ChannelMixWeights> channelMixPre;  // block 0 of the "RWKV-ffnPre" variant
    ChannelMixWeights channelMix;
};

/// The weights, ready for the kernels: products input-major; rescaled where the configuration asks for it.
struct SpikeGptWeights {
    EmbeddingTable embedding;  // [V, C]
    LayerNormWeights ln0, lnOut;
    std::vector<SpikeGptBlock> blocks;  // [L]
    Matrix head;                        // [C, V]
};

/// Errors: the source's.
Result<SpikeGptWeights> readSpikeGptWeights(const SpikeGptConfig& config, const TensorSource& source);

}  // namespace spikeglass
