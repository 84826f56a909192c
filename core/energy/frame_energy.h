// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "energy/pricing_model.h"
#include "network/block_choice.h"

namespace spikeglass {

/// Puts operations and firing together, component by component, as energyJoules() wants them. spikes: [sites], spikes of
/// each site in the tokens that were counted; tokens: how many those were; operations: their sum per component.
/// The firing rate of a component is that of its slot's sites; of the head, the mean over all spiking LIF neurons.
std::vector<ComponentActivity> componentActivities(const NetworkInfo& info, const BlockChoice& choice,
                                                   std::span<const OperationCounts> operations,
                                                   std::span<const std::int64_t> spikes, std::int64_t tokens);

/// Spikes per LIF neuron and timestep over all spiking sites (a plain threshold, as the embedding's, is no LIF); 0 if none.
double meanFiringRate(const NetworkInfo& info, const BlockChoice& choice, std::span<const std::int64_t> spikes,
                      std::int64_t tokens);

}  // namespace spikeglass
