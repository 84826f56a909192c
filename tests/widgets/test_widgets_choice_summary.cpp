// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "choice_summary.h"
#include "energy_view.h"
#include "fonts.h"
#include "support/offscreen_noise.h"
#include "support/shown_decoder.h"
#include "support/synthetic_run.h"

using namespace spikeglass;

/// The figures below the board, against the run they are of.
class TestWidgetsChoiceSummary : public QObject {
    Q_OBJECT

    static QString said(const ChoiceSummary& view, const QString& name) {
        for (const QLabel* label : view.findChildren<QLabel*>())
            if (label->accessibleName() == name) return label->text();
        return QStringLiteral("no such figure");
    }
    static bool mentions(const ChoiceSummary& view, const QString& words) {
        for (const QLabel* label : view.findChildren<QLabel*>())
            if (label->text().contains(words)) return true;
        return false;
    }

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
    }

    void figuresAreThoseOfTheChoice() {
        const NetworkInfo info = test::shownInfo(1, 8);
        RunViewModel run;
        BlockBoardModel board;
        ChoiceSummary view(&run, &board);
        QVERIFY(view.isHidden());
        run.reset(test::shownModel(info));
        board.reset(info, BlockChoice::allSpiking(info));
        view.refresh();
        QVERIFY(!view.isHidden());
        QCOMPARE(said(view, QStringLiteral("bits per character, this choice")), QStringLiteral("–"));
        QVERIFY(mentions(view, QStringLiteral("No token was computed with this choice yet.")));

        test::SyntheticRun synthetic(info);
        std::vector<Frame> frames = synthetic.text("abcde");
        for (Frame& frame : frames) {
            frame.surprisalBits = frame.index == 0 ? std::nanf("") : 1.5F;
            for (OperationCounts& counts : frame.operations) counts = {.ac = 25, .mac = 1'000'000};
            frame.twinOperations.assign(frame.operations.size(), {.mac = 3'000'000});
        }
        run.append(std::move(frames));
        view.refresh();
        QCOMPARE(said(view, QStringLiteral("bits per character, this choice")), QLocale().toString(1.5, 'f', 2));
        QCOMPARE(said(view, QStringLiteral("bits per character, all analog")), QStringLiteral("–"));
        QCOMPARE(said(view, QStringLiteral("AC / token, this choice")), QStringLiteral("100"));  // 4 components
        QVERIFY(said(view, QStringLiteral("MAC / token, this choice")).startsWith(QStringLiteral("4.00")));
        QVERIFY(said(view, QStringLiteral("MAC / token, all analog")).startsWith(QStringLiteral("12.0")));
        QVERIFY(said(view, QStringLiteral("energy / token, all analog")).endsWith(QStringLiteral("µJ")));
        QVERIFY(mentions(view, QStringLiteral("4 characters, the prompt")));
        QVERIFY(mentions(view, QStringLiteral("3.00×")));

        const QString fp32 = said(view, QStringLiteral("energy / token, this choice"));
        view.setPricingModelId(QStringLiteral("compute-int8"));
        QVERIFY(said(view, QStringLiteral("energy / token, this choice")) != fp32);
        view.setPricingModelId(QStringLiteral("no such model"));
        board.toggle(1);
        view.refresh();
        QCOMPARE(said(view, QStringLiteral("AC / token, this choice")), QStringLiteral("–"));
        board.toggle(1);
        view.refresh();
        QCOMPARE(said(view, QStringLiteral("AC / token, this choice")), QStringLiteral("100"));
        run.reset(test::shownModel(info));
        view.refresh();
        QCOMPARE(said(view, QStringLiteral("AC / token, this choice")), QStringLiteral("–"));
    }

    void aTwinThatIsCountedInFullIsMarked_data() {
        QTest::addColumn<bool>("both");  // forms in the checkpoint: the twin is run
        QTest::newRow("in full") << false;
        QTest::newRow("as it is read") << true;
    }
    void aTwinThatIsCountedInFullIsMarked() {
        QFETCH(bool, both);
        NetworkInfo info = test::shownDecoderInfo(1, 8, 4);
        if (!both)
            for (SlotInfo& slot : info.slotInfos) slot.forms = {.analog = false, .spiking = true};
        RunViewModel run;
        BlockBoardModel board;
        ChoiceSummary summary(&run, &board);
        EnergyView energy(&run);
        run.reset(test::shownModel(info));
        board.reset(info, BlockChoice::allSpiking(info));
        test::SyntheticRun synthetic(info);
        std::vector<Frame> frames = synthetic.text("abcde");
        for (Frame& frame : frames) {
            frame.operations.assign(info.components.size(), {.mac = 1'000'000});
            frame.twinOperations.assign(info.components.size(), {.mac = 3'000'000});
        }
        run.append(std::move(frames));
        summary.refresh();
        energy.show();
        const auto shows = [](const QWidget& view) {
            int marked = 0, ratios = 0;
            for (const QLabel* label : view.findChildren<QLabel*>()) {
                if (!label->text().contains(QStringLiteral("3.00×"))) continue;
                ++ratios;
                if (label->text().contains(QStringLiteral("3.00×*")) && !label->toolTip().isEmpty()) ++marked;
            }
            return std::pair(ratios > 0, marked > 0 && marked == ratios);
        };
        QTRY_COMPARE(shows(energy), std::pair(true, !both));
        QCOMPARE(shows(summary), std::pair(true, !both));
    }
};

QTEST_MAIN(TestWidgetsChoiceSummary)
#include "test_widgets_choice_summary.moc"
