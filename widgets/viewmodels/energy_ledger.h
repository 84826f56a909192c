// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "energy/pricing_model.h"
#include "trace/run_history.h"

namespace spikeglass {

/// What the tokens of a run cost under every pricing model, this network and its analog twin side by side. Prices each
/// token once; sums over any span of kept tokens are then O(1). Belongs to the window's thread.
class EnergyLedger {
  public:
    /// Joules of some tokens. The twin may have been switched off for a part of them: thisBesideTwin sums the same tokens
    /// as twin, so that their ratio is fair.
    struct Price {
        double here = 0;
        double thisBesideTwin = 0;
        double twin = 0;
        std::int64_t tokens = 0;
        std::int64_t twinTokens = 0;

        double perToken() const;      // NaN without tokens
        double twinPerToken() const;  // NaN without a twin
        double ratio() const;         // twin / this; NaN without a twin
        Price& operator+=(const Price& o);
        Price operator-(const Price& o) const;
    };

    /// A new run.
    void clear();
    /// Prices the tokens that came since the last call and forgets those that the history no longer keeps.
    void update(const NetworkInfo& info, const RunHistory& history);
    /// Index into pricingModels(); sum() and token() speak of this one.
    void setModel(std::size_t model);
    std::size_t model() const { return m_model; }

    std::int64_t begin() const { return m_begin; }
    std::int64_t end() const { return m_begin + static_cast<std::int64_t>(m_sums.size()) - 1; }
    /// Tokens [from, to), cut to [begin(), end()); dropped ones count nothing.
    Price sum(std::int64_t from, std::int64_t to) const;
    Price token(std::int64_t token) const { return sum(token, token + 1); }
    /// The whole run under a model, forgotten tokens included.
    const Price& total(std::size_t model) const { return m_totals[model]; }
    const Price& total() const { return m_totals[m_model]; }

  private:
    struct Cost {  // of one token under one model, joules; NaN: unknown
        float here, twin;
    };
    Price priceOf(std::size_t row, std::size_t model) const;
    void addSums(std::size_t fromRow);
    void forget(std::int64_t begin);

    std::size_t m_model = 0;
    std::int64_t m_begin = 0;
    std::vector<Cost> m_costs;                    // [kept tokens, models]
    std::vector<Price> m_sums{Price{}};           // [kept tokens + 1], running sum under the chosen model
    std::vector<Price> m_totals{pricingModels().size()};  // [models]
};

}  // namespace spikeglass
