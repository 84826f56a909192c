// SPDX-License-Identifier: Apache-2.0
// The two forms of attention.
#include <algorithm>
#include <cmath>

#include "kernels/reductions.h"
#include "network/spikedecoder/spikedecoder_operations.h"
#include "network/spikedecoder/spikedecoder_pass.h"

namespace spikeglass {

using Layout = SpikeDecoderLayout;

/// x = x + Norm(Wo LIF(a) + bo) at each timestep, with z = LIF(x), q, k, v = LIF(Norm(W z + b)) and a = scale q M.
void SpikeDecoderNetwork::spikingAttention(Pass& pass, std::size_t block, OperationCounts& counts) const {
    const AttentionWeights& w = *m_weights.blocks[block].spikingAttention;
    const BlockNeurons& n = m_weights.blocks[block].neurons;
    const BlockSites& s = m_sites[block];
    const std::size_t e = m_config.width;
    const auto row = [&](Layout::Row r, std::size_t t = 0) { return m_layout.row(pass.state, r, e, t); };
    const auto spikes = [&](SpikeRow i, std::size_t t) { return m_layout.spikes(pass.state, i, e, t); };
    const auto cleared = [&](Layout::Row r, std::size_t t) {
        std::fill_n(row(r, t).begin(), e, 0.0F);
        return row(r, t);
    };
    spread(pass);
    for (std::size_t t = 0; t < m_config.timesteps; ++t) {
        const std::span<float> x = m_layout.residual(pass.state, t);
        if (m_config.residualDegree == 2) {  // x itself becomes spikes
            std::copy(x.begin(), x.end(), row(Layout::kInput, t).begin());
            std::fill(x.begin(), x.end(), 0.0F);
            fire(pass, {s.input, n.input, t, row(Layout::kInput, t), row(Layout::kMembraneInput), spikes(kSiteSpikes, t), x, counts});
        } else {
            fire(pass, {s.input, n.input, t, x, row(Layout::kMembraneInput), spikes(kSiteSpikes, t), {}, counts});
        }
    }
    const SpikeRow z = shift(pass, block, Layout::kAttention);
    const SpikingProduct inputs[] = {{w.query, z, Layout::kQuery}, {w.key, z, Layout::kKey}, {w.value, z, Layout::kValue}};
    apply(pass, inputs, counts);
    for (std::size_t t = 0; t < m_config.timesteps; ++t) {
        const std::span<float> q = row(Layout::kQuery, t), k = row(Layout::kKey, t), v = row(Layout::kValue, t);
        fire(pass, {s.query, n.query, t, q, row(Layout::kMembraneQuery), spikes(kQuerySpikes, t), {}, counts});
        fire(pass, {s.key, n.key, t, k, row(Layout::kMembraneKey), spikes(kKeySpikes, t), {}, counts});
        // The spikes of v, as floats, go to kOutput, where attend() reads them.
        fire(pass, {s.value, n.value, t, v, row(Layout::kMembraneValue), spikes(kSiteSpikes, t), cleared(Layout::kOutput, t), counts});
        attend(pass, block, t, counts);
        fire(pass, {s.context, n.context, t, row(Layout::kContext, t), row(Layout::kMembraneContext), spikes(kSiteSpikes, t), {},
                    counts});
    }
    const SpikingProduct output[] = {{w.output, kSiteSpikes, Layout::kOutput}};
    apply(pass, output, counts);
    for (std::size_t t = 0; t < m_config.timesteps; ++t) {
        std::span<float> y = row(Layout::kOutput, t);
        if (m_config.residualDegree == 2) {
            const std::span<float> fired = cleared(Layout::kInput, t);
            fire(pass, {s.output, n.output, t, y, row(Layout::kMembraneOutput), spikes(kSiteSpikes, t), fired, counts});
            y = fired;
        }
        if (m_config.firstBlockResidual && block == 0) {
            const std::span<float> fired = cleared(Layout::kQuery, t);
            fire(pass, {s.residual, n.residual, t, y, row(Layout::kMembraneResidual), spikes(kSiteSpikes, t), fired, counts});
            y = fired;
        }
        kernels::add(y, m_layout.residual(pass.state, t));
        if (pass.observer != nullptr) counts += otherCounts(static_cast<std::int64_t>(e));
    }
}

/// One timestep of linear attention, head by head: M += k v^T, then row kContext = scale q M.
void SpikeDecoderNetwork::attend(Pass& pass, std::size_t block, std::size_t timestep, OperationCounts& counts) const {
    const std::size_t d = m_config.headWidth(), stride = m_layout.headStride();
    const std::span<const Word> q = m_layout.spikes(pass.state, kQuerySpikes, m_config.width, timestep);
    const std::span<const Word> k = m_layout.spikes(pass.state, kKeySpikes, m_config.width, timestep);
    const std::span<const float> v = m_layout.row(pass.state, Layout::kOutput, m_config.width, timestep);
    const std::span<float> context = m_layout.row(pass.state, Layout::kContext, m_config.width, timestep);
    const std::span<Word> bits = m_layout.spikes(pass.state, kHeadSpikes, d);
    for (std::size_t head = 0; head < m_config.heads; ++head) {
        float* sums = m_layout.sums(pass.state, block, timestep, head);
        const std::span<const float> value = v.subspan(head * d, d);
        copyBits(k, head * d, d, bits);
        std::size_t keySpikes = 0;
        forEachSetBit(bits, [&](std::size_t i) {
            kernels::add(value, {sums + i * stride, d});
            ++keySpikes;
        });
        copyBits(q, head * d, d, bits);
        const std::size_t querySpikes = kernels::spikeProduct(bits, sums, stride, 0, d, context.data() + head * d);
        if (pass.observer != nullptr) counts += linearAttentionCounts(keySpikes, querySpikes, d);
    }
    kernels::scale(m_config.attentionScale, context);
    forEachSetBit(k, [&](std::size_t channel) { setBit(m_layout.keySpikes(pass.state, block, timestep, channel), pass.position); });
    if (pass.observer != nullptr) countPairwise(pass, block, timestep, counts);
}

/// What the published, pairwise form would take: q k^T over all positions so far, then times v.
void SpikeDecoderNetwork::countPairwise(Pass& pass, std::size_t block, std::size_t timestep, OperationCounts& counts) const {
    const std::size_t d = m_config.headWidth(), words = wordsFor(pass.position + 1);
    const std::span<const Word> q = m_layout.spikes(pass.state, kQuerySpikes, m_config.width, timestep);
    const std::span<Word> bits = m_layout.spikes(pass.state, kHeadSpikes, d);
    constexpr std::size_t kWordsAtOnce = 8;  // 512 positions
    for (std::size_t head = 0; head < m_config.heads; ++head) {
        copyBits(q, head * d, d, bits);
        // A score is not zero where some channel fires in the query and in that position's key.
        std::size_t nonZero = 0;
        for (std::size_t first = 0; first < words; first += kWordsAtOnce) {
            Word met[kWordsAtOnce] = {};
            const std::size_t n = std::min(kWordsAtOnce, words - first);
            forEachSetBit(bits, [&](std::size_t i) {
                const auto key = m_layout.keySpikes(pass.state, block, timestep, head * d + i);
                for (std::size_t w = 0; w < n; ++w) met[w] |= key[first + w];
            });
            nonZero += countBits(std::span(met, n));
        }
        counts += pairwiseAttentionCounts(countBits(bits), pass.position + 1, nonZero, d);
    }
}

/// x = x + Norm(Wo softmax(q k^T / sqrt(d)) v + bo), on each lane.
void SpikeDecoderNetwork::analogAttention(Pass& pass, std::size_t block, OperationCounts& counts) const {
    const AttentionWeights& w = *m_weights.blocks[block].analogAttention;
    const std::size_t e = m_config.width, d = m_config.headWidth();
    const auto row = [&](Layout::Row r) { return m_layout.row(pass.state, r, e); };
    for (std::size_t lane = 0; lane < pass.lanes; ++lane) {
        const std::span<float> x = m_layout.residual(pass.state, lane);
        const std::span<const float> z = shifted(pass, block, Layout::kAttention, lane, x);
        const std::span<float> k = row(Layout::kKey), v = row(Layout::kValue), y = row(Layout::kOutput);
        apply(pass, w.query, z, row(Layout::kQuery), counts);
        apply(pass, w.key, z, k, counts);
        apply(pass, w.value, z, v, counts);
        for (std::size_t head = 0; head < m_config.heads; ++head) {
            float* keys = m_layout.keys(pass.state, block, lane, head);
            for (std::size_t i = 0; i < d; ++i) keys[i * m_layout.positionStride() + pass.position] = k[head * d + i];
            std::copy_n(v.begin() + static_cast<std::ptrdiff_t>(head * d), d,
                        m_layout.values(pass.state, block, lane, head) + pass.position * m_layout.headStride());
            softmaxHead(pass, block, lane, head, counts);
        }
        apply(pass, w.output, row(Layout::kContext), y, counts);
        kernels::add(y, x);
        if (pass.observer != nullptr) counts += otherCounts(static_cast<std::int64_t>(e));
    }
}

/// context = softmax(q k^T / sqrt(d)) v of one head, over the keys and values kept so far.
void SpikeDecoderNetwork::softmaxHead(Pass& pass, std::size_t block, std::size_t lane, std::size_t head,
                                      OperationCounts& counts) const {
    const std::size_t d = m_config.headWidth(), keys = pass.position + 1;
    const std::span<const float> q = m_layout.row(pass.state, Layout::kQuery, m_config.width).subspan(head * d, d);
    const std::span<float> scores = m_layout.row(pass.state, Layout::kScores, keys);
    kernels::product(q, m_layout.keys(pass.state, block, lane, head), m_layout.positionStride(), 0, keys, scores.data());
    const float scale = 1.0F / std::sqrt(static_cast<float>(d));
    const double sum = kernels::exponentials(scores, kernels::maximum(scores), scale, scores);
    kernels::scale(static_cast<float>(1.0 / sum), scores);
    kernels::product(scores, m_layout.values(pass.state, block, lane, head), m_layout.headStride(), 0, d,
                     m_layout.row(pass.state, Layout::kContext, m_config.width).data() + head * d);
    if (pass.observer != nullptr) counts += softmaxAttentionCounts(keys, d);
}

}  // namespace spikeglass
