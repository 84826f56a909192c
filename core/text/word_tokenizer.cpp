// SPDX-License-Identifier: Apache-2.0
#include "text/word_tokenizer.h"

#include "text/utf8.h"

namespace spikeglass {

namespace {

/// Calls word(std::string_view) for each piece of text between white space.
template <class Word>
void forEachWord(std::string_view text, Word word) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = readUtf8(text, at);
        if (isPublishedSpace(step.code)) {
            if (at > start) word(text.substr(start, at - start));
            start = at + step.length;
        }
        at += step.length;
    }
    if (text.size() > start) word(text.substr(start));
}

}  // namespace

Result<std::unique_ptr<Tokenizer>> WordTokenizer::make(std::string_view text) {
    constexpr VocabularyForm kForm{"words", "word", "words", false, true, TextNormalization::SpikeDecoderWords};
    auto definition = readVocabularyDefinition(text, kForm);
    if (!definition) return fail("the dictionary is refused: " + definition.error().message);

    std::unique_ptr<WordTokenizer> tokenizer(new WordTokenizer);
    tokenizer->m_vocabulary = std::move(*definition);
    VocabularyDefinition& vocabulary = tokenizer->m_vocabulary;
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t id = 0; id < vocabulary.entries.size(); ++id) {
        std::string& entry = vocabulary.entries[id];
        std::string word;
        std::size_t pieces = 0;
        forEachWord(entry, [&](std::string_view piece) { word = piece, ++pieces; });
        if (pieces != 1)
            return fail("the dictionary is refused: its entry " + std::to_string(id) + ", " + quoteText(entry) +
                        ", has white space inside, expected one word");
        entry = std::move(word);  // " ." is the word "."
        const auto [before, isNew] = places.emplace(entry, id);
        if (!isNew)
            return fail("the dictionary is refused: its entries " + std::to_string(before->second) + " and " +
                        std::to_string(id) + " are the same word " + quoteText(entry));
        if (!vocabulary.untypable[id]) tokenizer->m_ids.emplace(entry, static_cast<std::int32_t>(id));
        tokenizer->m_printed.push_back(vocabulary.separator + entry);
    }
    return tokenizer;
}

std::vector<std::int32_t> WordTokenizer::known(std::string_view text) const {
    std::vector<std::int32_t> ids;
    forEachWord(text, [&](std::string_view word) {
        if (const auto found = m_ids.find(word); found != m_ids.end()) ids.push_back(found->second);
    });
    return ids;
}

std::string WordTokenizer::normalized(std::string_view text) const {
    return decode(known(normalizeText(m_vocabulary.normalization, text)));
}

Result<std::vector<std::int32_t>> WordTokenizer::encode(std::string_view text) const {
    if (const Result<void> valid = checkUtf8(text); !valid) return tl::unexpected(valid.error());
    return known(normalizeText(m_vocabulary.normalization, text));
}

std::string_view WordTokenizer::bytes(std::int32_t token) const {
    if (token < 0 || token >= size()) return {};
    return m_printed[static_cast<std::size_t>(token)];
}

std::string_view WordTokenizer::firstBytes(std::int32_t token) const {
    if (token < 0 || token >= size()) return {};
    return m_vocabulary.entries[static_cast<std::size_t>(token)];
}

}  // namespace spikeglass
