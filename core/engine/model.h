// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "network/network.h"
#include "text/tokenizer.h"

namespace spikeglass {

/// A checkpoint, loaded: network, tokenizer and card. Constant; shared between threads.
struct Model {
    std::string path;
    std::string sha256;                    // of the file
    std::string storedType;                // "float32", "float16", "mixed"
    WeightType weights = WeightType::Float32;  // what products hold in memory
    ModelCard card;
    std::unique_ptr<Network> network;      // never null
    std::unique_ptr<Tokenizer> tokenizer;  // null if the checkpoint embeds none
    bool fromRecording = false;            // stands for one that was recorded: no weights

    const NetworkInfo& info() const { return network->info(); }
    /// True: shown only, never to be stepped (engine/recorded_run.h).
    bool isRecording() const { return fromRecording; }
    /// What to call it: the card's name, else the file's.
    std::string title() const;
    /// What a token prints, for people: "⟨17⟩" where there is no tokenizer. first: at the beginning of a text.
    std::string tokenBytes(std::int32_t token, bool first = false) const;
    /// The text is normalised first, as the tokenizer says. Errors: no tokenizer in this checkpoint; what Tokenizer::encode
    /// says; a text that is empty, or is after normalisation.
    Result<std::vector<std::int32_t>> encodePrompt(std::string_view text) const;
};

/// "float32", "bfloat16" or "int8", as --weights and the window's settings call them.
const char* nameOf(WeightType type);
/// Errors: another name (says the three).
Result<WeightType> weightTypeNamed(std::string_view name);

/// Errors: all of CheckpointFile, loadNetwork and makeTokenizer; a tokenizer with more ids than the network has.
Result<std::shared_ptr<const Model>> loadModel(const std::string& path, const LoadOptions& options = {});

}  // namespace spikeglass
