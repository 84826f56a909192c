// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace spikeglass {

/// One neuron of one site.
struct NeuronId {
    std::size_t site = 0;
    std::size_t neuron = 0;
    bool operator==(const NeuronId&) const = default;
};

}  // namespace spikeglass
