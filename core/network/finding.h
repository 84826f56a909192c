// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace spikeglass {

/// Something that a user should know about a network: a site that does not do its work, codes that say too little.
struct Finding {
    enum class Kind {
        Silent,       // never fires
        Saturated,    // always fires: every neuron, every timestep
        Constant,     // fires, but alike for every token: passes nothing on
        SharedCodes,  // several tokens (or positions) have one code: the network cannot tell them apart
    };
    Kind kind = Kind::Silent;
    int site = -1;                     // index into NetworkInfo::sites; -1: the embedding as a whole
    std::string reason;                // a clause without full stop; empty where it is not known
    std::vector<std::int32_t> tokens;  // SharedCodes among tokens: their ids
};

}  // namespace spikeglass
