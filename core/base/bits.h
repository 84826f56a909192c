// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace spikeglass {

/// Spikes are packed 64 to a word: neuron i is bit i % 64 of word i / 64; the bits past the last neuron are zero.
using Word = std::uint64_t;
inline constexpr std::size_t kWordBits = 64;

/// Words that n bits need.
constexpr std::size_t wordsFor(std::size_t n) { return (n + kWordBits - 1) / kWordBits; }

inline bool testBit(std::span<const Word> words, std::size_t i) { return (words[i / kWordBits] >> (i % kWordBits)) & 1U; }
inline void setBit(std::span<Word> words, std::size_t i) { words[i / kWordBits] |= Word{1} << (i % kWordBits); }

/// Number of set bits: the spikes of a site in one timestep.
inline std::size_t countBits(std::span<const Word> words) {
    std::size_t n = 0;
    for (const Word word : words) n += static_cast<std::size_t>(std::popcount(word));
    return n;
}

/// Calls visit(i) for each set bit, in increasing order.
template <class Visit>
void forEachSetBit(std::span<const Word> words, Visit visit) {
    for (std::size_t w = 0; w < words.size(); ++w)
        for (Word word = words[w]; word != 0; word &= word - 1)
            visit(w * kWordBits + static_cast<std::size_t>(std::countr_zero(word)));
}

}  // namespace spikeglass
