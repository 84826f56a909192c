// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/neuron_order.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace spikeglass {

namespace {

constexpr std::int64_t kMostBins = 256;  // of time, for similarity
constexpr int kRounds = 60;              // of the power iteration; orders no longer change long before

/// Spike trains in bins, each about its mean and of length 1: the product of two is their correlation.
struct Trains {
    std::size_t neurons = 0, bins = 0;
    std::vector<double> values;  // [neurons, bins]; all zero: fires never, or always alike

    const double* row(std::size_t n) const { return values.data() + n * bins; }
    /// The correlation matrix applied to a vector over bins: sum over neurons of train * <train, v>.
    std::vector<double> apply(const std::vector<double>& v) const {
        std::vector<double> out(bins, 0.0);
        for (std::size_t n = 0; n < neurons; ++n) {
            const double share = std::inner_product(v.begin(), v.end(), row(n), 0.0);
            for (std::size_t b = 0; b < bins; ++b) out[b] += share * row(n)[b];
        }
        return out;
    }
};

std::vector<std::int64_t> binEdges(std::int64_t from, std::int64_t to) {
    const std::int64_t bins = std::clamp<std::int64_t>(to - from, 1, kMostBins);
    std::vector<std::int64_t> edges;
    for (std::int64_t b = 0; b <= bins; ++b) edges.push_back(from + (to - from) * b / bins);
    return edges;
}

Trains trainsOf(const RunHistory& history, std::size_t site, std::int64_t from, std::int64_t to) {
    const std::vector<std::int64_t> edges = binEdges(from, to);
    Trains trains;
    trains.neurons = history.layout().sites[site].width, trains.bins = edges.size() - 1;
    std::vector<std::size_t> each(trains.neurons + 1);
    std::iota(each.begin(), each.end(), std::size_t{0});
    std::vector<std::uint32_t> counts(trains.neurons * trains.bins);
    history.countGrid(site, edges, each, counts);
    trains.values.assign(counts.begin(), counts.end());
    for (std::size_t n = 0; n < trains.neurons; ++n) {
        double* row = trains.values.data() + n * trains.bins;
        for (std::size_t b = 0; b < trains.bins; ++b) row[b] /= static_cast<double>(edges[b + 1] - edges[b]);
        const double mean = std::accumulate(row, row + trains.bins, 0.0) / static_cast<double>(trains.bins);
        double squares = 0;
        for (std::size_t b = 0; b < trains.bins; ++b) row[b] -= mean, squares += row[b] * row[b];
        const double scale = squares > 1e-12 ? 1 / std::sqrt(squares) : 0.0;
        for (std::size_t b = 0; b < trains.bins; ++b) row[b] *= scale;
    }
    return trains;
}

/// The leading direction of the trains, at right angles to another.
std::vector<double> leading(const Trains& trains, const std::vector<double>* other) {
    std::vector<double> v(trains.bins);
    for (std::size_t b = 0; b < v.size(); ++b) v[b] = std::sin(1.0 + 2.39996 * static_cast<double>(b));
    const auto straighten = [&] {
        if (other != nullptr) {
            const double share = std::inner_product(v.begin(), v.end(), other->begin(), 0.0);
            for (std::size_t b = 0; b < v.size(); ++b) v[b] -= share * (*other)[b];
        }
        const double length = std::sqrt(std::inner_product(v.begin(), v.end(), v.begin(), 0.0));
        for (double& x : v) x = length > 1e-12 ? x / length : 0.0;
    };
    straighten();
    for (int round = 0; round < kRounds; ++round) {
        v = trains.apply(v);
        straighten();
    }
    return v;
}

/// One line through all neurons by their angle in the plane of the two leading directions, begun at the widest gap:
/// trains that go together point the same way.
std::vector<double> angles(const Trains& trains, std::vector<bool>& flat) {
    const std::vector<double> first = leading(trains, nullptr), second = leading(trains, &first);
    std::vector<double> angle(trains.neurons, 0.0), sorted;
    for (std::size_t n = 0; n < trains.neurons; ++n) {
        const double* row = trains.row(n);
        flat[n] = std::all_of(row, row + trains.bins, [](double x) { return x == 0; });
        const double x = std::inner_product(first.begin(), first.end(), row, 0.0);
        const double y = std::inner_product(second.begin(), second.end(), row, 0.0);
        // Rounded, so that trains that are the same tie.
        angle[n] = std::round(std::atan2(y, x) * 1e6) / 1e6;
        if (!flat[n]) sorted.push_back(angle[n]);
    }
    if (sorted.empty()) return angle;
    std::sort(sorted.begin(), sorted.end());
    double start = sorted.front(), widest = sorted.front() + 2 * std::numbers::pi - sorted.back();
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i] - sorted[i - 1] > widest) widest = sorted[i] - sorted[i - 1], start = sorted[i];
    for (double& a : angle)
        if (a < start) a += 2 * std::numbers::pi;
    return angle;
}

}  // namespace

NeuronOrder NeuronOrder::of(std::vector<std::uint32_t> neurons) {
    NeuronOrder order;
    order.places.resize(neurons.size());
    for (std::size_t p = 0; p < neurons.size(); ++p) order.places[neurons[p]] = static_cast<std::uint32_t>(p);
    order.neurons = std::move(neurons);
    return order;
}

std::shared_ptr<const NeuronOrder> sortNeurons(const RunHistory& history, std::size_t site, NeuronSort sort,
                                               std::int64_t from, std::int64_t to) {
    const std::size_t width = history.layout().sites[site].width;
    from = std::max(from, history.begin()), to = std::max(from, std::min(to, history.end()));
    if (sort == NeuronSort::Index) return nullptr;
    std::vector<bool> silent(width), flat(width);
    std::vector<double> key(width);  // ascending upwards
    for (std::size_t n = 0; n < width; ++n) {
        const std::int64_t count = history.countNeuron(site, n, from, to);
        silent[n] = count == 0;
        if (sort == NeuronSort::Rate) key[n] = static_cast<double>(count);
        if (sort != NeuronSort::FirstSpike || silent[n]) continue;
        // Halve the span that holds the first spike.
        std::int64_t low = from, high = to;
        while (high - low > 1) {
            const std::int64_t middle = low + (high - low) / 2;
            history.countNeuron(site, n, low, middle) > 0 ? high = middle : low = middle;
        }
        const std::size_t timesteps = history.layout().sites[site].timesteps;
        std::size_t step = 0;
        while (step + 1 < timesteps && !history.spiked(site, n, low, step)) ++step;
        key[n] = -(static_cast<double>(low) * static_cast<double>(timesteps) + static_cast<double>(step));
    }
    if (sort == NeuronSort::Similarity && to > from) {
        const Trains trains = trainsOf(history, site, from, to);
        key = angles(trains, flat);
    }
    std::vector<std::uint32_t> neurons(width);
    std::iota(neurons.begin(), neurons.end(), 0U);
    std::stable_sort(neurons.begin(), neurons.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (silent[a] != silent[b]) return static_cast<bool>(silent[a]);
        if (flat[a] != flat[b]) return static_cast<bool>(flat[a]);  // always alike: beside the silent ones
        return !silent[a] && key[a] < key[b];
    });
    return std::make_shared<const NeuronOrder>(NeuronOrder::of(std::move(neurons)));
}

}  // namespace spikeglass
