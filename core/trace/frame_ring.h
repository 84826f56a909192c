// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "trace/frame.h"

namespace spikeglass {

/// Bounded ring from one producer (the engine's thread) to one consumer (the window): push never waits. A frame that finds
/// the ring full is dropped and counted; the gap shows in Frame::index.
class FrameRing {
  public:
    explicit FrameRing(std::size_t capacity) : m_slots(capacity + 1) {}

    /// Producer. False: the ring is full, the frame was dropped and counted.
    bool push(Frame&& frame);
    /// Producer: whether push() would succeed.
    bool hasRoom() const;
    /// Producer: counts a frame as dropped that was not even tried, because its companion found no room.
    void countDropped() { m_dropped.fetch_add(1, std::memory_order_relaxed); }
    /// Consumer. Empty if there is nothing to take.
    std::optional<Frame> pop();
    /// Consumer, while the producer rests: forgets what is in the ring. Drops stay counted.
    void clear();

    std::int64_t dropped() const { return m_dropped.load(std::memory_order_relaxed); }
    std::size_t capacity() const { return m_slots.size() - 1; }

  private:
    std::vector<Frame> m_slots;
    alignas(64) std::atomic<std::size_t> m_head{0};  // next to write
    alignas(64) std::atomic<std::size_t> m_tail{0};  // next to read
    std::atomic<std::int64_t> m_dropped{0};
};

}  // namespace spikeglass
