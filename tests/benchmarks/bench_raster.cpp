// SPDX-License-Identifier: Apache-2.0
// What a raster costs to draw on 1920 x 1080 pixels: by the spikes that there are, the tokens in sight, timesteps per
// token, and whether neurons are sorted. 4 blocks of width 256, 2,304 neurons.
#include <benchmark/benchmark.h>

#include <map>

#include "support/synthetic_run.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/raster_image.h"

namespace {

using namespace spikeglass;

constexpr int kWidth = 1920, kHeight = 1080;  // device pixels

struct Scene {
    Scene(std::int64_t spikes, std::size_t timesteps) : info(test::shownInfo(4, 256, timesteps)), run(info), history(info) {
        while (counted < spikes) {
            history.append(run.next("a"));
            for (std::size_t site = 0; site < info.sites.size(); ++site)
                counted += history.countSite(site, history.end() - 1, history.end());
        }
        view.size = QSize(kWidth, kHeight);
        view.columns.columns = kWidth;
    }
    /// Scenes are made once: the largest takes seconds.
    static Scene& of(std::int64_t spikes, std::size_t timesteps) {
        static std::map<std::pair<std::int64_t, std::size_t>, std::unique_ptr<Scene>> scenes;
        std::unique_ptr<Scene>& scene = scenes[{spikes, timesteps}];
        if (!scene) scene = std::make_unique<Scene>(spikes, timesteps);
        return *scene;
    }
    /// tokens: in sight, the newest; 0: all.
    void look(std::int64_t tokens, bool sorted) {
        RasterLayout::Arrangement arrangement;
        for (std::size_t site = 0; sorted && site < info.sites.size(); ++site)
            arrangement.orders.push_back(sortNeurons(history, site, NeuronSort::Rate, history.begin(), history.end()));
        layout = RasterLayout::make(info.sites, kHeight, 1, false, arrangement);
        const std::int64_t shown = tokens == 0 ? history.end() : std::min(tokens, history.end());
        view.columns.pitch = static_cast<double>(kWidth) / static_cast<double>(shown);
        view.columns.origin = std::llround(static_cast<double>(history.end() - shown) * view.columns.pitch);
        image.invalidate();
    }
    void draw() { image.update(history, info.sites, layout, view, Theme::light()); }

    NetworkInfo info;
    test::SyntheticRun run;
    RunHistory history;
    RasterLayout layout;
    RasterImage image;
    RasterImage::View view;
    std::int64_t counted = 0;
};

/// Everything in sight anew, as after zooming.
void drawAnew(benchmark::State& state) {
    Scene& scene = Scene::of(state.range(0), static_cast<std::size_t>(state.range(2)));
    scene.look(state.range(1), state.range(3) != 0);
    for (auto _ : state) {
        scene.image.invalidate();
        scene.draw();
    }
    state.counters["tokens"] = static_cast<double>(scene.history.end());
}
BENCHMARK(drawAnew)
    ->ArgNames({"spikes", "inSight", "T", "sorted"})
    ->ArgsProduct({{10'000, 100'000, 1'000'000, 10'000'000}, {96, 1000, 5000, 0}, {1, 4}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

/// One wheel's step of scrolling: a tenth of what is in sight is new.
void scroll(benchmark::State& state) {
    Scene& scene = Scene::of(10'000'000, 1);
    scene.look(state.range(0), false);
    scene.view.columns.origin = 0;
    scene.draw();
    std::int64_t step = kWidth / 10;
    for (auto _ : state) {
        scene.view.columns.origin += step;
        if (scene.view.columns.origin > 5 * kWidth || scene.view.columns.origin < kWidth) step = -step;
        scene.draw();
    }
}
BENCHMARK(scroll)->ArgName("inSight")->Arg(96)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond);

/// One more token while following, 8 pixels wide: what running costs per token. The token itself is made beforehand.
void follow(benchmark::State& state) {
    Scene scene(1'000'000, 1);
    scene.look(0, false);
    scene.view.columns.pitch = 8;
    for (auto _ : state) {
        state.PauseTiming();
        Frame frame = scene.run.next("a");
        state.ResumeTiming();
        scene.history.append(std::move(frame));
        scene.view.columns.origin = scene.history.end() * 8 - kWidth;
        scene.draw();
    }
}
BENCHMARK(follow)->Unit(benchmark::kMillisecond)->Iterations(500);

/// A membrane trace, 360 pixels wide.
void trace(benchmark::State& state) {
    Scene& scene = Scene::of(10'000'000, 1);
    TimeAxis axis;
    axis.tokens = static_cast<double>(std::min(state.range(0), scene.history.end()));
    axis.first = static_cast<double>(scene.history.end()) - axis.tokens;
    axis.width = 360;
    for (auto _ : state)
        benchmark::DoNotOptimize(membraneCurve(scene.history, scene.info.sites[3], {3, 17}, axis, 1.0));
}
BENCHMARK(trace)->ArgName("inSight")->Arg(96)->Arg(1000)->Arg(10000)->Arg(1000000)->Unit(benchmark::kMillisecond);

}  // namespace
