// SPDX-License-Identifier: Apache-2.0
#include "engine/read_bandwidth.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>

#include "base/weight_arena.h"
#include "base/worker_pool.h"
#include "kernels/reading.h"

namespace spikeglass {

namespace {

constexpr std::size_t kPiece = std::size_t{2} << 20;  // bytes: a huge page, so that what is resident is what was asked for

std::size_t wholePieces(std::size_t bytes) {
    const auto pages = static_cast<std::size_t>(std::max(0L, sysconf(_SC_AVPHYS_PAGES)));
    const std::size_t most = pages * static_cast<std::size_t>(std::max(0L, sysconf(_SC_PAGESIZE))) / 4;
    return std::max<std::size_t>(1, std::min(bytes + kPiece - 1, most) / kPiece) * kPiece;
}

}  // namespace

ReadBandwidth::ReadBandwidth(std::size_t bytes) : m_bytes(wholePieces(bytes)), m_buffer(WeightArena().take(m_bytes)) {
    std::memset(m_buffer.get(), 1, m_bytes);  // a page that was never written is not read from memory
}

double ReadBandwidth::measure(std::size_t bytes, int threads, double seconds) {
    const std::span words(reinterpret_cast<const Word*>(m_buffer.get()), bytes / sizeof(Word));
    const auto shares = static_cast<std::size_t>(std::max(1, threads));
    std::atomic<std::uint64_t> total{0};
    const auto pass = [&] {
        WorkerPool::shared().forEachShare(shares, threads, [&](std::size_t share) {
            const std::size_t begin = words.size() * share / shares, end = words.size() * (share + 1) / shares;
            total.fetch_add(kernels::sumWords(words.subspan(begin, end - begin)), std::memory_order_relaxed);
        });
    };
    pass();
    const auto start = std::chrono::steady_clock::now();
    double elapsed = 0;
    double passes = 0;
    do {
        pass();
        ++passes;
        elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    } while (elapsed < seconds);
    return passes * static_cast<double>(words.size_bytes()) / elapsed;
}

std::size_t ReadBandwidth::lastLevelCache() {
    const long third = sysconf(_SC_LEVEL3_CACHE_SIZE), second = sysconf(_SC_LEVEL2_CACHE_SIZE);
    const long largest = std::max(third, second);
    return largest > 0 ? static_cast<std::size_t>(largest) : std::size_t{64} << 20;
}

}  // namespace spikeglass
