// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace spikeglass {

inline constexpr std::size_t kAlignment = 64;  // bytes; one cache line, one AVX-512 register

/// Allocator for std::vector whose memory starts on a cache line.
template <class T>
struct AlignedAllocator {
    using value_type = T;
    AlignedAllocator() = default;
    template <class U>
    AlignedAllocator(const AlignedAllocator<U>&) {}
    T* allocate(std::size_t n) {
        return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t{kAlignment}));
    }
    void deallocate(T* p, std::size_t) { ::operator delete(p, std::align_val_t{kAlignment}); }
    bool operator==(const AlignedAllocator&) const { return true; }
};

template <class T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

/// n rounded up so that rows of floats start on a cache line.
constexpr std::size_t paddedFloats(std::size_t n) { return (n + 15) / 16 * 16; }

}  // namespace spikeglass
