// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <limits>
#include <vector>

#include "energy/pricing_model.h"
#include "trace/run_history.h"

namespace spikeglass {

/// What each component of a network (each slot, and the head) did in a span of tokens, and what part of the energy it
/// took.
struct ComponentShares {
    struct Component {
        QString name;
        int slot = -1;  // -1: no slot governs it
        double rate = std::numeric_limits<double>::quiet_NaN();  // spikes per neuron and timestep of its sites, over the
                                                                 // tokens where they were spiking; NaN: none
        double joulesPerToken = std::numeric_limits<double>::quiet_NaN();
        double share = std::numeric_limits<double>::quiet_NaN();  // of joulesPerToken of all, 0 to 1
        double acPerToken = 0, macPerToken = 0;
    };
    std::int64_t tokens = 0;  // counted: dropped ones and those no longer kept are left out
    double joulesPerToken = std::numeric_limits<double>::quiet_NaN();
    std::vector<Component> components;  // [components], in the order of computation
};

/// Counts tokens [from, to), cut to those that are kept.
ComponentShares componentShares(const NetworkInfo& info, const RunHistory& history, std::int64_t from, std::int64_t to,
                                const PricingModel& pricing);

}  // namespace spikeglass
