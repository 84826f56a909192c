// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "text/pair_table.h"

namespace spikeglass {

/// Byte-pair encoding: of all neighbouring pieces whose pair is in the list of merges, the pair that is earliest in the
/// list is merged first, and of equal pairs the leftmost, until none is left. Constant once filled: any thread may use
/// it.
class BpeMerger {
  public:
    explicit BpeMerger(std::size_t expectedMerges = 0) : m_rankOf(expectedMerges) { m_merged.reserve(expectedMerges); }

    /// The next merge of the list: left and right become merged. A pair that is there already gets the new, later
    /// place.
    void add(std::int32_t left, std::int32_t right, std::int32_t merged);

    /// Merges the pieces of one word, in place. Time n log n for n pieces, however long the word is.
    void merge(std::vector<std::int32_t>& pieces) const;

  private:
    static constexpr std::uint32_t kNoRank = PairTable::kAbsent;

    std::uint32_t rank(std::int32_t left, std::int32_t right) const {
        return m_rankOf.find(static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(right));
    }
    void mergeShort(std::vector<std::int32_t>& pieces) const;
    void mergeLong(std::vector<std::int32_t>& pieces) const;

    PairTable m_rankOf;                  // (left, right) -> place in the list
    std::vector<std::int32_t> m_merged;  // [merges] what the pair at that place becomes
};

}  // namespace spikeglass
