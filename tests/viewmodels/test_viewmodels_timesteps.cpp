// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>

#include "support/shown_decoder.h"
#include "support/synthetic_run.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/raster_image.h"
#include "viewmodels/raster_layout.h"
#include "viewmodels/site_rates.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

constexpr int kWidth = 400, kHeight = 300;

/// One neuron of one site fires in one timestep of one token, and nothing else does.
RunHistory withOneSpike(const NetworkInfo& info, std::size_t site, std::size_t neuron, std::int64_t token,
                        std::size_t step, std::int64_t tokens = 40) {
    RunHistory history(info);
    const FrameLayout layout(info);
    for (std::int64_t t = 0; t < tokens; ++t) {
        Frame frame;
        frame.index = t;
        frame.text = "x";
        frame.choice = BlockChoice::allSpiking(info);
        frame.spikes.assign(layout.words, 0);
        frame.potential.assign(layout.floats, 0.25F);
        const FrameLayout::Site& s = layout.sites[site];
        if (t == token) setBit(std::span(frame.spikes).subspan(s.wordOffset + step * s.wordsPerStep), neuron);
        history.append(std::move(frame));
    }
    return history;
}

TokenColumns columnsFor(double tokens) { return TokenColumns::of({0, tokens, 0, 0}, kWidth); }

}  // namespace

/// What the views make of tokens with several timesteps, and of sites that have fewer than others.
class TestTimesteps : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void stepsAreEquallyWideAndStayWithinTheirToken_data() {
        QTest::addColumn<int>("timesteps");
        QTest::addColumn<int>("hairline");
        for (const int timesteps : {2, 3, 4, 6, 16})
            for (const int hairline : {1, 2, 3})
                QTest::addRow("%d timesteps, hairline %d", timesteps, hairline) << timesteps << hairline;
    }
    void stepsAreEquallyWideAndStayWithinTheirToken() {
        QFETCH(int, timesteps);
        QFETCH(int, hairline);
        bool separate = false;
        for (double tokens = 400; tokens >= 2; tokens *= 0.93) {
            const TokenColumns columns = columnsFor(tokens);
            const StepColumns steps = StepColumns::of(columns, static_cast<std::size_t>(timesteps), hairline);
            // Once there is room for them they stay apart at every closer zoom.
            QVERIFY(!separate || steps.areSeparate());
            separate = steps.areSeparate();
            if (!separate) {
                QVERIFY(columns.pitch < 2 * hairline * timesteps + hairline + 1);
                continue;
            }
            QVERIFY(steps.tick >= 2 * hairline && steps.tick <= steps.pitch);
            for (std::int64_t token = 0; token < 5; ++token) {
                const int width = static_cast<int>(columns.columnOf(token + 1) - columns.columnOf(token));
                const int end = steps.offset(static_cast<std::size_t>(timesteps) - 1) + steps.tick;
                QVERIFY(end + hairline <= width);  // a gap before the next token
                for (int offset = 0; offset < width; ++offset) {
                    const std::size_t at = steps.at(offset);
                    QVERIFY(at < static_cast<std::size_t>(timesteps));
                    if (offset < steps.pitch * timesteps) QCOMPARE(at, static_cast<std::size_t>(offset / steps.pitch));
                }
            }
        }
        QVERIFY(separate);
        QVERIFY(!StepColumns::of(columnsFor(2), 1, 1).areSeparate());  // a site of one timestep keeps its whole column
    }

    void countsTellTimestepsApart() {
        const NetworkInfo info = shownDecoderInfo(2, 24, 4);
        SyntheticRun run(info);
        RunHistory history(info);
        std::vector<Frame> frames = run.text(std::string(90, 'a'));
        const FrameLayout layout(info);
        for (const Frame& frame : frames) history.append(Frame(frame));
        for (std::size_t site = 0; site < info.sites.size(); ++site) {
            const std::size_t width = info.sites[site].width, timesteps = info.sites[site].timesteps;
            std::vector<std::int64_t> edges;
            for (std::size_t step = 0; step <= 90 * timesteps; ++step) edges.push_back(static_cast<std::int64_t>(step));
            std::vector<std::size_t> neurons;
            for (std::size_t n = 0; n <= width; ++n) neurons.push_back(n);
            std::vector<std::uint32_t> counts(width * 90 * timesteps);
            history.countStepGrid(site, edges, neurons, counts);
            std::int64_t total = 0;
            for (std::size_t token = 0; token < 90; ++token)
                for (std::size_t step = 0; step < timesteps; ++step)
                    for (std::size_t n = 0; n < width; ++n) {
                        const bool fired = testBit(frames[token].siteSpikes(layout, site, step), n);
                        QCOMPARE(counts[n * 90 * timesteps + token * timesteps + step], fired ? 1U : 0U);
                        QCOMPARE(history.spiked(site, n, static_cast<std::int64_t>(token), step), fired);
                        total += fired;
                    }
            QVERIFY(total > 0);
            QCOMPARE(history.countSite(site, 0, 90), total);
        }
        // Steps that are not there count nothing, and neither does an empty cell.
        const std::vector<std::int64_t> beyond{-8, 0, 0, 360, 999};
        const std::vector<std::size_t> all{0, info.sites[1].width};
        std::vector<std::uint32_t> counts(4);
        history.countStepGrid(1, beyond, all, counts);
        QCOMPARE(counts, (std::vector<std::uint32_t>{0, 0, static_cast<std::uint32_t>(history.countSite(1, 0, 90)), 0}));
    }

    void ratesArePerNeuronAndTimestep() {
        const NetworkInfo info = shownDecoderInfo(1, 8, 4);
        const RunHistory history = withOneSpike(info, 6, 3, 7, 2);  // mlp.hidden, 32 neurons
        const SiteRates rates = siteRates(info, history, 0, 40);
        QCOMPARE(rates.sites[6].rate, 1.0 / (40 * 4 * 32));
        double lif = 0, all = 0;
        for (const SiteInfo& site : info.sites) {
            all += static_cast<double>(40 * site.width * site.timesteps);
            if (site.hasMembrane) lif += static_cast<double>(40 * site.width * site.timesteps);
        }
        QVERIFY(std::abs(rates.lifMean - 1 / lif) < 1e-15);
        QVERIFY(std::abs(rates.sparsity - (1 - 1 / all)) < 1e-12);
        RunViewModel run;
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text("abc"));
        double spikes = 0, chances = 0;
        for (std::size_t site = 1; site < info.sites.size(); ++site) {
            spikes += static_cast<double>(run.history().countSite(site, 1, 2));
            chances += static_cast<double>(info.sites[site].width * info.sites[site].timesteps);
        }
        QCOMPARE(run.firingRate(1), spikes / chances);
    }

    void aSpikeIsDrawnInItsTimestepAndFoundThere_data() {
        QTest::addColumn<int>("site");
        QTest::addColumn<double>("tokens");
        for (const int site : {1, 6, 7})  // query, mlp.hidden, head
            for (const double tokens : {4.0, 10.0, 30.0, 39.0})
                QTest::addRow("site %d, %g tokens", site, tokens) << site << tokens;
    }
    void aSpikeIsDrawnInItsTimestepAndFoundThere() {
        QFETCH(int, site);
        QFETCH(double, tokens);
        const NetworkInfo info = shownDecoderInfo(1, 16, 4);
        const auto s = static_cast<std::size_t>(site);
        const RasterLayout layout = RasterLayout::make(info.sites, kHeight, 1);
        const RasterImage::View view{{kWidth, kHeight}, 1.0, columnsFor(tokens), 0};
        const RunHistory silent = withOneSpike(info, s, 5, -1, 0);
        RasterImage without;
        without.update(silent, info.sites, layout, view, Theme::light());
        const RasterLayout::Row row = layout.rowOf(layout.bandOf(s), 5);
        for (std::size_t step = 0; step < info.sites[s].timesteps; ++step) {
            const RunHistory history = withOneSpike(info, s, 5, 2, step);
            RasterImage with;
            with.update(history, info.sites, layout, view, Theme::light());
            // Pixels that differ are those of this timestep, and no other.
            const StepColumns steps = StepColumns::of(view.columns, info.sites[s].timesteps, 1);
            QCOMPARE(steps.areSeparate(), info.sites[s].timesteps > 1);
            const int start = view.columns.x(2) + steps.offset(step);
            const int end = start + (steps.areSeparate() ? steps.tick : static_cast<int>(view.columns.pitch) - 1);
            for (int x = 0; x < kWidth; ++x) {
                const bool differs = with.image().pixel(x, row.top) != without.image().pixel(x, row.top);
                QVERIFY2(differs == (x >= start && x < end), qPrintable(QString::number(x)));
            }
            const auto hit = hitTest(history, layout, view.columns, start, row.top);
            QVERIFY(hit && hit->spike);
            QCOMPARE(hit->neuron, (NeuronId{s, 5}));
            QCOMPARE(hit->token, 2);
            QCOMPARE(hit->timestep.has_value(), steps.areSeparate());
            if (!steps.areSeparate()) continue;
            QCOMPARE(*hit->timestep, step);
            const std::size_t other = (step + 1) % 4;
            const auto miss = hitTest(history, layout, view.columns, view.columns.x(2) + steps.offset(other), row.top);
            QVERIFY(miss && !miss->spike && miss->timestep == other);
        }
    }

    void narrowTokensShowTheShareOfTheirTimesteps() {
        const NetworkInfo info = shownDecoderInfo(1, 4, 4);
        const RasterLayout layout = RasterLayout::make(info.sites, kHeight, 1);
        const RasterLayout::Row row = layout.rowOf(layout.bandOf(1), 2);
        const RasterImage::View view{{kWidth, kHeight}, 1.0, columnsFor(80), 0};  // 5 pixels per token
        int before = 256;
        for (const std::uint32_t fired : {0U, 1U, 2U, 3U, 4U}) {
            RunHistory history(info);
            const FrameLayout frames(info);
            Frame frame;
            frame.choice = BlockChoice::allSpiking(info);
            frame.spikes.assign(frames.words, 0);
            for (std::uint32_t step = 0; step < fired; ++step)
                setBit(std::span(frame.spikes).subspan(frames.sites[1].wordOffset + step), 2);
            history.append(std::move(frame));
            RasterImage image;
            image.update(history, info.sites, layout, view, Theme::light());
            const int gray = qGray(image.image().pixel(1, row.top));
            QVERIFY(gray < before);  // each further spike is darker
            before = gray;
            if (fired == 4) QCOMPARE(image.image().pixel(1, row.top), Theme::light().ink.rgb());
            const auto hit = hitTest(history, layout, view.columns, 1, row.top);
            QVERIFY(hit && !hit->timestep);
            QCOMPARE(hit->spike, fired > 0);
        }
    }

    void theLineUnderTheMouseNamesTheTimestep() {
        const NetworkInfo info = shownDecoderInfo(1, 16, 4);
        RunViewModel run;
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text("abcd"));
        std::size_t neuron = 0;  // one that fires in some timesteps and not in others
        const auto spikes = [&] { return run.history().countNeuron(6, neuron, 2, 3); };
        while (neuron + 1 < info.sites[6].width && (spikes() == 0 || spikes() == 4)) ++neuron;
        QVERIFY(spikes() > 0 && spikes() < 4);
        for (std::size_t step = 0; step < 4; ++step) {
            const QString said = run.describe({6, neuron}, 2, step);
            QVERIFY2(said.contains(QStringLiteral("timestep %1 of 4").arg(step + 1)), qPrintable(said));
            QCOMPARE(said.contains(QStringLiteral("no spike")), !run.history().spiked(6, neuron, 2, step));
            const auto h = static_cast<double>(run.history().potential(6, neuron, 2, step));
            QVERIFY(said.contains(QStringLiteral("potential %1").arg(h, 0, 'f', 2)));
        }
        const QString whole = run.describe({6, neuron}, 2);
        QVERIFY2(whole.contains(QStringLiteral("fires in %1 of 4 timesteps").arg(spikes())), qPrintable(whole));
        const QString head = run.describe({7, 0}, 2, 3);  // has one timestep only
        QVERIFY2(!head.contains(QStringLiteral("timestep")), qPrintable(head));
    }

    void aMembraneHasAPointPerTimestepAndStartsAnewWithEveryToken() {
        const NetworkInfo info = shownDecoderInfo(1, 16, 4);
        SyntheticRun synthetic(info);
        RunHistory history(info);
        for (int i = 0; i < 20; ++i) history.append(synthetic.next("x"));
        const TimeAxis axis{.first = 0, .tokens = 20, .left = 0, .width = 4000};
        const MembraneCurve curve = membraneCurve(history, info.sites[6], {6, 9}, axis, 1);
        QCOMPARE(curve.pieces.size(), std::size_t{20});
        QCOMPARE(static_cast<std::int64_t>(curve.spikes.size()), history.countNeuron(6, 9, 0, 20));
        for (std::size_t token = 0; token < 20; ++token) {
            const std::vector<QPointF>& piece = curve.pieces[token];
            QCOMPARE(piece.front().y(), 0.0);
            QVERIFY(std::abs(piece.front().x() - 200.0 * static_cast<double>(token)) < 1);
            for (std::size_t step = 0; step < 4; ++step) {
                const double x = 200.0 * (static_cast<double>(token) + (static_cast<double>(step) + 0.5) / 4);
                const auto h = static_cast<double>(history.potential(6, 9, static_cast<std::int64_t>(token), step));
                QVERIFY(std::any_of(piece.begin(), piece.end(), [&](const QPointF& p) {
                    return std::abs(p.x() - x) <= 1 && std::abs(p.y() - h) < 1e-9;
                }));
            }
        }
        // Zoomed out, four timesteps and their tokens share pixels and nothing is lost.
        const MembraneCurve narrow = membraneCurve(history, info.sites[6], {6, 9}, {.first = 0, .tokens = 20, .width = 10}, 1);
        QCOMPARE(narrow.highest, curve.highest);
        QVERIFY(!narrow.isEmpty());
    }

    void theUsualSpanLeavesRoomForTimesteps() {
        RunViewModel run;
        run.reset(shownModel(shownInfo(1, 8)));
        QCOMPARE(run.timeAxis().tokens, RunViewModel::kDefaultSpan);
        run.reset(shownModel(shownDecoderInfo(1, 8, 4)));
        QCOMPARE(run.defaultSpan(), RunViewModel::kDefaultSpan / 2);
        QCOMPARE(run.timeAxis().tokens, run.defaultSpan());
        // 700 pixels, as in a window of 1440.
        QVERIFY(StepColumns::of(TokenColumns::of(run.timeAxis(), 700), 4, 1).areSeparate());
        run.setTimeAxis(0, 20);
        run.reset(run.sharedModel());  // another text with the same model keeps the user's zoom
        QCOMPARE(run.timeAxis().tokens, 20.0);
        run.reset(shownModel(shownInfo(1, 8)));
        QCOMPARE(run.timeAxis().tokens, RunViewModel::kDefaultSpan);
    }
};

QTEST_GUILESS_MAIN(TestTimesteps)
#include "test_viewmodels_timesteps.moc"
