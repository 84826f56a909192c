// SPDX-License-Identifier: Apache-2.0
#include "text/word_scanner.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/utf8.h"

namespace spikeglass {

namespace {

enum class CharacterClass : std::uint8_t { Letter, Number, Space, Other };

struct Range {
    char32_t first;
    char32_t last;
    CharacterClass characterClass;
};

/// Letters and numbers of Unicode 15.1 and 16.0. ICU 72 knows 15.0; without these, the cuts would depend on the ICU.
constexpr auto kL = CharacterClass::Letter;
constexpr auto kN = CharacterClass::Number;
constexpr std::array kSinceUnicode15 = std::to_array<Range>({
    {0x1C89, 0x1C8A, kL},   {0xA7CB, 0xA7CD, kL},   {0xA7DA, 0xA7DC, kL},   {0x105C0, 0x105F3, kL},
    {0x10D40, 0x10D49, kN}, {0x10D4A, 0x10D65, kL}, {0x10D6F, 0x10D85, kL}, {0x10EC2, 0x10EC4, kL},
    {0x11380, 0x11389, kL}, {0x1138B, 0x1138B, kL}, {0x1138E, 0x1138E, kL}, {0x11390, 0x113B5, kL},
    {0x113B7, 0x113B7, kL}, {0x113D1, 0x113D1, kL}, {0x113D3, 0x113D3, kL}, {0x116D0, 0x116E3, kN},
    {0x11BC0, 0x11BE0, kL}, {0x11BF0, 0x11BF9, kN}, {0x13460, 0x143FA, kL}, {0x16100, 0x1611D, kL},
    {0x16130, 0x16139, kN}, {0x16D40, 0x16D6C, kL}, {0x16D70, 0x16D79, kN}, {0x18CFF, 0x18CFF, kL},
    {0x1CCF0, 0x1CCF9, kN}, {0x1E5D0, 0x1E5ED, kL}, {0x1E5F0, 0x1E5F0, kL}, {0x1E5F1, 0x1E5FA, kN},
    {0x2EBF0, 0x2EE5D, kL},
});

CharacterClass classOfUnassigned(char32_t code) {
    const auto range = std::lower_bound(kSinceUnicode15.begin(), kSinceUnicode15.end(), code,
                                        [](const Range& r, char32_t c) { return r.last < c; });
    if (range == kSinceUnicode15.end() || code < range->first) return CharacterClass::Other;
    return range->characterClass;
}

CharacterClass classOf(char32_t code) {
    const auto character = static_cast<UChar32>(code);
    const std::uint32_t category = U_GET_GC_MASK(character);
    if (category & U_GC_L_MASK) return CharacterClass::Letter;
    if (category & U_GC_N_MASK) return CharacterClass::Number;
    if (category & U_GC_CN_MASK) return classOfUnassigned(code);
    return u_isUWhiteSpace(character) ? CharacterClass::Space : CharacterClass::Other;
}

constexpr std::array<CharacterClass, 128> asciiClasses() {
    std::array<CharacterClass, 128> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool space = c == ' ' || (c >= '\t' && c <= '\r');
        classes[c] = letter                   ? CharacterClass::Letter
                     : (c >= '0' && c <= '9') ? CharacterClass::Number
                     : space                  ? CharacterClass::Space
                                              : CharacterClass::Other;
    }
    return classes;
}
constexpr std::array<CharacterClass, 128> kAsciiClasses = asciiClasses();

struct Classified {
    CharacterClass characterClass;
    std::size_t length;  // bytes
};

Classified classify(std::string_view text, std::size_t at) {
    const auto first = static_cast<std::uint8_t>(text[at]);
    if (first < 128) return {kAsciiClasses[first], 1};
    const Utf8Step step = readUtf8(text, at);
    return {classOf(step.code), step.length};
}

/// The length of 's, 't, 'm, 'd, 're, 've or 'll at text[at]; 0 if there is none.
std::size_t contraction(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at + 1, 2);
    if (rest.empty()) return 0;
    if (rest[0] == 's' || rest[0] == 't' || rest[0] == 'm' || rest[0] == 'd') return 2;
    return rest == "re" || rest == "ve" || rest == "ll" ? 3 : 0;
}

/// The end of the white space at text[at]: all but its last character where a word follows, because that character
/// may belong to the word.
std::size_t spaceEnd(std::string_view text, std::size_t at) {
    std::size_t last = at;
    std::size_t end = at;
    while (end < text.size()) {
        const Classified next = classify(text, end);
        if (next.characterClass != CharacterClass::Space) return last > at ? last : end;
        last = end;
        end += next.length;
    }
    return end;
}

}  // namespace

std::size_t wordEnd(std::string_view text, std::size_t at) {
    if (text[at] == '\'')
        if (const std::size_t length = contraction(text, at)) return at + length;
    std::size_t end = at + (text[at] == ' ' ? 1 : 0);
    if (end == text.size()) return end;
    const Classified first = classify(text, end);
    if (first.characterClass == CharacterClass::Space) return spaceEnd(text, at);
    for (end += first.length; end < text.size();) {
        const Classified next = classify(text, end);
        if (next.characterClass != first.characterClass) break;
        end += next.length;
    }
    return end;
}

}  // namespace spikeglass
