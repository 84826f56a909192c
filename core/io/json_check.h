// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace spikeglass {

inline constexpr std::size_t kLongestJson = std::size_t{256} << 20;  // bytes, of any file
inline constexpr std::size_t kDeepestJson = 256;                     // levels
inline constexpr std::size_t kMostJsonValues = std::size_t{8} << 20;  // a reader takes some tens of bytes for each

/// To be asked before JSON from outside is used: what copies or prints a parsed value may call itself once per level.
/// text: UTF-8, with or without a byte order mark. where: begins the sentence, "PATH" or a part of it.
/// Errors: not JSON; deeper or of more values than these; a name twice within one object. Names may be any text: those of a
/// vocabulary are its tokens, line feeds among them.
Result<void> checkJson(std::string_view text, const std::string& where);

/// Whether they begin with the byte order mark of UTF-16, kUtf16Mark bytes of them.
bool isUtf16(std::string_view bytes);
inline constexpr std::size_t kUtf16Mark = 2;

/// The text of a JSON file as UTF-8 without a byte order mark: of UTF-16 with one, what it stands for; a surrogate that stands
/// alone becomes what no reader takes. Other bytes stay as they are.
std::string jsonText(std::string bytes);

/// Whether a file that begins so is JSON of an object or list, by its first character that is no space, in any of these encodings;
/// of nothing but spaces one cannot tell yet.
enum class JsonBeginning { Yes, No, Spaces };
JsonBeginning jsonBeginning(std::string_view bytes);

}  // namespace spikeglass
