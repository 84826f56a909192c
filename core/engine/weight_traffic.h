// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "network/network.h"

namespace spikeglass {

/// Counts the weights that tokens need from memory: those of the rows whose input is not zero, each once per token, however
/// many timesteps add it, because the kernels fetch it once for all of them. OperationCounts::weightReads, in contrast,
/// counts an addition's weight each time. What attention remembers is no weight. Counts spikes beside. One thread at a time.
///
/// Softmax attention's cached keys and values, in analog slots of SpikeDecoder, are counted as if they were weights; and with
/// token shift a row that was needed by the previous position's spikes counts where these fired.
class WeightTraffic final : public Observer {
  public:
    explicit WeightTraffic(const NetworkInfo& info);

    void onSite(const SiteActivity& activity) override;
    void onOperations(int component, const OperationCounts& counts) override;
    void onToken() { ++m_tokens; }  // after each

    std::int64_t tokens() const { return m_tokens; }
    double rowWeightsPerToken() const { return perToken(m_rows); }
    /// If no row were left out.
    double denseWeightsPerToken() const { return perToken(m_dense); }
    double operationsPerToken() const { return perToken(m_operations); }  // effective ones, every timestep counted
    /// Spikes of all sites that spiked, per neuron and timestep.
    double firingRate() const { return m_chances == 0 ? 0 : static_cast<double>(m_spikes) / static_cast<double>(m_chances); }

  private:
    struct Site {
        std::int64_t width = 0;
        std::int64_t outputs = 0;     // of the products that read its spikes, all together; 0: none does
        std::int64_t queryWidth = 0;  // d of a head, where the spikes are queries
        bool ownRows = true;          // its product is computed for each timestep, not of their sum
        std::vector<Word> fired;      // in any timestep of this token so far
    };
    double perToken(std::int64_t n) const { return m_tokens == 0 ? 0 : static_cast<double>(n) / static_cast<double>(m_tokens); }

    std::vector<Site> m_sites;
    std::int64_t m_rows = 0, m_dense = 0, m_operations = 0, m_spikes = 0, m_chances = 0, m_tokens = 0;
};

}  // namespace spikeglass
