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

}  // namespace spikeglass::cli
