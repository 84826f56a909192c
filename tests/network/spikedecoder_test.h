// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "network/network_test.h"
#include "network/spikedecoder/spikedecoder_network.h"

namespace spikeglass::test {

/// Random weights of a SpikeDecoder. learned: every LIF has a threshold of its own; ownHead: the analog head too has weights.
struct RandomSpikeDecoder {
    RandomSpikeDecoder(const SpikeDecoderConfig& c, std::uint64_t seed, bool learned = false, bool ownHead = true)
        : config(c), weights(seed) {
        source.has = [learned, ownHead](const std::string& name) {
            return name.ends_with("v_threshold") ? learned : !name.starts_with("NHead") || ownHead;
        };
        source.read = [this](const std::string& name, const std::vector<std::size_t>& shape) -> Result<std::vector<float>> {
            std::vector<float> values = weights(name, shape);
            if (name.ends_with("running_var") || name.ends_with("running_phi"))
                for (float& value : values) value = 0.4F + value * value;
            if (name.ends_with("v_threshold")) values[0] = 0.45F + 0.25F * values[0];
            return values;
        };
    }

    /// With both forms of every slot, or the spiking ones alone.
    std::unique_ptr<SpikeDecoderNetwork> network(bool analog = true) const {
        const SlotFormList forms(slotCount(config.blocks), SlotForms{analog, config.token != TokenCode::None});
        return std::make_unique<SpikeDecoderNetwork>(config, describeSpikeDecoder(config, forms),
                                                     readSpikeDecoderWeights(config, forms, source).value());
    }

    SpikeDecoderConfig config;
    mutable RandomWeights weights;
    TensorSource source;
};

/// E 24, 3 heads of 8, 2 blocks, 3 timesteps, 12 positions, learned tokens, static positions.
inline SpikeDecoderConfig smallDecoder() {
    SpikeDecoderConfig c;
    c.vocabulary = 11;
    c.positions = 12;
    c.width = 24;
    c.blocks = 2;
    c.heads = 3;
    c.hidden = 40;
    c.timesteps = 3;
    c.tokenWidth = 14;
    c.positionWidth = 10;
    return c;
}

}  // namespace spikeglass::test
