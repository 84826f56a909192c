// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to the room: what imports read from JSON files.
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "io/checkpoint_writer.h"

namespace spikeglass {

using ImportJson = nlohmann::ordered_json;

/// A tokenizer that a checkpoint can embed, and how many ids it has.
struct ImportTokenizer {
    TokenizerDefinition definition;
    std::int64_t size = 0;
};

/// A card's entries, and what models/training says beside them.
struct ImportCard {
    std::vector<std::pair<std::string, std::string>> texts;
    std::optional<std::int64_t> tokensSeen;
    std::vector<std::pair<std::string, double>> heldOut;
    std::optional<std::vector<std::string>> characters;
    std::string forms;
};

/// JSON in UTF-8, or in UTF-16 as SpikeGPT's training script writes it. raw: the bytes of the file, if they are UTF-8.
/// Errors: cannot be read; more than 64 MiB; of checkJson().
Result<ImportJson> readImportJson(const std::string& path, std::string* raw = nullptr);

/// The same of bytes that are there. where: what a message calls them. Errors: of checkJson().
Result<ImportJson> parseImportJson(std::string bytes, const std::string& where);

/// Errors: entries that are not single characters or not sound; one twice. where: the file, or its part.
Result<ImportTokenizer> charactersTokenizer(const std::vector<std::string>& characters, const std::string& where,
                                            const std::string& normalization = "none", const std::vector<std::string>& untypable = {});
Result<ImportTokenizer> wordsTokenizer(const std::vector<std::string>& words, const std::string& where, const std::vector<std::string>& untypable);
/// A list of characters, a tokenizer.json, or SpikeGPT's vocab.json (id to character).
Result<ImportTokenizer> readImportTokenizer(const std::string& path);

/// The characters of a text, each once, in the order of Unicode, as SpikeGPT's training script numbers them.
/// Errors: cannot be read; is longer than 1 GiB; not UTF-8; empty.
Result<ImportTokenizer> readTextAlphabet(const std::string& path);

Result<ImportCard> importCard(const ImportJson& content, const std::string& where);

/// Whether a card can hold a text. Errors: not UTF-8; longer than 1 MiB; a NUL. what: as a message calls it.
Result<void> checkText(const std::string& text, const std::string& what);

/// A list of texts; of a text its characters. Errors: something else.
Result<std::vector<std::string>> listOfTexts(const ImportJson& value, const std::string& where);

/// What a message shows of a value: at most 60 bytes of its JSON.
std::string shown(const ImportJson& value);

}  // namespace spikeglass
