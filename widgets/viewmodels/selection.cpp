// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/selection.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace spikeglass {

std::size_t Selection::neuronCount() const {
    return std::accumulate(sites.begin(), sites.end(), std::size_t{0},
                           [](std::size_t sum, const Site& s) { return sum + s.neurons.size(); });
}

const Selection::Site* Selection::find(std::size_t site) const {
    const auto found =
        std::lower_bound(sites.begin(), sites.end(), site, [](const Site& s, std::size_t i) { return s.site < i; });
    return found != sites.end() && found->site == site ? &*found : nullptr;
}

bool Selection::contains(std::size_t site, std::size_t neuron) const {
    const Site* found = find(site);
    return found != nullptr && std::binary_search(found->neurons.begin(), found->neurons.end(), neuron);
}

bool Selection::containsAll(const Selection& other) const {
    return std::all_of(other.sites.begin(), other.sites.end(), [this](const Site& s) {
        const Site* own = find(s.site);
        return own != nullptr &&
               std::includes(own->neurons.begin(), own->neurons.end(), s.neurons.begin(), s.neurons.end());
    });
}

Selection Selection::with(const Selection& other) const {
    Selection both = *this;
    both.sites.insert(both.sites.end(), other.sites.begin(), other.sites.end());
    if (other.hasMoments()) both.begin = other.begin, both.end = other.end;
    std::size_t sitesSeen = 0;
    for (const Site& s : both.sites) sitesSeen = std::max(sitesSeen, s.site + 1);
    return regular(std::move(both), std::vector<std::size_t>(sitesSeen, UINT32_MAX));
}

Selection Selection::without(const Selection& other) const {
    Selection rest = *this;
    for (Site& s : rest.sites) {
        const Site* taken = other.find(s.site);
        if (taken == nullptr) continue;
        std::vector<std::uint32_t> left;
        std::set_difference(s.neurons.begin(), s.neurons.end(), taken->neurons.begin(), taken->neurons.end(),
                            std::back_inserter(left));
        s.neurons = std::move(left);
    }
    std::erase_if(rest.sites, [](const Site& s) { return s.neurons.empty(); });
    return rest.sites.empty() ? Selection{} : rest;
}

Selection Selection::ofSite(std::size_t site, std::size_t width) {
    Selection all;
    all.sites.push_back({site, std::vector<std::uint32_t>(width)});
    std::iota(all.sites[0].neurons.begin(), all.sites[0].neurons.end(), 0U);
    if (width == 0) all.sites.clear();
    return all;
}

Selection Selection::regular(Selection any, const std::vector<std::size_t>& widths) {
    std::vector<Site>& sites = any.sites;
    std::erase_if(sites, [&](const Site& s) { return s.site >= widths.size(); });
    std::stable_sort(sites.begin(), sites.end(), [](const Site& a, const Site& b) { return a.site < b.site; });
    for (std::size_t i = 0; i + 1 < sites.size();) {
        if (sites[i].site != sites[i + 1].site) {
            ++i;
            continue;
        }
        sites[i].neurons.insert(sites[i].neurons.end(), sites[i + 1].neurons.begin(), sites[i + 1].neurons.end());
        sites.erase(sites.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    for (Site& s : sites) {
        std::erase_if(s.neurons, [&](std::uint32_t n) { return n >= widths[s.site]; });
        std::sort(s.neurons.begin(), s.neurons.end());
        s.neurons.erase(std::unique(s.neurons.begin(), s.neurons.end()), s.neurons.end());
    }
    std::erase_if(sites, [](const Site& s) { return s.neurons.empty(); });
    if (sites.empty() || any.begin >= any.end) any.begin = any.end = 0;
    return any;
}

}  // namespace spikeglass
