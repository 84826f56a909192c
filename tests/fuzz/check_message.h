// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <string>

#include "io/utf8.h"

namespace spikeglass::fuzz {

/// A refusal must be one sentence in UTF-8, neither empty nor endless, without control characters; else the target aborts.
inline void checkMessage(const std::string& message) {
    bool good = message.size() > 5 && message.size() < 1000 && isUtf8(message);
    for (const char c : message) good = good && static_cast<unsigned char>(c) >= 0x20;
    if (!good) std::abort();
}

}  // namespace spikeglass::fuzz
