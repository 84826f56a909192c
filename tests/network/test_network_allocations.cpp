// SPDX-License-Identifier: Apache-2.0
// A token costs no memory: every operator new of this program is counted.
#include <QtTest>
#include <atomic>
#include <cstdlib>
#include <new>

#include "network/network_test.h"

namespace {

std::atomic<std::int64_t> g_allocations = 0;

void* allocate(std::size_t bytes, std::size_t alignment) {
    ++g_allocations;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* p = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
    if (p == nullptr) throw std::bad_alloc();
    return p;
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new[](std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t a) { return allocate(bytes, static_cast<std::size_t>(a)); }
void* operator new[](std::size_t bytes, std::align_val_t a) { return allocate(bytes, static_cast<std::size_t>(a)); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

class SpikeCounter : public Observer {
  public:
    std::size_t spikes = 0;
    std::int64_t operations = 0;
    void onSite(const SiteActivity& a) override { spikes += countBits(a.spikes); }
    void onOperations(int, const OperationCounts& counts) override { operations += counts.mac; }
};

}  // namespace

class TestNetworkAllocations : public QObject {
    Q_OBJECT

  private slots:
    void theCountCounts() {
        const std::int64_t before = g_allocations;
        const std::vector<int> some(100);
        const AlignedVector<float> aligned(100);
        QCOMPARE(static_cast<std::int64_t>(g_allocations), before + 2);
    }

    void aTokenAllocatesNothing_data() {
        QTest::addColumn<bool>("observed");
        QTest::addColumn<bool>("analog");
        QTest::newRow("spiking") << false << false;
        QTest::newRow("spiking, observed") << true << false;
        QTest::newRow("analog, observed") << true << true;
    }
    void aTokenAllocatesNothing() {
        QFETCH(bool, observed);
        QFETCH(bool, analog);
        RandomWeights weights(31);
        const auto network = makeNetwork(smallConfig(), weights);
        const BlockChoice choice =
            analog ? BlockChoice::analogTwin(network->info()) : BlockChoice::allSpiking(network->info());
        State state = network->initialState();
        std::vector<float> logits(network->info().vocabulary);
        SpikeCounter counter;
        network->step(state, 0, choice, logits, observed ? &counter : nullptr);
        const std::int64_t before = g_allocations;
        for (std::int32_t token = 0; token < 37; ++token)
            network->step(state, token, choice, logits, observed ? &counter : nullptr);
        QCOMPARE(static_cast<std::int64_t>(g_allocations), before);
        QCOMPARE(counter.operations > 0, observed);
        QCOMPARE(counter.spikes > 0, observed && !analog);
    }
};

QTEST_APPLESS_MAIN(TestNetworkAllocations)
#include "test_network_allocations.moc"
