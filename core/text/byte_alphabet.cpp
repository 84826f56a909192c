// SPDX-License-Identifier: Apache-2.0
#include "text/byte_alphabet.h"

#include <array>

#include "text/utf8.h"

namespace spikeglass {

namespace {

constexpr std::size_t kFirstStandIn = 0x100;
constexpr std::size_t kCharacters = kFirstStandIn + 68;

struct ByteAlphabet {
    std::array<char32_t, 256> characterOfByte{};
    std::array<std::int16_t, kCharacters> byteOfCharacter{};  // -1: stands for none

    constexpr ByteAlphabet() {
        byteOfCharacter.fill(-1);
        char32_t standIn = kFirstStandIn;
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const bool printable =
                (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
            const char32_t character = printable ? static_cast<char32_t>(byte) : standIn++;
            characterOfByte[byte] = character;
            byteOfCharacter[character] = static_cast<std::int16_t>(byte);
        }
    }
};

constexpr ByteAlphabet kAlphabet;

}  // namespace

std::string printableOfByte(std::uint8_t byte) {
    std::string text;
    appendUtf8(text, kAlphabet.characterOfByte[byte]);
    return text;
}

std::optional<std::string> bytesOfPrintable(std::string_view piece) {
    std::string bytes;
    bytes.reserve(piece.size());
    for (std::size_t at = 0; at < piece.size();) {
        const Utf8Step step = readUtf8(piece, at);
        if (step.kind != Utf8Step::Kind::Character || step.code >= kCharacters) return std::nullopt;
        const std::int16_t byte = kAlphabet.byteOfCharacter[step.code];
        if (byte < 0) return std::nullopt;
        bytes.push_back(static_cast<char>(byte));
        at += step.length;
    }
    return bytes;
}

}  // namespace spikeglass
