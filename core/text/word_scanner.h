// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace spikeglass {

/// The end of the word that starts at text[at], as GPT-2's pre-tokenizer cuts words:
///     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
/// with \s as Oniguruma, the engine of Hugging Face's tokenizers, has it: the Unicode property White_Space (U+0085,
/// U+00A0, U+2028, U+3000, but neither U+180E nor U+200B nor U+001C), and \p{L} and \p{N} of Unicode 16.0.
/// text is valid UTF-8, at < text.size(), and the result is greater than at. Any thread may use it.
std::size_t wordEnd(std::string_view text, std::size_t at);

}  // namespace spikeglass
