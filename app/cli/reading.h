// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"
#include "engine/generator.h"

namespace spikeglass::cli {

/// A text as a model reads it.
struct ReadText {
    std::vector<std::int32_t> tokens;
    std::string text;         // after the tokenizer's normalisation; empty for token ids
    bool normalized = false;  // it is not what was typed
};

/// Says on standard error if the model reads another text than was typed; true if so. Precondition: it has a tokenizer.
bool noteNormalization(const Model& model, const std::string& typed);

/// The tokens of a text, with that note. Errors: all of Model::encodePrompt.
Result<ReadText> readText(const Model& model, const std::string& typed);

/// The same for a list as --token-ids takes it. Errors: those of parseTokenIds().
Result<ReadText> readTokenIds(const std::string& list, const Model& model);

/// --window stop|restart: what happens where a network's window is full.
struct WindowOption {
    WindowEnd end = WindowEnd::Stop;

    void addTo(CLI::App& command);
    /// Errors: under `stop`, more tokens than a window holds.
    Result<void> checkFits(std::size_t tokens, const NetworkInfo& info) const;
    /// True where the text ends because the window is full.
    bool stops(const Generator& generator) const { return end == WindowEnd::Stop && generator.windowFull(); }
};

/// Says on standard error that the text ended after so many tokens because the window is full.
void noteFullWindow(std::int64_t tokens, const NetworkInfo& info);

}  // namespace spikeglass::cli
