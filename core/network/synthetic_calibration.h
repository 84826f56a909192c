// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "network/network.h"

namespace spikeglass {

enum class Thresholds { OfEachSite, InCommon };

/// Thresholds [sites] with which the sites of an all-spiking network fire at about `rate`, in (0, 1): each, or with one
/// threshold in common all of them on average. Found by reading some random tokens several times, looking each time where
/// the membrane potentials lie. Sites without membrane keep theirs.
std::vector<float> calibrateThresholds(const Network& network, double rate, Thresholds which);

}  // namespace spikeglass
