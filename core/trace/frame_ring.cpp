// SPDX-License-Identifier: Apache-2.0
#include "trace/frame_ring.h"

namespace spikeglass {

bool FrameRing::push(Frame&& frame) {
    const std::size_t head = m_head.load(std::memory_order_relaxed);
    const std::size_t next = (head + 1) % m_slots.size();
    if (next == m_tail.load(std::memory_order_acquire)) {
        m_dropped.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    m_slots[head] = std::move(frame);
    m_head.store(next, std::memory_order_release);
    return true;
}

bool FrameRing::hasRoom() const {
    return (m_head.load(std::memory_order_relaxed) + 1) % m_slots.size() != m_tail.load(std::memory_order_acquire);
}

std::optional<Frame> FrameRing::pop() {
    const std::size_t tail = m_tail.load(std::memory_order_relaxed);
    if (tail == m_head.load(std::memory_order_acquire)) return {};
    Frame frame = std::move(m_slots[tail]);
    m_tail.store((tail + 1) % m_slots.size(), std::memory_order_release);
    return frame;
}

void FrameRing::clear() {
    while (pop()) {
    }
}

}  // namespace spikeglass
