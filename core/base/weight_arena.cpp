// SPDX-License-Identifier: Apache-2.0
#include "base/weight_arena.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "base/aligned_vector.h"

namespace spikeglass {

namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kFirstBlock = kHugePage;
constexpr std::size_t kLargestBlock = std::size_t{64} << 20;  // what a block's unused end costs is address space, not memory

std::size_t roundedUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

}  // namespace

std::shared_ptr<std::byte> WeightArena::take(std::size_t bytes) {
    const std::size_t size = roundedUp(bytes, kAlignment);
    if (size < bytes) throw std::bad_alloc();
    if (size > m_size - m_used || m_block == nullptr) {
        const std::size_t wanted = std::clamp(2 * m_size, kFirstBlock, kLargestBlock);
        const std::size_t block = roundedUp(std::max(wanted, size), kHugePage);
        if (block < size) throw std::bad_alloc();
        void* memory = std::aligned_alloc(kHugePage, block);
        if (memory == nullptr) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
        madvise(memory, block, MADV_HUGEPAGE);  // a wish; its refusal costs speed only
#endif
        m_block = std::shared_ptr<std::byte>(static_cast<std::byte*>(memory), [](std::byte* p) { std::free(p); });
        m_size = block;
        m_used = 0;
    }
    std::byte* const piece = m_block.get() + m_used;
    m_used += size;
    return {m_block, piece};
}

}  // namespace spikeglass
