// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_map>

#include "text/tokenizer.h"
#include "text/vocabulary_definition.h"

namespace spikeglass {

/// One id per whole word of a dictionary; words outside it are skipped. A token prints the space that separates it from
/// the word before, and the word. Constant after construction: any thread may use it.
class WordTokenizer final : public Tokenizer {
  public:
    /// definition: a JSON object with the words in the order of their ids (docs/tokenizers.md).
    /// Errors: all of readVocabularyDefinition(); a word with white space inside; a word that is there twice.
    static Result<std::unique_ptr<Tokenizer>> make(std::string_view definition);

    std::string_view kind() const override { return "words"; }
    std::int32_t size() const override { return static_cast<std::int32_t>(m_printed.size()); }
    std::string_view normalization() const override { return nameOf(m_vocabulary.normalization); }
    std::string normalized(std::string_view text) const override;
    Result<std::vector<std::int32_t>> encode(std::string_view text) const override;
    std::string_view bytes(std::int32_t token) const override;
    std::string_view firstBytes(std::int32_t token) const override;

  private:
    WordTokenizer() = default;
    std::vector<std::int32_t> known(std::string_view text) const;

    VocabularyDefinition m_vocabulary;                         // entries without spaces around them
    std::vector<std::string> m_printed;                        // [size]: separator and word
    std::unordered_map<std::string_view, std::int32_t> m_ids;  // of the words that can be typed; views of the entries
};

}  // namespace spikeglass
