// SPDX-License-Identifier: Apache-2.0
#include "text/character_tokenizer.h"

#include "text/utf8.h"

namespace spikeglass {

Result<std::unique_ptr<Tokenizer>> CharacterTokenizer::make(std::string_view text) {
    constexpr VocabularyForm kForm{"characters", "character", "characters", true,
                                   false,        TextNormalization::SpikeDecoderCharacters};
    auto definition = readVocabularyDefinition(text, kForm);
    if (!definition) return fail("the alphabet is refused: " + definition.error().message);

    std::unique_ptr<CharacterTokenizer> tokenizer(new CharacterTokenizer);
    tokenizer->m_vocabulary = std::move(*definition);
    const std::vector<std::string>& alphabet = tokenizer->m_vocabulary.entries;
    for (std::size_t id = 0; id < alphabet.size(); ++id) {
        if (tokenizer->m_trie.add(alphabet[id], static_cast<std::int32_t>(id))) continue;
        const std::int32_t before = tokenizer->m_trie.longest(alphabet[id], 0).value;
        return fail("the alphabet is refused: its entries " + std::to_string(before) + " and " + std::to_string(id) +
                    " are the same character " + quoteText(alphabet[id]));
    }
    return tokenizer;
}

std::string CharacterTokenizer::normalized(std::string_view text) const {
    return normalizeText(m_vocabulary.normalization, text);
}

Result<std::vector<std::int32_t>> CharacterTokenizer::encode(std::string_view typed) const {
    if (const Result<void> valid = checkUtf8(typed); !valid) return tl::unexpected(valid.error());
    const std::string text = normalized(typed);
    std::vector<std::int32_t> ids;
    ids.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const PrefixTrie::Match match = m_trie.longest(text, at);
        if (match.value < 0 || m_vocabulary.untypable[static_cast<std::size_t>(match.value)]) {
            const std::string character = describeCharacter(readUtf8(text, at).code);
            const std::string place = "the character " + character + " at position " +
                                      std::to_string(countCharacters(std::string_view(text).substr(0, at)) + 1);
            if (match.value >= 0) return fail(place + " is one that this model keeps for itself: it cannot be typed");
            return fail(place + " is not in this model's alphabet of " + std::to_string(size()) + " characters");
        }
        ids.push_back(match.value);
        at += match.length;
    }
    return ids;
}

std::string_view CharacterTokenizer::bytes(std::int32_t token) const {
    if (token < 0 || token >= size()) return {};
    return m_vocabulary.entries[static_cast<std::size_t>(token)];
}

}  // namespace spikeglass
