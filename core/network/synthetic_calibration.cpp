// SPDX-License-Identifier: Apache-2.0
#include "network/synthetic_calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"

namespace spikeglass {

namespace {

/// Keeps some membrane potentials of each site, from before they are reset, and counts spikes.
class Potentials final : public Observer {
  public:
    explicit Potentials(std::size_t sites) : m_sites(sites) {}

    void onSite(const SiteActivity& activity) override {
        if (activity.potential.empty()) return;  // a plain threshold
        Site& site = m_sites[static_cast<std::size_t>(activity.site)];
        constexpr std::size_t kKept = 64;  // of each timestep: every n-th neuron, others each time
        const std::size_t width = activity.potential.size(), every = std::max<std::size_t>(1, width / kKept);
        for (std::size_t i = site.chances / width % every; i < width; i += every) site.kept.push_back(activity.potential[i]);
        site.spikes += countBits(activity.spikes);
        site.chances += width;
    }
    void onOperations(int, const OperationCounts&) override {}

    /// Of one site; of all of them.
    double rate(std::size_t site) const { return quotient(m_sites[site].spikes, m_sites[site].chances); }
    double rate() const {
        std::size_t spikes = 0, chances = 0;
        for (const Site& site : m_sites) spikes += site.spikes, chances += site.chances;
        return quotient(spikes, chances);
    }
    bool hasMembrane(std::size_t site) const { return m_sites[site].chances > 0; }
    /// The potential that a part `rate` of a site's exceed; of all sites' together.
    float exceeded(std::size_t site, double rate) const { return quantile(m_sites[site].kept, 1 - rate); }
    float exceeded(double rate) const {
        std::vector<float> all;
        for (const Site& site : m_sites) all.insert(all.end(), site.kept.begin(), site.kept.end());
        return quantile(std::move(all), 1 - rate);
    }

  private:
    struct Site {
        std::vector<float> kept;
        std::size_t spikes = 0, chances = 0;
    };
    static double quotient(std::size_t spikes, std::size_t chances) {
        return static_cast<double>(spikes) / static_cast<double>(std::max<std::size_t>(1, chances));
    }
    static float quantile(std::vector<float> values, double part) {
        const auto at = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), values.begin() + at, values.end());
        return values[static_cast<std::size_t>(at)];
    }
    std::vector<Site> m_sites;
};

/// Reads random tokens with these thresholds.
Potentials readWith(const Network& network, const std::vector<float>& thresholds) {
    const NetworkInfo& info = network.info();
    std::vector<Intervention> shifts;
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
        if (!info.sites[i].hasMembrane) continue;
        const float shift = thresholds[i] - info.sites[i].threshold;
        shifts.push_back({static_cast<int>(i), {}, Intervention::Effect::ShiftThreshold, shift});
    }
    const Interventions interventions(info, shifts);
    // A whole window where there is one: what attention remembers grows along it.
    const std::size_t tokens = info.positions == 0 ? 24 : std::min<std::size_t>(info.positions, 256);
    Potentials potentials(info.sites.size());
    Random random(1);
    State state = network.initialState();
    AlignedVector<float> logits(info.vocabulary);
    const BlockChoice choice = BlockChoice::allSpiking(info);
    for (std::size_t n = 0; n < tokens; ++n)
        network.step(state, static_cast<std::int32_t>(random.next() % info.vocabulary), choice, logits, &potentials, &interventions);
    return potentials;
}

}  // namespace

std::vector<float> calibrateThresholds(const Network& network, double rate, Thresholds which) {
    constexpr int kRounds = 6;
    constexpr float kStep = 0.8F;  // of the way to what this round says: what fires less charges more
    const std::vector<SiteInfo>& sites = network.info().sites;
    std::vector<float> thresholds(sites.size()), best;
    for (std::size_t i = 0; i < sites.size(); ++i) thresholds[i] = sites[i].threshold;
    double least = std::numeric_limits<double>::infinity();
    for (int round = 0; round < kRounds; ++round) {
        const Potentials potentials = readWith(network, thresholds);
        double error = which == Thresholds::InCommon ? std::abs(potentials.rate() - rate) : 0;
        for (std::size_t i = 0; i < sites.size() && which == Thresholds::OfEachSite; ++i)
            if (potentials.hasMembrane(i)) error += std::abs(potentials.rate(i) - rate) * static_cast<double>(sites[i].width);
        if (error < least) best = thresholds;
        least = std::min(least, error);
        for (std::size_t i = 0; i < sites.size(); ++i) {
            if (!potentials.hasMembrane(i)) continue;
            const float wanted = which == Thresholds::InCommon ? potentials.exceeded(rate) : potentials.exceeded(i, rate);
            thresholds[i] += kStep * (wanted - thresholds[i]);
        }
    }
    return best;
}

}  // namespace spikeglass
