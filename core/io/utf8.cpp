// SPDX-License-Identifier: Apache-2.0
#include "io/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace spikeglass {

std::size_t utf8CharacterAt(std::string_view text) {
    if (text.empty()) return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (length > text.size()) return 0;
    std::uint32_t point = first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        const auto byte = static_cast<unsigned char>(text[k]);
        if ((byte & 0xC0U) != 0x80U) return 0;
        point = point << 6 | (byte & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point < kSmallest[length] || point > 0x10FFFF || surrogate ? 0 : length;
}

bool isUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = utf8CharacterAt(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

namespace {

/// Control characters; those that are not seen or change the direction of writing. Precondition: one character.
bool isInvisible(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (first < 0x20 || first == 0x7F) return true;
    // U+0080-009F; U+200B-200F and U+2028-202E; U+2060-206F; U+FEFF
    if (character.size() == 2) return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
    if (character.size() != 3) return false;
    return (character >= "\u200b" && character <= "\u200f") || (character >= "\u2028" && character <= "\u202e") ||
           (character >= "\u2060" && character <= "\u206f") || character == "\ufeff";
}

}  // namespace

bool isMisleading(std::string_view name) {
    if (name == "." || name == "..") return true;
    while (!name.empty()) {
        const std::string_view character = name.substr(0, std::max<std::size_t>(utf8CharacterAt(name), 1));
        if (character == "/" || isInvisible(character)) return true;
        name.remove_prefix(character.size());
    }
    return false;
}

std::string printableName(std::string_view name) {
    std::string printable;
    while (!name.empty()) {
        const std::size_t length = utf8CharacterAt(name);
        const std::string_view character = name.substr(0, std::max<std::size_t>(length, 1));
        printable += length == 0 ? std::string_view("\xEF\xBF\xBD") : isInvisible(character) ? std::string_view("?") : character;
        name.remove_prefix(character.size());
    }
    return printable;
}

std::string validUtf8(std::string_view text, std::size_t most) {
    std::string out;
    while (!text.empty()) {
        const std::size_t length = utf8CharacterAt(text);
        const std::string_view piece = length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
        if (out.size() + piece.size() > most) break;
        out += piece;
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

}  // namespace spikeglass
