// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace spikeglass {

/// Threads that share out pieces of work of a few microseconds. A worker that has nothing to do looks for work for some
/// tens of microseconds, as long as the calm between two products of one step, then sleeps.
///
/// The caller works too and takes every share that no worker has taken yet: on a busy machine, where workers do not get a
/// processor, it computes everything itself and waits for nobody.
class WorkerPool {
  public:
    /// The pool of this process; starts threads when they are first asked for and keeps them.
    static WorkerPool& shared();

    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Calls run(share) for 0 <= share < shares on up to `threads` threads, this one included, and returns when all are done.
    /// Shares are independent of one another; run must not throw, nor use the pool. If the pool is at work for another
    /// thread, this one does everything itself.
    template <class Run>
    void forEachShare(std::size_t shares, int threads, const Run& run) {
        runAll(shares, threads, [](const void* context, std::size_t share) { (*static_cast<const Run*>(context))(share); }, &run);
    }

    static constexpr std::size_t kMostShares = 1024;

  private:
    using Call = void (*)(const void* context, std::size_t share);
    WorkerPool() = default;
    void runAll(std::size_t shares, int threads, Call call, const void* context);
    void startWorkers(int count);
    void work(int worker);
    bool takeShare();

    std::mutex m_user;  // who gives work now
    Call m_call = nullptr;            // of the work in hand; constant while a share of it is open
    const void* m_context = nullptr;
    /// What is left to take: shares in the middle 16 bits, the next one in the lowest 16, the upper 32 count pieces of work.
    std::atomic<std::uint64_t> m_ticket{0};
    std::atomic<int> m_helpers{0};    // workers that may take shares
    std::atomic<std::size_t> m_open{0};  // shares not done yet
    std::atomic<std::uint32_t> m_generation{0};  // what sleeping workers watch
    std::atomic<bool> m_stop{false};
    bool m_refused = false;           // the machine starts no more threads
    std::vector<std::jthread> m_workers;  // last: they end before the rest does
};

}  // namespace spikeglass
