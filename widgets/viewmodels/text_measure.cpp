// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/text_measure.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

#include "energy/frame_energy.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::TextMeasure)
};

/// Null where nothing is known of a token.
const Frame* frameAt(const RunViewModel& run, std::int64_t token) {
    const RunHistory& history = run.history();
    if (!run.hasModel() || token < history.begin() || token >= history.end() || history.isDropped(token)) return nullptr;
    return &history.frame(token);
}

double spikesOf(const RunViewModel& run, std::int64_t token) {
    if (frameAt(run, token) == nullptr) return kNone;
    std::int64_t spikes = 0;
    for (std::size_t site = 0; site < run.model().info().sites.size(); ++site)
        spikes += run.history().countSite(site, token, token + 1);
    return static_cast<double>(spikes);
}

double energyOf(const RunViewModel& run, std::int64_t token, const PricingModel& pricing) {
    const Frame* frame = frameAt(run, token);
    if (frame == nullptr || frame->operations.empty()) return kNone;
    const NetworkInfo& info = run.model().info();
    std::vector<std::int64_t> spikes(info.sites.size());
    for (std::size_t site = 0; site < spikes.size(); ++site) spikes[site] = run.history().countSite(site, token, token + 1);
    constexpr double kMicro = 1e6;
    return kMicro * energyJoules(pricing, componentActivities(info, frame->choice, frame->operations, spikes, 1));
}

/// Spikes per timestep, the mean over neurons.
double activityOf(const RunViewModel& run, const Selection& neurons, std::int64_t token) {
    if (frameAt(run, token) == nullptr) return kNone;
    double sum = 0, count = 0;
    for (const Selection::Site& s : neurons.sites) {
        const SiteInfo& site = run.model().info().sites[s.site];
        if (!run.isSpiking(s.site, token)) continue;
        if (s.neurons.size() == site.width)
            sum += static_cast<double>(run.history().countSite(s.site, token, token + 1)) / static_cast<double>(site.timesteps);
        else
            for (const std::uint32_t neuron : s.neurons)
                sum += static_cast<double>(run.history().countNeuron(s.site, neuron, token, token + 1)) /
                       static_cast<double>(site.timesteps);
        count += static_cast<double>(s.neurons.size());
    }
    return count > 0 ? sum / count : kNone;
}

/// The selected neurons, or the one that was traced last.
Selection chosenNeurons(const RunViewModel& run) {
    if (!run.selection().empty() || run.tracedNeurons().empty()) return run.selection();
    const NeuronId last = run.tracedNeurons().back();
    return {{{last.site, {static_cast<std::uint32_t>(last.neuron)}}}, 0, 0};
}

QString nameOf(const RunViewModel& run, const Selection& neurons) {
    const std::size_t count = neurons.neuronCount();
    if (count == 0) return Words::tr("neuron: select or trace one");
    const Selection::Site& first = neurons.sites.front();
    if (count == 1) return QStringLiteral("%1/%2").arg(run.siteLabel(first.site)).arg(first.neurons.front());
    if (neurons.sites.size() == 1) return Words::tr("%1 neurons of %2").arg(count).arg(run.siteLabel(first.site));
    return Words::tr("%1 neurons").arg(count);
}

}  // namespace

std::vector<TextMeasure> measuresOf(const RunViewModel& run, const PricingModel& wanted) {
    const RunViewModel* r = &run;
    const PricingModel* pricing = run.hasModel() ? &pricingFor(wanted, run.model().info().architecture) : &pricingModels().front();
    const Selection neurons = chosenNeurons(run);
    // A prompt is given, not guessed: it has no surprise to show.
    const auto surprisal = [r](std::int64_t token) {
        const Frame* frame = frameAt(*r, token);
        return frame == nullptr || frame->fromPrompt ? kNone : static_cast<double>(frame->surprisalBits);
    };
    const auto divergence = [r](std::int64_t token) {
        const Frame* frame = frameAt(*r, token);
        return frame == nullptr ? kNone : static_cast<double>(frame->divergenceBits);
    };
    constexpr double kFullDivergence = 4;  // bits
    return {
        {QStringLiteral("surprisal"), Words::tr("surprisal"), Words::tr("bits"), surprisal, 0, 8},
        {QStringLiteral("spikes"), Words::tr("spikes per token"), QString(), [r](std::int64_t t) { return spikesOf(*r, t); }, 0, 0},
        {QStringLiteral("energy"), Words::tr("energy per token (%1)").arg(pricingName(*pricing)), Words::tr("µJ"),
         [r, pricing](std::int64_t t) { return energyOf(*r, t, *pricing); }, 0, 0},
        {QStringLiteral("neuron"), nameOf(run, neurons), Words::tr("spikes per timestep"),
         [r, neurons](std::int64_t t) { return activityOf(*r, neurons, t); }, 0, 1},
        {QStringLiteral("divergence"), Words::tr("divergence of lanes A and B"), Words::tr("bits"), divergence, 0, kFullDivergence},
    };
}

std::pair<double, double> measureRange(const TextMeasure& measure, std::int64_t from, std::int64_t to,
                                       std::int64_t samples) {
    if (measure.highest > measure.lowest) return {measure.lowest, measure.highest};
    double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
    const std::int64_t step = std::max<std::int64_t>(1, (to - from) / samples);
    for (std::int64_t token = from; token < to; token += step) {
        const double value = measure.value(token);
        if (std::isfinite(value)) lowest = std::min(lowest, value), highest = std::max(highest, value);
    }
    if (!(lowest <= highest)) return {0, 1};
    return roundRange(lowest, highest > lowest ? highest : lowest + std::max(1.0, std::abs(lowest)));
}

}  // namespace spikeglass
