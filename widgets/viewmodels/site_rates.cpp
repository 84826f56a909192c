// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/site_rates.h"

#include <algorithm>
#include <limits>

namespace spikeglass {
namespace {

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

SiteRates siteRates(const NetworkInfo& info, const RunHistory& history, std::int64_t from, std::int64_t to) {
    SiteRates rates;
    rates.from = std::max(from, history.begin());
    rates.to = std::max(rates.from, std::min(to, history.end()));
    rates.sites.resize(info.sites.size());
    std::int64_t lifSpikes = 0, lifChances = 0, allSpikes = 0, allChances = 0;
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        const std::int64_t tokens = history.spikingTokens(i, rates.from, rates.to);
        const std::int64_t spikes = history.countSite(i, rates.from, rates.to);
        const std::int64_t chances = tokens * static_cast<std::int64_t>(site.width * site.timesteps);
        rates.sites[i] = {.rate = tokens > 0 ? share(spikes, chances) : 0.0, .spikingTokens = tokens};
        allSpikes += spikes, allChances += chances;
        if (site.hasMembrane) lifSpikes += spikes, lifChances += chances;
    }
    rates.lifMean = share(lifSpikes, lifChances);
    rates.sparsity = 1.0 - share(allSpikes, allChances);
    return rates;
}

}  // namespace spikeglass
