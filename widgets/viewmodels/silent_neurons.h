// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "trace/run_history.h"

namespace spikeglass {

/// Neurons of a site that never fired in some tokens, in which the site was spiking long enough to tell.
struct SilentNeurons {
    static constexpr std::int64_t kLeastTokens = 16;
    bool judged = false;               // false: fewer spiking tokens than that
    std::vector<std::size_t> neurons;  // ascending
};

/// The same, worked out anew only when the span is another. A value.
class SilentInSpan {
  public:
    const std::vector<SilentNeurons>& update(const RunHistory& history, std::int64_t from, std::int64_t to);
    void forget() { *this = {}; }

  private:
    std::int64_t m_from = 0, m_to = -1;
    std::vector<SilentNeurons> m_silent;
};

/// Per site, in tokens [from, to). Costs the number of neurons, however many tokens there are.
std::vector<SilentNeurons> findSilentNeurons(const RunHistory& history, std::int64_t from, std::int64_t to);

}  // namespace spikeglass
