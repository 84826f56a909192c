// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace spikeglass::cli {

/// What a file says of itself, for a terminal, which must not obey it: control characters become question marks.
/// lines: those that break lines, and tabs, may stay.
inline std::string forTerminal(std::string text, bool lines = true) {
    for (char& c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && !(lines && (c == '\n' || c == '\t'))) || c == 0x7F) c = '?';
    return text;
}

}  // namespace spikeglass::cli
