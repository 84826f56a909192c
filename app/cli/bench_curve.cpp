// SPDX-License-Identifier: Apache-2.0
#include "cli/bench_curve.h"

#include <charconv>
#include <cstdio>
#include <numeric>

#include "base/random.h"
#include "cli/stopwatch.h"
#include "network/synthetic_weights.h"

namespace spikeglass::cli {
namespace {

constexpr double kRates[] = {1.0, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.025, 0.01};
constexpr int kRounds = 7;
constexpr double kSeconds = 0.03;  // of one kind of product in a round

/// Exactly round(rate x inputs) inputs fire, at random places.
std::vector<Word> spikesAt(double rate, std::size_t inputs, Random& random) {
    std::vector<std::size_t> order(inputs);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = inputs; i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
    std::vector<Word> spikes(wordsFor(inputs));
    const auto count = static_cast<std::size_t>(rate * static_cast<double>(inputs) + 0.5);
    for (std::size_t i = 0; i < count; ++i) setBit(spikes, order[i]);
    return spikes;
}

/// Seconds of one call of run, over several.
template <class Run>
double secondsOf(const Run& run) {
    run();
    const Stopwatch watch;
    int runs = 0;
    do run(), ++runs;
    while (watch.seconds() < kSeconds);
    return watch.seconds() / runs;
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
    constexpr std::size_t kMost = 65'536;
    ProductCurve::Size size;
    const char* end = text.data() + text.size();
    const auto inputs = std::from_chars(text.data(), end, size.inputs);
    const bool separated = inputs.ec == std::errc{} && inputs.ptr != end && *inputs.ptr == 'x';
    const auto outputs = std::from_chars(separated ? inputs.ptr + 1 : end, end, size.outputs);
    if (!separated || outputs.ec != std::errc{} || outputs.ptr != end || size.inputs < 1 || size.outputs < 1 ||
        size.inputs > kMost || size.outputs > kMost)
        return fail("expected INPUTSxOUTPUTS, each from 1 to 65536, found \"" + std::string(text.substr(0, 40)) + '"');
    return size;
}

ProductCurve measureCurve(ProductCurve::Size size, WeightType weights, int threads) {
    ProductCurve curve{size, weights, threads, 0, {}, {}};
    const Matrix matrix = syntheticTensors({}, weights).matrix("curve.weight", size.outputs, size.inputs).value();
    Random random(1);
    AlignedVector<float> x(size.inputs), y(size.outputs);
    for (float& value : x) value = 0.5F + static_cast<float>(random.uniform());
    std::vector<std::vector<Word>> spikes;
    for (const double rate : kRates) {
        spikes.push_back(spikesAt(rate, size.inputs, random));
        curve.points.push_back({rate, static_cast<double>(countBits(spikes.back())) / static_cast<double>(size.inputs), 0});
    }
    Median dense;
    std::vector<Median> driven(spikes.size());
    for (int round = 0; round < kRounds; ++round) {
        dense.add(secondsOf([&] {
            ProductJob job[] = {{&matrix, x, y.data()}};
            runProducts(job, threads);
        }));
        for (std::size_t i = 0; i < spikes.size(); ++i)
            driven[i].add(secondsOf([&] {
                const SpikeProductJob job[] = {{&matrix, spikes[i].data(), spikes[i].size(), 1, y.data(), size.outputs}};
                runProducts(job, threads);
            }));
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
