// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "text/added_tokens.h"

namespace spikeglass {

/// What a Hugging Face tokenizer.json says, as far as byte-level BPE needs it. Plain data.
struct BpeDefinition {
    static constexpr std::int32_t kMaxTokens = 1'000'000;  // ids are 0 .. kMaxTokens - 1

    struct Piece {
        std::string text;  // UTF-8, bytes as printable characters, see byte_alphabet.h
        std::int32_t id;
    };
    std::vector<Piece> vocabulary;
    std::vector<std::pair<std::string, std::string>> merges;  // the most important first
    std::vector<AddedToken> addedTokens;
    std::optional<std::string> unknownPiece;  // stands for bytes outside the vocabulary
    bool fuseUnknown = false;                 // one for neighbouring such bytes
    bool composeNfc = false;
    bool addPrefixSpace = false;
    bool cutWords = true;
};

/// Reads a tokenizer.json. Errors: not JSON; a part missing or of the wrong type, with its place; an id outside
/// 0 .. kMaxTokens - 1; a part that this program does not support, with its name.
Result<BpeDefinition> readBpeDefinition(std::string_view json);

}  // namespace spikeglass
