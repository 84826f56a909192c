// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "energy/pricing_model.h"
#include "figures/figure_data.h"

namespace spikeglass::figures {

/// Sums over the frames of a figure.
struct RunTotals {
    std::vector<OperationCounts> operations;      // [components]; empty: not kept
    std::vector<OperationCounts> twinOperations;  // of the analog twin; empty: it did not run with all of them
    std::vector<double> joules, twinJoules;       // [components], under the pricing; NaN: it does not price this family
    std::vector<double> rates;                    // [sites], spikes per neuron and timestep while spiking; NaN: never was
    double meanRate = 0;                          // of all LIF neurons
    double spikesPerToken = 0;
    std::int64_t tokens = 0;
};

RunTotals totalsOf(const NetworkInfo& info, const std::vector<Frame>& frames, const PricingModel& pricing);

/// Errors: no pricing model of that id (names those there are).
Result<const PricingModel*> findPricing(const QString& id);

}  // namespace spikeglass::figures
