// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <numeric>

#include "support/synthetic_run.h"
#include "viewmodels/neuron_order.h"
#include "viewmodels/raster_image.h"
#include "viewmodels/raster_layout.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

using Trains = std::vector<std::vector<int>>;  // [neurons], the tokens at which each fires

RunHistory historyOf(const NetworkInfo& info, std::size_t site, const Trains& trains, std::int64_t tokens) {
    RunHistory history(info);
    const FrameLayout layout(info);
    for (std::int64_t t = 0; t < tokens; ++t) {
        Frame frame;
        frame.index = t;
        frame.text = "x";
        frame.choice = BlockChoice::allSpiking(info);
        frame.spikes.assign(layout.words, 0);
        for (std::size_t n = 0; n < trains.size(); ++n)
            if (std::find(trains[n].begin(), trains[n].end(), t) != trains[n].end())
                setBit(std::span(frame.spikes).subspan(layout.sites[site].wordOffset), n);
        history.append(std::move(frame));
    }
    return history;
}

bool isPermutation(const NeuronOrder& order, std::size_t width) {
    if (order.neurons.size() != width || order.places.size() != width) return false;
    for (std::size_t p = 0; p < width; ++p)
        if (order.places[order.neurons[p]] != p) return false;
    return true;
}

}  // namespace

class TestNeuronOrder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void byRateTheMostActiveIsOnTop() {
        const NetworkInfo info = shownInfo(1, 5);
        const RunHistory history = historyOf(info, 1, {{0, 1}, {}, {0, 1, 2, 3}, {4}, {5, 6}}, 10);
        const auto order = sortNeurons(history, 1, NeuronSort::Rate, 0, 10);
        QCOMPARE(order->neurons, (std::vector<std::uint32_t>{1, 3, 0, 4, 2}));
        QVERIFY(isPermutation(*order, 5));
        // Of the span alone.
        QCOMPARE(sortNeurons(history, 1, NeuronSort::Rate, 4, 7)->neurons, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
        QVERIFY(!sortNeurons(history, 1, NeuronSort::Index, 0, 10));
    }

    void byFirstSpikeTheEarliestIsOnTop() {
        const NetworkInfo info = shownInfo(1, 4);
        const RunHistory history = historyOf(info, 1, {{7}, {2, 3}, {}, {0, 150}}, 200);
        QCOMPARE(sortNeurons(history, 1, NeuronSort::FirstSpike, 0, 200)->neurons, (std::vector<std::uint32_t>{2, 0, 1, 3}));
        QCOMPARE(sortNeurons(history, 1, NeuronSort::FirstSpike, 1, 200)->neurons, (std::vector<std::uint32_t>{2, 3, 0, 1}));
    }

    void alikeTrainsStandTogether() {
        // Three kinds of neurons, mixed; one silent and one that always fires.
        const std::size_t width = 32;
        const NetworkInfo info = shownInfo(1, width);
        Trains trains(width);
        Random random(7);
        for (int t = 0; t < 300; ++t)
            for (std::size_t n = 0; n < width; ++n) {
                const bool due = n == 31 || (n != 30 && t / 9 % 3 == static_cast<int>(n % 3) && random.uniform() < 0.8);
                if (due) trains[n].push_back(t);
            }
        const RunHistory history = historyOf(info, 1, trains, 300);
        const auto order = sortNeurons(history, 1, NeuronSort::Similarity, 0, 300);
        QVERIFY(isPermutation(*order, width));
        QCOMPARE(order->neurons[0], 30U);  // silent
        QCOMPARE(order->neurons[1], 31U);  // always alike
        int changes = 0;
        for (std::size_t p = 3; p < width; ++p) changes += order->neurons[p] % 3 != order->neurons[p - 1] % 3;
        QCOMPARE(changes, 2);
        // The same again.
        QCOMPARE(sortNeurons(history, 1, NeuronSort::Similarity, 0, 300)->neurons, order->neurons);
        // Nothing to compare is no reason to fail.
        QVERIFY(isPermutation(*sortNeurons(history, 1, NeuronSort::Similarity, 300, 300), width));
        QVERIFY(isPermutation(*sortNeurons(RunHistory(info), 1, NeuronSort::Similarity, 0, 10), width));
    }

    void aSortedGridIsTheGridSorted_data() {
        QTest::addColumn<int>("timesteps");
        QTest::newRow("one") << 1;
        QTest::newRow("three") << 3;
    }
    void aSortedGridIsTheGridSorted() {
        QFETCH(int, timesteps);
        const NetworkInfo info = shownInfo(1, 70, static_cast<std::size_t>(timesteps));
        SyntheticRun synthetic(info);
        RunHistory history(info);
        for (int t = 0; t < 400; ++t) history.append(synthetic.next("x"));
        const auto order = sortNeurons(history, 1, NeuronSort::Rate, 0, 400);
        const std::vector<std::int64_t> tokens{0, 1, 7, 64, 65, 200, 400};
        std::vector<std::size_t> each(71);
        std::iota(each.begin(), each.end(), std::size_t{0});
        std::vector<std::uint32_t> single(std::size_t{70} * 6);
        history.countGrid(1, tokens, each, single);
        for (const std::vector<std::size_t>& places : {std::vector<std::size_t>{0, 3, 50, 70}, {20, 21, 33}}) {
            const std::size_t rows = places.empty() ? 0 : places.size() - 1;
            std::vector<std::uint32_t> counts(rows * 6);
            history.countGrid(1, tokens, places, counts, order->neurons);
            for (std::size_t r = 0; r < rows; ++r)
                for (std::size_t c = 0; c < 6; ++c) {
                    std::uint32_t sum = 0;
                    for (std::size_t p = places[r]; p < places[r + 1]; ++p) sum += single[std::size_t{order->neurons[p]} * 6 + c];
                    QCOMPARE(counts[r * 6 + c], sum);
                }
        }
    }

    void theLayoutHitsWhatItDraws() {
        const NetworkInfo info = shownInfo(2, 128);
        SyntheticRun synthetic(info);
        RunHistory history(info);
        for (int t = 0; t < 120; ++t) history.append(synthetic.next("x"));
        RasterLayout::Arrangement arrangement;
        arrangement.collapsed = {false, false, true, false, false};
        for (std::size_t site = 0; site < info.sites.size(); ++site)
            arrangement.orders.push_back(sortNeurons(history, site, NeuronSort::Rate, 0, 120));
        for (const int height : {300, 3000}) {
            const RasterLayout layout = RasterLayout::make(info.sites, height, 1, false, arrangement);
            const TokenColumns columns = TokenColumns::of({0, 120, 0, 0}, 960);
            const RasterLayout::Band& collapsed = layout.bandOf(2);
            QVERIFY(collapsed.collapsed && collapsed.height <= 12);
            QCOMPARE(layout.rows(collapsed, collapsed.top, collapsed.bottom()).size(), 1U);
            const auto whole = hitTest(history, layout, columns, columns.x(60), collapsed.top + 3);
            QVERIFY(whole && whole->collapsed && whole->neuron.site == 2 && whole->token == 60);
            const RasterLayout::Band& band = layout.bandOf(3);
            QVERIFY(band.height > layout.bandOf(2).height);
            for (std::size_t n = 0; n < 128; ++n) {
                const RasterLayout::Row row = layout.rowOf(band, n);
                QVERIFY(row.from <= band.placeOf(n) && band.placeOf(n) < row.to);
                if (row.to - row.from > 1 || !history.spiked(3, n, 60)) continue;
                const auto hit = hitTest(history, layout, columns, columns.x(60), row.top);
                QVERIFY(hit && hit->spike);
                QCOMPARE(hit->neuron, (NeuronId{3, n}));
            }
            // What lies under a box, whichever way neurons are sorted.
            const RasterLayout::Row top = layout.rowAt(band, 100), low = layout.rowAt(band, 90);
            const Selection picked = layout.neuronsIn(top.top, low.bottom);
            QCOMPARE(picked.sites.size(), 1U);
            for (std::size_t place = low.from; place < top.to; ++place)
                QVERIFY(picked.contains(3, band.neuronAt(place)));
            QCOMPARE(picked.neuronCount(), top.to - low.from);
            QCOMPARE(layout.neuronsIn(collapsed.top + 1, collapsed.top + 2).neuronCount(), 128U);
        }
    }

    void collapsedBandsShowTheMeanRate() {
        const NetworkInfo info = shownInfo(1, 64);
        Trains trains(64);
        for (int n = 0; n < 32; ++n) trains[static_cast<std::size_t>(n)] = {10};
        const RunHistory history = historyOf(info, 1, trains, 30);
        RasterLayout::Arrangement arrangement;
        arrangement.collapsed = {true, true, true};
        const RasterLayout layout = RasterLayout::make(info.sites, 200, 1, true, arrangement);
        const RasterImage::View view{{300, 200}, 1, TokenColumns::of({0, 30, 0, 0}, 300), 0, false};
        RasterImage image;
        image.update(history, info.sites, layout, view, Theme::light());
        const RasterLayout::Band& band = layout.bandOf(1);
        const QColor half = image.image().pixelColor(103, band.top + 2);
        const QColor ground = image.image().pixelColor(93, band.top + 2);
        const QColor expected = Theme::mix(ground, Theme::light().ink, RasterImage::inkShare(128, 255));
        QVERIFY2(std::abs(half.red() - expected.red()) <= 1, qPrintable(half.name() + expected.name()));
        QCOMPARE(image.image().pixelColor(103, band.bottom() - 1), half);  // the whole band, no gap within
        // Another arrangement is another picture, though nothing else has changed.
        image.update(history, info.sites, RasterLayout::make(info.sites, 200, 1), view, Theme::light());
        QCOMPARE(image.columnsDrawn(), 300);
        RasterImage::View logarithmic = view;
        logarithmic.logarithmic = true;
        image.update(history, info.sites, layout, logarithmic, Theme::light());
        QVERIFY(image.image().pixelColor(103, band.top + 2).red() < half.red());  // half of all is much, by its logarithm
    }
};

QTEST_GUILESS_MAIN(TestNeuronOrder)
#include "test_viewmodels_neuron_order.moc"
