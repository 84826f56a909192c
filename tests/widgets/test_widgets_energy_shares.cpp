// SPDX-License-Identifier: Apache-2.0
#include <QTableView>
#include <QToolButton>
#include <QtTest>
#include <cmath>

#include "energy_shares.h"
#include "energy_view.h"
#include "fonts.h"
#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "table_dialog.h"
#include "viewmodels/theme.h"

using namespace spikeglass;

/// Where the energy goes, beside its table.
class TestWidgetsEnergyShares : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
    }

    void barsAndTableAreThoseOfTheTokensInView() {
        const NetworkInfo info = test::shownInfo(2, 8);
        RunViewModel run;
        EnergyView view(&run);
        view.resize(376, 620);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        run.reset(test::shownModel(info));
        view.refresh();
        QCOMPARE(view.shares().shares().tokens, 0);
        QVERIFY(view.shares().description().contains(QStringLiteral("No token")));

        test::SyntheticRun synthetic(info);
        std::vector<Frame> frames = synthetic.text(std::string(40, 'x'));
        for (Frame& frame : frames)
            for (std::size_t c = 0; c < frame.operations.size(); ++c)
                frame.operations[c] = {.mac = c == 1 ? 8000 : 400};  // six components: 8 of 10 parts in the second
        run.append(std::move(frames));
        run.setTimeAxis(0, 20);
        view.refresh();
        QCOMPARE(view.shares().shares().tokens, 20);
        QVERIFY(std::abs(view.shares().shares().components[1].share - 0.8) < 1e-9);
        QVERIFY(view.shares().description().contains(QStringLiteral("blocks.0.time_mix 80.0%")));

        // The second from below is the longest bar.
        const QImage picture = view.shares().grab().toImage();
        const int row = view.shares().sizeHint().height() / 6;
        const QRgb bar = currentTheme().blockColor(0).rgb();
        const auto length = [&](int fromBelow) {
            int pixels = 0;
            const int y = row * (5 - fromBelow) + row / 2;
            for (int x = 0; x < picture.width(); ++x) pixels += picture.pixel(x, y) == bar;
            return pixels;
        };
        QVERIFY(length(1) > 50);
        QVERIFY(length(2) > 1 && length(2) < length(1) / 10);

        QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("energyTable")), Qt::LeftButton);
        auto* dialog = view.findChild<TableDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->view()->model()->rowCount(), 6);
        QCOMPARE(dialog->shownTable(false).rows[1][0].toString(), QStringLiteral("blocks.0.time_mix"));
        QCOMPARE(dialog->shownTable(false).rows[1][3].toDouble(), 8000.0);
        QVERIFY(dialog->shownTable(false).header[4].contains(QStringLiteral("J / token")));
        dialog->close();
    }

    void anotherPriceIsAnotherShare() {
        const NetworkInfo info = test::shownInfo(1, 8);
        RunViewModel run;
        EnergyView view(&run);
        run.reset(test::shownModel(info));
        test::SyntheticRun synthetic(info);
        std::vector<Frame> frames = synthetic.text("abc");
        for (Frame& frame : frames)
            for (std::size_t c = 0; c < frame.operations.size(); ++c)
                frame.operations[c] = {.ac = c == 0 ? 1000 : 0, .mac = c == 0 ? 0 : 1000};
        run.append(std::move(frames));
        view.refresh();
        const double first = view.shares().shares().components[0].share;
        view.setPricingModelId(QStringLiteral("loihi"));  // an accumulate costs what a multiply-accumulate does
        QVERIFY(std::abs(view.shares().shares().components[0].share - 0.25) < 1e-9);
        QVERIFY(first < 0.2);
    }
};

QTEST_MAIN(TestWidgetsEnergyShares)
#include "test_widgets_energy_shares.moc"
