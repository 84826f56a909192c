// SPDX-License-Identifier: Apache-2.0
#include "base/worker_pool.h"

#include <algorithm>
#include <exception>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace spikeglass {

namespace {

constexpr std::uint64_t kShareMask = 0xFFFF;
constexpr int kSharesShift = 16;
constexpr int kWorkShift = 32;
constexpr int kLooks = 1500;         // before a worker sleeps: 40 to 80 us
constexpr int kLooksBeforeYield = 2000;

void pause() {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

std::size_t nextShare(std::uint64_t ticket) { return ticket & kShareMask; }
std::size_t shareCount(std::uint64_t ticket) { return (ticket >> kSharesShift) & kShareMask; }

}  // namespace

WorkerPool& WorkerPool::shared() {
    static WorkerPool pool;
    return pool;
}

WorkerPool::~WorkerPool() {
    m_stop = true;
    ++m_generation;
    m_generation.notify_all();
}

/// As many as the machine gives: whoever asks does what is left by itself.
void WorkerPool::startWorkers(int count) {
    try {
        while (static_cast<int>(m_workers.size()) < count && !m_refused) {
            const auto worker = static_cast<int>(m_workers.size());
            m_workers.emplace_back([this, worker] { work(worker); });
        }
    } catch (const std::exception&) {  // a limit on threads, or no memory for another
        m_refused = true;
    }
}

/// Takes one share and does it. Returns false if there was none.
bool WorkerPool::takeShare() {
    if (const std::uint64_t seen = m_ticket.load(std::memory_order_acquire); nextShare(seen) >= shareCount(seen)) return false;
    // At most one ticket too many per thread: nextShare() stays far below 2^16.
    const std::uint64_t taken = m_ticket.fetch_add(1, std::memory_order_acq_rel);
    if (nextShare(taken) >= shareCount(taken)) return false;
    m_call(m_context, nextShare(taken));
    m_open.fetch_sub(1, std::memory_order_acq_rel);
    return true;
}

void WorkerPool::work(int worker) {
    while (!m_stop) {
        const std::uint32_t generation = m_generation.load(std::memory_order_acquire);
        for (int look = 0; look < kLooks; ++look) {
            if (worker < m_helpers.load(std::memory_order_acquire))
                while (takeShare()) look = 0;
            pause();
        }
        if (m_generation.load(std::memory_order_acquire) == generation && !m_stop)
            m_generation.wait(generation, std::memory_order_acquire);
    }
}

void WorkerPool::runAll(std::size_t shares, int threads, Call call, const void* context) {
    const std::unique_lock user(m_user, std::try_to_lock);
    if (threads <= 1 || shares <= 1 || shares > kMostShares || !user.owns_lock()) {
        for (std::size_t share = 0; share < shares; ++share) call(context, share);
        return;
    }
    startWorkers(threads - 1);
    m_helpers.store(threads - 1, std::memory_order_release);
    m_call = call;
    m_context = context;
    m_open.store(shares, std::memory_order_relaxed);
    const std::uint64_t work = (m_ticket.load(std::memory_order_relaxed) >> kWorkShift) + 1;
    m_ticket.store(work << kWorkShift | shares << kSharesShift, std::memory_order_release);
    m_generation.fetch_add(1, std::memory_order_release);
    m_generation.notify_all();
    while (takeShare()) {}
    for (int look = 0; m_open.load(std::memory_order_acquire) > 0; ++look) {
        if (look > kLooksBeforeYield)
            std::this_thread::yield();
        else
            pause();
    }
}

}  // namespace spikeglass
