// SPDX-License-Identifier: Apache-2.0
// What a token of the bundled model (4 blocks of width 256) costs: the step itself, what watching it adds, what pricing adds.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "energy/frame_energy.h"
#include "engine/activity_counter.h"
#include "engine/generator.h"

namespace {

using namespace spikeglass;

/// The checkpoint in $SPIKEGLASS_BENCHMARK_MODEL, else the bundled one; null if it cannot be read.
std::shared_ptr<const Model> benchmarkModel(benchmark::State& state, int threads = 1) {
    const char* named = std::getenv("SPIKEGLASS_BENCHMARK_MODEL");
    auto model = loadModel(named != nullptr ? named : SPIKEGLASS_MODELS "/war-and-peace.h5", {WeightType::Float32, threads});
    if (model) return *model;
    state.SkipWithError(model.error().message.c_str());
    return nullptr;
}

/// Steps through the alphabet again and again: enough to make every site fire.
void stepThrough(benchmark::State& state, const Model& model, const BlockChoice& choice, Observer* observer) {
    const NetworkInfo& info = model.info();
    State memory = model.network->initialState();
    AlignedVector<float> logits(info.vocabulary);
    std::int32_t token = 0;
    for (auto _ : state) {
        model.network->step(memory, token, choice, logits, observer);
        benchmark::DoNotOptimize(logits.data());
        token = (token + 7) % static_cast<std::int32_t>(info.vocabulary);
    }
    state.SetItemsProcessed(state.iterations());
}

void step(benchmark::State& state) {
    if (const auto model = benchmarkModel(state, static_cast<int>(state.range(0))))
        stepThrough(state, *model, BlockChoice::allSpiking(model->info()), nullptr);
}
BENCHMARK(step)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime();

void stepAnalog(benchmark::State& state) {
    if (const auto model = benchmarkModel(state)) stepThrough(state, *model, BlockChoice::analogTwin(model->info()), nullptr);
}
BENCHMARK(stepAnalog);

void stepCounted(benchmark::State& state) {
    const auto model = benchmarkModel(state);
    if (!model) return;
    ActivityCounter counter(model->info());
    stepThrough(state, *model, BlockChoice::allSpiking(model->info()), &counter);
}
BENCHMARK(stepCounted);

/// Draw and read, as `generate` does.
void generate(benchmark::State& state) {
    const auto model = benchmarkModel(state);
    if (!model) return;
    Generator generator(model, BlockChoice::allSpiking(model->info()), Sampling{});
    generator.read(0);
    for (auto _ : state) generator.read(generator.draw());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(generate);

/// A token's counts under every pricing model: what the window does for each token, and once more for the twin.
void price(benchmark::State& state) {
    const auto model = benchmarkModel(state);
    if (!model) return;
    const NetworkInfo& info = model->info();
    const BlockChoice choice = BlockChoice::allSpiking(info);
    ActivityCounter counter(info);
    State memory = model->network->initialState();
    AlignedVector<float> logits(info.vocabulary);
    model->network->step(memory, 0, choice, logits, &counter);
    for (auto _ : state) {
        const auto activities = componentActivities(info, choice, counter.operations, counter.spikes, 1);
        double joules = 0;
        for (const PricingModel& pricing : pricingModels()) joules += energyJoules(pricing, activities);
        benchmark::DoNotOptimize(joules);
    }
}
BENCHMARK(price);

}  // namespace
