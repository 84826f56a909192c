// SPDX-License-Identifier: Apache-2.0
#include "text/added_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/utf8.h"

namespace spikeglass {

namespace {

/// The characters of \w (Unicode Technical Standard 18, annex C).
bool isWordCharacter(char32_t code) {
    constexpr std::uint32_t kCategories = U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK;
    const auto character = static_cast<UChar32>(code);
    return (U_GET_GC_MASK(character) & kCategories) || u_hasBinaryProperty(character, UCHAR_ALPHABETIC) ||
           u_hasBinaryProperty(character, UCHAR_JOIN_CONTROL);
}

bool isSpace(char32_t code) { return u_isUWhiteSpace(static_cast<UChar32>(code)); }

/// Where the character before text[at] starts; at > 0.
std::size_t previousCharacter(std::string_view text, std::size_t at) {
    do --at;
    while (at > 0 && (static_cast<std::uint8_t>(text[at]) & 0xC0U) == 0x80U);
    return at;
}

bool isSingleWord(std::string_view text, std::size_t begin, std::size_t end) {
    if (begin > 0 && isWordCharacter(readUtf8(text, previousCharacter(text, begin)).code)) return false;
    return end == text.size() || !isWordCharacter(readUtf8(text, end).code);
}

std::size_t withoutSpaceBefore(std::string_view text, std::size_t begin, std::size_t from) {
    while (begin > from) {
        const std::size_t previous = previousCharacter(text, begin);
        if (!isSpace(readUtf8(text, previous).code)) break;
        begin = previous;
    }
    return std::max(begin, from);
}

std::size_t withoutSpaceAfter(std::string_view text, std::size_t end) {
    while (end < text.size()) {
        const Utf8Step step = readUtf8(text, end);
        if (!isSpace(step.code)) break;
        end += step.length;
    }
    return end;
}

}  // namespace

Result<void> AddedTokenSplitter::add(AddedToken token) {
    if (token.content.empty()) return fail("the added token " + std::to_string(token.id) + " has no content");
    if (token.content.size() > PrefixTrie::kMaxLength)
        return fail("the added token " + std::to_string(token.id) + " has " + std::to_string(token.content.size()) +
                    " bytes, expected at most " + std::to_string(PrefixTrie::kMaxLength));
    if (!m_trie.add(token.content, static_cast<std::int32_t>(m_tokens.size())))
        return fail("the added token " + quoteText(token.content) + " is there twice");
    m_tokens.push_back(std::move(token));
    return {};
}

std::vector<AddedTokenSplitter::Part> AddedTokenSplitter::split(std::string_view text) const {
    std::vector<Part> parts;
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        const PrefixTrie::Match match = m_trie.skips(text[at]) ? PrefixTrie::Match{} : m_trie.longest(text, at);
        if (match.value < 0) {
            ++at;
            continue;
        }
        const AddedToken& token = m_tokens[static_cast<std::size_t>(match.value)];
        std::size_t begin = at;
        std::size_t end = at += match.length;
        if (token.singleWord && !isSingleWord(text, begin, end)) continue;
        if (token.stripLeft) begin = withoutSpaceBefore(text, begin, done);
        if (token.stripRight) end = withoutSpaceAfter(text, end);
        if (done < begin) parts.push_back({-1, done, begin});
        if (begin < end) parts.push_back({token.id, begin, end});  // else the token before took all of it
        done = end;
    }
    if (done < text.size()) parts.push_back({-1, done, text.size()});
    return parts;
}

}  // namespace spikeglass
