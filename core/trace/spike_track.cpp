// SPDX-License-Identifier: Apache-2.0
#include "trace/spike_track.h"

#include <algorithm>
#include <cassert>

namespace spikeglass {

namespace {

// The sum of the bits of 2, 4, 8 and then all neighbours; no population count instruction is needed, and compilers
// vectorise it on any machine.
constexpr std::uint32_t populationCount(Word w) {
    w -= (w >> 1) & 0x5555555555555555ULL;
    w = (w & 0x3333333333333333ULL) + ((w >> 2) & 0x3333333333333333ULL);
    w = (w + (w >> 4)) & 0x0F0F0F0F0F0F0F0FULL;
    w += w >> 8;
    w += w >> 16;
    w += w >> 32;
    return static_cast<std::uint32_t>(w) & 0x7FU;
}

}  // namespace

void SpikeTrack::extend(std::int64_t end) {
    const std::int64_t wanted = (end + kBlockSteps - 1) / kBlockSteps;
    // Silent blocks that would be overwritten at once are skipped; what was counted before them is carried over.
    while (m_blockCount < wanted) {
        std::vector<std::uint32_t> before(m_width, 0);
        if (m_blockCount > m_firstBlock) {
            const Block& last = block(m_blockCount - 1);
            for (std::size_t n = 0; n < m_width; ++n) before[n] = last.before[n] + populationCount(last.words[n]);
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

void SpikeTrack::countBefore(std::int64_t step, std::size_t from, std::span<std::uint32_t> out) const {
    std::int64_t index = step / kBlockSteps;
    Word mask = (Word{1} << (step % kBlockSteps)) - 1;
    if (index == m_blockCount) --index, mask = ~Word{0};  // just past the newest block
    if (index < m_firstBlock) {
        std::fill(out.begin(), out.end(), 0U);
        return;
    }
    const Block& b = block(index);
    const Word* words = b.words.data() + from;
    const std::uint32_t* before = b.before.data() + from;
    std::uint32_t* counts = out.data();
    const std::size_t size = out.size();
    if (mask == 0)
        std::copy(before, before + size, counts);
    else
        for (std::size_t n = 0; n < size; ++n) counts[n] = before[n] + populationCount(words[n] & mask);
}

std::size_t SpikeTrack::bytes() const {
    // Where a gap was skipped some places of the ring are still empty.
    std::size_t bytes = m_blocks.capacity() * sizeof(Block);
    for (const Block& b : m_blocks) bytes += b.words.capacity() * sizeof(Word) + b.before.capacity() * sizeof(std::uint32_t);
    return bytes;
}

}  // namespace spikeglass
