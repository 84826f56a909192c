// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spikeglass {

/// Byte-level BPE (Radford et al. 2019) writes each byte as one printable character in its vocabulary: '!' to '~',
/// U+00A1 to U+00AC and U+00AE to U+00FF stand for themselves, and the other 68 bytes, in order, are U+0100 and on.
/// So a space is U+0120. Constant: any thread may use these.
std::string printableOfByte(std::uint8_t byte);

/// The bytes that a piece of the vocabulary stands for; nothing if one of its characters stands for no byte.
std::optional<std::string> bytesOfPrintable(std::string_view piece);

}  // namespace spikeglass
