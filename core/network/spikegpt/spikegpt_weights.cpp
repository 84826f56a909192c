// SPDX-License-Identifier: Apache-2.0
#include "network/spikegpt/spikegpt_weights.h"

#include <cmath>

#include "kernels/exponential.h"

namespace spikeglass {

namespace {

/// Reads tensors one after another and remembers the first error; after it, everything read is empty.
class Loader {
  public:
    Loader(const SpikeGptConfig& config, const TensorSource& source) : m_config(config), m_source(source) {}

    const std::optional<Error>& error() const { return m_error; }

    /// What was read; empty after an error.
    template <class T>
    T take(Result<T> value) {
        if (value) return std::move(*value);
        m_error = value.error();
        return {};
    }

    AlignedVector<float> tensor(const std::string& name, const std::vector<std::size_t>& shape) {
        if (m_error) return {};
        return take(m_source.aligned(name, shape));
    }
    AlignedVector<float> vector(const std::string& name) { return tensor(name, {m_config.width}); }
    AlignedVector<float> mix(const std::string& name) { return tensor(name, {1, 1, m_config.width}); }

    Matrix matrix(const std::string& name, std::size_t outputs, std::size_t inputs, float factor = 1.0F) {
        if (m_error) return {};
        return take(m_source.matrix(name, outputs, inputs, factor));
    }
    Matrix square(const std::string& name, float factor = 1.0F) {
        return matrix(name, m_config.width, m_config.width, factor);
    }

    LayerNormWeights layerNorm(const std::string& name) { return {vector(name + ".weight"), vector(name + ".bias")}; }

    TimeMixWeights timeMix(const std::string& name, float outputFactor) {
        TimeMixWeights w;
        w.decay = vector(name + ".time_decay");
        for (float& decay : w.decay) decay = -kernels::scalar::exp(decay);
        w.first = vector(name + ".time_first");
        w.mixK = mix(name + ".time_mix_k");
        w.mixV = mix(name + ".time_mix_v");
        w.mixR = mix(name + ".time_mix_r");
        w.key = square(name + ".key.weight");
        w.value = square(name + ".value.weight");
        w.receptance = square(name + ".receptance.weight");
        w.output = square(name + ".output.weight", outputFactor);
        return w;
    }

    ChannelMixWeights channelMix(const std::string& name, float valueFactor) {
        ChannelMixWeights w;
        w.mixK = mix(name + ".time_mix_k");
        w.mixR = mix(name + ".time_mix_r");
        w.key = matrix(name + ".key.weight", m_config.hidden, m_config.width);
        w.value = matrix(name + ".value.weight", m_config.width, m_config.hidden, valueFactor);
        w.receptance = square(name + ".receptance.weight");
        return w;
    }

  private:
    const SpikeGptConfig& m_config;
    const TensorSource& m_source;
    std::optional<Error> m_error;
};

}  // namespace

Result<SpikeGptWeights> readSpikeGptWeights(const SpikeGptConfig& config, const TensorSource& source) {
    Loader load(config, source);
    SpikeGptWeights weights;
    weights.embedding = load.take(EmbeddingTable::read(source, "emb.weight", config.vocabulary, config.width));
    weights.ln0 = load.layerNorm("blocks.0.ln0");
    for (std::size_t i = 0; i < config.blocks && !load.error(); ++i) {
        const std::string name = "blocks." + std::to_string(i);
        // The released inference script's rescaling: what block i adds is divided by 2^(i / rescale_every).
        const std::size_t halvings = config.rescaleEvery == 0 ? 0 : i / config.rescaleEvery;
        const float factor = std::ldexp(1.0F, -static_cast<int>(halvings));
        SpikeGptBlock& block = weights.blocks.emplace_back();
        block.ln1 = load.layerNorm(name + ".ln1");
        block.ln2 = load.layerNorm(name + ".ln2");
        if (config.startsWithChannelMix(i))
            block.channelMixPre = load.channelMix(name + ".ffnPre", factor);
        else
            block.timeMix = load.timeMix(name + ".att", factor);
        block.channelMix = load.channelMix(name + ".ffn", factor);
    }
    weights.lnOut = load.layerNorm("ln_out");
    weights.head = load.matrix("head.weight", config.vocabulary, config.width);
    if (load.error()) return tl::unexpected<Error>(*load.error());
    return weights;
}

}  // namespace spikeglass
