// SPDX-License-Identifier: Apache-2.0
// What a raster of 4 blocks of width 256 (2,304 neurons) costs to draw, by the number of tokens in sight.
#include <benchmark/benchmark.h>

#include "support/synthetic_run.h"
#include "viewmodels/raster_image.h"

namespace {

using namespace spikeglass;

constexpr int kWidth = 1200;  // device pixels
constexpr int kHeight = 600;

struct Scene {
    explicit Scene(std::int64_t tokens) : info(test::shownInfo(4, 256)), run(info), history(info) {
        for (std::int64_t i = 0; i < tokens; ++i) history.append(run.next("a"));
        layout = RasterLayout::make(info.sites, kHeight, 1);
        view.size = QSize(kWidth, kHeight);
        view.columns.columns = kWidth;
    }
    void draw() { image.update(history, info.sites, layout, view, Theme::light()); }

    NetworkInfo info;
    test::SyntheticRun run;
    RunHistory history;
    RasterLayout layout;
    RasterImage image;
    RasterImage::View view;
};

/// Everything in sight anew, as after zooming: so many tokens on 1200 x 600 pixels.
void drawAnew(benchmark::State& state) {
    Scene scene(state.range(0));
    scene.view.columns.pitch = static_cast<double>(kWidth) / static_cast<double>(state.range(0));
    for (auto _ : state) {
        scene.image.invalidate();
        scene.draw();
    }
}
BENCHMARK(drawAnew)->ArgName("tokens")->Arg(120)->Arg(1200)->Arg(12000)->Arg(60000)->Unit(benchmark::kMicrosecond);

/// One more token while following, 8 pixels wide: what running costs per token. The token itself is made beforehand.
void follow(benchmark::State& state) {
    Scene scene(2000);
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
BENCHMARK(follow)->Unit(benchmark::kMicrosecond)->Iterations(2000);

}  // namespace
