// SPDX-License-Identifier: Apache-2.0
#include "network/spikegpt/spikegpt_network.h"

#include <algorithm>
#include <cassert>

#include "kernels/reductions.h"
#include "network/slot_forms.h"
#include "network/spikegpt/spikegpt_operations.h"

namespace spikeglass {

using Layout = SpikeGptLayout;

namespace {

/// Tokens read at once: enough to hide what fetching the weights takes, few enough for their rows to stay in the cache.
constexpr std::size_t kTokensAtOnce = 128;

}  // namespace

/// One token with the state's own working memory, or several with more. Everything goes layer by layer: what only looks at
/// one token (products, norms) for all tokens at once, what remembers (WKV, LIF) token after token.
struct SpikeGptNetwork::Pass {
    State& state;
    std::span<const std::int32_t> tokens;
    const BlockChoice& choice;
    std::span<float> scratch;              // [tokens, Layout::scratchFloats()]
    std::span<Observer* const> observers;  // [tokens], or empty
    const Interventions* interventions;

    std::size_t count() const { return tokens.size(); }
    Observer* observer(std::size_t token) const { return observers.empty() ? nullptr : observers[token]; }
    bool touches(int site) const { return interventions != nullptr && interventions->touches(site); }
    std::int64_t place(std::size_t token) const { return state.tokensRead() + static_cast<std::int64_t>(token); }
};

/// out = W in, where in and out are those of the pass's first token.
struct SpikeGptNetwork::Product {
    const Matrix& matrix;
    std::span<const float> in;
    float* out;
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
    assert(logits.size() == m_config.vocabulary);
    const std::span<Observer* const> observers(&observer, observer == nullptr ? 0 : 1);
    const Pass pass{state, {&token, 1}, choice, state.scratch(), observers, interventions};
    advance(pass);
    predict(pass, 0, 1, logits);
    ++state.tokensRead();
}

void SpikeGptNetwork::read(State& state, std::span<const std::int32_t> tokens, const BlockChoice& choice, std::span<float> logits,
                           std::span<Observer* const> observers, const Interventions* interventions) const {
    const std::size_t vocabulary = m_config.vocabulary;
    const bool each = logits.size() == tokens.size() * vocabulary;
    assert(!tokens.empty() && (each || logits.size() == vocabulary));
    AlignedVector<float> scratch(std::min(kTokensAtOnce, tokens.size()) * m_layout.scratchFloats());
    for (std::size_t first = 0; first < tokens.size(); first += kTokensAtOnce) {
        const std::size_t count = std::min(kTokensAtOnce, tokens.size() - first);
        const bool last = first + count == tokens.size();
        const Pass pass{state, tokens.subspan(first, count), choice, scratch, observers.empty() ? observers : observers.subspan(first, count),
                        interventions};
        advance(pass);
        if (each) {
            predict(pass, 0, count, logits.subspan(first * vocabulary, count * vocabulary));
        } else {
            const std::size_t unpredicted = count - (last ? 1 : 0);
            if (!observers.empty()) predict(pass, 0, unpredicted, {});
            if (last) predict(pass, unpredicted, 1, logits);
        }
        state.tokensRead() += static_cast<std::int64_t>(count);
    }
}

/// Everything but the head: leaves x in the residual rows.
void SpikeGptNetwork::advance(const Pass& pass) const {
    assert(pass.choice.size() == m_info.slotInfos.size() && m_layout.fits(pass.state));
    for (std::size_t t = 0; t < pass.count(); ++t) embed(pass, t);
    for (std::size_t i = 0; i < m_config.blocks; ++i) {
        const SpikeGptBlock& block = m_weights.blocks[i];
        if (block.timeMix)
            timeMix(pass, i);
        else
            channelMix(pass, i, *block.channelMixPre, true);
        channelMix(pass, i, block.channelMix, false);
        if (m_config.halvesAfter(i))
            for (std::size_t t = 0; t < pass.count(); ++t) kernels::scale(0.5F, m_layout.scratch(pass.scratch, Layout::kResidual, t));
    }
}

/// x = LN(heaviside(emb[token]); ln0), without the heaviside where the embedding is analog.
void SpikeGptNetwork::embed(const Pass& pass, std::size_t t) const {
    assert(pass.tokens[t] >= 0 && static_cast<std::size_t>(pass.tokens[t]) < m_config.vocabulary);
    const std::span<float> x = m_layout.scratch(pass.scratch, Layout::kResidual, t);
    m_weights.embedding.row(static_cast<std::size_t>(pass.tokens[t]), x);
    const bool spiking = m_config.spikingEmbedding && pass.choice[kEmbeddingIndex] == Form::Spiking;
    if (spiking) kernels::heaviside(x, x, pass.state.words());
    if (spiking && pass.touches(kEmbeddingIndex)) pass.interventions->threshold(kEmbeddingIndex, x, pass.state.words());
    kernels::layerNorm(x, m_weights.ln0.weight, m_weights.ln0.bias, x);
    Observer* observer = pass.observer(t);
    if (observer == nullptr) return;
    SiteActivity activity;
    activity.site = kEmbeddingIndex;
    if (spiking) activity.spikes = pass.state.words();
    observer->onSite(activity);
    observer->onOperations(kEmbeddingIndex, embeddingElementwise(m_config, spiking));
}

/// y = LN(x), with the norm of the block's first or second mixer.
void SpikeGptNetwork::normalize(const Pass& pass, std::size_t block, bool first) const {
    const LayerNormWeights& norm = first ? m_weights.blocks[block].ln1 : m_weights.blocks[block].ln2;
    for (std::size_t t = 0; t < pass.count(); ++t)
        kernels::layerNorm(m_layout.scratch(pass.scratch, Layout::kResidual, t), norm.weight, norm.bias,
                           m_layout.scratch(pass.scratch, Layout::kNormal, t));
}

/// Token shift: out = y mix + y' (1 - mix), where y' is the previous token's y.
void SpikeGptNetwork::shift(const Pass& pass, std::size_t block, bool first, std::span<const float> mix, Layout::ScratchRow out) const {
    for (std::size_t t = 0; t < pass.count(); ++t) {
        const std::span<const float> before =
            t > 0 ? m_layout.scratch(pass.scratch, Layout::kNormal, t - 1)
                  : m_layout.memory(pass.state, block, first ? Layout::kShiftFirst : Layout::kShiftSecond);
        kernels::shiftMix(m_layout.scratch(pass.scratch, Layout::kNormal, t), before, mix, m_layout.scratch(pass.scratch, out, t));
    }
}

/// The last token's y, for the shift of the next pass.
void SpikeGptNetwork::remember(const Pass& pass, std::size_t block, bool first) const {
    const std::span<const float> y = m_layout.scratch(pass.scratch, Layout::kNormal, pass.count() - 1);
    std::copy(y.begin(), y.end(), m_layout.memory(pass.state, block, first ? Layout::kShiftFirst : Layout::kShiftSecond).begin());
}

/// At most three products at once. One token skips the zeros of its inputs; for several they are multiplied like the rest,
/// which gives the same bits.
void SpikeGptNetwork::multiply(const Pass& pass, std::span<const Product> products) const {
    const std::size_t stride = m_layout.scratchFloats();
    if (pass.count() == 1) {
        ProductJob jobs[3];
        for (std::size_t i = 0; i < products.size(); ++i) jobs[i] = {&products[i].matrix, products[i].in, products[i].out};
        runProducts(std::span(jobs, products.size()), m_threads);
    } else {
        BatchProductJob jobs[3];
        for (std::size_t i = 0; i < products.size(); ++i)
            jobs[i] = {&products[i].matrix, products[i].in.data(), stride, pass.count(), products[i].out, stride};
        runProducts(std::span<const BatchProductJob>(jobs, products.size()), m_threads);
    }
}

/// Spiking RWKV: kOutput = Wo (sigmoid(r) * wkv(k, v)), of y = LN(x; ln1); then its LIF.
void SpikeGptNetwork::timeMix(const Pass& pass, std::size_t block) const {
    const TimeMixWeights& w = *m_weights.blocks[block].timeMix;
    const auto row = [&](Layout::ScratchRow which, std::size_t t = 0) { return m_layout.scratch(pass.scratch, which, t); };
    const auto memory = [&](Layout::MemoryRow which) { return m_layout.memory(pass.state, block, which); };
    normalize(pass, block, true);
    shift(pass, block, true, w.mixK, Layout::kMixedKey);
    shift(pass, block, true, w.mixV, Layout::kMixedValue);
    shift(pass, block, true, w.mixR, Layout::kMixedReceptance);
    remember(pass, block, true);
    const Product inputs[] = {{w.key, row(Layout::kMixedKey), row(Layout::kKey).data()},
                              {w.value, row(Layout::kMixedValue), row(Layout::kValue).data()},
                              {w.receptance, row(Layout::kMixedReceptance), row(Layout::kReceptance).data()}};
    multiply(pass, inputs);
    const kernels::WkvState sums{memory(Layout::kWkvNumerator), memory(Layout::kWkvDenominator), memory(Layout::kWkvExponent)};
    for (std::size_t t = 0; t < pass.count(); ++t) {
        kernels::wkvStep(row(Layout::kKey, t), row(Layout::kValue, t), w.decay, w.first, sums, row(Layout::kOutput, t));
        kernels::sigmoidGate(row(Layout::kReceptance, t), row(Layout::kOutput, t), row(Layout::kGated, t));
    }
    const Product output[] = {{w.output, row(Layout::kGated), row(Layout::kOutput).data()}};
    multiply(pass, output);

    for (std::size_t t = 0; t < pass.count(); ++t) {
        fire(pass, block, true, t);
        if (pass.observers.empty()) continue;
        OperationCounts counts = productCounts(w.key, row(Layout::kMixedKey, t));
        counts += productCounts(w.value, row(Layout::kMixedValue, t));
        counts += productCounts(w.receptance, row(Layout::kMixedReceptance, t));
        counts += productCounts(w.output, row(Layout::kGated, t));
        counts += timeMixElementwise(m_config);
        counts += mixerLifCounts(pass.choice, firstMixIndex(block));
        pass.observer(t)->onOperations(firstMixIndex(block), counts);
    }
}

/// Spiking RFFN: kOutput = sigmoid(r) * (Wv relu(k)^2), of y = LN(x; ln2), or of LN(x; ln1) as a block's first mixer; then its
/// LIF.
void SpikeGptNetwork::channelMix(const Pass& pass, std::size_t block, const ChannelMixWeights& w, bool first) const {
    const auto row = [&](Layout::ScratchRow which, std::size_t t = 0) { return m_layout.scratch(pass.scratch, which, t); };
    const auto hidden = [&](std::size_t t = 0) { return m_layout.hidden(pass.scratch, t); };
    normalize(pass, block, first);
    shift(pass, block, first, w.mixK, Layout::kMixedKey);
    shift(pass, block, first, w.mixR, Layout::kMixedReceptance);
    remember(pass, block, first);
    const Product inputs[] = {{w.key, row(Layout::kMixedKey), hidden().data()},
                              {w.receptance, row(Layout::kMixedReceptance), row(Layout::kReceptance).data()}};
    multiply(pass, inputs);
    for (std::size_t t = 0; t < pass.count(); ++t) kernels::reluSquare(hidden(t), hidden(t));
    const Product value[] = {{w.value, hidden(), row(Layout::kValue).data()}};
    multiply(pass, value);

    const int component = first ? firstMixIndex(block) : channelMixIndex(block);
    for (std::size_t t = 0; t < pass.count(); ++t) {
        kernels::sigmoidGate(row(Layout::kReceptance, t), row(Layout::kValue, t), row(Layout::kOutput, t));
        fire(pass, block, first, t);
        if (pass.observers.empty()) continue;
        OperationCounts counts = productCounts(w.key, row(Layout::kMixedKey, t));
        counts += productCounts(w.receptance, row(Layout::kMixedReceptance, t));
        counts += productCounts(w.value, hidden(t));
        counts += channelMixElementwise(m_config);
        counts += mixerLifCounts(pass.choice, component);
        if (!first && m_config.halvesAfter(block)) counts += halvingElementwise(m_config);
        pass.observer(t)->onOperations(component, counts);
    }
}

OperationCounts SpikeGptNetwork::mixerLifCounts(const BlockChoice& choice, int site) const {
    return choice[static_cast<std::size_t>(site)] == Form::Spiking ? lifCounts(static_cast<std::int64_t>(m_config.width))
                                                                   : OperationCounts{};
}

/// x = x + LIF(kOutput), or x + kOutput where the site is analog, whose membrane then stays as it is.
void SpikeGptNetwork::fire(const Pass& pass, std::size_t block, bool first, std::size_t t) const {
    const int site = first ? firstMixIndex(block) : channelMixIndex(block);
    const std::span<float> x = m_layout.scratch(pass.scratch, Layout::kResidual, t);
    const std::span<float> out = m_layout.scratch(pass.scratch, Layout::kOutput, t);
    Observer* observer = pass.observer(t);
    SiteActivity activity;
    activity.site = site;
    if (pass.choice[static_cast<std::size_t>(site)] == Form::Spiking) {
        const std::span<float> membrane =
            m_layout.memory(pass.state, block, first ? Layout::kMembraneFirst : Layout::kMembraneSecond);
        std::span<float> potential;
        if (observer != nullptr) potential = m_layout.scratch(pass.scratch, Layout::kPotential, t);
        if (pass.touches(site))
            pass.interventions->lifStep({site, pass.place(t), 0, m_config.lif, out, membrane, pass.state.words(), potential, x});
        else
            kernels::lifStep(m_config.lif, out, membrane, pass.state.words(), potential, x);
        activity.spikes = pass.state.words();
        activity.membrane = membrane;
        activity.potential = potential;
    } else {
        kernels::add(out, x);
    }
    if (observer != nullptr) observer->onSite(activity);
}

/// logits = head @ LN(x; ln_out), of some tokens; without logits only what they would take is reported.
void SpikeGptNetwork::predict(const Pass& pass, std::size_t first, std::size_t count, std::span<float> logits) const {
    const auto y = [&](std::size_t t) { return m_layout.scratch(pass.scratch, Layout::kNormal, t); };
    for (std::size_t t = first; t < first + count; ++t)
        kernels::layerNorm(m_layout.scratch(pass.scratch, Layout::kResidual, t), m_weights.lnOut.weight, m_weights.lnOut.bias, y(t));
    if (count == 1 && !logits.empty()) {
        ProductJob job[] = {{&m_weights.head, y(first), logits.data()}};
        runProducts(job, m_threads);
    } else if (!logits.empty()) {
        const BatchProductJob job[] = {
            {&m_weights.head, y(first).data(), m_layout.scratchFloats(), count, logits.data(), m_config.vocabulary}};
        runProducts(job, m_threads);
    }
    for (std::size_t t = first; t < first + count; ++t) {
        Observer* observer = pass.observer(t);
        if (observer == nullptr) continue;
        OperationCounts counts = productCounts(m_weights.head, y(t));
        counts += headElementwise(m_config);
        observer->onOperations(headIndex(m_config.blocks), counts);
    }
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
