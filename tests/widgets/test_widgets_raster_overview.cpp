// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "overview_strip.h"
#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

struct Shown {
    Shown() : info(shownInfo(2, 32)), synthetic(info) {
        view.resize(900, 58);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        run.reset(shownModel(info));
    }
    void write(std::size_t tokens) { run.append(synthetic.text(std::string(tokens, 'x'))); }
    void drag(double from, double to) {
        const auto at = [](double x) { return QPoint(static_cast<int>(std::lround(x)), 30); };
        QTest::mousePress(&view, Qt::LeftButton, {}, at(from));
        QTest::mouseMove(&view, at(0.5 * (from + to)));
        QTest::mouseMove(&view, at(to));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, at(to));
    }
    double tokensPerPixel() const { return static_cast<double>(run.tokenCount()) / view.plotRect().width(); }

    NetworkInfo info;
    SyntheticRun synthetic;
    RunViewModel run;
    OverviewStrip view{&run};
};

}  // namespace

class TestOverviewStrip : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        setCurrentTheme(Theme::light());
    }

    void emptyStrip() {
        RunViewModel run;
        OverviewStrip view(&run);
        view.resize(400, 58);
        view.grab();
        QCOMPARE(view.description(), QStringLiteral("Empty."));
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(200, 20));
        QTest::mouseMove(&view, QPoint(210, 20));
        QCOMPARE(run.timeAxis().first, 0.0);
    }

    void theWindowCanBeMovedAndResized() {
        Shown shown;
        shown.write(1000);
        const QRectF window = shown.view.windowRect();
        QVERIFY(std::abs(window.right() - shown.view.plotRect().right()) < 1);
        shown.drag(window.center().x(), window.center().x() - 200);
        QVERIFY(std::abs(shown.run.timeAxis().first - (904 - 200 * shown.tokensPerPixel())) < 2);
        QCOMPARE(shown.run.timeAxis().tokens, 96.0);
        QVERIFY(!shown.run.isFollowing());

        const double end = shown.run.timeAxis().first + 96;
        shown.drag(shown.view.windowRect().left(), shown.view.windowRect().left() - 50);
        QVERIFY(std::abs(shown.run.timeAxis().tokens - 96 - 50 * shown.tokensPerPixel()) < 2);
        QVERIFY(std::abs(shown.run.timeAxis().first + shown.run.timeAxis().tokens - end) < 1e-6);

        const double first = shown.run.timeAxis().first;
        shown.drag(shown.view.windowRect().right(), shown.view.windowRect().right() + 60);
        QCOMPARE(shown.run.timeAxis().first, first);
        QVERIFY(shown.run.timeAxis().first + shown.run.timeAxis().tokens > end + 50);
        // Not below the least span, however far the edge is dragged.
        shown.drag(shown.view.windowRect().right(), shown.view.plotRect().left());
        QCOMPARE(shown.run.timeAxis().tokens, RunViewModel::kLeastSpan);
        QVERIFY(shown.view.windowRect().width() >= 6);
    }

    void aClickGoesThere() {
        Shown shown;
        shown.write(1000);
        const double x = shown.view.plotRect().left() + shown.view.plotRect().width() / 4;
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, QPoint(static_cast<int>(x), 30));
        QVERIFY(std::abs(shown.run.timeAxis().first + 48 - 250) < 3);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QVERIFY(std::abs(shown.run.timeAxis().first + 48 - 274) < 3);
        QTest::keyClick(&shown.view, Qt::Key_Home);
        QCOMPARE(shown.run.timeAxis().first, 0.0);
        QTest::keyClick(&shown.view, Qt::Key_End);
        QVERIFY(shown.run.isFollowing());
    }

    void hoveringMarksAndTells() {
        Shown shown;
        shown.write(500);
        QSignalSpy told(&shown.view, &OverviewStrip::hoverText);
        const QRectF plot = shown.view.plotRect();
        QTest::mouseMove(&shown.view, QPoint(static_cast<int>(plot.left() + plot.width() / 2), 30));
        QVERIFY(shown.run.hoveredToken());
        QVERIFY(std::abs(*shown.run.hoveredToken() - 250) < 3);
        QVERIFY2(told.last().first().toString().contains(QStringLiteral("mean firing rate")),
                 qPrintable(told.last().first().toString()));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&shown.view, &leave);
        QVERIFY(!shown.run.hoveredToken());
    }

    void showsWhatWasThereBeforeIt() {
        Shown shown;
        shown.write(300);
        OverviewStrip late(&shown.run);
        late.resize(shown.view.size());
        QCOMPARE(late.description(), shown.view.description());
        QVERIFY(late.description().startsWith(QStringLiteral("300 tokens. Firing rate per token from ")));
        late.alignWith(shown.view.plotRect());
        QCOMPARE(late.grab().toImage(), shown.view.grab().toImage());
        late.alignWith(QRectF(300, 0, 500, 10));
        QCOMPARE(late.plotRect().left(), 300.0);
        QCOMPARE(late.plotRect().right(), 800.0);
    }
};

QTEST_MAIN(TestOverviewStrip)
#include "test_widgets_raster_overview.moc"
