// SPDX-License-Identifier: Apache-2.0
#include "figures/run_totals.h"

#include <cmath>
#include <limits>

#include "energy/frame_energy.h"

namespace spikeglass::figures {
namespace {

void add(std::vector<double>& to, const PricingModel& pricing, const std::vector<ComponentActivity>& activities) {
    to.resize(activities.size());
    for (std::size_t c = 0; c < activities.size(); ++c) to[c] += energyJoules(pricing, activities[c]);
}

void add(std::vector<OperationCounts>& to, const std::vector<OperationCounts>& counts) {
    to.resize(counts.size());
    for (std::size_t c = 0; c < counts.size(); ++c) to[c] += counts[c];
}

/// Frames [from, to), all computed with the same choice.
void addStretch(RunTotals& totals, const NetworkInfo& info, std::span<const Frame> frames, const FrameLayout& layout, const PricingModel& pricing) {
    std::vector<std::int64_t> spikes(info.sites.size());
    std::vector<OperationCounts> operations(info.components.size()), twin(info.components.size());
    for (const Frame& frame : frames) {
        for (std::size_t s = 0; s < spikes.size(); ++s)
            for (std::size_t t = 0; t < layout.sites[s].timesteps; ++t) spikes[s] += static_cast<std::int64_t>(countBits(frame.siteSpikes(layout, s, t)));
        for (std::size_t c = 0; c < frame.operations.size(); ++c) operations[c] += frame.operations[c];
        for (std::size_t c = 0; c < frame.twinOperations.size(); ++c) twin[c] += frame.twinOperations[c];
    }
    const auto tokens = static_cast<std::int64_t>(frames.size());
    add(totals.joules, pricing, componentActivities(info, frames.front().choice, operations, spikes, tokens));
    add(totals.operations, operations);
    add(totals.twinJoules, pricing, componentActivities(info, BlockChoice::analogTwin(info), twin, std::vector<std::int64_t>(spikes.size()), tokens));
    add(totals.twinOperations, twin);
}

}  // namespace

RunTotals totalsOf(const NetworkInfo& info, const std::vector<Frame>& frames, const PricingModel& pricing) {
    RunTotals totals;
    totals.tokens = static_cast<std::int64_t>(frames.size());
    const FrameLayout layout(info);
    bool counted = !frames.empty(), twin = !frames.empty();
    for (const Frame& frame : frames) counted = counted && !frame.operations.empty(), twin = twin && !frame.twinOperations.empty();
    for (std::size_t from = 0; counted && from < frames.size();) {
        std::size_t to = from + 1;
        while (to < frames.size() && frames[to].choice == frames[from].choice) ++to;
        addStretch(totals, info, std::span(frames).subspan(from, to - from), layout, pricing);
        from = to;
    }
    if (!twin) totals.twinOperations.clear(), totals.twinJoules.clear();

    std::int64_t fired = 0, chances = 0, all = 0;
    for (std::size_t s = 0; s < info.sites.size(); ++s) {
        const SiteInfo& site = info.sites[s];
        std::int64_t spikes = 0, steps = 0;
        for (const Frame& frame : frames) {
            if (frame.choice[static_cast<std::size_t>(site.slot)] == Form::Analog) continue;
            steps += static_cast<std::int64_t>(site.timesteps * site.width);
            for (std::size_t t = 0; t < site.timesteps; ++t) spikes += static_cast<std::int64_t>(countBits(frame.siteSpikes(layout, s, t)));
        }
        totals.rates.push_back(steps == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(spikes) / static_cast<double>(steps));
        all += spikes;
        if (site.hasMembrane) fired += spikes, chances += steps;
    }
    totals.meanRate = chances > 0 ? static_cast<double>(fired) / static_cast<double>(chances) : 0;
    totals.spikesPerToken = totals.tokens > 0 ? static_cast<double>(all) / static_cast<double>(totals.tokens) : 0;
    return totals;
}

Result<const PricingModel*> findPricing(const QString& id) {
    if (const PricingModel* model = findPricingModel(id.toStdString())) return model;
    std::string ids;
    for (const PricingModel& model : pricingModels()) ids += (ids.empty() ? "" : ", ") + std::string(model.id);
    return fail("there is no pricing model \"" + id.toStdString() + "\"; there are " + ids);
}

}  // namespace spikeglass::figures
