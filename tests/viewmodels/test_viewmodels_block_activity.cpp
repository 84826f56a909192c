// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cmath>

#include "support/synthetic_run.h"
#include "viewmodels/block_activity.h"
#include "viewmodels/choice_ledger.h"
#include "viewmodels/component_shares.h"

using namespace spikeglass;

namespace {

/// Operations that differ from component to component: c + 1 accumulates and as many thousand multiply-accumulates.
void addOperations(Frame& frame, bool twin) {
    for (std::size_t c = 0; c < frame.operations.size(); ++c) {
        const auto n = static_cast<std::int64_t>(c + 1);
        frame.operations[c] = {.ac = n, .mac = 1000 * n, .denseMac = 2000 * n};
        if (twin) frame.twinOperations.push_back({.mac = 3000 * n, .denseMac = 3000 * n});
    }
}

std::vector<Frame> textOf(test::SyntheticRun& run, int tokens, bool twin = true) {
    std::vector<Frame> frames;
    for (int i = 0; i < tokens; ++i) {
        frames.push_back(run.next("x"));
        addOperations(frames.back(), twin);
    }
    return frames;
}

}  // namespace

/// What the block board and its summary are told, against sums made by hand.
class TestViewmodelsBlockActivity : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void sharesAddUpToAll() {
        const NetworkInfo info = test::shownInfo(2, 40);
        test::SyntheticRun run(info);
        RunHistory history(info);
        for (Frame& frame : textOf(run, 20)) history.append(std::move(frame));
        const PricingModel& pricing = pricingModels().front();
        const ComponentShares shares = componentShares(info, history, 5, 15, pricing);
        QCOMPARE(shares.tokens, 10);
        QCOMPARE(shares.components.size(), std::size_t{6});
        double all = 0;
        for (std::size_t c = 0; c < 6; ++c) {
            const auto& component = shares.components[c];
            const auto n = static_cast<double>(c + 1);
            all += component.share;
            QCOMPARE(component.acPerToken, n);
            QCOMPARE(component.macPerToken, 1000 * n);
            QVERIFY(std::abs(component.joulesPerToken - (n * pricing.ac + 1000 * n * pricing.mac)) < 1e-18);
            QVERIFY(std::abs(component.share - n / 21) < 1e-9);  // 1 + 2 + ... + 6
            if (component.slot < 0) continue;
            const double rate = static_cast<double>(history.countSite(c, 5, 15)) / 400;
            QCOMPARE(component.rate, rate);
        }
        QVERIFY(std::abs(all - 1) < 1e-9);
        QVERIFY(std::isnan(shares.components.back().rate));  // the head has no site
        QCOMPARE(shares.components.back().name, QStringLiteral("head"));
    }

    void tokensThatAreNotThereAreLeftOut() {
        const NetworkInfo info = test::shownInfo(1, 8);
        test::SyntheticRun run(info);
        RunHistory history(info);
        for (Frame& frame : textOf(run, 3)) history.append(std::move(frame));
        run.skip();
        for (Frame& frame : textOf(run, 2)) history.append(std::move(frame));
        QCOMPARE(componentShares(info, history, -10, 100, pricingModels().front()).tokens, 5);
        const ComponentShares none = componentShares(info, history, 3, 4, pricingModels().front());
        QCOMPARE(none.tokens, 0);
        QVERIFY(std::isnan(none.joulesPerToken) && std::isnan(none.components[0].share));
    }

    void theBoardIsToldOfTheNewestTokens() {
        const NetworkInfo info = test::shownInfo(2, 40);
        RunViewModel view;
        BlockBoardModel board;
        BlockActivity activity(&view, &board);
        QSignalSpy told(&board, &BlockBoardModel::activityChanged);
        view.reset(test::shownModel(info));
        board.reset(info, BlockChoice::allSpiking(info));
        activity.update();
        QCOMPARE(board.activityOf(1).tokens, 0);
        QVERIFY(board.describeActivity(1).isEmpty());
        QCOMPARE(board.greatestShare(), 0.0);

        test::SyntheticRun run(info);
        view.append(textOf(run, 100));
        const int before = static_cast<int>(told.count());
        view.append(textOf(run, 100));
        QTRY_COMPARE(static_cast<int>(told.count()), before + 1);  // once for both
        const SlotActivity slot = board.activityOf(1);
        QCOMPARE(slot.tokens, BlockActivity::kTokens);
        QCOMPARE(slot.rate, static_cast<double>(view.history().countSite(1, 168, 200)) / (32 * 40));
        QVERIFY(std::abs(slot.share - 2.0 / 21) < 1e-9);
        QVERIFY(std::abs(board.greatestShare() - 5.0 / 21) < 1e-9);  // the head is no slot
        QVERIFY(board.describeActivity(1).contains(QStringLiteral("9.5% of the energy")));
        QVERIFY(board.describeActivity(1).contains(slot.pricing));

        activity.setPricingModelId(QStringLiteral("published-spikedecoder"));  // no price for this family
        activity.update();
        QCOMPARE(board.activityOf(1).pricing, slot.pricing);
        activity.setPricingModelId(QStringLiteral("compute-memory-sram"));
        activity.update();
        QVERIFY(board.activityOf(1).pricing != slot.pricing);
    }

    void analogSlotsHaveNoRate() {
        const NetworkInfo info = test::shownInfo(1, 8);
        RunViewModel view;
        BlockBoardModel board;
        BlockActivity activity(&view, &board);
        view.reset(test::shownModel(info));
        board.reset(info, BlockChoice::allSpiking(info));
        test::SyntheticRun run(info);
        run.choice().set(1, Form::Analog);
        view.append(textOf(run, 40));
        activity.update();
        QVERIFY(std::isnan(board.activityOf(1).rate));
        QVERIFY(!std::isnan(board.activityOf(2).rate));
        QVERIFY(board.describeActivity(1).contains(QStringLiteral("analog")));
        board.showActivity(std::vector<SlotActivity>(7));  // of another network
        QCOMPARE(board.activityOf(2).tokens, 0);
    }

    void invertingTwiceIsAsBefore() {
        NetworkInfo info = test::shownInfo(1, 8);
        info.slotInfos[2].forms = {.analog = false, .spiking = true};
        BlockBoardModel board;
        QVERIFY(!board.canInvert());
        board.reset(info, BlockChoice::allSpiking(info));
        QVERIFY(board.canInvert());
        board.toggle(0);
        board.invert();
        QVERIFY(board.isSpiking(0) && !board.isSpiking(1) && board.isSpiking(2));  // the last cannot move
        board.invert();
        QVERIFY(!board.isSpiking(0) && board.isSpiking(1) && board.isSpiking(2));
        board.undo();
        QVERIFY(board.isSpiking(0) && !board.isSpiking(1));
    }

    void eachChoiceHasItsOwnSums() {
        const NetworkInfo info = test::shownInfo(1, 8);
        test::SyntheticRun run(info);
        RunHistory history(info);
        ChoiceLedger ledger;
        double bits = 0;
        for (Frame& frame : textOf(run, 10)) {
            frame.text = "\xC3\xA9!";  // two characters
            if (frame.index > 0) bits += static_cast<double>(frame.surprisalBits);
            history.append(std::move(frame));
        }
        ledger.update(info, history);
        const BlockChoice spiking = run.choice();
        run.choice().set(1, Form::Analog);
        for (Frame& frame : textOf(run, 4, false)) history.append(std::move(frame));
        ledger.update(info, history);
        ledger.update(info, history);

        const ChoiceLedger::Entry* first = ledger.of(spiking);
        QVERIFY(first);
        QCOMPARE(first->tokens, 10);
        QCOMPARE(first->characters, 18);  // the first token was guessed by nobody
        QVERIFY(std::abs(first->bitsPerCharacter() - bits / 18) < 1e-9);
        QCOMPARE(first->acPerToken(), 10.0);  // 1 + 2 + 3 + 4
        QCOMPARE(first->macPerToken(), 10'000.0);
        QCOMPARE(first->twinMacPerToken(), 30'000.0);
        QCOMPARE(first->twinAcPerToken(), 0.0);
        const PricingModel& pricing = pricingModels().front();
        QVERIFY(std::abs(first->joulesPerToken(0) - (10 * pricing.ac + 10'000 * pricing.mac)) < 1e-16);
        QVERIFY(std::abs(first->ratio(0) * first->joulesPerToken(0) - first->twinJoulesPerToken(0)) < 1e-16);

        const ChoiceLedger::Entry* second = ledger.of(run.choice());
        QCOMPARE(second->tokens, 4);
        QVERIFY(std::isnan(second->twinMacPerToken()) && std::isnan(second->ratio(0)));
        QVERIFY(!ledger.of(BlockChoice::allAnalog(info)));
        ledger.clear();
        QVERIFY(!ledger.of(spiking));
    }

    /// Also of tokens that memory holds no more.
    void goingBackReadsOnlyTheLastPart() {
        const NetworkInfo info = test::shownInfo(1, 8);
        test::SyntheticRun run(info);
        RunHistory history(info, {.spikeBytes = 2'000'000, .potentialBytes = 10'000});
        ChoiceLedger ledger;
        for (int part = 0; part < 30; ++part) {
            for (Frame& frame : textOf(run, 100)) history.append(std::move(frame));
            ledger.update(info, history);
        }
        QCOMPARE(history.end(), std::int64_t{3000});
        QVERIFY2(history.begin() > 600 && history.begin() < 2000, qPrintable(QString::number(history.begin())));
        const auto tokens = [&] { return ledger.of(run.choice())->tokens; };
        QCOMPARE(tokens(), std::int64_t{3000});
        for (const std::int64_t end : {2999, 2100, 2500, 2048, 2049, 2560}) {
            ledger.update(info, history, end);
            QCOMPARE(tokens(), end);
        }
        ledger.update(info, history);
        QCOMPARE(tokens(), std::int64_t{3000});
    }
};

QTEST_GUILESS_MAIN(TestViewmodelsBlockActivity)
#include "test_viewmodels_block_activity.moc"
