// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace spikeglass::cli {

/// How fast a model runs on this machine, and how fast memory would let it. Speeds are medians of several rounds in which
/// everything is measured in turn, because other programs disturb.
struct ModelSpeed {
    double tokensPerSecond = 0;          // writing: draw, then read
    double observedTokensPerSecond = 0;  // the same while every spike and operation is counted
    double prefillTokensPerSecond = 0;   // reading a given text, nothing drawn
    std::size_t prefillTokens = 0;       // of that text
    double weightBytesPerToken = 0;      // of the rows whose input was not zero (engine/weight_traffic.h)
    double denseWeightBytesPerToken = 0;
    double operationsPerToken = 0;
    double firingRate = 0;
    std::size_t bufferBytes = 0, weightBufferBytes = 0;  // what was read to measure bandwidth
    double bandwidth = 0;        // bytes per second, reading a buffer larger than the last-level cache
    double weightBandwidth = 0;  // and one as large as the products' weights
    std::int64_t peakMemoryBytes = 0;
    // Where a window ends, windows follow one another, each from an empty state: nothing is read twice.
    double secondsAtPosition10 = 0;  // per token, mean over the windows' positions 10 to 17
    double secondsAtEnd = 0;         // and over their last 8

    /// From the site before, or the beginning of the token, until the neurons of this one have fired.
    struct Part {
        std::string name;
        double seconds = 0;  // per token
    };
    std::vector<Part> parts;  // the sites that were reached, then "logits"

    /// Of the speed that memory would allow, weightBandwidth / weightBytesPerToken.
    double share() const { return weightBytesPerToken * tokensPerSecond / weightBandwidth; }
};

/// Writes `tokens` tokens in all, and reads a prompt of `promptTokens`, or as many as a window holds.
ModelSpeed measureModel(const ModelOptions::Loaded& loaded, std::int64_t tokens, std::size_t promptTokens);

nlohmann::ordered_json toJson(const ModelSpeed& speed, const NetworkInfo& info);
void print(const ModelSpeed& speed, const NetworkInfo& info);

}  // namespace spikeglass::cli
