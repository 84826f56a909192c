// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "support/synthetic_run.h"
#include "viewmodels/run_view_model.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestSelection : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsSetIsMadeRegular() {
        RunViewModel run;
        run.reset(shownModel(shownInfo(1, 8)));
        QSignalSpy changed(&run, &RunViewModel::selectionChanged);
        run.setSelection({{{2, {5, 1, 5}}, {0, {7, 8}}, {2, {0}}, {9, {1}}, {1, {}}}, 4, 2});
        QCOMPARE(changed.count(), 1);
        const Selection expected{{{0, {7}}, {2, {0, 1, 5}}}, 0, 0};
        QVERIFY(run.selection() == expected);
        QCOMPARE(run.selection().neuronCount(), 4U);
        run.setSelection(expected);
        QCOMPARE(changed.count(), 1);
        run.clearSelection();
        QCOMPARE(changed.count(), 2);
        QVERIFY(run.selection().empty());
    }

    void withoutAModelNothingIsSelected() {
        RunViewModel run;
        QSignalSpy changed(&run, &RunViewModel::selectionChanged);
        run.setSelection({{{0, {0}}}, 0, 0});
        QVERIFY(run.selection().empty());
        QCOMPARE(changed.count(), 0);
        QVERIFY(run.describeSelection().isEmpty());
    }

    void aNewTextTakesTheMomentsAndANewModelAll() {
        const NetworkInfo info = shownInfo(1, 8);
        const auto model = shownModel(info);
        RunViewModel run;
        run.reset(model);
        SyntheticRun synthetic(info);
        run.append(synthetic.text("abcdefgh"));
        run.setSelection({{{1, {2, 3}}}, 3, 99});
        QCOMPARE(run.selection().begin, 3);
        QCOMPARE(run.selection().end, 8);
        QCOMPARE(run.describeSelection(), QString::fromUtf8("2 neurons of 0.time_mix, tokens 3–7"));
        QSignalSpy changed(&run, &RunViewModel::selectionChanged);
        run.reset(model);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!run.selection().hasMoments());
        QCOMPARE(run.selection().neuronCount(), 2U);
        run.reset(shownModel(info));
        QCOMPARE(changed.count(), 2);
        QVERIFY(run.selection().empty());
    }

    void namesWhatIsSelected() {
        const NetworkInfo info = shownInfo(1, 8);
        RunViewModel run;
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text("abcdefgh"));
        run.setSelection({{{2, {4}}}, 6, 7});
        QCOMPARE(run.describeSelection(), QStringLiteral("blocks.0.channel_mix/4, token 6"));
        run.setSelection(Selection::ofSite(0, 8).with(Selection::ofSite(2, 8)));
        QCOMPARE(run.describeSelection(), QStringLiteral("16 neurons of 2 sites"));
    }

    void setsAreJoinedAndTakenApart() {
        const Selection a{{{1, {1, 2, 3}}}, 0, 0}, b{{{1, {3, 4}}, {2, {0}}}, 5, 9};
        const Selection both = a.with(b);
        QVERIFY(both == (Selection{{{1, {1, 2, 3, 4}}, {2, {0}}}, 5, 9}));
        QVERIFY(both.containsAll(a) && both.containsAll(b) && !a.containsAll(b));
        QVERIFY(both.contains(1, 4) && !both.contains(1, 5) && !both.contains(3, 0));
        QVERIFY(both.without(a) == (Selection{{{1, {4}}, {2, {0}}}, 5, 9}));
        QVERIFY(a.without(both) == Selection{});
        QVERIFY(Selection::ofSite(3, 0).empty());
    }
};

QTEST_GUILESS_MAIN(TestSelection)
#include "test_viewmodels_selection.moc"
