// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace spikeglass {

/// One recorded place: spikes uint8 [N, timesteps, width]; membrane float32 of the same shape if recorded.
struct RecordedSite {
    std::string name;  // "blocks.0.time_mix"
    std::size_t timesteps = 1;
    std::size_t width = 0;
    bool membrane = false;
    // What older recordings do not say:
    std::string slot = {};    // that governs it; empty: not known
    std::string component = {};  // where its operations are counted
    int block = -1;           // -1: outside the blocks
    bool hasMembrane = true;  // false: a plain threshold without state
    float threshold = 1.0F;
    float tau = 2.0F;         // timesteps
};

/// The network behind a recording, as far as it can be said without weights.
struct RecordedNetwork {
    struct Slot {
        std::string name;
        int block = -1;
        bool analog = true, spiking = true;  // forms that the checkpoint holds
    };
    std::string architecture;  // empty: an older recording, which does not say
    std::int64_t width = 0, blocks = 0, timesteps = 1, positions = 0, parameters = 0;
    std::vector<Slot> slotInfos;  // not "slots": Qt makes a macro of that word
    std::vector<std::pair<std::string, std::string>> components;  // name, and the slot that governs it or ""
};

/// What was in force from a token on.
struct RecordedChange {
    std::int64_t token = 0;
    std::map<std::string, std::string> blockChoice;  // slot -> "ann" | "snn"
    std::vector<std::string> interventions;          // as `--intervene` reads them
    std::uint64_t seed = 0;
    double temperature = 1.0;
    double topP = 1.0;
};

/// What a recording states once.
struct RecordingHeader {
    std::vector<RecordedSite> sites;
    std::size_t vocabulary = 0;
    bool logits = false;
    std::string modelSha256;
    std::string modelName;
    std::string prompt;
    std::string programVersion;
    std::map<std::string, std::string> blockChoice;  // at the first token
    std::uint64_t seed = 0;
    double temperature = 1.0;
    double topP = 1.0;
    // What older recordings do not hold:
    std::string weights = "float32";  // what products held, of which a spike may depend: float32, bfloat16 or int8
    RecordedNetwork network;
    std::vector<std::string> interventions;    // at the first token
    std::int64_t promptTokens = -1;            // given, not drawn; -1: not known
    std::string tokenizerKind;                 // empty: no tokenizer, or not known
    std::vector<std::string> tokenTexts;       // what each token prints; empty where that would be too much
    bool surprisal = false;
    std::size_t candidates = 0;                // likeliest next tokens kept per token
    std::vector<std::string> operationFields;  // of each component; empty: operations are not kept
};

}  // namespace spikeglass
