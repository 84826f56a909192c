// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "support/synthetic_run.h"
#include "viewmodels/run_view_model.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

std::string letters(std::size_t n) { return std::string(n, 'a'); }

}  // namespace

class TestRunViewModel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void withoutModel() {
        RunViewModel run;
        QVERIFY(!run.hasModel());
        QCOMPARE(run.tokenCount(), 0);
        QCOMPARE(run.markedToken(), -1);
        QVERIFY(run.isFollowing());
        QVERIFY(run.neuronName({0, 0}).isEmpty());
        QVERIFY(run.describe({0, 0}, 0).isEmpty());
        run.setTimeAxis(10, 50);
        QCOMPARE(run.timeAxis().first, 0.0);
        run.toggleTraced({0, 0});
        QVERIFY(run.tracedNeurons().empty());
        run.append({});
    }

    void namesAndLabels() {
        RunViewModel run;
        run.reset(shownModel(shownInfo(2, 8)));
        QCOMPARE(run.neuronName({3, 5}), QStringLiteral("blocks.1.time_mix/5"));
        QCOMPARE(run.siteLabel(4), QStringLiteral("1.channel_mix"));
        QCOMPARE(run.siteLabel(0), QStringLiteral("embedding"));
        QVERIFY(run.siteLabel(5).isEmpty());
        QCOMPARE(RunViewModel::visibleText(QStringLiteral("a b\n\t") + QChar(7)),
                 QString::fromUtf8("a·b⏎⇥") + QChar(QChar::ReplacementCharacter));
    }

    void followsTheNewestToken() {
        RunViewModel run;
        const NetworkInfo info = shownInfo(1, 8);
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        QSignalSpy moved(&run, &RunViewModel::timeAxisChanged), frames(&run, &RunViewModel::framesAppended);
        run.append(synthetic.text(letters(50)));
        QCOMPARE(frames.count(), 1);
        QCOMPARE(moved.count(), 0);  // all of it is in sight
        QCOMPARE(run.timeAxis().first, 0.0);
        run.append(synthetic.text(letters(100)));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(run.timeAxis().first, 150 - RunViewModel::kDefaultSpan);
    }

    void scrollingBackEndsFollowingAndReturningResumesIt() {
        RunViewModel run;
        const NetworkInfo info = shownInfo(1, 8);
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text(letters(300)));
        QSignalSpy following(&run, &RunViewModel::followingChanged);
        run.setTimeAxis(100, 96);
        QVERIFY(!run.isFollowing());
        QCOMPARE(following.count(), 1);
        QCOMPARE(following.last().first().toBool(), false);

        QSignalSpy moved(&run, &RunViewModel::timeAxisChanged);
        run.append(synthetic.text(letters(50)));
        QCOMPARE(moved.count(), 0);
        QCOMPARE(run.timeAxis().first, 100.0);

        run.setTimeAxis(1000, 96);  // no further than the text goes
        QCOMPARE(run.timeAxis().first, 350.0 - 96);
        QVERIFY(run.isFollowing());
        run.setTimeAxis(-20, 96);
        QCOMPARE(run.timeAxis().first, 0.0);
        QVERIFY(!run.isFollowing());
        run.setFollowing(true);
        QCOMPARE(run.timeAxis().first, 350.0 - 96);
        // Switched off by hand, it stays where it is though the newest token is in sight.
        run.setFollowing(false);
        run.append(synthetic.text(letters(5)));
        QCOMPARE(run.timeAxis().first, 350.0 - 96);
    }

    void spanStaysWithinReason() {
        RunViewModel run;
        const NetworkInfo info = shownInfo(1, 8);
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text(letters(1000)));
        run.setTimeAxis(5, 1e9);
        QCOMPARE(run.timeAxis().tokens, 1000.0);
        QCOMPARE(run.timeAxis().first, 0.0);
        run.setTimeAxis(5, 0.001);
        QCOMPARE(run.timeAxis().tokens, RunViewModel::kLeastSpan);
        run.setTimeAxis(std::nan(""), 10);
        run.setTimeAxis(3, HUGE_VAL);
        QCOMPARE(run.timeAxis().first, 5.0);
    }

    void marksHoveredThenPinnedThenNewest() {
        RunViewModel run;
        const NetworkInfo info = shownInfo(1, 8);
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text(letters(20)));
        QSignalSpy marked(&run, &RunViewModel::markedTokenChanged);
        QCOMPARE(run.markedToken(), 19);
        run.setPinnedToken(4);
        QCOMPARE(run.markedToken(), 4);
        run.setHoveredToken(7);
        QCOMPARE(run.markedToken(), 7);
        QCOMPARE(marked.count(), 2);
        run.setHoveredToken(7);
        QCOMPARE(marked.count(), 2);
        run.setHoveredToken(20);  // outside the text: nothing
        QCOMPARE(run.markedToken(), 4);
        run.setHoveredToken(-1);
        QVERIFY(!run.hoveredToken());
        run.setPinnedToken(std::nullopt);
        QCOMPARE(run.markedToken(), 19);
        marked.clear();
        run.append(synthetic.text(letters(1)));
        QCOMPARE(marked.count(), 1);
        QCOMPARE(run.markedToken(), 20);
    }

    void aPinGoesWithItsToken() {
        NetworkInfo info = shownInfo(1, 8);
        RunViewModel run;
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text(letters(10)));
        run.setPinnedToken(2);
        Frame far = synthetic.next("z");
        far.index = 1'000'000'000;
        std::vector<Frame> frames;
        frames.push_back(std::move(far));
        run.append(std::move(frames));
        QVERIFY(run.history().begin() > 2);
        QVERIFY(!run.pinnedToken());
        QCOMPARE(run.markedToken(), 1'000'000'000);
    }

    void tracesMakeRoomForNewOnes() {
        RunViewModel run;
        const auto model = shownModel(shownInfo(1, 8));
        run.reset(model);
        QSignalSpy traced(&run, &RunViewModel::tracedChanged);
        for (std::size_t n = 0; n < RunViewModel::kMaxTraces + 1; ++n) run.toggleTraced({1, n});
        QCOMPARE(run.tracedNeurons().size(), RunViewModel::kMaxTraces);
        QCOMPARE(run.tracedNeurons().front().neuron, 1U);
        run.toggleTraced({1, 3});
        QCOMPARE(run.tracedNeurons().size(), RunViewModel::kMaxTraces - 1);
        traced.clear();
        run.toggleTraced({9, 0});
        run.setTraced({{1, 99}, {2, 5}});
        QCOMPARE(run.tracedNeurons(), (std::vector<NeuronId>{{2, 5}}));
        QCOMPARE(traced.count(), 1);
        run.reset(model);
        QCOMPARE(run.tracedNeurons().size(), 1U);  // the model stayed
        run.reset(shownModel(shownInfo(1, 8)));
        QVERIFY(run.tracedNeurons().empty());
    }

    void resetEmptiesTheRun() {
        RunViewModel run;
        const NetworkInfo info = shownInfo(1, 8);
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text(letters(500)));
        run.setTimeAxis(3, 400);
        run.setPinnedToken(5);
        QSignalSpy following(&run, &RunViewModel::followingChanged), reset(&run, &RunViewModel::runReset);
        run.reset(run.sharedModel());
        QCOMPARE(reset.count(), 1);
        QCOMPARE(following.count(), 1);
        QCOMPARE(run.tokenCount(), 0);
        QCOMPARE(run.markedToken(), -1);
        QVERIFY(run.isFollowing());
        QCOMPARE(run.timeAxis().first, 0.0);
        QCOMPARE(run.timeAxis().tokens, run.greatestSpan());
    }

    void describesANeuronAtAToken() {
        NetworkInfo info = shownInfo(1, 8);
        RunViewModel run;
        run.reset(shownModel(info));
        FrameLayout layout(info);
        std::vector<Frame> frames;
        for (int t = 0; t < 4; ++t) {
            Frame frame;
            frame.index = t < 3 ? t : 5;
            frame.text = t == 0 ? " " : "e";
            frame.choice = BlockChoice::allSpiking(info);
            if (t == 2) frame.choice.set(1, Form::Analog);
            frame.spikes.assign(layout.words, 0);
            frame.potential.assign(layout.floats, 0.25F);
            if (t == 0) {
                setBit(std::span(frame.spikes).subspan(layout.sites[1].wordOffset), 3);
                frame.potential[layout.sites[1].floatOffset + 3] = 1.239F;
            }
            frames.push_back(std::move(frame));
        }
        run.append(std::move(frames));
        QCOMPARE(run.describe({1, 3}, 0),
                 QString::fromUtf8("blocks.0.time_mix/3 · token 0 “·” · spike · potential 1.24 · "
                                   "fires at 33.3% so far"));
        QCOMPARE(run.describe({1, 3}, 1),
                 QString::fromUtf8("blocks.0.time_mix/3 · token 1 “e” · no spike · potential 0.25 · "
                                   "fires at 33.3% so far"));
        QCOMPARE(run.describe({1, 3}, 2),
                 QString::fromUtf8("blocks.0.time_mix/3 · token 2 “e” · analog: no spikes here"));
        QCOMPARE(run.describe({0, 3}, 2),
                 QString::fromUtf8("embedding/3 · token 2 “e” · no spike · fires at 0.0% so far"));
        QVERIFY(run.describe({1, 3}, 4).contains(QStringLiteral("too slow")));
        QCOMPARE(run.describe({1, 3}, 99), QStringLiteral("blocks.0.time_mix/3"));
        QVERIFY(run.isSpiking(1, 0) && !run.isSpiking(1, 2) && run.isSpiking(2, 2) && !run.isSpiking(1, 4));

        // One spike among the 16 LIF neurons; the embedding is none of them.
        QCOMPARE(run.firingRate(0), 1.0 / 16);
        QCOMPARE(run.firingRate(2), 0.0);
        QVERIFY(std::isnan(run.firingRate(4)));
        QVERIFY(std::isnan(run.firingRate(99)));
    }
};

QTEST_GUILESS_MAIN(TestRunViewModel)
#include "test_viewmodels_run.moc"
