// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "support/synthetic_run.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/site_rates.h"

using namespace spikeglass;

namespace {

RunHistory filled(const NetworkInfo& info, std::size_t tokens) {
    test::SyntheticRun run(info);
    RunHistory history(info);
    for (std::size_t i = 0; i < tokens; ++i) history.append(run.next("x"));
    return history;
}

TimeAxis axisOver(double first, double tokens, double width) {
    return {.first = first, .tokens = tokens, .left = 20, .width = width};
}

}  // namespace

/// Membrane traces and firing rates, worked out from the history.
class TestMembraneCurve : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void risesToThePotentialAndFallsAtEverySpike() {
        const NetworkInfo info = test::shownInfo(2, 16);
        const RunHistory history = filled(info, 64);
        const NeuronId neuron{1, 3};
        const TimeAxis axis = axisOver(0, 64, 640);
        const MembraneCurve curve = membraneCurve(history, info.sites[1], neuron, axis, 1);
        QVERIFY(curve.hasPotential);
        QCOMPARE(curve.pieces.size(), std::size_t{1});
        QCOMPARE(static_cast<std::int64_t>(curve.spikes.size()), history.countNeuron(1, 3, 0, 64));
        QVERIFY(!curve.spikes.empty());
        for (std::int64_t token = 0; token < 64; ++token) {
            const double x = axis.toX(static_cast<double>(token) + 0.5);
            const auto h = static_cast<double>(history.potential(1, 3, token));
            const auto at = [&](double value) {
                return std::any_of(curve.pieces[0].begin(), curve.pieces[0].end(), [&](const QPointF& p) {
                    return std::abs(p.x() - x) <= 1 && std::abs(p.y() - value) < 1e-9;
                });
            };
            QVERIFY(at(h));
            if (history.spiked(1, 3, token)) QVERIFY(at(0.0));
        }
    }

    void isDecimatedWithoutLosingExtremes() {
        const NetworkInfo info = test::shownInfo(1, 16);
        const RunHistory history = filled(info, 20'000);
        const MembraneCurve curve = membraneCurve(history, info.sites[1], {1, 5}, axisOver(0, 20'000, 200), 1);
        QCOMPARE(curve.pieces.size(), std::size_t{1});
        QVERIFY(curve.pieces[0].size() <= std::size_t{4} * 201);
        QVERIFY(curve.spikes.size() <= 201);
        double highest = 0, drawn = 0;
        for (std::int64_t token = 0; token < 20'000; ++token)
            highest = std::max(highest, static_cast<double>(history.potential(1, 5, token)));
        for (const QPointF& point : curve.pieces[0]) drawn = std::max(drawn, point.y());
        QCOMPARE(drawn, highest);
        QCOMPARE(curve.highest, highest);
    }

    void breaksWhereTheSiteWasAnalog() {
        const NetworkInfo info = test::shownInfo(1, 16);
        test::SyntheticRun run(info);
        RunHistory history(info);
        for (int i = 0; i < 30; ++i) {
            run.choice().set(1, i >= 10 && i < 20 ? Form::Analog : Form::Spiking);
            history.append(run.next("x"));
        }
        const MembraneCurve curve = membraneCurve(history, info.sites[1], {1, 2}, axisOver(0, 30, 300), 1);
        QCOMPARE(curve.pieces.size(), std::size_t{2});
        QVERIFY(curve.pieces[0].back().x() < 20 + 101);
        QVERIFY(curve.pieces[1].front().x() > 20 + 199);
    }

    void aPlainThresholdHasSpikesOnly() {
        const NetworkInfo info = test::shownInfo(1, 16);
        const RunHistory history = filled(info, 40);
        for (std::size_t n = 0; n < 16; ++n) {
            const MembraneCurve curve = membraneCurve(history, info.sites[0], {0, n}, axisOver(0, 40, 400), 1);
            QVERIFY(!curve.hasPotential);
            QVERIFY(curve.pieces.empty());
            QCOMPARE(static_cast<std::int64_t>(curve.spikes.size()), history.countNeuron(0, n, 0, 40));
        }
    }

    void choosesModerateNeuronsOfDifferentDepths() {
        const NetworkInfo info = test::shownInfo(4, 32);
        test::SyntheticRun run(info);
        for (std::size_t site = 1; site < info.sites.size(); ++site)
            for (std::size_t n = 0; n < 10; ++n) run.silence(site, n);
        RunHistory history(info);
        for (int i = 0; i < 100; ++i) history.append(run.next("x"));
        const std::vector<NeuronId> chosen = moderateNeurons(info, history, 0, 100, 3);
        QCOMPARE(chosen.size(), std::size_t{3});
        for (const NeuronId neuron : chosen) {
            const double rate = static_cast<double>(history.countNeuron(neuron.site, neuron.neuron, 0, 100)) / 100;
            QVERIFY(rate >= 0.08 && rate <= 0.6);
            QVERIFY(info.sites[neuron.site].hasMembrane);
        }
        QVERIFY(chosen[0].site > chosen[1].site && chosen[1].site > chosen[2].site);
    }

    void choosesNothingWhereAllIsAnalog() {
        const NetworkInfo info = test::shownInfo(2, 8);
        test::SyntheticRun run(info);
        for (std::size_t slot = 0; slot < run.choice().size(); ++slot) run.choice().set(slot, Form::Analog);
        RunHistory history(info);
        for (int i = 0; i < 40; ++i) history.append(run.next("x"));
        QVERIFY(moderateNeurons(info, history, 0, 40, 3).empty());
    }

    void axesEndAtRoundNumbersAroundTheData() {
        for (const auto& [low, high] : {std::pair{-0.37, 1.84}, {0.0, 1.0}, {-12.3, 7.7}, {0.0, 0.0304}}) {
            const auto [from, to] = roundRange(low, high);
            QVERIFY(from <= low && to >= high);
            QVERIFY(to - from <= 2 * (high - low) + 1e-12);
        }
    }

    void ratesCountOnlyTokensWhereTheSiteWasSpiking() {
        const NetworkInfo info = test::shownInfo(1, 16);
        test::SyntheticRun run(info);
        RunHistory history(info);
        for (int i = 0; i < 40; ++i) {
            run.choice().set(1, i < 10 ? Form::Spiking : Form::Analog);
            run.choice().set(2, Form::Analog);
            history.append(run.next("x"));
        }
        const SiteRates rates = siteRates(info, history, -5, 1000);
        QCOMPARE(rates.from, 0);
        QCOMPARE(rates.to, 40);
        QCOMPARE(rates.sites[1].spikingTokens, 10);
        QCOMPARE(rates.sites[1].rate, static_cast<double>(history.countSite(1, 0, 10)) / (10.0 * 16));
        QCOMPARE(rates.sites[2].spikingTokens, 0);
        QCOMPARE(rates.lifMean, rates.sites[1].rate);
        const double all = static_cast<double>(history.countSite(0, 0, 40) + history.countSite(1, 0, 10));
        QCOMPARE(rates.sparsity, 1 - all / (40.0 * 16 + 10.0 * 16));
        QVERIFY(std::isnan(siteRates(info, history, 40, 40).lifMean));
    }
};

QTEST_APPLESS_MAIN(TestMembraneCurve)
#include "test_viewmodels_membrane_curve.moc"
