// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "network/spikegpt/spikegpt_network.h"

namespace spikeglass::test {

/// Random weights under the published names, made when they are asked for; the name and the seed decide them.
class RandomWeights {
  public:
    explicit RandomWeights(std::uint64_t seed) : m_seed(seed) {}

    const std::vector<float>& operator()(const std::string& name, const std::vector<std::size_t>& shape) {
        std::vector<float>& values = m_tensors[name];
        std::size_t count = 1;
        for (const std::size_t n : shape) count *= n;
        if (values.size() == count) return values;
        values.resize(count);
        std::uint64_t seed = m_seed;
        for (const char c : name) seed = seed * 1099511628211ULL + static_cast<unsigned char>(c);
        Random random(seed);
        const bool square = shape.size() == 2 && name != "emb.weight";
        // Products of normalised inputs come out near 1.5, so that neurons fire now and then.
        const double scale = square ? 2.6 / std::sqrt(static_cast<double>(shape[1])) : 1.0;
        for (float& value : values) value = static_cast<float>((random.uniform() * 2.0 - 1.0) * scale);
        if (name.ends_with(".weight") && shape.size() == 1)
            for (float& value : values) value = 1.0F + 0.3F * value;
        if (name.find("time_mix") != std::string::npos)
            for (float& value : values) value = 0.5F + 0.5F * value;
        return values;
    }

    TensorSource source() {
        TensorSource source;
        source.read = [this](const std::string& name, const std::vector<std::size_t>& shape) -> Result<std::vector<float>> {
            return (*this)(name, shape);
        };
        return source;
    }

  private:
    std::uint64_t m_seed;
    std::map<std::string, std::vector<float>> m_tensors;
};

/// A network whose every slot holds both forms.
inline std::unique_ptr<SpikeGptNetwork> makeNetwork(const SpikeGptConfig& config, const TensorSource& source) {
    NetworkInfo info = describeSpikeGpt(config);
    for (SlotInfo& slot : info.slotInfos) slot.forms = {true, true};
    return std::make_unique<SpikeGptNetwork>(config, std::move(info), readSpikeGptWeights(config, source).value());
}
/// Of random weights.
inline std::unique_ptr<SpikeGptNetwork> makeNetwork(const SpikeGptConfig& config, RandomWeights& weights) {
    return makeNetwork(config, weights.source());
}

inline SpikeGptConfig smallConfig() {
    SpikeGptConfig config;
    config.vocabulary = 37;
    config.width = 48;
    config.blocks = 3;
    config.hidden = 192;
    return config;
}

inline std::vector<std::int32_t> randomTokens(std::size_t count, std::size_t vocabulary, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::int32_t> tokens(count);
    for (std::int32_t& token : tokens) token = static_cast<std::int32_t>(random.next() % vocabulary);
    return tokens;
}

/// The logits after each token, one after the other: [tokens, vocabulary].
inline std::vector<float> runTokens(const Network& network, State& state, const std::vector<std::int32_t>& tokens,
                                    const BlockChoice& choice, Observer* observer = nullptr) {
    const std::size_t vocabulary = network.info().vocabulary;
    std::vector<float> all(tokens.size() * vocabulary);
    for (std::size_t t = 0; t < tokens.size(); ++t)
        network.step(state, tokens[t], choice, std::span(all).subspan(t * vocabulary, vocabulary), observer);
    return all;
}

inline bool sameBits(std::span<const float> a, std::span<const float> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

/// Keeps everything that an observer is told of.
class Collector : public Observer {
  public:
    struct Site {
        int site, timestep;
        std::vector<Word> spikes;
        std::vector<float> membrane, potential;
    };
    std::vector<Site> sites;
    std::vector<std::pair<int, OperationCounts>> operations;

    void onSite(const SiteActivity& a) override {
        sites.push_back({a.site,
                         a.timestep,
                         {a.spikes.begin(), a.spikes.end()},
                         {a.membrane.begin(), a.membrane.end()},
                         {a.potential.begin(), a.potential.end()}});
    }
    void onOperations(int component, const OperationCounts& counts) override {
        operations.push_back({component, counts});
    }
    OperationCounts total() const {
        OperationCounts sum;
        for (const auto& [component, counts] : operations) sum += counts;
        return sum;
    }
};

}  // namespace spikeglass::test
