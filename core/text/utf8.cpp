// SPDX-License-Identifier: Apache-2.0
#include "text/utf8.h"

#include <unicode/uchar.h>

#include <cstdint>
#include <cstdio>

namespace spikeglass {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kQuotedCharacters = 40;  // longer texts are cut in messages

std::uint8_t byteAt(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

std::string codePointName(char32_t code) {
    char name[16];
    std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(code));
    return name;
}

/// Shows something of its own, and only that: no control, no space, no combining mark, no direction change.
bool isPlain(char32_t code) {
    constexpr std::uint32_t kNotPlain = U_GC_C_MASK | U_GC_Z_MASK | U_GC_M_MASK;
    return (U_GET_GC_MASK(static_cast<UChar32>(code)) & kNotPlain) == 0;
}

}  // namespace

Utf8Step readUtf8(std::string_view bytes, std::size_t at) {
    const std::uint8_t first = byteAt(bytes, at);
    if (first < 0x80) return {Utf8Step::Kind::Character, first, 1};
    // Table 3-7 of the Unicode standard: how many bytes follow, and what the second may be.
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    char32_t code = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
        code = first & 0x1FU;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        code = first & 0x0FU;
        if (first == 0xE0) low = 0xA0;   // shorter forms exist
        if (first == 0xED) high = 0x9F;  // surrogates
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        code = first & 0x07U;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;  // past U+10FFFF
    } else {
        return {Utf8Step::Kind::Invalid, kReplacement, 1};
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i == bytes.size()) return {Utf8Step::Kind::Incomplete, kReplacement, i};
        const std::uint8_t next = byteAt(bytes, at + i);
        if (next < low || next > high) return {Utf8Step::Kind::Invalid, kReplacement, i};
        code = (code << 6) | (next & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return {Utf8Step::Kind::Character, code, length};
}

std::size_t firstInvalidUtf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const Utf8Step step = readUtf8(bytes, at);
        if (step.kind != Utf8Step::Kind::Character) return at;
        at += step.length;
    }
    return at;
}

Result<void> checkUtf8(std::string_view text) {
    const std::size_t at = firstInvalidUtf8(text);
    if (at == text.size()) return {};
    char byte[8];
    std::snprintf(byte, sizeof byte, "0x%02X", static_cast<unsigned>(byteAt(text, at)));
    return fail("the text is not valid UTF-8: byte " + std::string(byte) + " at byte offset " + std::to_string(at) +
                " does not belong to a character");
}

void appendUtf8(std::string& text, char32_t code) {
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::size_t countCharacters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<std::uint8_t>(byte) & 0xC0U) != 0x80U;
    return count;
}

std::string describeCharacter(char32_t code) {
    if (!isPlain(code)) return codePointName(code);
    std::string text = "\"";
    appendUtf8(text, code);
    return text + "\" (" + codePointName(code) + ")";
}

std::string quoteText(std::string_view text) {
    std::string out = "\"";
    std::size_t at = 0;
    for (std::size_t shown = 0; at < text.size() && shown < kQuotedCharacters; ++shown) {
        const Utf8Step step = readUtf8(text, at);
        if (isPlain(step.code) || step.code == U' ')
            appendUtf8(out, step.code);
        else
            out += "\\u{" + codePointName(step.code).substr(2) + "}";
        at += step.length;
    }
    return out + (at < text.size() ? "...\"" : "\"");
}

}  // namespace spikeglass
