// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace spikeglass {

/// Length in bytes of the well-formed character at the start (no surrogates, no overlong forms); 0 where there is none.
std::size_t utf8CharacterAt(std::string_view text);

/// True for well-formed UTF-8.
bool isUtf8(std::string_view text);

/// True for a name that is not what it looks like: with control or invisible characters, characters that change the direction
/// of writing, or a slash; and for "." and "..".
bool isMisleading(std::string_view name);

/// The name in one line that looks like what it is: every character that isMisleading() means, but the slash, as "?", and every
/// byte that belongs to no character as U+FFFD.
std::string printableName(std::string_view name);

/// The text with every byte that belongs to no character replaced by U+FFFD, cut after whole characters so that it has
/// at most `most` bytes.
std::string validUtf8(std::string_view text, std::size_t most);

}  // namespace spikeglass
