// SPDX-License-Identifier: Apache-2.0
#include "network/spikegpt/spikegpt_config.h"

#include <cstdio>

namespace spikeglass {

namespace {

// Limits far above any published model (V 50,277, C 768, L 18), low enough that no product of them overflows.
constexpr std::int64_t kMaxVocabulary = 1'000'000;
constexpr std::int64_t kMaxWidth = 65'536;
constexpr std::int64_t kMaxBlocks = 4'096;
constexpr std::int64_t kMaxHidden = 1'048'576;
constexpr std::int64_t kMaxParameters = 4'000'000'000;  // 16 GB as float32

std::string number(float value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", static_cast<double>(value));
    return text;
}

/// The first error of several results, if any.
template <class... T>
const Error* firstError(const Result<T>&... results) {
    const Error* error = nullptr;
    ((error = error == nullptr && !results ? &results.error() : error), ...);
    return error;
}

}  // namespace

std::int64_t SpikeGptConfig::parameters() const {
    const auto v = static_cast<std::int64_t>(vocabulary), c = static_cast<std::int64_t>(width);
    const auto l = static_cast<std::int64_t>(blocks), h = static_cast<std::int64_t>(hidden);
    const std::int64_t timeMix = 4 * c * c + 5 * c;  // key, value, receptance, output; decay, first, three mixes
    const std::int64_t channelMix = 2 * c * h + c * c + 2 * c;
    const std::int64_t first = channelMixFirst ? channelMix - timeMix : 0;  // what block 0 has more
    return 2 * v * c + 4 * c + l * (timeMix + channelMix + 4 * c) + first;
}

Result<SpikeGptConfig> readSpikeGptConfig(const CheckpointFile& file) {
    const auto vocabulary = file.integer("vocabulary", 1, kMaxVocabulary);
    const auto width = file.integer("width", 1, kMaxWidth);
    const auto blocks = file.integer("blocks", 1, kMaxBlocks);
    const auto rescaleEvery = file.integer("rescale_every", 0, kMaxBlocks, 0);
    const auto spikingEmbedding = file.boolean("spiking_embedding", true);
    const auto channelMixFirst = file.boolean("ffn_pre", false);
    const auto tau = file.real("tau", 1.0, 1e6, 2.0);
    const auto threshold = file.real("v_threshold", 1e-6, 1e6, 1.0);
    if (const Error* error =
            firstError(vocabulary, width, blocks, rescaleEvery, spikingEmbedding, channelMixFirst, tau, threshold))
        return tl::unexpected<Error>(*error);
    const auto hidden = file.integer("hidden", 1, kMaxHidden, 4 * *width);
    if (!hidden) return tl::unexpected<Error>(hidden.error());

    SpikeGptConfig config;
    config.vocabulary = static_cast<std::size_t>(*vocabulary);
    config.width = static_cast<std::size_t>(*width);
    config.blocks = static_cast<std::size_t>(*blocks);
    config.hidden = static_cast<std::size_t>(*hidden);
    config.rescaleEvery = static_cast<std::size_t>(*rescaleEvery);
    config.spikingEmbedding = *spikingEmbedding;
    config.channelMixFirst = *channelMixFirst;
    config.lif = {static_cast<float>(*tau), static_cast<float>(*threshold)};

    const std::int64_t needed = config.parameters();
    if (needed > file.parameterCount())
        return fail(file.path() + ": /configuration describes a network of " + std::to_string(needed) +
                    " weights; /weights holds " + std::to_string(file.parameterCount()));
    if (needed > kMaxParameters)
        return fail(file.path() + ": /configuration describes a network of " + std::to_string(needed) +
                    " weights; this program reads up to " + std::to_string(kMaxParameters));
    return config;
}

NetworkInfo describeSpikeGpt(const SpikeGptConfig& config) {
    NetworkInfo info;
    info.architecture = "spikegpt";
    info.vocabulary = config.vocabulary;
    info.width = config.width;
    info.blocks = config.blocks;
    info.parameters = config.parameters();

    const auto addSite = [&](const std::string& name, int block, bool membrane) {
        const int index = static_cast<int>(info.sites.size());
        SiteInfo site;
        site.name = name;
        site.block = block;
        site.slot = index;
        site.component = index;
        site.width = config.width;
        site.hasMembrane = membrane;
        site.threshold = membrane ? config.lif.threshold : 0.0F;
        site.tau = membrane ? config.lif.tau : 1.0F;
        info.sites.push_back(site);
        const bool spikes = membrane || config.spikingEmbedding;
        info.slotInfos.push_back({name, block, SlotForms{!spikes, spikes}});
        info.components.push_back({name, index});
    };
    addSite("embedding", -1, false);
    for (std::size_t i = 0; i < config.blocks; ++i) {
        const std::string block = "blocks." + std::to_string(i);
        addSite(block + ".time_mix", static_cast<int>(i), true);
        addSite(block + ".channel_mix", static_cast<int>(i), true);
    }
    info.components.push_back({"head", -1});

    info.configuration = {
        {"vocabulary", std::to_string(config.vocabulary)},
        {"width", std::to_string(config.width)},
        {"blocks", std::to_string(config.blocks)},
        {"hidden", std::to_string(config.hidden)},
        {"rescale_every", config.rescaleEvery == 0 ? "0 (off, as trained)" : std::to_string(config.rescaleEvery)},
        {"spiking_embedding", config.spikingEmbedding ? "true" : "false"},
        {"ffn_pre", config.channelMixFirst ? "true" : "false"},
        {"tau", number(config.lif.tau)},
        {"v_threshold", number(config.lif.threshold)},
    };
    return info;
}

}  // namespace spikeglass
