// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace spikeglass {

/// Membrane potentials over time, as SONATA calls a report. A value.
struct MembraneReport {
    struct Site {
        std::string name;                    // the population
        std::vector<std::uint32_t> neurons;  // whose potentials; ascending
    };
    std::vector<Site> sites;
    std::uint64_t steps = 0;  // timesteps of the network
    double startMilliseconds = 0, millisecondsPerStep = 1;

    /// Hands out a site's potentials of the next `count` steps, [count, neurons], dimensionless; the sites in turn.
    using Source = std::function<Result<std::vector<float>>(std::size_t site, std::uint64_t first, std::uint64_t count)>;
};

/// A SONATA report, one population per site; compressed. stepsAtOnce: how many the source is asked for. Writes under a
/// temporary name and then replaces what was there. Errors: the source's; cannot be written, with the reason.
Result<void> writeSonataReport(const std::string& path, const MembraneReport& report, std::uint64_t stepsAtOnce,
                               const MembraneReport::Source& source);

}  // namespace spikeglass
