// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace spikeglass {

/// Neurons, and moments of them, that the user has picked: what interventions act on and what the views light up. A
/// value.
struct Selection {
    struct Site {
        std::size_t site = 0;
        std::vector<std::uint32_t> neurons;  // sorted, each once, at least one
        bool operator==(const Site&) const = default;
    };
    std::vector<Site> sites;          // in the order of computation, each once
    std::int64_t begin = 0, end = 0;  // tokens [begin, end); equal: all

    bool empty() const { return sites.empty(); }
    std::size_t neuronCount() const;
    bool hasMoments() const { return begin < end; }
    /// Null if none of its neurons are selected.
    const Site* find(std::size_t site) const;
    bool contains(std::size_t site, std::size_t neuron) const;
    /// Whether all of these are.
    bool containsAll(const Selection& other) const;

    /// The neurons of both, in the moments of `other` where it names some.
    Selection with(const Selection& other) const;
    /// Without the neurons of another.
    Selection without(const Selection& other) const;
    /// The first neurons of a site, all of them where `width` is the site's.
    static Selection ofSite(std::size_t site, std::size_t width);
    /// Made regular: sites in order, neurons sorted, none twice, only those that there are. widths: [sites]
    static Selection regular(Selection any, const std::vector<std::size_t>& widths);

    bool operator==(const Selection&) const = default;
};

}  // namespace spikeglass
