// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace spikeglass {

/// What stands at one place of some bytes: a character, or bytes that are none.
struct Utf8Step {
    enum class Kind {
        Character,
        Invalid,    // these bytes can never become a character
        Incomplete  // the text ends inside of a character that is well-formed so far
    };
    Kind kind;
    char32_t code;  // U+FFFD where kind is not Character
    std::size_t
        length;  // bytes, at least 1; of an Invalid step the maximal subpart (Unicode 15, section 3.9, and WHATWG)
};

/// Reads the character that starts at bytes[at]; at < bytes.size().
Utf8Step readUtf8(std::string_view bytes, std::size_t at);

/// Byte offset of the first byte that does not belong to a whole character; bytes.size() if there is none.
std::size_t firstInvalidUtf8(std::string_view bytes);

/// Errors: invalid UTF-8, with the byte offset and the byte.
Result<void> checkUtf8(std::string_view text);

void appendUtf8(std::string& text, char32_t code);

/// Number of characters (code points) in valid UTF-8.
std::size_t countCharacters(std::string_view text);

/// For messages: `"é" (U+00E9)`, or only `U+000D` where printing it would show nothing or do harm.
std::string describeCharacter(char32_t code);

/// For messages: valid UTF-8 in quotation marks, shortened where long, unprintable characters as \u{000D}.
std::string quoteText(std::string_view text);

}  // namespace spikeglass
