// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "trace/run_history.h"

namespace spikeglass {

/// How often the neurons of each site fired in a span of tokens.
struct SiteRates {
    struct Rate {
        double rate = 0;                // spikes per neuron and timestep, over the tokens where the site was spiking
        std::int64_t spikingTokens = 0;  // 0: analog throughout
    };
    std::int64_t from = 0, to = 0;  // tokens counted
    std::vector<Rate> sites;        // [sites]
    double lifMean = 0;             // all spiking LIF neurons (a plain threshold, as the embedding's, is no LIF); NaN: none
    double sparsity = 0;            // zeros among the outputs of all spiking sites; NaN: none
};

/// Counts tokens [from, to), cut to those that are kept.
SiteRates siteRates(const NetworkInfo& info, const RunHistory& history, std::int64_t from, std::int64_t to);

}  // namespace spikeglass
