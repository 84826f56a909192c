// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "network/sites.h"

namespace spikeglass::test {

/// A SpikeDecoder, as the views see it: a window that ends, several timesteps per token, sites of different widths, several
/// of them to a slot, and a head of one timestep.
inline NetworkInfo shownDecoderInfo(std::size_t blocks, std::size_t width, std::size_t timesteps,
                                    std::size_t positions = 128) {
    NetworkInfo info;
    info.architecture = "spikedecoder";
    info.vocabulary = 128;
    info.width = width;
    info.blocks = blocks;
    info.timesteps = timesteps;
    info.positions = positions;
    const auto addSlot = [&](const std::string& name, int block) {
        info.slotInfos.push_back({name, block, {true, true}});
        info.components.push_back({name, static_cast<int>(info.slotInfos.size()) - 1});
    };
    const auto addSite = [&](const std::string& name, int block, std::size_t siteWidth, std::size_t siteTimesteps) {
        SiteInfo site;
        site.name = name, site.block = block, site.width = siteWidth, site.timesteps = siteTimesteps;
        site.hasMembrane = name != "embedding";
        site.slot = static_cast<int>(info.slotInfos.size()) - 1, site.component = site.slot;
        info.sites.push_back(site);
    };
    addSlot("embedding", -1);
    addSite("embedding", -1, width, timesteps);
    for (std::size_t b = 0; b < blocks; ++b) {
        const std::string block = "blocks." + std::to_string(b) + '.';
        const int number = static_cast<int>(b);
        addSlot(block + "attention", number);
        for (const char* site : {"attention.query", "attention.key", "attention.value", "attention.context"})
            addSite(block + site, number, width, timesteps);
        addSlot(block + "mlp", number);
        addSite(block + "mlp.input", number, width, timesteps);
        addSite(block + "mlp.hidden", number, 4 * width, timesteps);
    }
    addSlot("head", -1);
    addSite("head", -1, width, 1);
    const auto addPreset = [&](int degree) {  // 1: embedding, 2: attention too, 3: MLP too, 4: head too
        ChoicePreset preset{"degree-" + std::to_string(degree), "Degree " + std::to_string(degree), {}};
        for (const SlotInfo& slot : info.slotInfos)
            preset.spiking.push_back(degree >= (slot.name == "embedding"           ? 1
                                                : slot.name.ends_with("attention") ? 2
                                                : slot.name.ends_with("mlp")       ? 3
                                                                                   : 4));
        info.presets.push_back(preset);
    };
    for (int degree = 0; degree <= 4; ++degree) addPreset(degree);
    return info;
}

}  // namespace spikeglass::test
