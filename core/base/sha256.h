// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace spikeglass {

/// SHA-256 (FIPS 180-4) of some bytes, as 64 lower-case hexadecimal digits.
std::string sha256(std::span<const std::uint8_t> bytes);
std::string sha256(std::string_view bytes);

/// SHA-256 of a whole file, read in pieces. Errors: the file cannot be opened or read.
Result<std::string> sha256OfFile(const std::string& path);

}  // namespace spikeglass
