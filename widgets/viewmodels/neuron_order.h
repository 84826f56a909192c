// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "trace/run_history.h"

namespace spikeglass {

/// By what the neurons of a site are sorted in the raster.
enum class NeuronSort { Index, Rate, FirstSpike, Similarity };

/// A permutation of a site's neurons. A value.
struct NeuronOrder {
    std::vector<std::uint32_t> neurons;  // [places], from the bottom of the band
    std::vector<std::uint32_t> places;   // [neurons]
    static NeuronOrder of(std::vector<std::uint32_t> neurons);
};

/// Sorts the neurons of a site by what they did in tokens [from, to): the most active, or the first to fire, on top;
/// alike trains beside each other. Silent ones are at the bottom; ties go by index. The same for the same spikes. Null
/// for Index.
std::shared_ptr<const NeuronOrder> sortNeurons(const RunHistory& history, std::size_t site, NeuronSort sort,
                                               std::int64_t from, std::int64_t to);

}  // namespace spikeglass
