// SPDX-License-Identifier: Apache-2.0
#include "network/spikegpt/spikegpt_network.h"

#include <algorithm>
#include <cassert>

#include "kernels/reductions.h"
#include "network/slot_forms.h"
#include "network/spikegpt/spikegpt_operations.h"

namespace spikeglass {

using Layout = SpikeGptLayout;

struct SpikeGptNetwork::Pass {
    State& state;
    const BlockChoice& choice;
    Observer* observer;
    const Interventions* interventions;
    bool touches(int site) const { return interventions != nullptr && interventions->touches(site); }
};

SpikeGptNetwork::SpikeGptNetwork(const SpikeGptConfig& config, NetworkInfo info, SpikeGptWeights weights)
    : m_config(config),
      m_weights(std::move(weights)),
      m_layout(config) {
    m_info = std::move(info);
}

State SpikeGptNetwork::initialState() const { return m_layout.makeState(); }

void SpikeGptNetwork::step(State& state, std::int32_t token, const BlockChoice& choice, std::span<float> logits,
                           Observer* observer, const Interventions* interventions) const {
    assert(token >= 0 && static_cast<std::size_t>(token) < m_config.vocabulary);
    assert(choice.size() == m_info.slotInfos.size() && logits.size() == m_config.vocabulary && m_layout.fits(state));
    const Pass pass{state, choice, observer, interventions};
    embed(pass, token);
    for (std::size_t i = 0; i < m_config.blocks; ++i) {
        const SpikeGptBlock& block = m_weights.blocks[i];
        OperationCounts firstCounts, secondCounts;
        if (block.timeMix)
            timeMix(pass, i, firstCounts);
        else
            channelMix(pass, i, *block.channelMixPre, true, firstCounts);
        fire(pass, i, true, firstCounts);
        channelMix(pass, i, block.channelMix, false, secondCounts);
        fire(pass, i, false, secondCounts);
        if (m_config.rescaleEvery != 0 && (i + 1) % m_config.rescaleEvery == 0) {
            kernels::scale(0.5F, m_layout.scratch(state, Layout::kResidual));
            secondCounts += halvingElementwise(m_config);
        }
        if (observer != nullptr) {
            observer->onOperations(firstMixIndex(i), firstCounts);
            observer->onOperations(channelMixIndex(i), secondCounts);
        }
    }
    predict(pass, logits);
    ++state.tokensRead();
}

/// x = LN(heaviside(emb[token]); ln0), without the heaviside where the embedding is analog.
void SpikeGptNetwork::embed(const Pass& pass, std::int32_t token) const {
    const std::span<float> x = m_layout.scratch(pass.state, Layout::kResidual);
    const std::span<const float> row =
        std::span(m_weights.embedding).subspan(static_cast<std::size_t>(token) * m_config.width, m_config.width);
    const bool spiking = m_config.spikingEmbedding && pass.choice[kEmbeddingIndex] == Form::Spiking;
    if (spiking)
        kernels::heaviside(row, x, pass.state.words());
    else
        std::copy(row.begin(), row.end(), x.begin());
    if (spiking && pass.touches(kEmbeddingIndex)) pass.interventions->threshold(kEmbeddingIndex, x, pass.state.words());
    kernels::layerNorm(x, m_weights.ln0.weight, m_weights.ln0.bias, x);
    if (pass.observer == nullptr) return;
    SiteActivity activity;
    activity.site = kEmbeddingIndex;
    if (spiking) activity.spikes = pass.state.words();
    pass.observer->onSite(activity);
    pass.observer->onOperations(kEmbeddingIndex, embeddingElementwise(m_config, spiking));
}

/// Spiking RWKV: kOutput = Wo (sigmoid(r) * wkv(k, v)), of y = LN(x; ln1).
void SpikeGptNetwork::timeMix(const Pass& pass, std::size_t block, OperationCounts& counts) const {
    const TimeMixWeights& w = *m_weights.blocks[block].timeMix;
    const auto scratch = [&](Layout::ScratchRow row) { return m_layout.scratch(pass.state, row); };
    const auto memory = [&](Layout::MemoryRow row) { return m_layout.memory(pass.state, block, row); };
    const std::span<float> y = scratch(Layout::kNormal), before = memory(Layout::kShiftFirst);
    const std::span<float> k = scratch(Layout::kKey), v = scratch(Layout::kValue), r = scratch(Layout::kReceptance);
    const std::span<float> mixedK = scratch(Layout::kMixedKey), mixedV = scratch(Layout::kMixedValue);
    const std::span<float> mixedR = scratch(Layout::kMixedReceptance), out = scratch(Layout::kOutput);

    const LayerNormWeights& norm = m_weights.blocks[block].ln1;
    kernels::layerNorm(scratch(Layout::kResidual), norm.weight, norm.bias, y);
    kernels::shiftMix(y, before, w.mixK, mixedK);
    kernels::shiftMix(y, before, w.mixV, mixedV);
    kernels::shiftMix(y, before, w.mixR, mixedR);
    std::copy(y.begin(), y.end(), before.begin());

    ProductJob inputs[] = {{&w.key, mixedK, k.data()}, {&w.value, mixedV, v.data()}, {&w.receptance, mixedR, r.data()}};
    runProducts(inputs, m_threads);
    const kernels::WkvState sums{memory(Layout::kWkvNumerator), memory(Layout::kWkvDenominator),
                                 memory(Layout::kWkvExponent)};
    kernels::wkvStep(k, v, w.decay, w.first, sums, out);
    kernels::sigmoidGate(r, out, mixedR);
    ProductJob output[] = {{&w.output, mixedR, out.data()}};
    runProducts(output, m_threads);

    if (pass.observer == nullptr) return;
    for (const ProductJob& job : inputs) counts += productCounts(job);
    counts += productCounts(output[0]);
    counts += timeMixElementwise(m_config);
}

/// Spiking RFFN: kOutput = sigmoid(r) * (Wv relu(k)^2), of y = LN(x; ln2), or of LN(x; ln1) as a block's first mixer.
void SpikeGptNetwork::channelMix(const Pass& pass, std::size_t block, const ChannelMixWeights& w, bool first,
                                 OperationCounts& counts) const {
    const auto scratch = [&](Layout::ScratchRow row) { return m_layout.scratch(pass.state, row); };
    const std::span<float> y = scratch(Layout::kNormal), v = scratch(Layout::kValue), r = scratch(Layout::kReceptance);
    const std::span<float> before =
        m_layout.memory(pass.state, block, first ? Layout::kShiftFirst : Layout::kShiftSecond);
    const std::span<float> mixedK = scratch(Layout::kMixedKey), mixedR = scratch(Layout::kMixedReceptance);
    const std::span<float> k = m_layout.hidden(pass.state);

    const LayerNormWeights& norm = first ? m_weights.blocks[block].ln1 : m_weights.blocks[block].ln2;
    kernels::layerNorm(scratch(Layout::kResidual), norm.weight, norm.bias, y);
    kernels::shiftMix(y, before, w.mixK, mixedK);
    kernels::shiftMix(y, before, w.mixR, mixedR);
    std::copy(y.begin(), y.end(), before.begin());

    ProductJob inputs[] = {{&w.key, mixedK, k.data()}, {&w.receptance, mixedR, r.data()}};
    runProducts(inputs, m_threads);
    kernels::reluSquare(k, k);
    ProductJob value[] = {{&w.value, k, v.data()}};
    runProducts(value, m_threads);
    kernels::sigmoidGate(r, v, scratch(Layout::kOutput));

    if (pass.observer == nullptr) return;
    for (const ProductJob& job : inputs) counts += productCounts(job);
    counts += productCounts(value[0]);
    counts += channelMixElementwise(m_config);
}

/// x = x + LIF(kOutput), or x + kOutput where the site is analog, whose membrane then stays as it is.
void SpikeGptNetwork::fire(const Pass& pass, std::size_t block, bool first, OperationCounts& counts) const {
    const int site = first ? firstMixIndex(block) : channelMixIndex(block);
    const std::span<float> x = m_layout.scratch(pass.state, Layout::kResidual);
    const std::span<float> out = m_layout.scratch(pass.state, Layout::kOutput);
    SiteActivity activity;
    activity.site = site;
    if (pass.choice[static_cast<std::size_t>(site)] == Form::Spiking) {
        const std::span<float> membrane =
            m_layout.memory(pass.state, block, first ? Layout::kMembraneFirst : Layout::kMembraneSecond);
        std::span<float> potential;
        if (pass.observer != nullptr) potential = m_layout.scratch(pass.state, Layout::kPotential);
        if (pass.touches(site))
            pass.interventions->lifStep({site, pass.state.tokensRead(), 0, m_config.lif, out, membrane, pass.state.words(), potential, x});
        else
            kernels::lifStep(m_config.lif, out, membrane, pass.state.words(), potential, x);
        counts += lifCounts(static_cast<std::int64_t>(m_config.width));
        activity.spikes = pass.state.words();
        activity.membrane = membrane;
        activity.potential = potential;
    } else {
        kernels::add(out, x);
    }
    if (pass.observer != nullptr) pass.observer->onSite(activity);
}

/// logits = head @ LN(x; ln_out).
void SpikeGptNetwork::predict(const Pass& pass, std::span<float> logits) const {
    const std::span<float> y = m_layout.scratch(pass.state, Layout::kNormal);
    kernels::layerNorm(m_layout.scratch(pass.state, Layout::kResidual), m_weights.lnOut.weight, m_weights.lnOut.bias,
                       y);
    ProductJob job[] = {{&m_weights.head, y, logits.data()}};
    runProducts(job, m_threads);
    if (pass.observer == nullptr) return;
    OperationCounts counts = productCounts(job[0]);
    counts += headElementwise(m_config);
    pass.observer->onOperations(headIndex(m_config.blocks), counts);
}

Result<std::unique_ptr<Network>> loadSpikeGpt(const CheckpointFile& file, const LoadOptions& options) {
    const Result<SpikeGptConfig> config = readSpikeGptConfig(file);
    if (!config) return tl::unexpected<Error>(config.error());
    NetworkInfo info = describeSpikeGpt(*config);
    if (const Result<void> set = setSlotForms(info, file.slotForms(), file.path()); !set)
        return tl::unexpected<Error>(set.error());
    if (!config->spikingEmbedding) info.slotInfos[kEmbeddingIndex].forms = SlotForms{true, false};
    Result<SpikeGptWeights> weights = readSpikeGptWeights(*config, tensorsOf(file, options.weights, options.progress));
    if (!weights) return tl::unexpected<Error>(weights.error());
    return std::make_unique<SpikeGptNetwork>(*config, std::move(info), std::move(*weights));
}

}  // namespace spikeglass
