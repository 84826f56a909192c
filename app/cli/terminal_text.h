// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace spikeglass::cli {

/// What a file says of itself, or a model writes, for a terminal, which must not obey it: control characters (C0, DEL, and C1 in
/// UTF-8) become question marks. text: UTF-8. lines: line feeds and tabs may stay.
inline std::string forTerminal(const std::string& text, bool lines = true) {
    std::string shown;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool c0 = byte < 0x20 && !(lines && (byte == '\n' || byte == '\t'));
        shown += c0 || c1 || byte == 0x7F ? '?' : text[i];
        if (c1) ++i;
    }
    return shown;
}

/// An error, for one line of a terminal. A file may hold names as long as itself: of a sentence that would fill the screen, the
/// middle is left out.
inline std::string errorLine(const std::string& sentence) {
    constexpr std::size_t kMost = 1800;  // bytes
    if (sentence.size() <= kMost) return forTerminal(sentence, false);
    const auto isInside = [&](std::size_t i) { return i < sentence.size() && (static_cast<unsigned char>(sentence[i]) & 0xC0) == 0x80; };
    std::size_t head = kMost / 2, tail = sentence.size() - kMost / 2;
    while (head > 0 && isInside(head)) --head;
    while (isInside(tail)) ++tail;
    return forTerminal(sentence.substr(0, head) + " (...) " + sentence.substr(tail), false);
}

}  // namespace spikeglass::cli
