// SPDX-License-Identifier: Apache-2.0
// What is wrong with a SpikeDecoder before it reads anything.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "network/spikedecoder/spikedecoder_network.h"

namespace spikeglass {

namespace {

/// Rows of a table [count, width] that are alike, as lists of their numbers; only lists of more than one.
std::vector<std::vector<std::int32_t>> alikeRows(std::span<const float> table, std::size_t count, std::size_t width) {
    std::map<std::vector<float>, std::vector<std::int32_t>> byCode;
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = table.subspan(i * width, width);
        byCode[{row.begin(), row.end()}].push_back(static_cast<std::int32_t>(i));
    }
    std::vector<std::vector<std::int32_t>> groups;
    for (auto& [code, members] : byCode)
        if (members.size() > 1) groups.push_back(std::move(members));
    std::sort(groups.begin(), groups.end());
    return groups;
}

/// "1, 2, 4 and 8", at most eight of them.
std::string list(const std::vector<std::int32_t>& numbers) {
    constexpr std::size_t kShown = 8;
    std::string text;
    const std::size_t shown = std::min(numbers.size(), kShown);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text += i + 1 == shown && shown == numbers.size() ? " and " : ", ";
        text += std::to_string(numbers[i]);
    }
    return shown < numbers.size() ? text + " and " + std::to_string(numbers.size() - shown) + " more" : text;
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

}  // namespace

std::vector<Finding> SpikeDecoderNetwork::knownFindings(const BlockChoice& choice) const {
    std::vector<Finding> findings;
    const SpikeDecoderConfig& c = m_config;
    if (choice[kEmbeddingSlot] != Form::Spiking) return findings;

    // The embedding is the same at each timestep. From a constant input x a LIF reaches x (1 - (1 - 1/tau)^T) at most.
    const int site = m_sites.front().input;
    if (choice[attentionSlot(0)] == Form::Spiking && site >= 0 && c.binaryEmbedding()) {
        const kernels::LifParameters& lif = m_weights.blocks.front().neurons.input;
        const double most = 1.0 - std::pow(1.0 - 1.0 / static_cast<double>(lif.tau), static_cast<double>(c.timesteps));
        if (most < static_cast<double>(lif.threshold)) {
            std::string reason = "its input is the binary embedding, the same at each timestep, so its potential reaches at most " +
                                 number(most) + " after " + std::to_string(c.timesteps) + " timesteps of tau " +
                                 number(static_cast<double>(lif.tau)) + ", below the threshold " +
                                 number(static_cast<double>(lif.threshold));
            if (c.residualDegree == 2) reason += "; with residual degree 2 nothing of the text passes it";
            findings.push_back({Finding::Kind::Silent, site, std::move(reason), {}});
        }
    }
    if (c.token == TokenCode::OneHot || c.combinePosition) return findings;
    const std::string padded = ", because the bits of its numbers are padded with zeros on the right, as published";
    const std::vector<float> tokens(m_weights.tokenCodes.begin(), m_weights.tokenCodes.end());
    for (std::vector<std::int32_t>& group : alikeRows(tokens, c.vocabulary, c.tokenWidth)) {
        std::string reason = c.token == TokenCode::Binary  ? "the binary code cannot tell them apart" + padded
                             : c.token == TokenCode::Float ? "their rows of the embedding are equal"
                                                           : "their rows of the embedding have the same signs";
        findings.push_back({Finding::Kind::SharedCodes, m_embeddingSite, std::move(reason), std::move(group)});
    }
    if (c.position == PositionCode::None) return findings;
    const std::vector<float> positions(m_weights.positionCodes.begin(), m_weights.positionCodes.end());
    const auto groups = alikeRows(positions, c.positions, c.positionWidth);
    if (groups.empty()) return findings;
    constexpr std::size_t kShown = 4;
    std::string reason = "positions " + list(groups.front());
    for (std::size_t i = 1; i < std::min(groups.size(), kShown); ++i) reason += "; " + list(groups[i]);
    if (groups.size() > kShown) reason += "; and " + std::to_string(groups.size() - kShown) + " more groups";
    if (c.position == PositionCode::Binary) reason += padded;
    findings.push_back({Finding::Kind::SharedCodes, m_embeddingSite, std::move(reason), {}});
    return findings;
}

}  // namespace spikeglass
