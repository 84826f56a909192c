// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace spikeglass {

/// What a model's texts went through before it was trained on them, and what is typed goes through likewise
/// (docs/tokenizers.md). Each is idempotent: what it made it leaves as it is.
enum class TextNormalization {
    None,
    SpikeDecoderCharacters,  // letters a to z, full stop, apostrophe and single spaces
    SpikeDecoderWords,       // the same as words between single spaces, each full stop a word of its own
};

/// "none", "spikedecoder-characters", "spikedecoder-words", as checkpoints name them.
std::string_view nameOf(TextNormalization normalization);
std::optional<TextNormalization> normalizationByName(std::string_view name);

/// Bytes that are not UTF-8 are treated as symbols are. Any thread may use it.
std::string normalizeText(TextNormalization normalization, std::string_view text);

/// Python's str.isspace, by which the published texts were split.
bool isPublishedSpace(char32_t code);

}  // namespace spikeglass
