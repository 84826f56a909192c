// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace spikeglass {

/// Normalization form C as Hugging Face's tokenizers apply it: with the tables of Unicode 9.0, so that characters that
/// came later neither compose nor change places. text is valid UTF-8. Any thread may use it.
/// Errors: ICU cannot load its data.
Result<std::string> composeNfc(std::string_view text);

/// True where composeNfc() cannot change the text, judged from its bytes alone: no character from U+0300 on.
bool isPlainlyNfc(std::string_view text);

}  // namespace spikeglass
