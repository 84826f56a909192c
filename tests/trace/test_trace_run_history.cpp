// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>

#include "base/random.h"
#include "trace/run_history.h"

using namespace spikeglass;

namespace {

NetworkInfo networkOf(std::size_t timesteps) {
    NetworkInfo info;
    info.architecture = "test";
    info.slotInfos = {{"a", 0, {}}, {"b", 0, {}}, {"c", 1, {}}};
    info.components = {{"a", 0}, {"b", 1}, {"c", 2}};
    const auto site = [&](const char* name, int slot, std::size_t width, bool membrane) {
        SiteInfo s;
        s.name = name, s.slot = slot, s.component = slot, s.width = width, s.timesteps = timesteps,
        s.hasMembrane = membrane;
        return s;
    };
    info.sites = {site("a", 0, 5, false), site("b", 1, 64, true), site("c", 2, 131, true)};
    return info;
}

BlockChoice choiceOf(const NetworkInfo& info, bool secondIsAnalog) {
    BlockChoice choice = BlockChoice::analogTwin(info);
    for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot) choice.set(slot, Form::Spiking);
    if (secondIsAnalog) choice.set(1, Form::Analog);
    return choice;
}

// A run, and beside it the same spikes kept naively.
struct Recorder {
    explicit Recorder(NetworkInfo i, RunHistory::Limits limits = {}, std::int64_t first = 0)
        : info(std::move(i)),
          layout(info),
          history(info, limits, first) {}

    // site, neuron, token, timestep
    bool spike(std::size_t site, std::size_t neuron, std::int64_t token, std::size_t step) const {
        if (token < 0 || token >= std::ssize(kept) || kept[token].empty()) return false;
        const FrameLayout::Site& s = layout.sites[site];
        return testBit(std::span(kept[token]).subspan(s.wordOffset + step * s.wordsPerStep), neuron);
    }

    void append(std::int64_t index, bool secondIsAnalog = false) {
        Frame frame;
        frame.index = index;
        frame.token = static_cast<std::int32_t>(index % 7);
        frame.text = std::to_string(index);
        frame.choice = choiceOf(info, secondIsAnalog);
        frame.spikes.assign(layout.words, 0);
        frame.potential.assign(layout.floats, 0);
        for (std::size_t site = 0; site < layout.sites.size(); ++site) {
            const FrameLayout::Site& s = layout.sites[site];
            for (std::size_t step = 0; step < s.timesteps; ++step)
                for (std::size_t n = 0; n < s.width; ++n) {
                    if (s.hasMembrane)
                        frame.potential[s.floatOffset + step * s.width + n] =
                            static_cast<float>(index * 1000 + n + step);
                    if (random.uniform() < (n % 11 == 0 ? 0.9 : 0.1) && !(secondIsAnalog && site == 1))
                        setBit(std::span(frame.spikes).subspan(s.wordOffset + step * s.wordsPerStep), n);
                }
        }
        kept.resize(static_cast<std::size_t>(index) + 1);
        kept.back() = frame.spikes;
        history.append(std::move(frame));
    }

    std::uint32_t recount(std::size_t site, std::size_t n0, std::size_t n1, std::int64_t t0, std::int64_t t1) const {
        std::uint32_t count = 0;
        for (std::int64_t t = std::max(t0, history.begin()); t < std::min(t1, history.end()); ++t)
            for (std::size_t n = n0; n < n1; ++n)
                for (std::size_t step = 0; step < layout.sites[site].timesteps; ++step)
                    count += spike(site, n, t, step);
        return count;
    }

    NetworkInfo info;
    FrameLayout layout;
    RunHistory history;
    Random random{7};
    std::vector<std::vector<Word>> kept;
};

// Compares every way to count with the naive recount, on grids of many zooms.
void compareAll(const Recorder& run) {
    const RunHistory& h = run.history;
    for (std::size_t site = 0; site < run.layout.sites.size(); ++site) {
        const std::size_t width = run.layout.sites[site].width;
        for (const double tokensPerColumn : {0.4, 1.0, 2.7, 16.0, 63.0, 64.0, 77.7, 400.0}) {
            std::vector<std::int64_t> tokenEdges;
            for (int c = 0; c <= 23; ++c)
                tokenEdges.push_back(h.begin() - 5 + static_cast<std::int64_t>(c * tokensPerColumn));
            for (const std::size_t rows : {std::size_t{1}, std::size_t{3}, width, 2 * width}) {
                std::vector<std::size_t> neuronEdges;
                for (std::size_t r = 0; r <= rows; ++r) neuronEdges.push_back(r * width / rows);
                std::vector<std::uint32_t> grid(rows * 23, 99);
                h.countGrid(site, tokenEdges, neuronEdges, grid);
                for (std::size_t r = 0; r < rows; ++r)
                    for (std::size_t c = 0; c < 23; ++c)
                        QCOMPARE(grid[r * 23 + c], run.recount(site, neuronEdges[r], neuronEdges[r + 1], tokenEdges[c],
                                                               tokenEdges[c + 1]));
            }
        }
        for (const auto& [from, to] : {std::pair{h.begin(), h.end()}, std::pair{h.begin() + 3, h.end() - 70},
                                       std::pair{h.end() - 1, h.end() + 9}, std::pair{h.end(), h.begin()},
                                       std::pair<std::int64_t, std::int64_t>{-100, h.begin() + 65}}) {
            QCOMPARE(h.countSite(site, from, to), run.recount(site, 0, width, from, to));
            QCOMPARE(h.countNeuron(site, width - 1, from, to), run.recount(site, width - 1, width, from, to));
        }
        for (std::int64_t token = h.begin() - 2; token < h.end() + 2; token += 3)
            for (std::size_t step = 0; step < run.layout.sites[site].timesteps; ++step)
                QCOMPARE(h.spiked(site, width / 2, token, step),
                         token >= h.begin() && run.spike(site, width / 2, token, step));
    }
}

}  // namespace

class TestRunHistory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void emptyHistory() {
        const RunHistory history(networkOf(1));
        QCOMPARE(history.end(), 0);
        QCOMPARE(history.begin(), 0);
        QCOMPARE(history.countSite(1, 0, 10), 0);
        QCOMPARE(history.countNeuron(1, 3, 0, 10), 0);
        QVERIFY(!history.spiked(1, 3, 0));
        QVERIFY(std::isnan(history.potential(1, 3, 0)));
        QVERIFY(history.stretches().empty());
        const std::vector<std::int64_t> tokens{0, 5, 10};
        const std::vector<std::size_t> neurons{0, 64};
        std::vector<std::uint32_t> grid(2, 99);
        history.countGrid(1, tokens, neurons, grid);
        QCOMPARE(grid, (std::vector<std::uint32_t>{0, 0}));
    }

    void countsLikeANaiveRecount_data() {
        QTest::addColumn<int>("timesteps");
        QTest::addColumn<int>("tokens");
        QTest::newRow("one step, less than a block") << 1 << 40;
        QTest::newRow("one step, exact blocks") << 1 << 128;
        QTest::newRow("one step, many") << 1 << 700;
        QTest::newRow("three steps") << 3 << 250;
        QTest::newRow("four steps, exact blocks") << 4 << 160;
    }
    void countsLikeANaiveRecount() {
        QFETCH(int, timesteps);
        QFETCH(int, tokens);
        Recorder run(networkOf(static_cast<std::size_t>(timesteps)));
        for (int t = 0; t < tokens; ++t) run.append(t);
        QCOMPARE(run.history.begin(), 0);
        QCOMPARE(run.history.end(), tokens);
        compareAll(run);
    }

    void theOldestGoFirstWithinTheLimit_data() {
        QTest::addColumn<int>("timesteps");
        QTest::newRow("one step") << 1;
        QTest::newRow("three steps") << 3;
    }
    void theOldestGoFirstWithinTheLimit() {
        QFETCH(int, timesteps);
        const NetworkInfo info = networkOf(static_cast<std::size_t>(timesteps));
        const std::size_t floats = FrameLayout(info).floats;
        const RunHistory::Limits limits{600'000, 50 * floats * sizeof(float)};
        Recorder run(info, limits);
        std::size_t bytes = 0;
        for (int t = 0; t < 2000; ++t) {
            run.append(t);
            bytes = std::max(bytes, run.history.bytes());
        }
        QVERIFY(run.history.begin() > 1000);
        QVERIFY(run.history.begin() < 1800);
        QCOMPARE(run.history.end(), 2000);
        QCOMPARE(run.history.potentialBegin(), 1950);
        // A block and a bit of slack per site, see SpikeTrack.
        std::size_t slack = 0;
        for (const SiteInfo& site : info.sites) slack += 2 * (12 * site.width + 80) + 1024;
        QVERIFY2(bytes <= limits.spikeBytes + limits.potentialBytes + slack, qPrintable(QString::number(bytes)));
        compareAll(run);
        QCOMPARE(run.history.frame(run.history.begin()).text, std::to_string(run.history.begin()));
        QCOMPARE(run.history.potential(1, 3, 1960), 1960003.0F);
        QVERIFY(std::isnan(run.history.potential(1, 3, 1949)));
        QVERIFY(std::isnan(run.history.potential(0, 3, 1960)));  // a site without membrane
        QCOMPARE(run.history.stretches().size(), 1U);
        QCOMPARE(run.history.stretches().front().begin, run.history.begin());
    }

    void aPageBeginsInTheMiddle_data() { theOldestGoFirstWithinTheLimit_data(); }
    void aPageBeginsInTheMiddle() {
        QFETCH(int, timesteps);
        for (const std::int64_t first : {64, 1000, 999'999'937}) {
            Recorder run(networkOf(static_cast<std::size_t>(timesteps)), {}, first);
            const RunHistory& h = run.history;
            QCOMPARE(h.begin(), first);
            QCOMPARE(h.end(), first);
            QCOMPARE(h.countSite(1, 0, first + 10), 0);
            std::vector<std::uint32_t> grid(3, 9);
            h.countGrid(1, std::vector<std::int64_t>{0, first - 1, first, first + 5}, std::vector<std::size_t>{0, 64}, grid);
            QCOMPARE(grid, (std::vector<std::uint32_t>{0, 0, 0}));
            if (first > 1'000'000) continue;  // the naive recount keeps every token
            for (std::int64_t t = first; t < first + 500; ++t)
                if (t % 100 != 7) run.append(t);
            QCOMPARE(h.begin(), first);
            QCOMPARE(h.end(), first + 500);
            QVERIFY(h.isDropped(first - first % 100 + 107) && !h.isDropped(first));
            compareAll(run);
            QCOMPARE(h.frame(first).text, std::to_string(first));
            QCOMPARE(h.potential(1, 3, first), static_cast<float>(first * 1000 + 3));
            QVERIFY(!h.spiked(1, 3, first - 1));
        }
    }

    void gapsAreDroppedTokens() {
        Recorder run(networkOf(1));
        for (int t = 0; t < 300; ++t)
            if (t < 20 || (t > 30 && t < 200) || t >= 290) run.append(t);
        compareAll(run);
        const RunHistory& h = run.history;
        QVERIFY(!h.isDropped(19) && h.isDropped(20) && h.isDropped(30) && !h.isDropped(31));
        QVERIFY(h.isDropped(289) && !h.isDropped(290) && !h.isDropped(300) && !h.isDropped(-1));
        QCOMPARE(h.frame(25).index, 25);
        QCOMPARE(h.frame(25).choice.size(), 3U);
        QVERIFY(std::isnan(h.potential(1, 0, 25)));
        QCOMPARE(h.stretches().size(), 5U);
        QCOMPARE(h.spikingTokens(0, 0, 300), 20 + 169 + 10);
        QCOMPARE(h.spikingTokens(0, 15, 33), 5 + 2);
    }

    void aGapLongerThanWhatIsKept() {
        Recorder run(networkOf(2), {400'000, 1'000'000});
        for (int t = 0; t < 100; ++t) run.append(t);
        run.append(1'000'000);
        for (int t = 1; t < 40; ++t) run.append(1'000'000 + t);
        QCOMPARE(run.history.end(), 1'000'040);
        QVERIFY(run.history.begin() > 900'000);
        QVERIFY(run.history.isDropped(run.history.begin()));
        compareAll(run);

        Recorder late(networkOf(1), {400'000, 1'000'000});
        for (int t = 0; t < 70; ++t) late.append(50'000 + t);
        compareAll(late);
    }

    void stretchesFollowTheChoice() {
        Recorder run(networkOf(1));
        for (int t = 0; t < 90; ++t) run.append(t, t >= 30 && t < 50);
        const auto& stretches = run.history.stretches();
        QCOMPARE(stretches.size(), 3U);
        QCOMPARE(stretches[1].begin, 30);
        QCOMPARE(stretches[1].end, 50);
        QCOMPARE(stretches[1].choice[1], Form::Analog);
        QVERIFY(stretches[1].holds(30) && !stretches[1].holds(50));
        QCOMPARE(run.history.spikingTokens(1, 0, 90), 70);
        QCOMPARE(run.history.spikingTokens(2, 0, 90), 90);
        QCOMPARE(run.history.spikingTokens(1, 29, 31), 1);
    }

    void aFrameOfAnotherShapeIsSilent() {
        RunHistory history(networkOf(1));
        Frame frame;
        frame.spikes = {~Word{0}};
        frame.potential = {1.0F};
        history.append(std::move(frame));
        QCOMPARE(history.end(), 1);
        QCOMPARE(history.countSite(0, 0, 1) + history.countSite(1, 0, 1) + history.countSite(2, 0, 1), 0);
        QVERIFY(std::isnan(history.potential(1, 0, 0)));
    }
};

QTEST_APPLESS_MAIN(TestRunHistory)
#include "test_trace_run_history.moc"
