// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/prefix_trie.h"
#include "text/tokenizer.h"
#include "text/vocabulary_definition.h"

namespace spikeglass {

/// One id per character of an alphabet. An entry of the alphabet may be several code points long (a letter and its
/// accents, say): the longest entry wins. Constant after construction: any thread may use it.
class CharacterTokenizer final : public Tokenizer {
  public:
    /// definition: a JSON array of the characters in the order of their ids, or an object that adds a normalisation and
    /// characters that are never typed (docs/tokenizers.md).
    /// Errors: all of readVocabularyDefinition(); a character that is there twice.
    static Result<std::unique_ptr<Tokenizer>> make(std::string_view definition);

    std::string_view kind() const override { return "characters"; }
    std::int32_t size() const override { return static_cast<std::int32_t>(m_vocabulary.entries.size()); }
    std::string_view normalization() const override { return nameOf(m_vocabulary.normalization); }
    std::string normalized(std::string_view text) const override;
    Result<std::vector<std::int32_t>> encode(std::string_view text) const override;
    std::string_view bytes(std::int32_t token) const override;

  private:
    CharacterTokenizer() = default;

    VocabularyDefinition m_vocabulary;
    PrefixTrie m_trie;
};

}  // namespace spikeglass
