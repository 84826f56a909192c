// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace spikeglass {

/// Spikes of a run as programs for neural data know them: units with times. Units are numbered through all sites. A value.
struct SpikeTrains {
    struct Site {
        std::string name;                          // "blocks.0.time_mix"
        std::vector<std::vector<double>> seconds;  // [neurons], each ascending
        std::vector<std::uint32_t> neurons = {};   // which ones; empty: all, from 0

        std::uint32_t neuron(std::size_t i) const { return neurons.empty() ? static_cast<std::uint32_t>(i) : neurons[i]; }
    };
    std::vector<Site> sites;
    double secondsPerStep = 0.001;  // one timestep of the network
    double startSeconds = 0, endSeconds = 0;
    std::string identifier;         // the same for the same run
    std::string description;        // what ran, in a sentence
};

// Each writes under a temporary name and then replaces what was there. Errors: cannot be written, with the reason.

/// SONATA spikes: a population per site, node ids from 0, milliseconds, sorted by time.
Result<void> writeSonata(const std::string& path, const SpikeTrains& trains);
/// NWB 2.6: a unit per neuron, silent ones included.
Result<void> writeNwb(const std::string& path, const SpikeTrains& trains);
/// A TsGroup of pynapple, as NPZ.
Result<void> writePynapple(const std::string& path, const SpikeTrains& trains);
/// site,neuron,unit,seconds
Result<void> writeSpikeCsv(const std::string& path, const SpikeTrains& trains);

}  // namespace spikeglass
