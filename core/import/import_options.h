// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "io/stored_type.h"

namespace spikeglass {

inline constexpr std::int64_t kMostRescaling = 4096;  // blocks that a checkpoint may have

/// What a file of weights cannot say itself; as the options of models/convert.py. Paths are empty where nothing is given.
struct ImportOptions {
    std::string architecture;  // "spikegpt" or "spikedecoder"; empty: a SpikeDecoder if there is a configuration
    std::string config;        // a JSON file, of a SpikeDecoder
    std::string configText;    // the same as JSON; goes before the file
    std::string tokenizer;     // a JSON list of characters, a tokenizer.json or a vocab.json
    std::string alphabetText;  // a text whose characters, in the order of Unicode, are the vocabulary; after `tokenizer`
    std::string card;          // a JSON file
    std::string forms;         // of a SpikeGPT: "snn", "ann" or "both"; empty: the card's, or snn
    std::int64_t rescaleEvery = 0;  // blocks, of a SpikeGPT, up to kMostRescaling
    bool floatEmbedding = false;
    std::optional<StoredType> stored;  // none: as they are there, float64 as float32
    std::vector<std::pair<std::string, std::string>> texts;  // of the card, by name: these go before the file's
    std::optional<std::int64_t> tokensSeen;
    /// Is told how much of the weights has been written, 0 to 1. Returning false ends the import, and nothing is left of it.
    std::function<bool(double part)> progress;
};

/// Converts a PyTorch state dict or a safetensors file to a Spikeglass checkpoint, as models/convert.py does, without
/// running anything in it. Returns notes for the user, sentences. Files are examined first (io/examination.h).
/// Errors, one sentence with the file: all of StateDict; tensors that do not make a network of the architecture (missing, of
/// another shape, too many); a configuration, tokenizer or card that is not sound; cannot be written; "importing was cancelled".
Result<std::vector<std::string>> importCheckpoint(const std::string& input, const std::string& output, const ImportOptions& options);

}  // namespace spikeglass
