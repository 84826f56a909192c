// SPDX-License-Identifier: Apache-2.0
// What was measured, as text and as JSON.
#include <cstdio>
#include <map>

#include "cli/bench_model.h"

namespace spikeglass::cli {
namespace {

/// "blocks.*.time_mix" for the sites of all blocks.
std::string withoutBlock(const std::string& name) {
    constexpr std::string_view kBlocks = "blocks.";
    if (!name.starts_with(kBlocks)) return name;
    const std::size_t dot = name.find('.', kBlocks.size());
    return std::string(kBlocks) + '*' + name.substr(std::min(dot, name.size()));
}

}  // namespace

nlohmann::ordered_json toJson(const ModelSpeed& speed, const NetworkInfo& info) {
    nlohmann::ordered_json json{{"tokens_per_second", speed.tokensPerSecond},
                                {"observed_tokens_per_second", speed.observedTokensPerSecond},
                                {"prefill_tokens_per_second", speed.prefillTokensPerSecond},
                                {"prefill_tokens", speed.prefillTokens},
                                {"weight_bytes_per_token", speed.weightBytesPerToken},
                                {"dense_weight_bytes_per_token", speed.denseWeightBytesPerToken},
                                {"operations_per_token", speed.operationsPerToken},
                                {"firing_rate", speed.firingRate},
                                {"bandwidth", {{"bytes_per_second", speed.bandwidth}, {"buffer_bytes", speed.bufferBytes}}},
                                {"weight_bandwidth", {{"bytes_per_second", speed.weightBandwidth}, {"buffer_bytes", speed.weightBufferBytes}}},
                                {"share_of_weight_bandwidth", speed.share()},
                                {"peak_memory_bytes", speed.peakMemoryBytes}};
    if (speed.secondsAtEnd > 0) {
        json["window"] = info.positions;
        json["seconds_per_token_at_position_10"] = speed.secondsAtPosition10;
        json["seconds_per_token_at_end"] = speed.secondsAtEnd;
    }
    for (const ModelSpeed::Part& part : speed.parts) json["seconds_to_site"][part.name] = part.seconds;
    return json;
}

void print(const ModelSpeed& speed, const NetworkInfo& info) {
    std::printf("writing              %10.1f tokens/s, %.1f while every spike is counted\n", speed.tokensPerSecond,
                speed.observedTokensPerSecond);
    std::printf("reading a prompt     %10.1f tokens/s, %zu tokens\n", speed.prefillTokensPerSecond, speed.prefillTokens);
    if (speed.secondsAtEnd > 0)
        std::printf("along the window     %10.1f us a token at position 10, %.1f us at position %zu, its last\n",
                    1e6 * speed.secondsAtPosition10, 1e6 * speed.secondsAtEnd, info.positions - 1);
    std::printf("weights per token    %10.3f MB in rows whose input is not zero, of %.3f MB\n", speed.weightBytesPerToken / 1e6,
                speed.denseWeightBytesPerToken / 1e6);
    std::printf("firing rate          %10.1f %% of all neurons and timesteps\n", 100 * speed.firingRate);
    std::printf("memory reads         %10.2f GB/s from %.0f MB, larger than the caches; %.2f GB/s from %.1f MB, as large as the weights\n",
                speed.bandwidth / 1e9, static_cast<double>(speed.bufferBytes) / 1e6, speed.weightBandwidth / 1e9,
                static_cast<double>(speed.weightBufferBytes) / 1e6);
    std::printf("of that limit        %10.1f %%: weights per token x tokens/s, of what is read from as much memory as the weights take\n",
                100 * speed.share());
    std::printf("peak memory          %10.1f MB\n\n", static_cast<double>(speed.peakMemoryBytes) / 1e6);
    double all = 0;
    std::map<std::string, double> seconds;
    std::vector<std::string> order;
    for (const ModelSpeed::Part& part : speed.parts) {
        const std::string name = withoutBlock(part.name);
        if (!seconds.contains(name)) order.push_back(name);
        seconds[name] += part.seconds;
        all += part.seconds;
    }
    std::printf("%-28s %12s %8s   (with an observer; from the site before to this one)\n", "time until a site fires", "us a token", "share");
    for (const std::string& name : order) std::printf("%-28s %12.1f %7.1f%%\n", name.c_str(), 1e6 * seconds[name], 100 * seconds[name] / all);
}

}  // namespace spikeglass::cli
