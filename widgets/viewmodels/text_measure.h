// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "energy/pricing_model.h"

namespace spikeglass {

class RunViewModel;

/// A number per token, by which the text is coloured. A value.
struct TextMeasure {
    QString id;    // "surprisal", stable
    QString name;  // as the legend says it
    QString unit;
    std::function<double(std::int64_t token)> value;  // NaN: there is none for this token
    double lowest = 0, highest = 0;                   // of the colours; equal: of the tokens that there are
};

/// What a run offers: surprisal, spikes, energy, the selected neurons or else the newest traced one, and the divergence
/// between two lanes. The functions read the run whenever they are called; those of a new model are new.
/// pricing: of the energy; the first one where it has nothing to say of the run's architecture.
std::vector<TextMeasure> measuresOf(const RunViewModel& run, const PricingModel& pricing = pricingModels().front());

/// The lowest and highest of a measure over tokens, round: over about so many of them, evenly spread.
std::pair<double, double> measureRange(const TextMeasure& measure, std::int64_t from, std::int64_t to,
                                       std::int64_t samples = 2048);

}  // namespace spikeglass
