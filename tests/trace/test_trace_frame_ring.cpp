// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <thread>

#include "trace/frame_builder.h"
#include "trace/frame_ring.h"

using namespace spikeglass;

class TestTraceFrameRing : public QObject {
    Q_OBJECT

    static Frame numbered(std::int64_t n) {
        Frame frame;
        frame.index = n;
        return frame;
    }

  private slots:
    void framesComeOutInOrderAndTheFullRingDrops() {
        FrameRing ring(3);
        QVERIFY(!ring.pop());
        for (int i = 0; i < 3; ++i) QVERIFY(ring.push(numbered(i)));
        QVERIFY(!ring.push(numbered(3)));
        QVERIFY(!ring.push(numbered(4)));
        QCOMPARE(ring.dropped(), std::int64_t(2));
        QCOMPARE(ring.pop()->index, std::int64_t(0));
        QVERIFY(ring.push(numbered(5)));
        for (const std::int64_t expected : {1, 2, 5}) QCOMPARE(ring.pop()->index, expected);
        QVERIFY(!ring.pop());
        QVERIFY(ring.push(numbered(6)));
        ring.clear();
        QVERIFY(!ring.pop());
        QCOMPARE(ring.dropped(), std::int64_t(2));
    }

    void producerAndConsumerOnTwoThreadsLoseNothingUncounted() {
        constexpr std::int64_t kFrames = 20000;
        FrameRing ring(64);
        std::int64_t received = 0;
        std::int64_t last = -1;
        bool ordered = true;
        std::atomic<bool> done{false};
        std::thread producer([&] {
            for (std::int64_t i = 0; i < kFrames; ++i) ring.push(numbered(i));
            done = true;
        });
        while (true) {
            const bool finished = done;
            while (auto frame = ring.pop()) {
                ordered &= frame->index > last;
                last = frame->index;
                ++received;
            }
            if (finished) break;
        }
        producer.join();
        QVERIFY(ordered);
        QVERIFY(received > 0);
        QCOMPARE(received + ring.dropped(), kFrames);
    }

    void builderPutsEverySiteIntoItsPlace() {
        NetworkInfo info;
        info.sites = {{.name = "embedding", .width = 70, .timesteps = 1, .hasMembrane = false},
                      {.name = "a", .block = 0, .slot = 1, .component = 1, .width = 3, .timesteps = 2},
                      {.name = "b", .block = 0, .slot = 2, .component = 2, .width = 65, .timesteps = 1}};
        info.components = {{"embedding", 0}, {"a", 1}, {"b", 2}};
        const FrameLayout layout(info);
        QCOMPARE(layout.words, std::size_t(2 + 2 + 2));
        QCOMPARE(layout.floats, std::size_t(6 + 65));

        FrameBuilder builder(info, layout);
        Frame frame;
        builder.begin(frame);
        const std::vector<Word> spikes = {5};
        const std::vector<float> potential = {1.5F, 0.25F, 2.0F};
        builder.onSite({.site = 1, .timestep = 1, .spikes = spikes, .membrane = potential, .potential = potential});
        builder.onOperations(2, {.ac = 7});
        builder.onOperations(2, {.ac = 1, .mac = 2});

        QCOMPARE(frame.siteSpikes(layout, 1, 0)[0], Word(0));
        QCOMPARE(frame.siteSpikes(layout, 1, 1)[0], Word(5));
        QCOMPARE(frame.sitePotential(layout, 1, 1)[2], 2.0F);
        QVERIFY(std::isnan(frame.sitePotential(layout, 1, 0)[0]));
        QVERIFY(std::isnan(frame.sitePotential(layout, 2)[64]));
        QVERIFY(frame.sitePotential(layout, 0).empty());
        QCOMPARE(frame.operations[2].ac, std::int64_t(8));

        builder.begin(frame);
        QCOMPARE(frame.siteSpikes(layout, 1, 1)[0], Word(0));
        QCOMPARE(frame.operations[2].mac, std::int64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestTraceFrameRing)
#include "test_trace_frame_ring.moc"
