// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/recording_file.h"

namespace spikeglass::test {

/// Widths around the edges of words; one site with several timesteps; one without membranes.
inline RecordingHeader exampleHeader() {
    RecordingHeader header;
    header.sites = {{"embedding", 1, 64, false}, {"blocks.0.time_mix", 1, 65, true}, {"head", 4, 3, true}};
    header.vocabulary = 7;
    header.logits = true;
    header.modelSha256 = std::string(64, 'a');
    header.modelName = "an example";
    header.prompt = "Ein Prompt, größer";
    header.programVersion = "1.2.3";
    header.blockChoice = {{"embedding", "snn"}, {"blocks.0.time_mix", "ann"}};
    header.seed = 0xFEDCBA9876543210U;
    header.temperature = 0.75;
    header.topP = 0.5;
    return header;
}

/// Token n of a run of exampleHeader(): everything in it follows from n.
struct ExampleToken {
    explicit ExampleToken(int n) : number(n), id(n * 3 % 7), text(n % 4 == 0 ? "é" : n % 4 == 1 ? "" : "ab") {
        const RecordingHeader header = exampleHeader();
        for (std::size_t s = 0; s < header.sites.size(); ++s) {
            const RecordedSite& site = header.sites[s];
            std::vector<Word>& words = spikes.emplace_back(site.timesteps * wordsFor(site.width));
            std::vector<float>& values = membranes.emplace_back();
            for (std::size_t t = 0; t < site.timesteps; ++t)
                for (std::size_t i = 0; i < site.width; ++i) {
                    if (fires(s, t, i)) setBit(std::span(words).subspan(t * wordsFor(site.width)), i);
                    if (site.membrane) values.push_back(static_cast<float>(n) + static_cast<float>(t * site.width + i) / 256.0F);
                }
        }
        for (std::size_t v = 0; v < header.vocabulary; ++v) logits.push_back(static_cast<float>(n) - static_cast<float>(v) / 8.0F);
    }

    bool fires(std::size_t site, std::size_t timestep, std::size_t neuron) const {
        return (static_cast<std::size_t>(number) * 31 + site * 17 + timestep * 7 + neuron * 5) % 11 < 3;
    }

    Result<void> appendTo(RecordingWriter& writer) const {
        const std::vector<std::span<const Word>> spikeSpans(spikes.begin(), spikes.end());
        const std::vector<std::span<const float>> membraneSpans(membranes.begin(), membranes.end());
        return writer.append({id, text, spikeSpans, membraneSpans, logits});
    }

    int number;
    std::int32_t id;
    std::string text;
    std::vector<std::vector<Word>> spikes;       // [sites]
    std::vector<std::vector<float>> membranes;   // [sites]
    std::vector<float> logits;
};

}  // namespace spikeglass::test
