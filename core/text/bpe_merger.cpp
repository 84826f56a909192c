// SPDX-License-Identifier: Apache-2.0
#include "text/bpe_merger.h"

#include <algorithm>
#include <array>
#include <functional>
#include <queue>

namespace spikeglass {

namespace {

constexpr std::size_t kShortWord = 32;  // pieces; below, looking at all pairs each time is faster than a heap

}  // namespace

void BpeMerger::add(std::int32_t left, std::int32_t right, std::int32_t merged) {
    m_rankOf.set(static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(right),
                 static_cast<std::uint32_t>(m_merged.size()));
    m_merged.push_back(merged);
}

void BpeMerger::merge(std::vector<std::int32_t>& pieces) const {
    if (pieces.size() <= kShortWord)
        mergeShort(pieces);
    else
        mergeLong(pieces);
}

void BpeMerger::mergeShort(std::vector<std::int32_t>& pieces) const {
    std::size_t count = pieces.size();
    if (count < 2) return;
    std::array<std::uint32_t, kShortWord> ranks;  // of the pair that starts at a piece
    for (std::size_t i = 0; i + 1 < count; ++i) ranks[i] = rank(pieces[i], pieces[i + 1]);
    while (count > 1) {
        const auto pairs = static_cast<std::ptrdiff_t>(count - 1);
        const auto best =
            static_cast<std::size_t>(std::min_element(ranks.begin(), ranks.begin() + pairs) - ranks.begin());
        if (ranks[best] == kNoRank) break;
        pieces[best] = m_merged[ranks[best]];
        --count;
        for (std::size_t i = best + 1; i < count; ++i) {
            pieces[i] = pieces[i + 1];
            ranks[i] = ranks[i + 1];  // past the last pair: never read
        }
        if (best > 0) ranks[best - 1] = rank(pieces[best - 1], pieces[best]);
        if (best + 1 < count) ranks[best] = rank(pieces[best], pieces[best + 1]);
    }
    pieces.resize(count);
}

void BpeMerger::mergeLong(std::vector<std::int32_t>& pieces) const {
    // A linked list of pieces, and a heap of pairs by (rank, place). A merge leaves outdated pairs in the heap: one is
    // recognized by its rank, which is no longer that of the pair at its place.
    constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    struct Link {
        std::uint32_t previous;
        std::uint32_t next;
        std::uint32_t rank;  // of the pair with the next piece
    };
    const auto count = static_cast<std::uint32_t>(pieces.size());
    std::vector<Link> links(count);
    std::vector<std::uint64_t> first;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool last = i + 1 == count;
        links[i] = {i == 0 ? kNone : i - 1, last ? kNone : i + 1, last ? kNoRank : rank(pieces[i], pieces[i + 1])};
        if (links[i].rank != kNoRank) first.push_back(std::uint64_t{links[i].rank} << 32 | i);
    }
    std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> heap(std::greater<>{},
                                                                                        std::move(first));

    const auto updateRank = [&](std::uint32_t i) {
        Link& link = links[i];
        link.rank = link.next == kNone ? kNoRank : rank(pieces[i], pieces[link.next]);
        if (link.rank != kNoRank) heap.push(std::uint64_t{link.rank} << 32 | i);
    };
    while (!heap.empty()) {
        const auto i = static_cast<std::uint32_t>(heap.top());
        const auto pairRank = static_cast<std::uint32_t>(heap.top() >> 32);
        heap.pop();
        if (links[i].rank != pairRank) continue;
        const std::uint32_t absorbed = links[i].next;
        pieces[i] = m_merged[pairRank];
        links[i].next = links[absorbed].next;
        links[absorbed].rank = kNoRank;
        if (links[i].next != kNone) links[links[i].next].previous = i;
        updateRank(i);
        if (links[i].previous != kNone) updateRank(links[i].previous);
    }
    std::size_t kept = 0;
    for (std::uint32_t i = 0; i != kNone; i = links[i].next) pieces[kept++] = pieces[i];
    pieces.resize(kept);
}

}  // namespace spikeglass
