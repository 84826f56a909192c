// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "raster_view.h"
#include "support/offscreen_noise.h"
#include "support/shown_decoder.h"
#include "support/synthetic_run.h"
#include "text_view.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

/// A text of a SpikeDecoder in a RasterView on an (offscreen) screen, 20 pixels or so per token.
struct Shown {
    Shown() {
        view.resize(1100, 500);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        run.reset(shownModel(info));
    }
    int pixelsOf(const QColor& color, const QRect& part) {
        const QImage picture = view.grab().toImage();
        int found = 0;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int x = part.left(); x <= part.right(); ++x) found += picture.pixelColor(x, y) == color;
        return found;
    }

    NetworkInfo info = shownDecoderInfo(2, 24, 4);
    SyntheticRun synthetic{info};
    RunViewModel run;
    RasterView view{&run};
};

}  // namespace

/// Timesteps, switched forms and dead sites in the raster, with a real mouse.
class TestWidgetsRasterSteps : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() { silenceOffscreenPlatform(); }

    void theMouseFindsEachTimestep() {
        Shown s;
        s.run.append(s.synthetic.text("the prince said nothing. he looked at her "));
        QSignalSpy said(&s.view, &RasterView::hoverText);
        const NeuronId neuron{6, 40};
        const QPointF middle = s.view.positionOf(neuron, 20);
        QStringList found;
        for (int dx = -12; dx <= 12; ++dx) {
            QTest::mouseMove(&s.view, QPoint(static_cast<int>(middle.x()) + dx, static_cast<int>(middle.y())));
            const auto hit = s.view.hitAt({middle.x() + dx, middle.y()});
            if (!hit || hit->token != 20) continue;
            QVERIFY(hit->timestep);
            const QString line = said.last()[0].toString();
            const QString step = QStringLiteral("timestep %1 of 4").arg(*hit->timestep + 1);
            QVERIFY2(line.contains(step), qPrintable(line));
            if (!found.contains(step)) found << step;
        }
        QCOMPARE(found.size(), 4);  // in this order, from left to right
        QVERIFY(found.front().startsWith(QStringLiteral("timestep 1")));
        s.run.setTimeAxis(0, 190);  // too narrow for timesteps: the token as a whole
        const QPointF narrow = s.view.positionOf(neuron, 20);
        const auto hit = s.view.hitAt(narrow);
        QVERIFY(hit && !hit->timestep);
        QVERIFY(s.view.toolTipAt(narrow).contains(QStringLiteral("of 4 timesteps")));
    }

    void aLineMarksWhereFormsWereSwitched() {
        Shown s;
        TextView text(&s.run);
        text.resize(500, 200);
        text.show();
        s.run.append(s.synthetic.text("the prince said "));
        const QRect plot = s.view.plotRect().toRect();
        const auto lineAt = [&](std::int64_t token) {
            const TimeAxis time = s.run.timeAxis();
            const double x = plot.left() + (static_cast<double>(token) - time.first) * plot.width() / time.tokens;
            return QRect(QPoint(static_cast<int>(x) - 1, plot.top() + 20), QPoint(static_cast<int>(x) + 1, plot.bottom() - 2));
        };
        const QColor accent = currentTheme().accent;
        QCOMPARE(s.pixelsOf(accent, lineAt(16)), 0);
        const QImage before = text.grab().toImage();
        s.synthetic.choice().set(1, Form::Analog);
        s.synthetic.choice().set(2, Form::Analog);
        s.run.append(s.synthetic.text("nothing"));
        QVERIFY(s.pixelsOf(accent, lineAt(16)) > plot.height() / 2);
        QCOMPARE(s.pixelsOf(accent, lineAt(12)), 0);
        QSignalSpy said(&s.view, &RasterView::hoverText);
        QTest::mouseMove(&s.view, QPoint(lineAt(16).center().x() + 6, plot.bottom() + 8));  // on the text below
        QCOMPARE(said.last()[0].toString(), QStringLiteral("from here: 0.attention, 0.mlp analog"));
        // And in the text: a stroke in the same colour that was not there before.
        const auto strokes = [&](const QImage& picture) {
            int count = 0;
            for (int y = 0; y < picture.height() / 2; ++y)
                for (int x = 0; x < picture.width(); ++x) count += picture.pixelColor(x, y) == accent;
            return count;
        };
        QVERIFY(strokes(text.grab().toImage()) > strokes(before) + 8);
    }

    void aDeadSiteCarriesASign() {
        Shown s;
        for (std::size_t neuron = 0; neuron < 24; ++neuron) s.synthetic.silence(3, neuron);
        const QRect labels(0, 0, static_cast<int>(s.view.plotRect().left()), s.view.height());
        s.run.append(s.synthetic.text(std::string(30, 'a')));
        QCOMPARE(s.pixelsOf(currentTheme().warning, labels), 0);
        s.run.append(s.synthetic.text(std::string(100, 'b')));
        QVERIFY(s.pixelsOf(currentTheme().warning, labels) > 8);
        const double y = s.view.positionOf({3, 4}, 3).y();
        QVERIFY(s.view.toolTipAt({4, y}).startsWith(QStringLiteral("blocks.0.attention.value never fires")));
        QVERIFY(s.view.description().contains(QStringLiteral("blocks.0.attention.value never fires")));
    }
};

QTEST_MAIN(TestWidgetsRasterSteps)
#include "test_widgets_raster_steps.moc"
