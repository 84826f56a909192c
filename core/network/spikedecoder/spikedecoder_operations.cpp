// SPDX-License-Identifier: Apache-2.0
#include "network/spikedecoder/spikedecoder_operations.h"

#include "network/spikedecoder/spikedecoder_network.h"

namespace spikeglass {

namespace {

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

/// A product of the given sizes whose input has `active` non-zeros.
OperationCounts productCounts(std::size_t active, std::size_t inputs, std::size_t outputs, bool spiking) {
    OperationCounts counts;
    (spiking ? counts.ac : counts.mac) = whole(active * outputs);
    counts.denseMac = whole(inputs * outputs);
    counts.weightReads = whole(active * outputs);
    counts.activationAccesses = whole(active + outputs);
    return counts;
}

}  // namespace

OperationCounts affineCounts(const Affine& affine, std::size_t active, bool spiking) {
    OperationCounts counts = productCounts(active, affine.matrix.inputs(), affine.matrix.outputs(), spiking);
    counts.ac += whole(affine.bias.size());
    counts.weightReads += whole(affine.bias.size());
    if (affine.hasNorm()) counts.other += whole(affine.bias.size());
    return counts;
}

OperationCounts linearAttentionCounts(std::size_t keySpikes, std::size_t querySpikes, std::size_t headWidth) {
    OperationCounts counts;
    counts.ac = counts.linearAttentionAc = whole((keySpikes + querySpikes) * headWidth);
    counts.denseMac = whole(2 * headWidth * headWidth);
    counts.weightReads = whole(querySpikes * headWidth);
    counts.membraneAccesses = whole(2 * keySpikes * headWidth);  // M is read and written
    counts.activationAccesses = whole(keySpikes + querySpikes + headWidth);
    return counts;
}

OperationCounts pairwiseAttentionCounts(std::size_t querySpikes, std::size_t positions, std::size_t nonZeroScores,
                                        std::size_t headWidth) {
    OperationCounts counts;
    counts.pairwiseAttentionAc = whole(querySpikes * positions);
    counts.pairwiseAttentionMac = whole(nonZeroScores * headWidth);
    return counts;
}

OperationCounts softmaxAttentionCounts(std::size_t positions, std::size_t headWidth) {
    OperationCounts counts = productCounts(headWidth, headWidth, positions, false);
    counts += productCounts(positions, positions, headWidth, false);
    counts.activationAccesses += whole(2 * headWidth);  // this position's key and value are kept
    counts.other = whole(3 * positions);
    return counts;
}

OperationCounts embeddingCounts(const SpikeDecoderConfig& config, bool spiking) {
    if (!spiking) return otherCounts(whole(config.width));  // token + position
    const bool rows = config.token == TokenCode::Learned;
    return otherCounts(rows ? whole((config.combinePosition ? 2 : 1) * config.width) : 0);
}

bool SpikeDecoderNetwork::countTwin(std::size_t position, std::span<OperationCounts> components) const {
    // With weights of its own the twin can be run, and zeros behind its GELU be skipped as everywhere else.
    if (BlockChoice::analogTwin(m_info).isHeldBy(m_info)) return false;
    const SpikeDecoderConfig& c = m_config;
    const bool norm = c.normalization == Normalization::Layer;
    const std::size_t e = c.width, first = position == 0 ? e - c.shiftedChannels() : e;  // the shift starts with zeros
    const auto affine = [](std::size_t active, std::size_t inputs, std::size_t outputs, bool hasNorm) {
        OperationCounts counts = productCounts(active, inputs, outputs, false);
        counts.ac = whole(outputs);
        counts.weightReads += whole(outputs);
        if (hasNorm) counts.other = whole(outputs);
        return counts;
    };
    components[kEmbeddingSlot] = embeddingCounts(c, false);
    OperationCounts attention = otherCounts(whole(e));  // residual sum
    for (int i = 0; i < 3; ++i) attention += affine(first, e, e, norm);
    for (std::size_t head = 0; head < c.heads; ++head) attention += softmaxAttentionCounts(position + 1, c.headWidth());
    attention += affine(e, e, e, norm);
    OperationCounts mlp = otherCounts(whole(c.hidden + e));  // GELU, residual sum
    mlp += affine(first, e, c.hidden, false);
    mlp += affine(c.hidden, c.hidden, e, false);
    for (std::size_t i = 0; i < c.blocks; ++i) {
        components[attentionSlot(i)] = attention;
        components[mlpSlot(i)] = mlp;
    }
    components[headSlot(c.blocks)] = affine(c.headInputs(), c.headInputs(), c.vocabulary, false);
    return true;
}

}  // namespace spikeglass
