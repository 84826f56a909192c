// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/membrane_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace spikeglass {
namespace {

/// Collects what happens within one pixel and hands on its first, lowest, highest and last value.
class PixelColumns {
  public:
    PixelColumns(MembraneCurve& curve, double pixel) : m_curve(curve), m_pixel(pixel) {}

    void add(double x, double value) {
        const double column = std::floor(x / m_pixel);
        if (!m_open || column != m_column) {
            flush();
            m_open = true;
            m_column = column;
            m_first = m_lowest = m_highest = value;
        }
        m_last = value;
        m_lowest = std::min(m_lowest, value);
        m_highest = std::max(m_highest, value);
    }
    void spike(double x) {
        const double column = std::floor(x / m_pixel);
        if (m_curve.spikes.empty() || column != m_spikeColumn) m_curve.spikes.push_back((column + 0.5) * m_pixel);
        m_spikeColumn = column;
    }
    void breakLine() {
        flush();
        m_broken = true;
    }
    void flush() {
        if (!m_open) return;
        m_open = false;
        if (m_broken) m_curve.pieces.emplace_back();
        m_broken = false;
        const double x = (m_column + 0.5) * m_pixel;
        for (const double value : {m_first, m_lowest, m_highest, m_last}) {
            std::vector<QPointF>& piece = m_curve.pieces.back();
            if (piece.empty() || piece.back() != QPointF(x, value)) piece.emplace_back(x, value);
        }
    }

  private:
    MembraneCurve& m_curve;
    double m_pixel;
    bool m_open = false, m_broken = true;
    double m_column = 0, m_spikeColumn = 0;
    double m_first = 0, m_lowest = 0, m_highest = 0, m_last = 0;
};

struct Choice {
    NeuronId neuron;
    double distance = std::numeric_limits<double>::infinity();  // from what we look for
};

/// Leaves one choice per block, the best, if that leaves enough.
void keepBestOfBlocks(std::vector<Choice>& choices, const NetworkInfo& info, std::size_t enough) {
    std::vector<Choice> kept;
    for (const Choice& choice : choices) {
        const auto block = [&info](const Choice& c) { return info.sites[c.neuron.site].block; };
        if (kept.empty() || block(kept.back()) != block(choice))
            kept.push_back(choice);
        else if (choice.distance < kept.back().distance)
            kept.back() = choice;
    }
    if (kept.size() >= enough) choices = std::move(kept);
}

}  // namespace

MembraneCurve membraneCurve(const RunHistory& history, const SiteInfo& site, NeuronId neuron, const TimeAxis& axis,
                            double pixel) {
    MembraneCurve curve;
    curve.highest = static_cast<double>(site.threshold);
    PixelColumns columns(curve, pixel);
    // One token more on either side, so that lines run on to the edges.
    const auto from = std::max(history.begin(), static_cast<std::int64_t>(std::floor(axis.first)) - 1);
    const auto to = std::min(history.end(), static_cast<std::int64_t>(std::ceil(axis.first + axis.tokens)) + 1);
    const bool startsAnew = site.timesteps > 1;  // nothing carries over from token to token
    for (std::int64_t token = from; token < to; ++token) {
        if (startsAnew) {
            columns.breakLine();
            if (site.hasMembrane && std::isfinite(history.potential(neuron.site, neuron.neuron, token)))
                columns.add(axis.toX(static_cast<double>(token)), 0.0);
        }
        for (std::size_t step = 0; step < site.timesteps; ++step) {
            const double x =
                axis.toX(static_cast<double>(token) + (static_cast<double>(step) + 0.5) / static_cast<double>(site.timesteps));
            const bool spike = history.spiked(neuron.site, neuron.neuron, token, step);
            if (spike) columns.spike(x);
            const auto h = static_cast<double>(
                site.hasMembrane ? history.potential(neuron.site, neuron.neuron, token, step)
                                 : std::numeric_limits<float>::quiet_NaN());
            if (std::isnan(h)) {
                columns.breakLine();
                continue;
            }
            columns.add(x, h);
            if (spike) columns.add(x, 0.0);
            curve.hasPotential = true;
            if (std::isfinite(h)) curve.lowest = std::min(curve.lowest, h), curve.highest = std::max(curve.highest, h);
        }
    }
    columns.flush();
    return curve;
}

std::vector<NeuronId> moderateNeurons(const NetworkInfo& info, const RunHistory& history, std::int64_t from,
                                      std::int64_t to, std::size_t count) {
    constexpr double kModerate = 0.25, kLeast = 0.08, kMost = 0.6;
    constexpr double kComfortable = 1.8, kSqueeze = 0.15;  // potentials, in thresholds
    std::vector<Choice> best;  // of each site that has one, in the order of computation
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        const std::int64_t tokens = history.spikingTokens(i, from, to);
        if (!site.hasMembrane || tokens == 0) continue;
        Choice choice{.neuron = {i, 0}};
        for (std::size_t n = 0; n < site.width; ++n) {
            const double rate = static_cast<double>(history.countNeuron(i, n, from, to)) /
                                static_cast<double>(tokens * static_cast<std::int64_t>(site.timesteps));
            if (rate < kLeast || rate > kMost) continue;
            // Inputs far beyond the threshold squeeze all that happens below it.
            double highest = 0;
            for (std::int64_t token = from; token < to; ++token)
                for (std::size_t step = 0; step < site.timesteps; ++step)
                    if (const float h = history.potential(i, n, token, step); std::isfinite(h))
                        highest = std::max(highest, std::abs(static_cast<double>(h)));
            const double distance = std::abs(rate - kModerate) + kSqueeze * std::max(0.0, highest - kComfortable);
            if (distance < choice.distance) choice = {{i, n}, distance};
        }
        if (std::isfinite(choice.distance)) best.push_back(choice);
    }
    keepBestOfBlocks(best, info, count);
    std::vector<NeuronId> neurons;
    const std::size_t take = std::min(count, best.size());
    for (std::size_t k = 0; k < take; ++k) {  // deepest, ..., shallowest, evenly spread
        const std::size_t last = best.size() - 1;
        neurons.push_back(best[last - (take > 1 ? k * last / (take - 1) : 0)].neuron);
    }
    return neurons;
}

std::pair<double, double> roundRange(double lowest, double highest) {
    const double span = std::max(highest - lowest, 1e-9);
    const double power = std::pow(10.0, std::floor(std::log10(span)));
    const double step = span / power < 2 ? power / 5 : span / power < 5 ? power / 2 : power;
    return {std::floor(lowest / step) * step, std::ceil(highest / step) * step};
}

}  // namespace spikeglass
