// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/bits.h"

namespace spikeglass {

/// Spikes of one site over time, in blocks of 64 steps: one word per neuron (bit b: step 64 * block + b) and the number
/// of the neuron's spikes before the block. Spikes before any step are then one masked population count. A ring of
/// blocks: the oldest make room. Private to RunHistory.
class SpikeTrack {
    struct Block {
        std::vector<Word> words;            // [width]
        std::vector<std::uint32_t> before;  // [width], modulo 2^32
    };

  public:
    static constexpr std::int64_t kBlockSteps = 64;

    /// firstStep: nothing before it is kept; what comes before it in its block counts as silent.
    SpikeTrack(std::size_t width, std::size_t capacityBlocks, std::int64_t firstStep = 0)
        : m_width(width), m_capacity(capacityBlocks), m_firstBlock(firstStep / kBlockSteps), m_blockCount(m_firstBlock) {}

    /// Bytes that one block takes, two vectors on the heap included.
    static std::size_t blockBytes(std::size_t width) {
        constexpr std::size_t kHeapHeaders = std::size_t{2} * 16;
        return sizeof(Block) + width * (sizeof(Word) + sizeof(std::uint32_t)) + kHeapHeaders;
    }

    /// Makes room up to `end` steps, silent ones; the last `capacityBlocks` blocks are kept. A new block takes over
    /// what was counted in the one before it, so spikes may be set in the newest block only.
    void extend(std::int64_t end);
    /// Precondition: the step is in the newest block.
    void set(std::size_t neuron, std::int64_t step);
    bool test(std::size_t neuron, std::int64_t step) const;

    /// Spikes before `step` of neurons [from, from + out.size()), modulo 2^32. 0 <= step <= end, its block still kept.
    void countBefore(std::int64_t step, std::size_t from, std::span<std::uint32_t> out) const;
    std::size_t bytes() const;

    /// What countBefore() of many steps within a block needs, put together by rows: of the neurons at places [edges[r],
    /// edges[r + 1]) of an order (empty: by index), the k-th neuron's word at words[k][r], and all their spikes before
    /// the block. Counting a row is then the same few vector instructions for all rows, in any order of neurons.
    struct Rows {
        std::vector<Word> words;            // [depth, rows]; 0 where a row has fewer neurons
        std::vector<std::uint32_t> before;  // [rows], modulo 2^32
        std::size_t depth = 0;              // neurons of the fullest row
        std::int64_t block = -1;            // which block this is of; -1: none yet
    };
    /// Spikes before a step of each row. 0 <= step <= end, its block still kept. rows: kept by the caller from call to
    /// call, of the same edges and order.
    void countRowsBefore(std::int64_t step, std::span<const std::size_t> edges, std::span<const std::uint32_t> order,
                         Rows& rows, std::span<std::uint32_t> out) const;

  private:
    std::pair<std::int64_t, Word> place(std::int64_t step) const;  // block, and the bits before the step in it
    void gather(std::int64_t index, std::span<const std::size_t> edges, std::span<const std::uint32_t> order,
                Rows& rows) const;
    std::size_t slotOf(std::int64_t index) const { return static_cast<std::size_t>(index - m_firstBlock) % m_capacity; }
    const Block& block(std::int64_t index) const { return m_blocks[slotOf(index)]; }

    std::size_t m_width;
    std::size_t m_capacity;
    std::int64_t m_firstBlock = 0;
    std::int64_t m_blockCount = 0;  // up to the newest; the last m_capacity of them are kept
    std::vector<Block> m_blocks;    // ring, grows up to m_capacity
};

}  // namespace spikeglass
