// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/silent_neurons.h"

#include <array>
#include <numeric>

namespace spikeglass {

std::vector<SilentNeurons> findSilentNeurons(const RunHistory& history, std::int64_t from, std::int64_t to) {
    const std::vector<FrameLayout::Site>& sites = history.layout().sites;
    std::vector<SilentNeurons> silent(sites.size());
    const std::array<std::int64_t, 2> tokenEdges{from, to};
    std::vector<std::size_t> neuronEdges;
    std::vector<std::uint32_t> counts;
    for (std::size_t site = 0; site < sites.size(); ++site) {
        if (history.spikingTokens(site, from, to) < SilentNeurons::kLeastTokens) continue;
        silent[site].judged = true;
        neuronEdges.resize(sites[site].width + 1);
        std::iota(neuronEdges.begin(), neuronEdges.end(), std::size_t{0});
        counts.resize(sites[site].width);
        history.countGrid(site, tokenEdges, neuronEdges, counts);
        for (std::size_t neuron = 0; neuron < counts.size(); ++neuron)
            if (counts[neuron] == 0) silent[site].neurons.push_back(neuron);
    }
    return silent;
}

const std::vector<SilentNeurons>& SilentInSpan::update(const RunHistory& history, std::int64_t from, std::int64_t to) {
    if (from != m_from || to != m_to || m_silent.empty()) m_silent = findSilentNeurons(history, from, to);
    m_from = from, m_to = to;
    return m_silent;
}

}  // namespace spikeglass
