// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>

#include "figures/figure_job.h"
#include "support/synthetic_run.h"
#include "support/test_folder.h"

namespace spikeglass::test {

/// Made-up spikes of two blocks over a text, as a figure's data: membranes, operations, candidates, and a second lane.
inline figures::FigureData shownData(std::size_t width = 24, const std::string& text = "the prince came home and slept", std::uint64_t seed = 5) {
    NetworkInfo info = shownInfo(2, width);
    figures::FigureData data;
    data.model = data.otherModel = shownModel(info);
    data.modelTitle = "Shown", data.modelSha256 = "00", data.prompt = "the prince";
    const auto make = [&](std::uint64_t of) {
        SyntheticRun run(info, of);
        std::vector<Frame> frames = run.text(text, 10);
        for (Frame& frame : frames) {
            frame.twinOperations.assign(info.components.size(), {});
            for (std::size_t c = 0; c < info.components.size(); ++c) {
                frame.operations[c].ac = 40'000 + 900 * static_cast<std::int64_t>(c), frame.operations[c].neuron = 24;
                frame.twinOperations[c].mac = 90'000;
            }
            for (std::int32_t k = 0; k < 5; ++k) frame.candidates.push_back({97 + k, 0.5F / static_cast<float>(k + 1)});
        }
        return frames;
    };
    data.frames = make(seed), data.other = make(seed + 1);
    data.tokens = static_cast<std::int64_t>(data.frames.size());
    for (std::size_t i = 0; i < data.frames.size(); ++i) {
        data.frames[i].divergenceBits = static_cast<float>(i % 7) / 10;
        data.script.tokens.push_back(data.frames[i].token);
    }
    data.script.promptTokens = 10;
    data.script.changes = {{0, {BlockChoice::allSpiking(info), {}, {}}}};
    data.ladder = {{"Shown", "snn", 2.1, 4e-7, 3e-6, 0.2}, {"Shown", "ann", 1.8, 3e-6, 3e-6, 0}, {"Other", "degree-2", 1.9, 1.1e-6, 3e-6, 0.1}};
    data.ladderPricing = "compute-fp32";
    return data;
}

}  // namespace spikeglass::test
