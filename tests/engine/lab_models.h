// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "../network/spikedecoder_test.h"
#include "engine/model.h"
#include "engine/runner.h"
#include "trace/run_history.h"

namespace spikeglass::test {

inline std::shared_ptr<const Model> tinyModel() {
    auto model = loadModel(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    return model ? *model : nullptr;
}

/// A SpikeDecoder of random weights whose window of 12 positions is soon full; no tokenizer.
inline std::shared_ptr<const Model> smallDecoderModel(std::uint64_t seed = 3, std::size_t vocabulary = 11) {
    SpikeDecoderConfig config = smallDecoder();
    config.vocabulary = vocabulary;
    auto model = std::make_shared<Model>();
    model->card.name = "small";
    model->network = RandomSpikeDecoder(config, seed).network();
    return model;
}

/// Whether two frames tell the same of a token; lane figures apart.
inline bool sameFrame(const Frame& a, const Frame& b) {
    const auto sameFloats = [](const std::vector<float>& x, const std::vector<float>& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                          [](float p, float q) { return p == q || (p != p && q != q); });
    };
    const auto sameCandidate = [](const Candidate& x, const Candidate& y) {
        return x.token == y.token && x.probability == y.probability;
    };
    const bool interventions =
        a.interventions == b.interventions || (a.interventions && b.interventions && *a.interventions == *b.interventions);
    return a.index == b.index && a.token == b.token && a.text == b.text && a.fromPrompt == b.fromPrompt &&
           sameFloats({a.surprisalBits}, {b.surprisalBits}) && a.choice == b.choice && interventions && a.spikes == b.spikes &&
           sameFloats(a.potential, b.potential) && a.operations == b.operations && a.twinOperations == b.twinOperations &&
           std::equal(a.candidates.begin(), a.candidates.end(), b.candidates.begin(), b.candidates.end(), sameCandidate);
}

inline bool sameFrames(const std::vector<Frame>& a, const std::vector<Frame>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameFrame);
}

}  // namespace spikeglass::test
