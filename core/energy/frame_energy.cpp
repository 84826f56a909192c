// SPDX-License-Identifier: Apache-2.0
#include "energy/frame_energy.h"

#include "energy/published_spikedecoder.h"

namespace spikeglass {
namespace {

struct Rate {
    std::int64_t spikes = 0;
    std::int64_t chances = 0;  // neurons * timesteps * tokens
    double value() const { return chances > 0 ? static_cast<double>(spikes) / static_cast<double>(chances) : 0.0; }
};

void add(Rate& rate, const SiteInfo& site, std::int64_t spikes, std::int64_t tokens) {
    rate.spikes += spikes;
    rate.chances += static_cast<std::int64_t>(site.width * site.timesteps) * tokens;
}

}  // namespace

double meanFiringRate(const NetworkInfo& info, const BlockChoice& choice, std::span<const std::int64_t> spikes,
                      std::int64_t tokens) {
    Rate rate;
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        if (site.hasMembrane && choice[static_cast<std::size_t>(site.slot)] == Form::Spiking)
            add(rate, site, spikes[i], tokens);
    }
    return rate.value();
}

std::vector<ComponentActivity> componentActivities(const NetworkInfo& info, const BlockChoice& choice,
                                                   std::span<const OperationCounts> operations,
                                                   std::span<const std::int64_t> spikes, std::int64_t tokens) {
    const double mean = meanFiringRate(info, choice, spikes, tokens);
    bool anySpiking = false;
    for (std::size_t slot = 0; slot < choice.size(); ++slot) anySpiking |= choice[slot] == Form::Spiking;

    std::vector<ComponentActivity> result(info.components.size());
    for (std::size_t c = 0; c < result.size(); ++c) {
        result[c].counts = operations[c];
        const int slot = info.components[c].slot;
        result[c].spiking = slot < 0 ? anySpiking : choice[static_cast<std::size_t>(slot)] == Form::Spiking;
        Rate rate;
        for (std::size_t i = 0; i < info.sites.size(); ++i)
            if (slot >= 0 && info.sites[i].slot == slot) add(rate, info.sites[i], spikes[i], tokens);
        result[c].firingRate = slot < 0 ? mean : rate.value();
    }
    if (info.architecture == "spikedecoder") published::count(info, choice, spikes, tokens, result);
    return result;
}

}  // namespace spikeglass
