// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "support/shown_decoder.h"
#include "support/synthetic_run.h"
#include "viewmodels/run_view_model.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// What a run shows of a network that does not work, and where its forms were switched.
class TestRunFindings : public QObject {
    Q_OBJECT

    static std::string text(std::size_t tokens) {
        std::string made;
        while (made.size() < tokens) made += "the prince said nothing and ";
        return made.substr(0, tokens);
    }

  private Q_SLOTS:
    void aSiteThatNeverFiresIsFoundWhileTheTextRuns() {
        const NetworkInfo info = shownDecoderInfo(1, 32, 4);
        SyntheticRun synthetic(info);
        for (std::size_t neuron = 0; neuron < 32; ++neuron) synthetic.silence(3, neuron);  // attention.value
        RunViewModel run;
        run.reset(shownModel(info));
        QSignalSpy changed(&run, &RunViewModel::findingsChanged);
        run.append(synthetic.text(text(40)));
        QVERIFY(run.findings().all().empty());  // too early to say "never"
        run.append(synthetic.text(text(100)));
        QCOMPARE(run.findings().all().size(), std::size_t{1});
        QVERIFY(changed.count() >= 1);
        const QStringList said = run.findings().ofSite(3);
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0].startsWith(QStringLiteral("blocks.0.attention.value never fires")), qPrintable(said[0]));
        QVERIFY(run.findings().ofSite(2).isEmpty());

        // With another choice that is forgotten: it was measured with the one before.
        synthetic.choice().set(1, Form::Analog);
        run.append(synthetic.text(text(5)));
        QVERIFY(run.findings().all().empty());
        run.append(synthetic.text(text(200)));
        QVERIFY(run.findings().all().empty());  // analog now: it need not fire
        run.reset(run.sharedModel());
        QVERIFY(run.findings().all().empty());
    }

    void switchesAreMarkedWhereTheyTakeEffect() {
        const NetworkInfo info = shownDecoderInfo(3, 8, 2);
        SyntheticRun synthetic(info);
        RunViewModel run;
        run.reset(shownModel(info));
        run.append(synthetic.text(text(10)));
        synthetic.choice().set(4, Form::Analog);
        run.append(synthetic.text(text(10)));
        for (int lost = 0; lost < 5; ++lost) synthetic.skip();
        run.append(synthetic.text(text(10)));  // dropped frames are no switch
        for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
            synthetic.choice().set(slot, slot == 4 ? Form::Spiking : Form::Analog);
        run.append(synthetic.text(text(10)));
        QCOMPARE(run.switches(0, 100), (std::vector<std::int64_t>{10, 35}));
        QCOMPARE(run.switches(11, 35), std::vector<std::int64_t>{});
        QCOMPARE(run.describeSwitch(10), QStringLiteral("from here: 1.mlp analog"));
        QCOMPARE(run.describeSwitch(35),
                 QStringLiteral("from here: embedding, 0.attention, 0.mlp and 4 more analog, 1.mlp spiking"));
        QVERIFY(run.describeSwitch(9).isEmpty() && run.describeSwitch(0).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRunFindings)
#include "test_viewmodels_run_findings.moc"
