// SPDX-License-Identifier: Apache-2.0
#include "network/synthetic_weights.h"

#include <algorithm>
#include <cmath>

namespace spikeglass {

namespace {

/// The mixing step of splitmix64: four numbers of 16 bits out of a counter.
constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::uint64_t keyOf(const std::string& name) {  // FNV-1a
    std::uint64_t key = 0xCBF29CE484222325ULL;
    for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return key;
}

/// Numbers [first, first + out.size()) of a tensor, uniform in [low, high).
void fillUniform(std::uint64_t key, std::size_t first, std::span<float> out, float low, float high) {
    constexpr std::size_t kTogether = 4;  // numbers of one hash
    const float step = (high - low) / 65536.0F;
    std::size_t done = 0;
    while (done < out.size()) {
        const std::size_t at = first + done, lane = at % kTogether;
        std::uint64_t bits = mixed(key + (at / kTogether) * 0x9E3779B97F4A7C15ULL) >> (16 * lane);
        const std::size_t n = std::min(kTogether - lane, out.size() - done);
        for (std::size_t i = 0; i < n; ++i, bits >>= 16)
            out[done + i] = low + step * (static_cast<float>(bits & 0xFFFFU) + 0.5F);
        done += n;
    }
}

bool isCode(const std::string& name) {
    return name == "emb.weight" || name == "embedder.tok_embed.weight" || name == "embedder.pos_table.weight";
}

struct Range {
    float low = 0, high = 0;
};

Range rangeOf(const std::string& name, const std::vector<std::size_t>& shape, double codeRate) {
    if (isCode(name)) return {static_cast<float>(codeRate) - 1.0F, static_cast<float>(codeRate)};
    if (name.ends_with("time_decay")) return {-5.0F, 1.0F};
    if (name.ends_with("time_first")) return {-1.0F, 1.0F};
    if (name.find("time_mix_") != std::string::npos) return {0.0F, 1.0F};
    if (shape.size() == 2) {
        const float most = std::sqrt(3.0F / static_cast<float>(std::max<std::size_t>(1, shape[1])));
        return {-most, most};
    }
    const bool isGain = name.ends_with(".weight") || name.ends_with("running_var") || name.ends_with("running_phi");
    return isGain ? Range{1.0F, 1.0F} : Range{};
}

}  // namespace

TensorSource syntheticTensors(const SyntheticWeights& weights, WeightType type) {
    TensorSource source;
    source.weights = type;
    source.has = [thresholds = weights.thresholds](const std::string& name) {
        return !name.ends_with("v_threshold") || thresholds.contains(name);
    };
    source.rows = [weights](const std::string& name, const std::vector<std::size_t>& shape, std::size_t first,
                            std::span<float> out) -> Result<void> {
        if (const auto learned = weights.thresholds.find(name); learned != weights.thresholds.end()) {
            std::fill(out.begin(), out.end(), learned->second);
            return {};
        }
        std::size_t rowElements = 1;
        for (std::size_t i = 1; i < shape.size(); ++i) rowElements *= shape[i];
        const Range range = rangeOf(name, shape, weights.codeRate);
        fillUniform(keyOf(name), first * rowElements, out, range.low, range.high);
        return {};
    };
    source.read = [rows = source.rows](const std::string& name, const std::vector<std::size_t>& shape) -> Result<std::vector<float>> {
        std::size_t elements = 1;
        for (const std::size_t n : shape) elements *= n;
        std::vector<float> values(elements);
        if (auto made = rows(name, shape, 0, values); !made) return tl::unexpected<Error>(made.error());
        return values;
    };
    return source;
}

}  // namespace spikeglass
