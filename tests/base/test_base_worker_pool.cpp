// SPDX-License-Identifier: Apache-2.0
// Work shared out among threads: each share exactly once, whoever asks, asleep or awake.
#include <QtTest>

#include <array>

#include "base/worker_pool.h"

using namespace spikeglass;

class TestBaseWorkerPool : public QObject {
    Q_OBJECT
  private slots:
    void everyShareIsDoneOnce() {
        for (const int threads : {1, 2, 3, 8}) {
            for (std::size_t round = 0; round < 3000; ++round) {
                const std::size_t shares = 1 + round % 13;
                std::array<int, 13> done{};  // plain: two threads on one share would be a race
                WorkerPool::shared().forEachShare(shares, threads, [&](std::size_t share) { ++done[share]; });
                for (std::size_t share = 0; share < done.size(); ++share) QCOMPARE(done[share], share < shares ? 1 : 0);
            }
        }
    }

    void sleepingWorkersWake() {
        for (int round = 0; round < 20; ++round) {
            QTest::qSleep(3);  // longer than a worker looks for work
            std::array<std::thread::id, 4> who{};
            WorkerPool::shared().forEachShare(who.size(), 4, [&](std::size_t share) {
                who[share] = std::this_thread::get_id();
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            });
            for (const std::thread::id id : who) QVERIFY(id != std::thread::id());
        }
    }

    void severalUsersAtOnce() {
        std::array<std::size_t, 4> sums{};
        {
            std::vector<std::jthread> users;
            for (std::size_t& sum : sums)
                users.emplace_back([&sum] {
                    for (std::size_t round = 0; round < 2000; ++round) {
                        std::array<std::size_t, 5> part{};
                        WorkerPool::shared().forEachShare(part.size(), 3, [&](std::size_t share) { part[share] = share + round; });
                        for (const std::size_t p : part) sum += p;
                    }
                });
        }
        for (const std::size_t sum : sums) QCOMPARE(sum, std::size_t{2000 * 10 + 5 * (1999 * 2000 / 2)});
    }
};

QTEST_APPLESS_MAIN(TestBaseWorkerPool)
#include "test_base_worker_pool.moc"
