// SPDX-License-Identifier: Apache-2.0
#include "text/tokenizer.h"

#include "text/bpe_tokenizer.h"
#include "text/character_tokenizer.h"
#include "text/utf8.h"
#include "text/word_tokenizer.h"

namespace spikeglass {

namespace {

constexpr std::size_t kMaxDefinitionBytes = std::size_t{64} << 20;  // the largest published ones have about 35 MB

}  // namespace

std::string Tokenizer::decode(std::span<const std::int32_t> tokens) const {
    std::string text;
    for (const std::int32_t token : tokens) text += text.empty() ? firstBytes(token) : bytes(token);
    return text;
}

Result<std::unique_ptr<Tokenizer>> makeTokenizer(std::string_view kind, std::string_view definition) {
    if (definition.size() > kMaxDefinitionBytes)
        return fail("the tokenizer's definition has " + std::to_string(definition.size()) +
                    " bytes, expected at most " + std::to_string(kMaxDefinitionBytes));
    if (kind == "characters") return CharacterTokenizer::make(definition);
    if (kind == "words") return WordTokenizer::make(definition);
    if (kind == "bpe") return BpeTokenizer::make(definition);
    return fail("the tokenizer kind " + quoteText(kind) + " is unknown, expected \"characters\", \"words\" or \"bpe\"");
}

}  // namespace spikeglass
