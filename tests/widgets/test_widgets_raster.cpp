// SPDX-License-Identifier: Apache-2.0
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <ctime>

#include "raster_view.h"
#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "text_view.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

const std::string kText =
    "The prince said nothing, and looked at the window as if he had not heard the question. \"You will see,\" said "
    "Anna.";

// A run in a RasterView on an (offscreen) screen.
struct Shown {
    explicit Shown(NetworkInfo i = shownInfo(3, 64), QSize size = {800, 500}) : info(std::move(i)), synthetic(info) {
        view.resize(size);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        run.reset(shownModel(info));
    }
    void write(std::size_t tokens) {
        std::string text;
        while (text.size() < tokens) text += kText;
        run.append(synthetic.text(text.substr(0, tokens)));
    }
    QPoint at(NeuronId neuron, std::int64_t token) const {
        const QPointF middle = view.positionOf(neuron, token);
        return {static_cast<int>(middle.x()), static_cast<int>(middle.y())};
    }
    void wheel(QPointF at, QPoint delta, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWheelEvent event(at, view.mapToGlobal(at), {}, delta, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&view, &event);
    }
    QColor pixel(QPointF position) {
        return view.grab().toImage().pixelColor((position * view.devicePixelRatioF()).toPoint());
    }
    // A spike that is on the picture.
    RasterHit anySpike(std::size_t site) const {
        for (std::int64_t token = run.tokenCount() - 20; token < run.tokenCount(); ++token)
            for (std::size_t n = 5; n < info.sites[site].width; ++n)
                if (run.history().spiked(site, n, token)) return {{site, n}, token, true};
        return {};
    }

    NetworkInfo info;
    SyntheticRun synthetic;
    RunViewModel run;
    RasterView view{&run};
};

int differingPixels(const QImage& a, const QImage& b, const QRect& area) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x) count += a.pixel(x, y) != b.pixel(x, y);
    return count;
}

}  // namespace

class TestRasterView : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        setCurrentTheme(Theme::light());
    }

    void emptyViewsSayWhatToDo() {
        RunViewModel run;
        RasterView view(&run);
        view.resize(500, 300);
        const QImage noModel = view.grab().toImage();
        QVERIFY(view.description().contains(QStringLiteral("no model")));
        run.reset(shownModel(shownInfo(1, 16)));
        const QImage empty = view.grab().toImage();
        QVERIFY(noModel != empty);
        QVERIFY(view.description().contains(QStringLiteral("Type a prompt and press Run")));
        QVERIFY(!view.isFollowChipVisible());
        // Everything may be tried on an empty view.
        QTest::mouseMove(&view, QPoint(250, 150));
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(250, 150));
        QTest::mouseDClick(&view, Qt::LeftButton, {}, QPoint(250, 150));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(250, 150));
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Plus, Qt::Key_Minus,
                                  Qt::Key_Home, Qt::Key_End, Qt::Key_F, Qt::Key_Return, Qt::Key_Escape, Qt::Key_0})
            QTest::keyClick(&view, key);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(run.tracedNeurons().empty());
        QCOMPARE(run.markedToken(), -1);
        view.resize(12, 9);
        view.grab();
    }

    void hoveringMarksTokenAndTellsAboutTheNeuron() {
        Shown shown;
        shown.write(60);
        QSignalSpy told(&shown.view, &RasterView::hoverText);
        const RasterHit spike = shown.anySpike(3);
        QVERIFY(spike.spike);
        QTest::mouseMove(&shown.view, shown.at(spike.neuron, spike.token));
        QCOMPARE(shown.run.hoveredToken().value_or(-1), spike.token);
        QCOMPARE(told.last().first().toString(), shown.run.describe(spike.neuron, spike.token));
        QVERIFY(told.last().first().toString().contains(QStringLiteral("spike · potential")));
        QCOMPARE(shown.view.toolTipAt(shown.at(spike.neuron, spike.token)),
                 shown.run.describe(spike.neuron, spike.token));
        // Its cell is outlined.
        const QColor outline = shown.pixel(shown.view.positionOf(spike.neuron, spike.token) + QPointF(0, -4));
        QVERIFY2(outline.blue() > outline.red() + 30, qPrintable(outline.name()));

        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&shown.view, &leave);
        QVERIFY(!shown.run.hoveredToken());
        QVERIFY(told.last().first().toString().isEmpty());
    }

    void clickingASpikeTracesItsNeuron() {
        Shown shown;
        shown.write(60);
        const RasterHit spike = shown.anySpike(4);
        const QImage before = shown.view.grab().toImage();
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(spike.neuron, spike.token));
        QCOMPARE(shown.run.tracedNeurons(), std::vector<NeuronId>{spike.neuron});
        QTest::mouseMove(&shown.view, QPoint(2, 2));
        // A triangle in the trace's colour points to it.
        const QPointF mark(shown.view.plotRect().left() - 6, shown.view.positionOf(spike.neuron, 0).y());
        QCOMPARE(shown.pixel(mark), Theme::light().traceColor(0));
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(spike.neuron, spike.token));
        QVERIFY(shown.run.tracedNeurons().empty());
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, QPoint(2, 2));
        QVERIFY(shown.run.tracedNeurons().empty());
    }

    void hoveringACharacterLightsTheColumn() {
        RunViewModel run;
        const NetworkInfo info = shownInfo(2, 64);
        QWidget window;
        TextView text(&run, &window);
        RasterView raster(&run, &window);
        window.resize(900, 700);
        text.setGeometry(0, 0, 900, 200);
        raster.setGeometry(0, 200, 900, 500);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        run.append(synthetic.text(kText.substr(0, 80), 10));

        const std::int64_t token = 33;
        const QImage before = raster.grab().toImage();
        QTest::mouseMove(text.viewport(), text.tokenRects(token).front().center().toPoint());
        QCOMPARE(run.hoveredToken().value_or(-1), token);
        const QImage after = raster.grab().toImage();
        // The column is lit from top to bottom: where there was no ink, it is the accent over the ground now.
        const double dpr = raster.devicePixelRatioF();
        const int x = static_cast<int>(raster.positionOf({1, 0}, token).x() * dpr);
        int ground = 0, lit = 0;
        for (int y = static_cast<int>(raster.plotRect().top() * dpr);
             y < static_cast<int>(raster.plotRect().bottom() * dpr); ++y) {
            if (qGray(before.pixel(x, y)) < 220) continue;
            ++ground;
            const QColor color = after.pixelColor(x, y);
            lit += color.blue() > color.red() + 25;
        }
        QVERIFY(ground > 50);
        QCOMPARE(lit, ground);
        // And no other: four columns to the left nothing has changed.
        const int other = static_cast<int>(raster.positionOf({1, 0}, token - 4).x() * dpr);
        QCOMPARE(differingPixels(before, after, QRect(other, 0, 1, static_cast<int>(raster.plotRect().bottom()))), 0);
    }

    void wheelZoomsAroundTheCursor() {
        Shown shown;
        shown.write(500);
        const RasterHit spike = shown.anySpike(2);
        const QPointF position = shown.view.positionOf(spike.neuron, spike.token);
        shown.wheel(position, {0, 240});
        QVERIFY(shown.run.timeAxis().tokens < RunViewModel::kDefaultSpan / 1.5);
        QVERIFY(std::abs(shown.view.positionOf(spike.neuron, spike.token).x() - position.x()) <
                shown.view.plotRect().width() / shown.run.timeAxis().tokens);
        QCOMPARE(shown.run.hoveredToken().value_or(-1), spike.token);
        shown.wheel(position, {0, -1200});
        QVERIFY(shown.run.timeAxis().tokens > RunViewModel::kDefaultSpan);

        shown.run.setTimeAxis(100, 96);
        shown.wheel(position, {0, 120}, Qt::ShiftModifier);
        QCOMPARE(shown.run.timeAxis().tokens, 96.0);
        QVERIFY(shown.run.timeAxis().first < 100);
        shown.wheel(position, {-240, 0});
        QVERIFY(shown.run.timeAxis().first > 100);
    }

    void controlWheelZoomsNeurons() {
        Shown shown;
        shown.write(100);
        const RasterHit spike = shown.anySpike(2);
        const QPointF position = shown.view.positionOf(spike.neuron, spike.token);
        for (int i = 0; i < 6; ++i) shown.wheel(position, {0, 120}, Qt::ControlModifier);
        QVERIFY(shown.view.neuronZoom() > 3);
        QCOMPARE(shown.run.timeAxis().tokens, RunViewModel::kDefaultSpan);
        const QPointF now = shown.view.positionOf(spike.neuron, spike.token);
        QVERIFY2(std::abs(now.y() - position.y()) < 25, qPrintable(QString::number(now.y() - position.y())));
        const auto hit = shown.view.hitAt(now);
        QVERIFY(hit && hit->neuron == spike.neuron && hit->spike);
        // A drag scrolls the rows.
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, QPoint(400, 200));
        QTest::mouseMove(&shown.view, QPoint(400, 230));
        QTest::mouseMove(&shown.view, QPoint(400, 250));
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, QPoint(400, 250));
        QVERIFY(std::abs(shown.view.positionOf(spike.neuron, spike.token).y() - now.y() - 50) < 1.5);
        QVERIFY(shown.run.tracedNeurons().empty());
        for (int i = 0; i < 40; ++i) shown.wheel(position, {0, -120}, Qt::ControlModifier);
        QCOMPARE(shown.view.neuronZoom(), 1.0);
    }

    void draggingPansAndTheChipBringsBack() {
        Shown shown;
        shown.write(500);
        QVERIFY(!shown.view.isFollowChipVisible());
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, QPoint(300, 200));
        QTest::mouseMove(&shown.view, QPoint(350, 200));
        QTest::mouseMove(&shown.view, QPoint(500, 200));
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, QPoint(500, 200));
        const double first = shown.run.timeAxis().first;
        QVERIFY(std::abs(first - (404 - 200 / (shown.view.plotRect().width() / 96))) < 1e-6);
        QVERIFY(!shown.run.isFollowing());
        QVERIFY(shown.run.tracedNeurons().empty());

        // It keeps still while tokens arrive, pixel for pixel.
        QVERIFY(shown.view.isFollowChipVisible());
        shown.run.setPinnedToken(410);
        const QImage before = shown.view.grab().toImage();
        shown.write(30);
        QCOMPARE(shown.run.timeAxis().first, first);
        QCOMPARE(shown.view.grab().toImage(), before);

        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.followChipRect().center().toPoint());
        QVERIFY(shown.run.isFollowing());
        QCOMPARE(shown.run.timeAxis().first, 530.0 - 96);
        QVERIFY(shown.run.tracedNeurons().empty());
    }

    void doubleClickResetsTheZoomAndTracesNothing() {
        Shown shown;
        shown.write(500);
        shown.run.setTraced({{1, 1}});
        shown.run.setTimeAxis(100, 30);
        const QPoint position(400, 200);
        QVERIFY(shown.view.hitAt(position));
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, position);
        QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, position);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, position);
        QCOMPARE(shown.run.timeAxis().tokens, RunViewModel::kDefaultSpan);
        QCOMPARE(shown.run.timeAxis().first, 115.0 - 48);
        QCOMPARE(shown.run.tracedNeurons(), (std::vector<NeuronId>{{1, 1}}));
    }

    void keys() {
        Shown shown;
        shown.write(500);
        shown.view.setFocus();
        RasterView* view = &shown.view;
        QTest::keyClick(view, Qt::Key_Left);
        QCOMPARE(shown.run.timeAxis().first, 404 - 9.6);
        QVERIFY(!shown.run.isFollowing());
        QTest::keyClick(view, Qt::Key_Right);
        QVERIFY(shown.run.isFollowing());
        // While following, zooming keeps the newest token.
        QTest::keyClick(view, Qt::Key_Plus);
        QVERIFY(shown.run.isFollowing());
        QVERIFY(shown.run.timeAxis().tokens < 90);
        QTest::keyClick(view, Qt::Key_Minus);
        QVERIFY(shown.run.isFollowing());
        QTest::keyClick(view, Qt::Key_Home);
        QCOMPARE(shown.run.timeAxis().first, 0.0);
        QTest::keyClick(view, Qt::Key_End);
        QVERIFY(shown.run.isFollowing());
        QTest::keyClick(view, Qt::Key_F);
        QVERIFY(!shown.run.isFollowing());
        QTest::keyClick(view, Qt::Key_F);
        QVERIFY(shown.run.isFollowing());
        QTest::keyClick(view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(shown.run.pinnedToken().value_or(-1), 498);
        QTest::keyClick(view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(shown.run.pinnedToken().value_or(-1), 497);
        QTest::keyClick(view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(shown.run.markedToken(), 498);
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!shown.run.pinnedToken());
        QTest::keyClick(view, Qt::Key_Equal, Qt::ControlModifier);
        QVERIFY(shown.view.neuronZoom() > 1);
        QTest::keyClick(view, Qt::Key_0);
        QCOMPARE(shown.view.neuronZoom(), 1.0);
    }

    void keysWalkTheNeurons() {
        Shown shown;
        shown.write(100);
        QSignalSpy told(&shown.view, &RasterView::hoverText);
        const auto lastTold = [&] { return told.last().first().toString().section(QLatin1Char(' '), 0, 0); };
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QCOMPARE(lastTold(), QStringLiteral("embedding/0"));
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QCOMPARE(lastTold(), QStringLiteral("embedding/1"));
        QTest::keyClick(&shown.view, Qt::Key_PageUp);
        QCOMPARE(lastTold(), QStringLiteral("blocks.0.time_mix/1"));
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QCOMPARE(lastTold(), QStringLiteral("embedding/63"));
        QTest::keyClick(&shown.view, Qt::Key_Space);
        QCOMPARE(shown.run.tracedNeurons(), (std::vector<NeuronId>{{0, 63}}));
        QTest::keyClick(&shown.view, Qt::Key_PageDown);
        QCOMPARE(lastTold(), QStringLiteral("embedding/63"));  // there is nothing below
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(told.last().first().toString().isEmpty());
    }

    void silentNeuronsAreMarkedAndTold() {
        Shown shown;
        for (const std::size_t neuron : {10U, 11U, 40U}) shown.synthetic.silence(5, neuron);
        shown.write(90);
        const QRectF plot = shown.view.plotRect();
        const double y = shown.view.positionOf({5, 40}, 0).y();
        const QColor mark = shown.pixel({plot.right() + 5, y});
        QVERIFY2(mark.red() > mark.blue() + 60, qPrintable(mark.name()));
        const QString tip = shown.view.toolTipAt({plot.right() + 5, y});
        QVERIFY2(tip.startsWith(QString::fromUtf8("blocks.2.time_mix · 64 neurons · firing rate in view ")),
                 qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("10, 11")), qPrintable(tip));
        QVERIFY(shown.view.description().contains(QStringLiteral("silent")));
        // The embedding's neurons fire for some characters only, but few for none of them.
        QVERIFY(shown.view.toolTipAt({10, y}).startsWith(QStringLiteral("blocks.2.time_mix")));
    }

    void assistiveProgramsAreTold() {
        Shown shown;
        shown.write(50);
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(accessible != nullptr);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Spike raster"));
        const QString said = accessible->text(QAccessible::Description);
        QVERIFY2(said.startsWith(QStringLiteral("Tokens 0 to 49 of 50, following the newest.")), qPrintable(said));
        QVERIFY(said.contains(QStringLiteral("2.channel_mix: firing rate ")));
        QVERIFY(said.contains(QString::fromStdString(kText.substr(0, 50))));
    }

    void theFocusRingComesWithTheKeyboard() {
        Shown shown;
        shown.write(50);
        shown.view.clearFocus();
        const QImage before = shown.view.grab().toImage();
        shown.view.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(shown.view.hasFocus());
        const QColor ring = shown.pixel({shown.view.width() / 2.0, 1});
        QVERIFY2(ring.blue() > ring.red() + 60, qPrintable(ring.name()));
        shown.view.clearFocus();
        QCOMPARE(shown.view.grab().toImage(), before);
    }

    void reachesTheLimitsOfManySites() {
        NetworkInfo info = shownInfo(40, 32);
        Shown shown(info, {500, 240});
        shown.write(40);
        QVERIFY(!shown.view.grab().isNull());
        const RasterHit spike = shown.anySpike(50);
        QVERIFY(shown.view.hitAt(shown.view.positionOf(spike.neuron, spike.token)));
    }

    void costOfFollowing() {
        Shown shown(shownInfo(4, 256), {1100, 700});
        shown.write(200);
        shown.view.grab();
        const std::clock_t start = std::clock();
        const int rounds = 60;
        for (int i = 0; i < rounds; ++i) {
            shown.write(1);
            shown.view.repaint();
        }
        qInfo("a token appended and painted, 2304 neurons: %.2f ms of processor time",
              1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / rounds);
        QVERIFY(shown.view.rasterImage().columnsDrawn() < 30);
    }
};

QTEST_MAIN(TestRasterView)
#include "test_widgets_raster.moc"
