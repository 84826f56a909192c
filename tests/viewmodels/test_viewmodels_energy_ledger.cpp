// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cmath>

#include "energy/frame_energy.h"
#include "support/synthetic_run.h"
#include "viewmodels/energy_ledger.h"

using namespace spikeglass;

namespace {

/// Operations that differ from token to token and from component to component.
Frame priced(test::SyntheticRun& run, const NetworkInfo& info, bool twin) {
    Frame frame = run.next("x");
    for (std::size_t c = 0; c < info.components.size(); ++c) {
        const auto n = static_cast<std::int64_t>(1000 * (c + 1)) + 10 * frame.index;
        frame.operations[c] = {.ac = n, .mac = 2 * n, .denseMac = 4 * n, .neuron = n / 10, .other = n, .weightReads = 3 * n,
                               .membraneAccesses = n / 5, .activationAccesses = n / 7};
        if (twin) frame.twinOperations.push_back({.mac = 3 * n, .denseMac = 4 * n, .weightReads = 3 * n});
    }
    return frame;
}

double here(const PricingModel& pricing, const NetworkInfo& info, const RunHistory& history, std::int64_t token) {
    std::vector<std::int64_t> spikes;
    for (std::size_t site = 0; site < info.sites.size(); ++site) spikes.push_back(history.countSite(site, token, token + 1));
    const Frame& frame = history.frame(token);
    return energyJoules(pricing, componentActivities(info, frame.choice, frame.operations, spikes, 1));
}

bool close(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max(std::abs(a), std::abs(b)); }

}  // namespace

/// The sums of the ledger against prices worked out token by token.
class TestEnergyLedger : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void sumsAreThoseOfTheTokens() {
        const NetworkInfo info = test::shownInfo(2, 40);
        test::SyntheticRun run(info);
        RunHistory history(info);
        EnergyLedger ledger;
        for (int i = 0; i < 50; ++i) {
            history.append(priced(run, info, true));
            if (i % 7 == 0) ledger.update(info, history);
        }
        ledger.update(info, history);
        QCOMPARE(ledger.begin(), 0);
        QCOMPARE(ledger.end(), 50);
        for (std::size_t m = 0; m < pricingModels().size(); ++m) {
            if (!pricesFamily(pricingModels()[m], info.architecture)) continue;
            ledger.setModel(m);
            double expected = 0, whole = 0;
            for (std::int64_t token = 0; token < 50; ++token) {
                const double price = here(pricingModels()[m], info, history, token);
                if (token >= 10 && token < 30) expected += price;
                whole += price;
                QVERIFY(close(ledger.token(token).here, price));
            }
            QVERIFY(close(ledger.sum(10, 30).here, expected));
            QVERIFY(close(ledger.total().here, whole));
            QCOMPARE(ledger.sum(10, 30).tokens, 20);
            QVERIFY(ledger.total().ratio() > 0);
        }
        QVERIFY(ledger.total(0).here != ledger.total(1).here);
    }

    void aPartialTwinIsComparedWithTheSameTokens() {
        const NetworkInfo info = test::shownInfo(1, 40);
        test::SyntheticRun run(info);
        RunHistory history(info);
        for (int i = 0; i < 20; ++i) history.append(priced(run, info, i < 5));
        EnergyLedger ledger;
        ledger.update(info, history);
        const EnergyLedger::Price total = ledger.total();
        QCOMPARE(total.tokens, 20);
        QCOMPARE(total.twinTokens, 5);
        QVERIFY(close(total.thisBesideTwin, ledger.sum(0, 5).here));
        QVERIFY(close(total.ratio(), ledger.sum(0, 5).twin / ledger.sum(0, 5).here));
        QVERIFY(std::isnan(ledger.sum(5, 20).ratio()));
    }

    void droppedTokensCountNothing() {
        const NetworkInfo info = test::shownInfo(1, 40);
        test::SyntheticRun run(info);
        RunHistory history(info);
        for (int i = 0; i < 10; ++i) history.append(priced(run, info, true));
        for (int i = 0; i < 5; ++i) run.skip();
        for (int i = 0; i < 10; ++i) history.append(priced(run, info, true));
        EnergyLedger ledger;
        ledger.update(info, history);
        QCOMPARE(ledger.end(), 25);
        QCOMPARE(ledger.total().tokens, 20);
        QCOMPARE(ledger.sum(10, 15).tokens, 0);
        QVERIFY(std::isnan(ledger.sum(10, 15).perToken()));
    }

    void aNewRunBeginsAtZero() {
        const NetworkInfo info = test::shownInfo(1, 40);
        EnergyLedger ledger;
        for (const int length : {30, 4}) {
            test::SyntheticRun run(info);
            RunHistory history(info);
            for (int i = 0; i < length; ++i) history.append(priced(run, info, true));
            ledger.update(info, history);
            QCOMPARE(ledger.total().tokens, length);
        }
    }

    void forgetsWithTheHistoryButKeepsTheTotal() {
        const NetworkInfo info = test::shownInfo(1, 64);
        test::SyntheticRun run(info);
        RunHistory history(info, {.spikeBytes = 400'000, .potentialBytes = 100'000});
        EnergyLedger ledger;
        constexpr std::int64_t kTokens = 30'000;
        for (std::int64_t i = 0; i < kTokens; ++i) {
            history.append(priced(run, info, true));
            if (i % 100 == 0) ledger.update(info, history);
        }
        ledger.update(info, history);
        QVERIFY(history.begin() > 10'000);
        QVERIFY(ledger.begin() > 0);
        QVERIFY(ledger.begin() <= history.begin());
        QCOMPARE(ledger.total().tokens, kTokens);
        QVERIFY(close(ledger.token(kTokens - 1).here, here(pricingModels()[0], info, history, kTokens - 1)));
    }
};

QTEST_APPLESS_MAIN(TestEnergyLedger)
#include "test_viewmodels_energy_ledger.moc"
