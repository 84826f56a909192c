// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/model.h"
#include "trace/frame.h"

namespace spikeglass::test {

/// A network that is only looked at, never stepped.
class ShownNetwork : public Network {
  public:
    explicit ShownNetwork(NetworkInfo info) { m_info = std::move(info); }
    State initialState() const override { return {}; }
    void step(State&, std::int32_t, const BlockChoice&, std::span<float>, Observer*, const Interventions*) const override {}
};

/// A SpikeGPT of so many blocks and neurons per site, as the views see it.
inline NetworkInfo shownInfo(std::size_t blocks, std::size_t width, std::size_t timesteps = 1) {
    NetworkInfo info;
    info.architecture = "spikegpt";
    info.vocabulary = 128;
    info.width = width;
    info.blocks = blocks;
    const auto add = [&](const std::string& name, int block, bool membrane) {
        SiteInfo site;
        site.name = name, site.block = block, site.width = width, site.timesteps = timesteps,
        site.hasMembrane = membrane;
        site.slot = static_cast<int>(info.slotInfos.size()), site.component = static_cast<int>(info.components.size());
        info.sites.push_back(site);
        info.slotInfos.push_back({name, block, {true, true}});
        info.components.push_back({name, site.slot});
    };
    add("embedding", -1, false);
    for (std::size_t block = 0; block < blocks; ++block) {
        add("blocks." + std::to_string(block) + ".time_mix", static_cast<int>(block), true);
        add("blocks." + std::to_string(block) + ".channel_mix", static_cast<int>(block), true);
    }
    info.components.push_back({"head", -1});
    return info;
}

inline std::shared_ptr<const Model> shownModel(NetworkInfo info) {
    auto model = std::make_shared<Model>();
    model->network = std::make_unique<ShownNetwork>(std::move(info));
    return model;
}

/// Frames of made-up leaky integrate-and-fire neurons over a text, one character per token; the same for the same seed.
class SyntheticRun {
  public:
    explicit SyntheticRun(const NetworkInfo& info, std::uint64_t seed = 1)
        : m_info(info),
          m_layout(info),
          m_choice(BlockChoice::allSpiking(info)),
          m_random(seed),
          m_membrane(m_layout.floats) {
        for (std::size_t i = 0; i < m_layout.floats; ++i)
            m_bias.push_back(static_cast<float>(0.2 + 1.1 * m_random.uniform()));
    }

    BlockChoice& choice() { return m_choice; }
    const FrameLayout& layout() const { return m_layout; }
    /// Neurons that never fire from now on.
    void silence(std::size_t site, std::size_t neuron) { m_bias[m_layout.sites[site].floatOffset + neuron] = -100; }

    Frame next(const std::string& text, bool fromPrompt = false) {
        Frame frame;
        frame.index = m_index;
        frame.token = text.empty() ? 1 : static_cast<unsigned char>(text[0]) % 128;
        frame.text = text;
        frame.fromPrompt = fromPrompt;
        frame.surprisalBits = m_index == 0 ? std::numeric_limits<float>::quiet_NaN()
                                           : static_cast<float>(7 * std::pow(m_random.uniform(), 3));
        frame.choice = m_choice;
        frame.spikes.assign(m_layout.words, 0);
        frame.potential.assign(m_layout.floats, std::numeric_limits<float>::quiet_NaN());
        frame.operations.assign(m_info.components.size(), {});
        for (std::size_t site = 0; site < m_info.sites.size(); ++site) computeSite(frame, site);
        ++m_index;
        return frame;
    }
    /// A token whose frame got lost.
    void skip() { ++m_index; }

    std::vector<Frame> text(const std::string& text, std::size_t promptLength = 0) {
        std::vector<Frame> frames;
        for (std::size_t i = 0; i < text.size(); ++i) frames.push_back(next(text.substr(i, 1), i < promptLength));
        return frames;
    }

  private:
    void computeSite(Frame& frame, std::size_t site) {
        const FrameLayout::Site& s = m_layout.sites[site];
        if (m_choice[static_cast<std::size_t>(m_info.sites[site].slot)] == Form::Analog) return;
        const double drive = 1 + 0.5 * std::sin(0.21 * static_cast<double>(m_index) + static_cast<double>(site));
        for (std::size_t step = 0; step < s.timesteps; ++step) {
            const std::span<Word> spikes =
                std::span(frame.spikes).subspan(s.wordOffset + step * s.wordsPerStep, s.wordsPerStep);
            for (std::size_t n = 0; n < s.width; ++n) {
                if (!s.hasMembrane) {
                    const auto mixed =
                        static_cast<std::uint64_t>(frame.token) * 0x9E3779B97F4A7C15ULL + n * 0xBF58476D1CE4E5B9ULL;
                    if (((mixed ^ (mixed >> 29)) * 0x94D049BB133111EBULL) >> 63) setBit(spikes, n);
                    continue;
                }
                const std::size_t i = s.floatOffset + step * s.width + n;
                // Over several timesteps a token starts anew, and the potential goes on from timestep to timestep.
                const std::size_t first = s.floatOffset + n;
                float& v = m_membrane[first];
                if (s.timesteps > 1 && step == 0) v = 0;
                const double x = drive * static_cast<double>(m_bias[first]) + 1.2 * (m_random.uniform() - 0.5);
                v += (static_cast<float>(x) - v) / 2;
                frame.potential[i] = v;
                if (v < 1) continue;
                setBit(spikes, n);
                v = 0;
            }
        }
    }

    NetworkInfo m_info;
    FrameLayout m_layout;
    BlockChoice m_choice;
    Random m_random;
    std::vector<float> m_membrane, m_bias;  // FrameLayout
    std::int64_t m_index = 0;
};

}  // namespace spikeglass::test
