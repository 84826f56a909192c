// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/prefix_trie.h"

namespace spikeglass {

/// A token that is found in the text as it stands, before words are cut: "<|endoftext|>", or a run of 24 spaces.
struct AddedToken {
    std::string content;
    std::int32_t id = 0;
    bool singleWord = false;  // only where no letter or digit stands before or after it
    bool stripLeft = false;   // takes the white space before it
    bool stripRight = false;  // takes the white space after it
    bool normalized = true;   // looked for in the normalized text
};

/// Cuts a text at its added tokens: of the places where one starts, the leftmost, and of those there the longest.
/// Constant once filled: any thread may use split().
class AddedTokenSplitter {
  public:
    /// Errors: the content is empty, too long, or there already.
    Result<void> add(AddedToken token);

    struct Part {
        std::int32_t token;  // -1: text between added tokens
        std::size_t begin;
        std::size_t end;  // bytes
    };
    /// The parts of a text of valid UTF-8, in order; none of an empty text.
    std::vector<Part> split(std::string_view text) const;

  private:
    std::vector<AddedToken> m_tokens;
    PrefixTrie m_trie;  // content -> index in m_tokens
};

}  // namespace spikeglass
