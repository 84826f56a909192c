// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "viewmodels/energy_ledger.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

/// Two runs, token by token: lane A is the text in the window, lane B stands beside it. Belongs to the window's thread.
class LaneComparison {
  public:
    LaneComparison(const RunViewModel* a, const RunViewModel* b) : m_a(a), m_b(b) {}

    enum class Measure { Divergence, Surprisal, Spikes, Energy };
    static constexpr int kMeasures = 4;

    /// A new text in either lane.
    void clear();
    /// The sums begin at this token: before it both lanes computed the same. Begins anew.
    void setFrom(std::int64_t token);
    std::int64_t from() const { return m_from; }
    /// Reads the tokens that came since.
    void update(std::size_t pricingModel);

    /// Tokens that both lanes have, from 0.
    std::int64_t end() const;
    /// The first token that differs; empty while the texts are the same.
    std::optional<std::int64_t> parted() const { return m_parted; }
    /// Of a token: KL(A || B) in bits for Divergence, else lane A's value (bits, spikes per neuron and timestep, joules);
    /// NaN where it is not known.
    double valueA(Measure measure, std::int64_t token) const;
    double valueB(Measure measure, std::int64_t token) const;  // NaN for Divergence

    /// Over all tokens from from() on that both lanes have, forgotten ones included; the prompt counts as well.
    struct Lane {
        std::int64_t tokens = 0, characters = 0;
        double bits = 0;        // of the tokens that the network predicted
        double rates = 0;       // sum over tokens of the firing rate, where something spiked at all
        std::int64_t ratedTokens = 0;
        double joules = 0;      // under the pricing model
        double bitsPerCharacter() const;  // NaN without any
        double firingRate() const;        // mean; NaN where every site was analog
    };
    const Lane& laneA() const { return m_laneA; }
    const Lane& laneB() const { return m_laneB; }
    double meanDivergenceBits() const;  // NaN where it was never known
    /// Joules of B / joules of A; NaN where unknown.
    double energyRatio() const;

  private:
    struct Values {
        float divergence, surprisalA, surprisalB, spikesA, spikesB, energyA, energyB;
    };
    static void add(Lane& lane, const RunViewModel& run, std::int64_t token, double joules, double rate);

    const RunViewModel *m_a, *m_b;
    EnergyLedger m_ledgerA, m_ledgerB;
    std::int64_t m_from = 0;       // the sums begin here
    std::int64_t m_begin = 0;      // token of m_values[0]
    std::vector<Values> m_values;  // [kept tokens]
    std::optional<std::int64_t> m_parted;
    Lane m_laneA, m_laneB;
    double m_divergenceBits = 0;
    std::int64_t m_divergences = 0;
};

}  // namespace spikeglass
