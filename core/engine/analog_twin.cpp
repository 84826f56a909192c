// SPDX-License-Identifier: Apache-2.0
#include "engine/analog_twin.h"

#include <algorithm>

namespace spikeglass {
namespace {

class Collector : public Observer {
  public:
    explicit Collector(std::vector<OperationCounts>& counts) : m_counts(counts) {}
    void onSite(const SiteActivity&) override {}
    void onOperations(int component, const OperationCounts& counts) override {
        m_counts[static_cast<std::size_t>(component)] += counts;
    }

  private:
    std::vector<OperationCounts>& m_counts;
};

}  // namespace

AnalogTwin::AnalogTwin(const Network& network)
    : m_network(network),
      m_choice(BlockChoice::analogTwin(network.info())),
      m_counts(network.info().components.size()),
      m_ofToken(network.info().components.size()) {
    if (network.countTwin(0, m_counts)) return;
    m_state = network.initialState();
    m_logits.resize(network.info().vocabulary);
}

bool AnalogTwin::isCountedInFull(const NetworkInfo& info) {
    return info.architecture == "spikedecoder" && !BlockChoice::analogTwin(info).isHeldBy(info);  // SpikeGPT's weights serve both forms
}

void AnalogTwin::read(std::span<const std::int32_t> tokens, std::size_t position) {
    std::fill(m_counts.begin(), m_counts.end(), OperationCounts{});
    if (!m_state) {
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            m_network.countTwin(position + t, m_ofToken);
            for (std::size_t c = 0; c < m_counts.size(); ++c) m_counts[c] += m_ofToken[c];
        }
        return;
    }
    Collector collector(m_counts);
    if (tokens.size() == 1) {
        m_network.step(*m_state, tokens[0], m_choice, m_logits, &collector);
        return;
    }
    const std::vector<Observer*> observers(tokens.size(), &collector);
    m_network.read(*m_state, tokens, m_choice, m_logits, observers);
}

}  // namespace spikeglass
