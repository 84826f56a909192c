// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/prefix_trie.h"
#include "text/tokenizer.h"

namespace spikeglass {

/// One id per character of an alphabet. An entry of the alphabet may be several code points long (a letter and its
/// accents, say): the longest entry wins. Constant after construction: any thread may use it.
class CharacterTokenizer final : public Tokenizer {
  public:
    /// definition: a JSON array of the characters in the order of their ids.
    /// Errors: not JSON; anything but an array of non-empty, different strings; none or more than 1,000,000 of them.
    static Result<std::unique_ptr<Tokenizer>> make(std::string_view definition);

    std::string_view kind() const override { return "characters"; }
    std::int32_t size() const override { return static_cast<std::int32_t>(m_alphabet.size()); }
    Result<std::vector<std::int32_t>> encode(std::string_view text) const override;
    std::string_view bytes(std::int32_t token) const override;

  private:
    CharacterTokenizer() = default;

    std::vector<std::string> m_alphabet;  // [size]
    PrefixTrie m_trie;
};

}  // namespace spikeglass
