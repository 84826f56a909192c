// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/pair_table.h"

namespace spikeglass {

/// Finds the longest of some strings that a text goes on with. Built once, then constant: any thread may read it.
class PrefixTrie {
  public:
    /// Longest string that may be added (bytes): bounds the work at each place of a text.
    static constexpr std::size_t kMaxLength = 1000;

    PrefixTrie();

    /// Adds a string of 1 to kMaxLength bytes; false if it is there already.
    bool add(std::string_view string, std::int32_t value);

    struct Match {
        std::int32_t value = -1;  // -1: none of the strings
        std::size_t length = 0;   // bytes
    };
    Match longest(std::string_view text, std::size_t at) const;

    /// Whether no string starts with this byte.
    bool skips(char first) const { return m_first[static_cast<std::uint8_t>(first)] == PairTable::kAbsent; }

  private:
    struct Node {
        std::int32_t value = -1;
        bool hasChildren = false;
    };
    std::array<std::uint32_t, 256> m_first;  // node after the first byte
    std::vector<Node> m_nodes;
    PairTable m_children;  // (node, byte) -> node
};

}  // namespace spikeglass
