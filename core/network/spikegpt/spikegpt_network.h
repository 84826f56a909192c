// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/network.h"
#include "network/spikegpt/spikegpt_layout.h"
#include "network/spikegpt/spikegpt_weights.h"

namespace spikeglass {

/// SpikeGPT (Zhu et al., arXiv 2302.13939), one token per step. For one token:
///     x = heaviside(emb[token]);  x = LN(x; ln0)
///     per block: x = x + LIF1(TimeMix(LN(x; ln1)));  x = x + LIF2(ChannelMix(LN(x; ln2)))
///     logits = head @ LN(x; ln_out)
/// A site's analog form leaves out its LIF or heaviside; with all of them analog this is RWKV-4.
/// Owns its weights, constant after construction; any number of threads may step their own States.
class SpikeGptNetwork final : public Network {
  public:
    /// info: as describeSpikeGpt(config) gives it, perhaps with other forms in its slots.
    SpikeGptNetwork(const SpikeGptConfig& config, NetworkInfo info, SpikeGptWeights weights);

    State initialState() const override;
    void step(State& state, std::int32_t token, const BlockChoice& choice, std::span<float> logits,
              Observer* observer = nullptr, const Interventions* interventions = nullptr) const override;

    void read(State& state, std::span<const std::int32_t> tokens, const BlockChoice& choice, std::span<float> logits,
              std::span<Observer* const> observers = {}, const Interventions* interventions = nullptr) const override;

  private:
    struct Pass;     // what is read at once, and how
    struct Product;  // of all tokens of a pass
    void advance(const Pass& pass) const;
    void embed(const Pass& pass, std::size_t token) const;
    void timeMix(const Pass& pass, std::size_t block) const;
    void channelMix(const Pass& pass, std::size_t block, const ChannelMixWeights& weights, bool first) const;
    void normalize(const Pass& pass, std::size_t block, bool first) const;
    void shift(const Pass& pass, std::size_t block, bool first, std::span<const float> mix, SpikeGptLayout::ScratchRow out) const;
    void remember(const Pass& pass, std::size_t block, bool first) const;
    void multiply(const Pass& pass, std::span<const Product> products) const;
    void fire(const Pass& pass, std::size_t block, bool first, std::size_t token) const;
    void predict(const Pass& pass, std::size_t first, std::size_t count, std::span<float> logits) const;
    OperationCounts mixerLifCounts(const BlockChoice& choice, int site) const;

    SpikeGptConfig m_config;
    SpikeGptWeights m_weights;
    SpikeGptLayout m_layout;
};

/// Errors: those of readSpikeGptConfig() and of the tensors; a slot that SpikeGPT does not have.
Result<std::unique_ptr<Network>> loadSpikeGpt(const CheckpointFile& file, const LoadOptions& options);

}  // namespace spikeglass
