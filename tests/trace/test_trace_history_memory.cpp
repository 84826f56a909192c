// SPDX-License-Identifier: Apache-2.0
// What a history says it takes, against what the heap gave it.
#include <malloc.h>

#include <QTest>
#include <atomic>
#include <cstdlib>
#include <new>

#include "base/random.h"
#include "trace/run_history.h"

namespace {
constexpr std::size_t kHeader = 8;  // of each block
std::atomic<std::size_t> g_inUse = 0;  // bytes, of everything made with new, by QtTest's watchdog too
}

void* operator new(std::size_t bytes) {
    void* memory = std::malloc(bytes);
    if (memory == nullptr) throw std::bad_alloc();
    g_inUse += ::malloc_usable_size(memory) + kHeader;
    return memory;
}
void operator delete(void* memory) noexcept {
    if (memory != nullptr) g_inUse -= ::malloc_usable_size(memory) + kHeader;
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

using namespace spikeglass;

class TestTraceHistoryMemory : public QObject {
    Q_OBJECT

    static NetworkInfo network(std::size_t width) {
        NetworkInfo info;
        info.slotInfos = {{"a", 0, {}}, {"b", 0, {}}};
        info.components = {{"a", 0}, {"b", 1}, {"head", -1}};
        for (const char* name : {"a", "b"}) {
            SiteInfo site;
            site.name = name, site.width = width, site.slot = name[0] - 'a';
            info.sites.push_back(site);
        }
        return info;
    }

    static Frame frameAt(const NetworkInfo& info, const FrameLayout& layout, std::int64_t index) {
        Frame frame;
        frame.index = index;
        frame.text = "a text that is longer than what fits in place";
        frame.choice = BlockChoice::analogTwin(info);
        if (index % 500 > 250)
            frame.interventions = std::make_shared<const std::vector<Intervention>>(
                std::vector<Intervention>{{0, {1, 2, 3}, Intervention::Effect::Silence, 0, true}});
        frame.spikes.assign(layout.words, 0x5);
        frame.potential.assign(layout.floats, 0.5F);
        frame.candidates.resize(10);
        frame.operations.resize(3);
        frame.twinOperations.resize(3);
        return frame;
    }

  private slots:
    void whatItSaysIsWhatItTakes_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<int>("tokens");
        QTest::newRow("few neurons") << 8 << qint64{0} << 3000;
        QTest::newRow("many neurons") << 600 << qint64{0} << 3000;
        QTest::newRow("a page from the middle") << 300 << qint64{1'000'003} << 700;
        QTest::newRow("longer than what is kept") << 600 << qint64{0} << 12000;
    }
    void whatItSaysIsWhatItTakes() {
        QFETCH(const int, width);
        QFETCH(const qint64, first);
        QFETCH(const int, tokens);
        const NetworkInfo info = network(static_cast<std::size_t>(width));
        const FrameLayout layout(info);
        const std::size_t before = g_inUse;
        RunHistory history(info, {.spikeBytes = 12U << 20, .potentialBytes = 4U << 20}, first);
        for (int i = 0; i < tokens; ++i) history.append(frameAt(info, layout, first + i));
        const auto taken = static_cast<double>(g_inUse - before);
        const auto said = static_cast<double>(history.bytes());
        QVERIFY2(said > 0.93 * taken && said < 1.07 * taken,
                 qPrintable(QString("says %1 bytes, takes %2").arg(said).arg(taken)));
    }
};

QTEST_APPLESS_MAIN(TestTraceHistoryMemory)
#include "test_trace_history_memory.moc"
