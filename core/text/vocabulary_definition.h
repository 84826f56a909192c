// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/published_normalization.h"

namespace spikeglass {

/// What a checkpoint embeds for the tokenizer kinds "characters" and "words" (docs/tokenizers.md).
struct VocabularyDefinition {
    std::vector<std::string> entries;  // [tokens], in the order of their ids
    std::vector<bool> untypable;       // [tokens]: drawn by the model perhaps, never made of a text
    TextNormalization normalization = TextNormalization::None;
    std::string separator = " ";  // what words are printed with between them
};

/// How a kind's definition is written.
struct VocabularyForm {
    const char* list;     // key of the entries: "characters"
    const char* entry;    // one of them, for messages: "character"
    const char* entries;  // several: "characters"
    bool plainArray;      // an array of the entries alone will do
    bool hasSeparator;
    TextNormalization normalization;  // that it may have besides none
};

/// Errors: not JSON (with the byte); a key that is missing, unknown or of another type; entries that are empty, too
/// long or too many; an unknown normalisation; an untypable entry that is not among the entries.
Result<VocabularyDefinition> readVocabularyDefinition(std::string_view definition, const VocabularyForm& form);

}  // namespace spikeglass
