// SPDX-License-Identifier: Apache-2.0
#include "cli/bench_curve.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "base/random.h"
#include "cli/stopwatch.h"
#include "network/synthetic_weights.h"

namespace spikeglass::cli {
namespace {

constexpr double kRates[] = {1.0, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.025, 0.01};
constexpr int kRounds = 7;
constexpr double kSeconds = 0.03;  // for one kind of product in a round

/// Masks in which round(rate x inputs) inputs fire, but at least one, at random places. Together they fire every input before
/// one fires again: otherwise few rows would stay in a cache from one product to the next.
std::vector<std::vector<Word>> spikesAt(double rate, std::size_t inputs, Random& random) {
    std::vector<std::size_t> order(inputs);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = inputs; i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
    const auto count = std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(rate * static_cast<double>(inputs))));
    std::vector<std::vector<Word>> masks((inputs + count - 1) / count, std::vector<Word>(wordsFor(inputs)));
    for (std::size_t m = 0; m < masks.size(); ++m)
        for (std::size_t i = 0; i < count; ++i) setBit(masks[m], order[(m * count + i) % inputs]);
    return masks;
}

/// Adds the time of each of several calls of run: where another program interrupts, it interrupts few of them.
template <class Run>
void time(const Run& run, Median& seconds) {
    run();
    const Stopwatch watch;
    do {
        const Stopwatch one;
        run();
        seconds.add(one.seconds());
    } while (watch.seconds() < kSeconds);
}

std::optional<double> crossingOf(const ProductCurve& curve) {
    const auto& points = curve.points;
    if (points.front().seconds <= curve.denseSeconds) return points.front().rate;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points[i].seconds > curve.denseSeconds) continue;
        const double part = (points[i - 1].seconds - curve.denseSeconds) / (points[i - 1].seconds - points[i].seconds);
        return points[i - 1].rate + part * (points[i].rate - points[i - 1].rate);
    }
    return std::nullopt;
}

}  // namespace

Result<ProductCurve::Size> parseProductSize(std::string_view text) {
    constexpr std::size_t kMost = 65'536, kMostWeights = std::size_t{1} << 28;  // 1 GiB as float32
    ProductCurve::Size size;
    const char* end = text.data() + text.size();
    const auto inputs = std::from_chars(text.data(), end, size.inputs);
    const bool separated = inputs.ec == std::errc{} && inputs.ptr != end && *inputs.ptr == 'x';
    const auto outputs = std::from_chars(separated ? inputs.ptr + 1 : end, end, size.outputs);
    if (!separated || outputs.ec != std::errc{} || outputs.ptr != end || size.inputs < 1 || size.outputs < 1 ||
        size.inputs > kMost || size.outputs > kMost || size.inputs * size.outputs > kMostWeights)
        return fail("expected INPUTSxOUTPUTS, each from 1 to 65536 and at most 2^28 weights, found \"" + std::string(text.substr(0, 40)) + '"');
    return size;
}

ProductCurve measureCurve(ProductCurve::Size size, WeightType weights, int threads) {
    ProductCurve curve{size, weights, threads, 0, {}, {}};
    const Matrix matrix = syntheticTensors({}, weights).matrix("curve.weight", size.outputs, size.inputs).value();
    Random random(1);
    AlignedVector<float> x(size.inputs), y(size.outputs);
    for (float& value : x) value = 0.5F + static_cast<float>(random.uniform());
    std::vector<std::vector<std::vector<Word>>> spikes;  // [rates][masks]
    for (const double rate : kRates) {
        spikes.push_back(spikesAt(rate, size.inputs, random));
        curve.points.push_back({rate, static_cast<double>(countBits(spikes.back()[0])) / static_cast<double>(size.inputs), 0});
    }
    Median dense;
    std::vector<Median> driven(spikes.size());
    std::size_t turn = 0;
    for (int round = 0; round < kRounds; ++round) {
        time(
            [&] {
                ProductJob job[] = {{&matrix, x, y.data()}};
                runProducts(job, threads);
            },
            dense);
        for (std::size_t i = 0; i < spikes.size(); ++i)
            time(
                [&] {
                    const std::vector<Word>& mask = spikes[i][turn++ % spikes[i].size()];
                    const SpikeProductJob job[] = {{&matrix, mask.data(), mask.size(), 1, y.data(), size.outputs}};
                    runProducts(job, threads);
                },
                driven[i]);
    }
    curve.denseSeconds = dense.value();
    for (std::size_t i = 0; i < driven.size(); ++i) curve.points[i].seconds = driven[i].value();
    curve.crossing = crossingOf(curve);
    return curve;
}

nlohmann::ordered_json toJson(const ProductCurve& curve) {
    nlohmann::ordered_json json{{"inputs", curve.size.inputs},
                                {"outputs", curve.size.outputs},
                                {"weights", nameOf(curve.weights)},
                                {"threads", curve.threads},
                                {"dense_seconds", curve.denseSeconds}};
    for (const ProductCurve::Point& point : curve.points)
        json["spike_driven"].push_back({{"firing_rate", point.firing}, {"seconds", point.seconds}});
    json["crossing_firing_rate"] = curve.crossing ? nlohmann::ordered_json(*curve.crossing) : nlohmann::ordered_json();
    return json;
}

void print(const ProductCurve& curve) {
    const double bytes = static_cast<double>(curve.size.inputs * curve.size.outputs * kernels::bytesOf(curve.weights));
    std::printf("one product, %zu inputs, %zu outputs, %s (%.1f MB), %d thread%s\n\n", curve.size.inputs, curve.size.outputs,
                nameOf(curve.weights), bytes / 1e6, curve.threads, curve.threads == 1 ? "" : "s");
    std::printf("%12s %12s %14s %12s\n", "firing rate", "us", "of dense", "GB/s");
    std::printf("%12s %12.1f %13.1f%% %12.2f\n", "dense floats", 1e6 * curve.denseSeconds, 100.0, bytes / curve.denseSeconds / 1e9);
    for (const ProductCurve::Point& point : curve.points)
        std::printf("%11.1f%% %12.1f %13.1f%% %12.2f\n", 100 * point.firing, 1e6 * point.seconds,
                    100 * point.seconds / curve.denseSeconds, point.firing * bytes / point.seconds / 1e9);
    if (!curve.crossing)
        std::printf("\nThe dense product is faster at every rate that was measured.\n");
    else if (*curve.crossing >= curve.points.front().rate)
        std::printf("\nThe spike-driven product is faster at every rate that was measured, also when all inputs fire.\n");
    else
        std::printf("\nThe spike-driven product is the faster one below a firing rate of %.1f%%.\n", 100 * *curve.crossing);
}

}  // namespace spikeglass::cli
