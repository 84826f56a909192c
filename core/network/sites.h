// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/checkpoint_file.h"

namespace spikeglass {

/// A place where neurons fire: what a raster draws as one band.
struct SiteInfo {
    std::string name;           // "blocks.2.time_mix"; see the list of names in docs/architecture.md
    int block = -1;             // -1: outside the blocks
    int slot = 0;               // index into NetworkInfo::slotInfos: the switch that governs it
    int component = 0;          // index into NetworkInfo::components: where its operations are counted
    std::size_t width = 0;      // neurons
    std::size_t timesteps = 1;  // per token
    bool hasMembrane = true;    // false: a plain threshold without state, as the embedding's heaviside
    float threshold = 1.0F;     // membrane potential at which it fires, dimensionless
    float tau = 2.0F;           // membrane time constant, in timesteps
};

/// A place where a user chooses between the analog and the spiking form.
struct SlotInfo {
    std::string name;  // "embedding", "blocks.2.time_mix"
    int block = -1;
    SlotForms forms;   // what the checkpoint was trained with; a choice outside it is refused
};

/// A part whose operations are counted together: each slot, and the head.
struct ComponentInfo {
    std::string name;  // a slot's name, or "head"
    int slot = -1;     // -1: no slot governs it
};

/// A named block choice, such as the spike degrees of SpikeDecoder's paper.
struct ChoicePreset {
    std::string name;         // as `--block` takes it: "degree-2"
    std::string title;        // as people read it: "Degree 2"
    std::vector<bool> spiking;  // [slots]
};

/// What a network is, apart from its weights.
struct NetworkInfo {
    std::string architecture;  // "spikegpt", "spikedecoder"
    std::size_t vocabulary = 0;
    std::size_t width = 0;
    std::size_t blocks = 0;
    std::size_t timesteps = 1;  // per token; a site may have fewer (SiteInfo::timesteps)
    std::size_t positions = 0;  // tokens that a window holds; 0: without end
    std::int64_t parameters = 0;
    std::vector<SiteInfo> sites;            // in the order of computation
    std::vector<SlotInfo> slotInfos;  // not "slots": Qt makes a macro of that word
    std::vector<ComponentInfo> components;
    std::vector<ChoicePreset> presets;      // of this architecture, besides all spiking and all analog
    std::vector<std::pair<std::string, std::string>> configuration;  // as a person would list it, in order
};

}  // namespace spikeglass
