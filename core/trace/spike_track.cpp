// SPDX-License-Identifier: Apache-2.0
#include "trace/spike_track.h"

#include <algorithm>
#include <cassert>

#include "kernels/counting.h"

namespace spikeglass {

void SpikeTrack::extend(std::int64_t end) {
    const std::int64_t wanted = (end + kBlockSteps - 1) / kBlockSteps;
    // Silent blocks that would be overwritten at once are skipped; what was counted before them is carried over.
    while (m_blockCount < wanted) {
        std::vector<std::uint32_t> before(m_width, 0);
        if (m_blockCount > m_firstBlock) {
            const Block& last = block(m_blockCount - 1);
            kernels::countMasked(last.words, ~Word{0}, last.before, before);
        }
        const auto capacity = static_cast<std::int64_t>(m_capacity);
        if (wanted - m_blockCount > capacity) m_blockCount = wanted - capacity;
        const std::size_t slot = slotOf(m_blockCount);
        if (m_blocks.size() <= slot) m_blocks.resize(slot + 1);
        m_blocks[slot].words.assign(m_width, 0);
        m_blocks[slot].before = std::move(before);
        ++m_blockCount;
    }
}

void SpikeTrack::set(std::size_t neuron, std::int64_t step) {
    assert(step / kBlockSteps == m_blockCount - 1 && neuron < m_width);
    Block& b = m_blocks[slotOf(step / kBlockSteps)];
    b.words[neuron] |= Word{1} << (step % kBlockSteps);
}

bool SpikeTrack::test(std::size_t neuron, std::int64_t step) const {
    return (block(step / kBlockSteps).words[neuron] >> (step % kBlockSteps)) & 1U;
}

std::pair<std::int64_t, Word> SpikeTrack::place(std::int64_t step) const {
    const std::int64_t index = step / kBlockSteps;
    if (index == m_blockCount) return {index - 1, ~Word{0}};  // just past the newest block
    return {index, (Word{1} << (step % kBlockSteps)) - 1};
}

void SpikeTrack::countBefore(std::int64_t step, std::size_t from, std::span<std::uint32_t> out) const {
    const auto [index, mask] = place(step);
    if (index < m_firstBlock) {
        std::fill(out.begin(), out.end(), 0U);
        return;
    }
    const Block& b = block(index);
    const auto words = std::span(b.words).subspan(from, out.size());
    const auto before = std::span(b.before).subspan(from, out.size());
    if (mask == 0)
        std::copy(before.begin(), before.end(), out.begin());
    else
        kernels::countMasked(words, mask, before, out);
}

void SpikeTrack::gather(std::int64_t index, std::span<const std::size_t> edges, std::span<const std::uint32_t> order,
                        Rows& rows) const {
    const std::size_t count = edges.size() - 1;
    const Block& b = block(index);
    if (rows.block < 0) {
        rows.depth = 0;
        for (std::size_t r = 0; r < count; ++r) rows.depth = std::max(rows.depth, edges[r + 1] - edges[r]);
        rows.words.assign(rows.depth * count, 0);
        rows.before.assign(count, 0);
    }
    rows.block = index;
    for (std::size_t r = 0; r < count; ++r) {
        std::uint32_t before = 0;
        Word* word = rows.words.data() + r;
        for (std::size_t p = edges[r]; p < edges[r + 1]; ++p, word += count) {
            const std::size_t neuron = order.empty() ? p : order[p];
            before += b.before[neuron];
            *word = b.words[neuron];
        }
        rows.before[r] = before;
    }
}

void SpikeTrack::countRowsBefore(std::int64_t step, std::span<const std::size_t> edges,
                                 std::span<const std::uint32_t> order, Rows& rows, std::span<std::uint32_t> out) const {
    const auto [index, mask] = place(step);
    if (index < m_firstBlock) {
        std::fill(out.begin(), out.end(), 0U);
        return;
    }
    if (rows.block != index) gather(index, edges, order, rows);
    const std::span<const Word> words = rows.words;
    std::span<const std::uint32_t> before = rows.before;
    for (std::size_t k = 0; k < rows.depth; ++k) {
        kernels::countMasked(words.subspan(k * out.size(), out.size()), mask, before, out);
        before = out;
    }
}

std::size_t SpikeTrack::bytes() const {
    // Where a gap was skipped some places of the ring are still empty.
    std::size_t bytes = m_blocks.capacity() * sizeof(Block);
    for (const Block& b : m_blocks) bytes += b.words.capacity() * sizeof(Word) + b.before.capacity() * sizeof(std::uint32_t);
    return bytes;
}

}  // namespace spikeglass
