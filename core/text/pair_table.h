// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace spikeglass {

/// A map from two 32-bit numbers to a third: open addressing in one block of memory, because merging looks up a pair
/// for every byte of a text. Built once, then constant: any thread may read it.
class PairTable {
  public:
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFFU;  // never a value

    explicit PairTable(std::size_t expectedPairs = 0)
        : m_slots(std::bit_ceil(2 * expectedPairs + 2)),
          m_mask(m_slots.size() - 1) {}

    /// kAbsent where the pair was never set.
    std::uint32_t find(std::uint32_t left, std::uint32_t right) const {
        for (std::size_t i = hash(left, right) & m_mask;; i = (i + 1) & m_mask) {
            const Slot& slot = m_slots[i];
            if (slot.value == kAbsent || (slot.left == left && slot.right == right)) return slot.value;
        }
    }

    /// Later values replace earlier ones.
    void set(std::uint32_t left, std::uint32_t right, std::uint32_t value) {
        if (2 * (m_count + 1) > m_slots.size()) grow();
        Slot& slot = slotFor(left, right);
        m_count += slot.value == kAbsent;
        slot = {left, right, value};
    }

  private:
    struct Slot {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        std::uint32_t value = kAbsent;
    };

    static std::size_t hash(std::uint32_t left, std::uint32_t right) {
        std::uint64_t key = (std::uint64_t{left} << 32 | right) * 0x9E3779B97F4A7C15ULL;
        key = (key ^ (key >> 29)) * 0xBF58476D1CE4E5B9ULL;
        return static_cast<std::size_t>(key ^ (key >> 32));
    }

    Slot& slotFor(std::uint32_t left, std::uint32_t right) {
        std::size_t i = hash(left, right) & m_mask;
        while (m_slots[i].value != kAbsent && (m_slots[i].left != left || m_slots[i].right != right))
            i = (i + 1) & m_mask;
        return m_slots[i];
    }

    void grow() {
        std::vector<Slot> old(2 * m_slots.size());
        old.swap(m_slots);
        m_mask = m_slots.size() - 1;
        for (const Slot& slot : old)
            if (slot.value != kAbsent) slotFor(slot.left, slot.right) = slot;
    }

    std::vector<Slot> m_slots;  // a power of two, at most half full
    std::size_t m_mask;
    std::size_t m_count = 0;
};

}  // namespace spikeglass
