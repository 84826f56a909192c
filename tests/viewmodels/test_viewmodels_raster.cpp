// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "support/synthetic_run.h"
#include "viewmodels/raster_image.h"
#include "viewmodels/raster_layout.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

constexpr int kWidth = 300, kHeight = 200;

// Frames of which one neuron of one site fires at one token.
void appendWithOneSpike(RunHistory& history, const NetworkInfo& info, std::int64_t tokens, std::size_t site,
                        std::size_t neuron, std::int64_t token) {
    const FrameLayout layout(info);
    for (std::int64_t t = 0; t < tokens; ++t) {
        Frame frame;
        frame.index = t;
        frame.text = "x";
        frame.choice = BlockChoice::allSpiking(info);
        frame.spikes.assign(layout.words, 0);
        if (t == token) setBit(std::span(frame.spikes).subspan(layout.sites[site].wordOffset), neuron);
        history.append(std::move(frame));
    }
}

RasterImage::View viewOf(double first, double tokens, int scrollY = 0, QSize size = {kWidth, kHeight}) {
    return {size, 1.0, TokenColumns::of({first, tokens, 0, 0}, size.width()), scrollY};
}

int differingPixels(const QImage& a, const QImage& b) {
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) count += a.pixel(x, y) != b.pixel(x, y);
    return count;
}

}  // namespace

class TestRaster : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void bandsStandOnTheEmbedding() {
        const NetworkInfo info = shownInfo(3, 256);
        const RasterLayout layout = RasterLayout::make(info.sites, 600, 1);
        QCOMPARE(layout.bands.size(), 7U);
        QCOMPARE(layout.bands.back().site, 0U);  // embedding, lowest
        QCOMPARE(layout.bands.front().site, 6U);
        QVERIFY(layout.bands.back().height < layout.bands.front().height);
        for (std::size_t i = 0; i < layout.bands.size(); ++i) {
            const RasterLayout::Band& band = layout.bands[i];
            QVERIFY(band.height > 0 && band.top >= 0 && band.bottom() <= 600);
            if (i > 0) QVERIFY(band.top > layout.bands[i - 1].bottom());
            QCOMPARE(&layout.bandOf(band.site), &band);
            QCOMPARE(layout.bandAt(band.top), &band);
            QCOMPARE(layout.bandAt(band.bottom() - 1), &band);
        }
        QVERIFY(layout.bands[0].second && !layout.bands[1].second);
        QCOMPARE(layout.bands[0].block, 2);
        // Blocks stand further apart than the two sites of a block.
        QVERIFY(layout.bands[2].top - layout.bands[1].bottom() > layout.bands[1].top - layout.bands[0].bottom());
        QCOMPARE(layout.bandAt(layout.bands[0].bottom()), nullptr);
        QCOMPARE(layout.bandAt(-1), nullptr);
        QVERIFY(RasterLayout::make({}, 600, 1).bands.empty());
        QVERIFY(RasterLayout::make(info.sites, 0, 1).bands.empty());
    }

    void neuronsAreEquallyHighWhenZoomed() {
        const NetworkInfo info = shownInfo(2, 64);
        for (int height = 100; height < 3000; height += 37) {
            const RasterLayout layout = RasterLayout::make(info.sites, height, 1, true);
            QVERIFY(layout.height <= height);
            const RasterLayout::Band& band = layout.bandOf(3);
            if (band.height < 64) continue;
            QCOMPARE(band.height % 64, 0);
            QVERIFY(layout.bands.back().bottom() <= layout.height + 1);
        }
    }

    void everyNeuronHasARow_data() {
        QTest::addColumn<int>("neurons");
        QTest::addColumn<int>("height");
        for (const int neurons : {1, 3, 64, 100, 256, 1024})
            for (const int height : {1, 7, 40, 61, 100, 256, 300, 1000})
                QTest::addRow("%d neurons on %d pixels", neurons, height) << neurons << height;
    }
    void everyNeuronHasARow() {
        QFETCH(int, neurons);
        QFETCH(int, height);
        NetworkInfo info = shownInfo(1, static_cast<std::size_t>(neurons));
        info.sites.erase(info.sites.begin(), info.sites.begin() + 2);
        const RasterLayout layout = RasterLayout::make(info.sites, height, 1);
        const RasterLayout::Band& band = layout.bands.front();
        QVERIFY(band.height >= 1 && band.height <= height);
        QVERIFY2(band.height >= 0.88 * height - 1 || band.neurons <= static_cast<std::size_t>(band.height),
                 qPrintable(QString::number(band.height)));
        const std::vector<RasterLayout::Row> rows = layout.rows(band, 0, height);
        // Rows lie on each other without gaps, and their neurons follow each other without gaps.
        QCOMPARE(rows.front().from, 0U);
        QCOMPARE(rows.front().bottom, band.bottom());
        QCOMPARE(rows.back().to, static_cast<std::size_t>(neurons));
        QCOMPARE(rows.back().top, band.top);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            QVERIFY(rows[r].from < rows[r].to && rows[r].top < rows[r].bottom);
            if (r > 0) QCOMPARE(rows[r].from, rows[r - 1].to);
            if (r > 0) QCOMPARE(rows[r].bottom, rows[r - 1].top);
            for (std::size_t n = rows[r].from; n < rows[r].to; ++n) QCOMPARE(layout.rowOf(band, n).top, rows[r].top);
            if (neurons <= band.height) QCOMPARE(rows[r].to - rows[r].from, 1U);
        }
        // Only the rows in sight.
        const std::vector<RasterLayout::Row> some = layout.rows(band, band.top, band.top + 1);
        QCOMPARE(some.size(), 1U);
        QCOMPARE(some.front().to, static_cast<std::size_t>(neurons));
        QVERIFY(layout.rows(band, height, height + 5).empty());
    }

    void theHitIsTheSpikeAmongNeighbours() {
        const NetworkInfo info = shownInfo(1, 256);
        RunHistory history(info);
        appendWithOneSpike(history, info, 400, 1, 101, 57);
        const RasterLayout layout = RasterLayout::make(info.sites, 120, 1);
        const RasterLayout::Row row = layout.rowOf(layout.bandOf(1), 101);
        QVERIFY(row.to - row.from > 2);
        for (const double tokens : {30.0, 96.0, 400.0, 390.0}) {
            const TokenColumns columns = TokenColumns::of({40 - tokens / 20, tokens, 0, 0}, kWidth);
            const int x = columns.x(57);
            const auto hit = hitTest(history, layout, columns, x, row.top);
            QVERIFY(hit);
            QCOMPARE(hit->neuron, (NeuronId{1, 101}));
            QCOMPARE(hit->token, 57);
            QVERIFY(hit->spike);
        }
        const TokenColumns columns = TokenColumns::of({0, 96, 0, 0}, kWidth);
        const auto silent = hitTest(history, layout, columns, columns.x(10), row.top);
        QVERIFY(silent && !silent->spike);
        QCOMPARE(silent->neuron, (NeuronId{1, row.from}));
        QCOMPARE(silent->token, 10);
        QVERIFY(!hitTest(history, layout, columns, 10, layout.bands[0].bottom()));  // in the gap
        const TokenColumns beyond = TokenColumns::of({350, 96, 0, 0}, kWidth);
        QVERIFY(!hitTest(history, layout, beyond, beyond.x(400), row.top));
        QVERIFY(hitTest(history, layout, beyond, beyond.x(399), row.top));
        QVERIFY(!hitTest(RunHistory(info), layout, columns, 10, row.top));
    }

    void aLoneSpikeIsAlwaysVisible_data() {
        QTest::addColumn<double>("tokens");
        QTest::addColumn<int>("height");
        for (const double tokens : {4.0, 30.0, 96.0, 300.0, 1000.0, 5000.0})
            for (const int height : {60, 200, 2000})
                QTest::addRow("%g tokens, %d pixels", tokens, height) << tokens << height;
    }
    void aLoneSpikeIsAlwaysVisible() {
        QFETCH(double, tokens);
        QFETCH(int, height);
        const NetworkInfo info = shownInfo(2, 256);
        RunHistory history(info);
        appendWithOneSpike(history, info, 5000, 2, 200, 1234);
        const RasterLayout layout = RasterLayout::make(info.sites, height, 1);
        const RasterImage::View view = viewOf(std::max(0.0, 1234 - tokens / 2), tokens, 0, {kWidth, height});
        RasterImage with, without;
        with.update(history, info.sites, layout, view, Theme::light());
        RunHistory empty(info);
        appendWithOneSpike(empty, info, 5000, 2, 200, -1);
        without.update(empty, info.sites, layout, view, Theme::light());

        const RasterLayout::Row row = layout.rowOf(layout.bandOf(2), 200);
        const int x = view.columns.x(1234);
        QVERIFY(with.image().pixel(x, row.top) != without.image().pixel(x, row.top));
        // Dark enough to see, and nowhere else.
        QVERIFY(qGray(without.image().pixel(x, row.top)) - qGray(with.image().pixel(x, row.top)) > 60);
        const int cell = std::max(1, view.columns.x(1235) - x) * (row.bottom - row.top);
        const int differing = differingPixels(with.image(), without.image());
        QVERIFY(differing >= 1 && differing <= cell);
    }

    void inkGrowsWithTheCount() {
        QCOMPARE(RasterImage::inkShare(0, 100), 0.0);
        QVERIFY(RasterImage::inkShare(1, 1'000'000) > 0.3);
        double before = 0;
        for (std::uint32_t count = 1; count <= 100; ++count) {
            QVERIFY(RasterImage::inkShare(count, 100) > before);
            before = RasterImage::inkShare(count, 100);
        }
        QCOMPARE(before, 1.0);
        QCOMPARE(RasterImage::inkShare(500, 100), 1.0);
        QCOMPARE(RasterImage::inkShare(1, 0), 0.0);
    }

    void ticksAreSeparatedWhenThereIsRoom() {
        const NetworkInfo info = shownInfo(1, 4);
        RunHistory history(info);
        const FrameLayout layout(info);
        for (int t = 0; t < 20; ++t) {
            Frame frame;
            frame.index = t;
            frame.choice = BlockChoice::allSpiking(info);
            frame.spikes.assign(layout.words, 0xF);
            history.append(std::move(frame));
        }
        const RasterLayout raster = RasterLayout::make(info.sites, kHeight, 1);
        RasterImage image;
        image.update(history, info.sites, raster, viewOf(0, 30), Theme::light());  // 10 pixels per token
        const QRgb ink = Theme::light().ink.rgb();
        const RasterLayout::Row row = raster.rowOf(raster.bandOf(1), 2);
        QVERIFY(row.bottom - row.top > 8);
        QCOMPARE(image.image().pixel(50, row.top), ink);
        QCOMPARE(image.image().pixel(58, row.top), ink);
        QVERIFY(image.image().pixel(59, row.top) != ink);         // the gap before the next token
        QVERIFY(image.image().pixel(52, row.bottom - 1) != ink);  // the gap to the neuron below
        QCOMPARE(image.image().pixel(52, row.bottom - 2), ink);
        QVERIFY(image.image().pixel(205, row.top) != ink);  // no tokens yet
    }

    // However a picture came about, it is the one that is drawn anew.
    void scrollingAndAppendingEqualADrawingAnew_data() {
        QTest::addColumn<double>("tokens");
        QTest::addColumn<int>("timesteps");
        for (const double tokens : {10.0, 42.7, 96.0, 250.0, 700.0}) {
            QTest::addRow("%g tokens", tokens) << tokens << 1;
            QTest::addRow("%g tokens, 3 steps", tokens) << tokens << 3;
        }
    }
    void scrollingAndAppendingEqualADrawingAnew() {
        QFETCH(double, tokens);
        QFETCH(int, timesteps);
        const NetworkInfo info = shownInfo(2, 70, static_cast<std::size_t>(timesteps));
        // So little room that the oldest go while we watch.
        RunHistory history(info, {400'000, 100'000});
        SyntheticRun synthetic(info);
        const RasterLayout layout = RasterLayout::make(info.sites, 2 * kHeight, 1);
        RasterImage scrolled;
        Random random(3);
        double first = 0;
        int scrollY = 0;
        bool movedOnly = false;
        for (int round = 0; round < 120; ++round) {
            const auto kind = random.next() % 8;
            if (kind == 0)
                synthetic.choice().set(1 + random.next() % 4, random.next() % 2 ? Form::Analog : Form::Spiking);
            if (kind == 1)
                for (std::uint64_t n = random.next() % 20; n > 0; --n) synthetic.skip();
            for (std::uint64_t n = random.next() % 25; n > 0; --n) history.append(synthetic.next("x"));
            if (kind < 5) first = std::max(0.0, static_cast<double>(history.end()) - tokens);
            if (kind == 5) first = std::max(0.0, first - random.uniform() * tokens);
            if (kind == 6) scrollY = static_cast<int>(random.next() % kHeight);
            const RasterImage::View view = viewOf(first, tokens, scrollY);
            scrolled.update(history, info.sites, layout, view, Theme::light());
            movedOnly = movedOnly || (scrolled.columnsDrawn() > 0 && scrolled.columnsDrawn() < kWidth / 2);
            RasterImage anew;
            anew.update(history, info.sites, layout, view, Theme::light());
            QCOMPARE(differingPixels(scrolled.image(), anew.image()), 0);
        }
        QVERIFY(movedOnly);
        QVERIFY(history.begin() > 0);
    }

    void scrollingDrawsNewColumnsOnly() {
        const NetworkInfo info = shownInfo(2, 64);
        RunHistory history(info);
        SyntheticRun synthetic(info);
        for (int t = 0; t < 500; ++t) history.append(synthetic.next("x"));
        const RasterLayout layout = RasterLayout::make(info.sites, kHeight, 1);
        RasterImage image;
        image.update(history, info.sites, layout, viewOf(0, 100), Theme::light());
        QCOMPARE(image.columnsDrawn(), kWidth);
        image.update(history, info.sites, layout, viewOf(0, 100), Theme::light());
        QCOMPARE(image.columnsDrawn(), 0);
        image.update(history, info.sites, layout, viewOf(1, 100), Theme::light());
        QCOMPARE(image.columnsDrawn(), 3);
        image.update(history, info.sites, layout, viewOf(0, 100), Theme::light());
        QCOMPARE(image.columnsDrawn(), 3);
        image.update(history, info.sites, layout, viewOf(0, 100), Theme::darkTheme());
        QCOMPARE(image.columnsDrawn(), kWidth);
        history.append(synthetic.next("x"));  // out of sight
        image.update(history, info.sites, layout, viewOf(0, 100), Theme::darkTheme());
        QCOMPARE(image.columnsDrawn(), 0);
        image.update(history, info.sites, layout, {QSize(), 1, TokenColumns::of({0, 100, 0, 0}, 0), 0}, Theme::light());
        QVERIFY(image.image().isNull());
    }

    void analogAndDroppedStretchesAreTold() {
        const NetworkInfo info = shownInfo(1, 32);
        RunHistory history(info);
        SyntheticRun synthetic(info);
        for (int t = 0; t < 10; ++t) history.append(synthetic.next("x"));
        synthetic.choice().set(1, Form::Analog);
        for (int t = 0; t < 10; ++t) history.append(synthetic.next("x"));
        for (int t = 0; t < 5; ++t) synthetic.skip();
        synthetic.choice().set(1, Form::Spiking);
        for (int t = 0; t < 5; ++t) history.append(synthetic.next("x"));
        const RasterLayout layout = RasterLayout::make(info.sites, kHeight, 1);
        const Theme theme = Theme::light();
        RasterImage image;
        image.update(history, info.sites, layout, viewOf(0, 30), theme);
        const RasterLayout::Band& band = layout.bandOf(1);
        // Bluish over the whole stretch of that site, and of no other.
        for (int x = 100; x < 200; x += 7) {
            const QColor color = image.image().pixelColor(x, band.top + 5);
            QVERIFY(color.blue() > color.red() + 8);
        }
        int hatched = 0, inked = 0;
        for (int y = band.top; y < band.bottom(); ++y)
            for (int x = 200; x < 250; ++x) {
                hatched += image.image().pixelColor(x, y) != image.image().pixelColor(299, band.top);
                inked += image.image().pixel(x, y) == theme.ink.rgb();
            }
        QCOMPARE(inked, 0);
        QVERIFY(hatched > 50 * band.height / 10 && hatched < 50 * band.height / 3);
    }
};

QTEST_GUILESS_MAIN(TestRaster)
#include "test_viewmodels_raster.moc"
