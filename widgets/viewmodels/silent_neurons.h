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

/// Per site, in tokens [from, to). Costs the number of neurons, however many tokens there are.
std::vector<SilentNeurons> findSilentNeurons(const RunHistory& history, std::int64_t from, std::int64_t to);

}  // namespace spikeglass
