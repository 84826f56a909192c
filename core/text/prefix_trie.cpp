// SPDX-License-Identifier: Apache-2.0
#include "text/prefix_trie.h"

#include <cassert>

namespace spikeglass {

PrefixTrie::PrefixTrie() { m_first.fill(PairTable::kAbsent); }

bool PrefixTrie::add(std::string_view string, std::int32_t value) {
    assert(!string.empty() && string.size() <= kMaxLength && value >= 0);
    const auto newNode = [this] {
        m_nodes.emplace_back();
        return static_cast<std::uint32_t>(m_nodes.size() - 1);
    };
    std::uint32_t& first = m_first[static_cast<std::uint8_t>(string.front())];
    if (first == PairTable::kAbsent) first = newNode();
    std::uint32_t node = first;
    for (const char c : string.substr(1)) {
        const std::uint32_t byte = static_cast<std::uint8_t>(c);
        std::uint32_t child = m_children.find(node, byte);
        if (child == PairTable::kAbsent) {
            child = newNode();
            m_children.set(node, byte, child);
            m_nodes[node].hasChildren = true;
        }
        node = child;
    }
    if (m_nodes[node].value >= 0) return false;
    m_nodes[node].value = value;
    return true;
}

PrefixTrie::Match PrefixTrie::longest(std::string_view text, std::size_t at) const {
    Match match;
    if (at >= text.size()) return match;
    std::uint32_t node = m_first[static_cast<std::uint8_t>(text[at])];
    for (std::size_t end = at + 1; node != PairTable::kAbsent; ++end) {
        if (m_nodes[node].value >= 0) match = {m_nodes[node].value, end - at};
        if (!m_nodes[node].hasChildren || end == text.size()) break;
        node = m_children.find(node, static_cast<std::uint8_t>(text[end]));
    }
    return match;
}

}  // namespace spikeglass
