// SPDX-License-Identifier: Apache-2.0
#include "base/weight_buffer.h"

#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "base/aligned_vector.h"

namespace spikeglass {

namespace {
constexpr std::size_t kHugePage = std::size_t{2} << 20;
}

WeightBuffer::WeightBuffer(std::size_t bytes) : m_size(bytes) {
    if (bytes == 0) return;
    const std::size_t alignment = bytes >= kHugePage ? kHugePage : kAlignment;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;  // what aligned_alloc asks for; never touched
    void* memory = rounded < bytes ? nullptr : std::aligned_alloc(alignment, rounded);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
    if (bytes >= kHugePage) madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);  // a wish; its refusal costs speed only
#endif
    m_data.reset(static_cast<std::byte*>(memory));
}

void WeightBuffer::Free::operator()(std::byte* p) const { std::free(p); }

}  // namespace spikeglass
