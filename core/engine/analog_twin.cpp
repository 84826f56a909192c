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
      m_counts(network.info().components.size()) {
    if (network.countTwin(0, m_counts)) return;
    m_state = network.initialState();
    m_logits.resize(network.info().vocabulary);
}

void AnalogTwin::read(std::int32_t token, std::size_t position) {
    std::fill(m_counts.begin(), m_counts.end(), OperationCounts{});
    if (!m_state) {
        m_network.countTwin(position, m_counts);
        return;
    }
    Collector collector(m_counts);
    m_network.step(*m_state, token, m_choice, m_logits, &collector);
}

}  // namespace spikeglass
