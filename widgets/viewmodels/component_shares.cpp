// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/component_shares.h"

#include <algorithm>

#include "energy/frame_energy.h"

namespace spikeglass {

ComponentShares componentShares(const NetworkInfo& info, const RunHistory& history, std::int64_t from, std::int64_t to,
                                const PricingModel& pricing) {
    from = std::max(from, history.begin());
    to = std::min(to, history.end());
    ComponentShares shares;
    shares.components.resize(info.components.size());
    std::vector<double> joules(info.components.size(), 0.0);
    std::vector<std::int64_t> spikes(info.sites.size());
    // Token by token: a switch may lie between two of them, and the published rules price rates.
    for (std::int64_t token = from; token < to; ++token) {
        if (history.isDropped(token)) continue;
        const Frame& frame = history.frame(token);
        for (std::size_t site = 0; site < spikes.size(); ++site) spikes[site] = history.countSite(site, token, token + 1);
        const auto activities = componentActivities(info, frame.choice, frame.operations, spikes, 1);
        for (std::size_t c = 0; c < activities.size(); ++c) {
            joules[c] += energyJoules(pricing, activities[c]);
            shares.components[c].acPerToken += static_cast<double>(frame.operations[c].ac);
            shares.components[c].macPerToken += static_cast<double>(frame.operations[c].mac);
        }
        ++shares.tokens;
    }

    const auto tokens = static_cast<double>(shares.tokens);
    double all = 0;
    for (const double j : joules) all += j;
    if (shares.tokens > 0) shares.joulesPerToken = all / tokens;
    for (std::size_t c = 0; c < shares.components.size(); ++c) {
        ComponentShares::Component& component = shares.components[c];
        component.name = QString::fromStdString(info.components[c].name);
        component.slot = info.components[c].slot;
        if (shares.tokens == 0) continue;
        component.acPerToken /= tokens;
        component.macPerToken /= tokens;
        component.joulesPerToken = joules[c] / tokens;
        if (all > 0) component.share = joules[c] / all;
        std::int64_t fired = 0, chances = 0;
        for (std::size_t site = 0; site < info.sites.size(); ++site) {
            const SiteInfo& s = info.sites[site];
            if (component.slot < 0 || s.slot != component.slot) continue;
            fired += history.countSite(site, from, to);
            chances += history.spikingTokens(site, from, to) * static_cast<std::int64_t>(s.width * s.timesteps);
        }
        if (chances > 0) component.rate = static_cast<double>(fired) / static_cast<double>(chances);
    }
    return shares;
}

}  // namespace spikeglass
