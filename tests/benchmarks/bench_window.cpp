// SPDX-License-Identifier: Apache-2.0
// Does a token of SpikeDecoder cost the same at every position of its window? Published code recomputes all of it.
#include <benchmark/benchmark.h>

#include <chrono>
#include <memory>

#include "engine/model.h"

namespace {

using namespace spikeglass;

/// Times the step at one position; arguments: position, 1 for all spiking or 0 for all analog, 1 to count operations.
void position(benchmark::State& state) {
    const char* named = std::getenv("SPIKEGLASS_BENCHMARK_MODEL");
    const auto model = loadModel(named != nullptr ? named : SPIKEGLASS_MODELS "/spikedecoder-switchable.h5");
    if (!model) return state.SkipWithError(model.error().message.c_str());
    const Network& network = *(*model)->network;
    const NetworkInfo& info = network.info();
    const auto at = static_cast<std::size_t>(state.range(0));
    if (at >= info.positions) return state.SkipWithError("the window ends before this position");
    const BlockChoice choice = state.range(1) != 0 ? BlockChoice::allSpiking(info) : BlockChoice::allAnalog(info);

    AlignedVector<float> logits(info.vocabulary);
    State before = network.initialState();
    for (std::size_t p = 0; p < at; ++p)
        network.step(before, static_cast<std::int32_t>((p * 7 + p / 5) % info.vocabulary), choice, logits);
    State now = before;
    for (auto _ : state) {
        now = before;
        const auto start = std::chrono::steady_clock::now();
        network.step(now, static_cast<std::int32_t>(at % info.vocabulary), choice, logits);
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        benchmark::DoNotOptimize(logits.data());
    }
}
BENCHMARK(position)
    ->ArgNames({"position", "spiking"})
    ->ArgsProduct({{10, 32, 64, 96, 127}, {0, 1}})
    ->UseManualTime();

}  // namespace
