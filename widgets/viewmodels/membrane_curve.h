// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <vector>

#include "trace/run_history.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/time_axis.h"

namespace spikeglass {

/// The membrane potential of one neuron over the visible tokens, ready to draw: it rises to h (before reset); where h
/// reaches the threshold there is a spike, and it falls to 0 at the same moment. Where a token has several timesteps,
/// every token starts anew from 0, as its neurons do. Never more points than a few per pixel.
/// A value without a window.
struct MembraneCurve {
    std::vector<std::vector<QPointF>> pieces;  // x in pixels of the axis, y in potential; broken where nothing is kept
    std::vector<double> spikes;                // x in pixels, one per spike or per pixel with spikes
    double lowest = 0, highest = 0;            // of the potential, 0 and the threshold included
    bool hasPotential = false;                 // false: not kept any more, analog throughout, or a plain threshold

    bool isEmpty() const { return pieces.empty() && spikes.empty(); }
};

/// axis: the visible tokens and where they lie; pixel: the width of one device pixel in its units.
MembraneCurve membraneCurve(const RunHistory& history, const SiteInfo& site, NeuronId neuron, const TimeAxis& axis,
                            double pixel);

/// Up to `count` neurons worth watching, from different depths of the network: those of moderate firing rate in tokens
/// [from, to), neither silent nor always on. Fewer if there are no such neurons.
std::vector<NeuronId> moderateNeurons(const NetworkInfo& info, const RunHistory& history, std::int64_t from,
                                      std::int64_t to, std::size_t count);

/// An axis from at most `lowest` to at least `highest` with round ends, that does not dance with every sample.
std::pair<double, double> roundRange(double lowest, double highest);

}  // namespace spikeglass
