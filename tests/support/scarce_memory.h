// SPDX-License-Identifier: Apache-2.0
// Replaces operator new of the test program that includes this, in one file: a large allocation may find no memory.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace spikeglass::test {

/// Of allocations of at least kLarge bytes, in threads that are not spared, number `left` throws std::bad_alloc, once.
struct ScarceMemory {
    static constexpr std::size_t kLarge = 4096;
    static inline std::atomic<int> left = 0;  // 0: none does
    static inline thread_local bool spared = false;

    static void* allocate(std::size_t bytes) {
        const bool counted = bytes >= kLarge && !spared && left.load() > 0;
        void* memory = counted && left.fetch_sub(1) == 1 ? nullptr : std::malloc(bytes > 0 ? bytes : 1);
        if (memory == nullptr) throw std::bad_alloc();
        return memory;
    }
};

}  // namespace spikeglass::test

void* operator new(std::size_t bytes) { return spikeglass::test::ScarceMemory::allocate(bytes); }
void* operator new[](std::size_t bytes) { return spikeglass::test::ScarceMemory::allocate(bytes); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return std::malloc(bytes > 0 ? bytes : 1); }  // who asks so can do without
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return std::malloc(bytes > 0 ? bytes : 1); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
