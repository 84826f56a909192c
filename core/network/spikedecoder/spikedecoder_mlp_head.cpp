// SPDX-License-Identifier: Apache-2.0
// The two forms of the MLP and of the head.
#include <algorithm>

#include "kernels/elementwise.h"
#include "network/spikedecoder/spikedecoder_operations.h"
#include "network/spikedecoder/spikedecoder_pass.h"

namespace spikeglass {

using Layout = SpikeDecoderLayout;

/// Residual degree 0: x = x + Norm(W2 LIF(Norm(W1 LIF(x) + b1)) + b2). From degree 1 on x becomes LIF(x) first, and what
/// is added are spikes: x = x + LIF(Norm(W2 LIF(Norm(W1 x + b1)) + b2)).
void SpikeDecoderNetwork::spikingMlp(Pass& pass, std::size_t block, OperationCounts& counts) const {
    const MlpWeights& w = *m_weights.blocks[block].spikingMlp;
    const BlockNeurons& n = m_weights.blocks[block].neurons;
    const BlockSites& s = m_sites[block];
    const std::size_t e = m_config.width, h = m_config.hidden;
    const auto row = [&](Layout::Row r, std::size_t width, std::size_t t = 0) { return m_layout.row(pass.state, r, width, t); };
    const auto spikes = [&](std::size_t width, std::size_t t) { return m_layout.spikes(pass.state, kSiteSpikes, width, t); };
    spread(pass);
    for (std::size_t t = 0; t < m_config.timesteps; ++t) {
        const std::span<float> x = m_layout.residual(pass.state, t);
        if (m_config.residualDegree > 0) {
            const std::span<float> before = row(Layout::kInput, e, t);
            std::copy(x.begin(), x.end(), before.begin());
            std::fill(x.begin(), x.end(), 0.0F);
            fire(pass, {s.mlpInput, n.mlpInput, t, before, row(Layout::kMembraneInput, e), spikes(e, t), x, counts});
        } else {
            fire(pass, {s.mlpInput, n.mlpInput, t, x, row(Layout::kMembraneInput, e), spikes(e, t), {}, counts});
        }
    }
    const SpikingProduct expand[] = {{w.expand, shift(pass, block, Layout::kMlp), Layout::kQuery}};
    apply(pass, expand, counts);
    for (std::size_t t = 0; t < m_config.timesteps; ++t)
        fire(pass, {s.mlpHidden, n.mlpHidden, t, row(Layout::kQuery, h, t), row(Layout::kMembraneQuery, h), spikes(h, t), {}, counts});
    const SpikingProduct contract[] = {{w.contract, kSiteSpikes, Layout::kOutput}};
    apply(pass, contract, counts);
    for (std::size_t t = 0; t < m_config.timesteps; ++t) {
        std::span<float> y = row(Layout::kOutput, e, t);
        if (m_config.residualDegree > 0) {
            const std::span<float> fired = row(Layout::kKey, e, t);
            std::fill(fired.begin(), fired.end(), 0.0F);
            fire(pass, {s.mlpOutput, n.mlpOutput, t, y, row(Layout::kMembraneOutput, e), spikes(e, t), fired, counts});
            y = fired;
        }
        kernels::add(y, m_layout.residual(pass.state, t));
        if (pass.observer != nullptr) counts += otherCounts(static_cast<std::int64_t>(e));
    }
}

/// x = x + W2 gelu(W1 x + b1) + b2, on each lane.
void SpikeDecoderNetwork::analogMlp(Pass& pass, std::size_t block, OperationCounts& counts) const {
    const MlpWeights& w = *m_weights.blocks[block].analogMlp;
    const std::span<float> hidden = m_layout.row(pass.state, Layout::kQuery, m_config.hidden);
    const std::span<float> y = m_layout.row(pass.state, Layout::kOutput, m_config.width);
    for (std::size_t lane = 0; lane < pass.lanes; ++lane) {
        const std::span<float> x = m_layout.residual(pass.state, lane);
        apply(pass, w.expand, shifted(pass, block, Layout::kMlp, lane, x), hidden, counts);
        kernels::gelu(hidden, hidden);
        apply(pass, w.contract, hidden, y, counts);
        kernels::add(y, x);
        if (pass.observer != nullptr) counts += otherCounts(static_cast<std::int64_t>(m_config.hidden + m_config.width));
    }
}

void SpikeDecoderNetwork::predict(Pass& pass, std::span<float> logits) const {
    OperationCounts counts;
    if (pass.choice[headSlot(m_config.blocks)] == Form::Spiking) {
        spikingHead(pass, logits, counts);
    } else {
        const std::span<float> x = m_layout.row(pass.state, Layout::kInput, m_config.headInputs());
        recombine(pass, x, counts);
        apply(pass, *m_weights.analogHead, x, logits, counts);
    }
    if (pass.observer != nullptr) pass.observer->onOperations(static_cast<int>(headSlot(m_config.blocks)), counts);
}

/// logits = W recombine(LIF(x)) + b; with floatReunite W LIF(recombine(x)) + b. A sum of spikes over the timesteps is a
/// sum of accumulates; so is their mean, because 1/T is part of the weights.
void SpikeDecoderNetwork::spikingHead(Pass& pass, std::span<float> logits, OperationCounts& counts) const {
    const std::size_t inputs = m_config.headInputs(), e = m_config.width;
    const std::span<float> fired = m_layout.row(pass.state, Layout::kContext, inputs);  // spikes, added up
    std::fill(fired.begin(), fired.end(), 0.0F);
    const auto membrane = [&](std::size_t width) { return m_layout.row(pass.state, Layout::kMembraneInput, width); };
    std::size_t active = 0;
    if (m_config.floatReunite) {
        const std::span<float> x = m_layout.row(pass.state, Layout::kInput, inputs);
        const std::span<Word> spikes = m_layout.spikes(pass.state, kSiteSpikes, inputs);
        recombine(pass, x, counts);
        fire(pass, {m_headSite, m_weights.headNeuron, 0, x, membrane(inputs), spikes, fired, counts});
        active = countBits(spikes);
    } else {
        spread(pass);
        const std::span<Word> spikes = m_layout.spikes(pass.state, kSiteSpikes, e);
        for (std::size_t t = 0; t < m_config.timesteps; ++t) {
            const bool last = t + 1 == m_config.timesteps;
            std::span<float> sum = fired;
            if (m_config.spikeMode == SpikeMode::Concatenate) sum = fired.subspan(t * e, e);
            if (m_config.spikeMode == SpikeMode::Final && !last) sum = {};
            fire(pass, {m_headSite, m_weights.headNeuron, t, m_layout.residual(pass.state, t), membrane(e), spikes, sum, counts});
            if (!sum.empty()) active += countBits(spikes);
        }
    }
    const Affine& head = *m_weights.spikingHead;
    ProductJob job[] = {{&head.matrix, fired, logits.data()}};
    runProducts(job, m_threads);
    kernels::add(head.bias, logits);
    if (pass.observer != nullptr) counts += affineCounts(head, active, true);
}

/// The timesteps of x as the head reads them: out [headInputs].
void SpikeDecoderNetwork::recombine(Pass& pass, std::span<float> out, OperationCounts& counts) const {
    const std::size_t e = m_config.width, timesteps = m_config.timesteps;
    const auto x = [&](std::size_t t) -> std::span<const float> { return m_layout.residual(pass.state, pass.lanes == 1 ? 0 : t); };
    std::size_t operations = 0;
    switch (m_config.spikeMode) {
        case SpikeMode::Final: std::copy_n(x(timesteps - 1).begin(), e, out.begin()); break;
        case SpikeMode::Concatenate:
            for (std::size_t t = 0; t < timesteps; ++t)
                std::copy_n(x(t).begin(), e, out.begin() + static_cast<std::ptrdiff_t>(t * e));
            break;
        case SpikeMode::Average:
        case SpikeMode::Accumulate: {
            const bool mean = m_config.spikeMode == SpikeMode::Average;
            std::copy_n(x(0).begin(), e, out.begin());
            if (pass.lanes == 1) {
                if (!mean && timesteps > 1) kernels::scale(static_cast<float>(timesteps), out), operations = e;
                break;
            }
            for (std::size_t t = 1; t < timesteps; ++t) kernels::add(x(t), out);
            if (mean) kernels::scale(1.0F / static_cast<float>(timesteps), out);
            operations = (timesteps - 1 + (mean ? 1 : 0)) * e;
        }
    }
    if (pass.observer != nullptr) counts += otherCounts(static_cast<std::int64_t>(operations));
}

}  // namespace spikeglass
