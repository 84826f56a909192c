// SPDX-License-Identifier: Apache-2.0
#include <QComboBox>
#include <QPushButton>
#include <QToolButton>
#include <cmath>
#include <memory>

#include "candidates_view.h"
#include "compare_view.h"
#include "error_banner.h"
#include "interventions_view.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "transport_bar.h"
#include "viewmodels/theme.h"
#include "window/experiment_desk.h"
#include "window/lane_desk.h"
#include "window/text_desk.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

/// Two lanes side by side, as a person sets them up.
class TestWindowLanes : public QObject {
    Q_OBJECT

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    bool write(int tokens) {
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(tokens);
        return m_window->startText(false) && settled();
    }
    /// The engine rests, and both lanes are drawn.
    bool settled() {
        return QTest::qWaitFor([this] {
            const RunnerStatus status = m_window->engine().status();
            const bool rests = status.phase == Phase::Finished || (status.phase == Phase::Paused && !status.replaying);
            return rests && m_window->run().tokenCount() == status.tokens &&
                   (!m_window->lanes().isActive() || m_window->laneRun().tokenCount() == status.tokens);
        }, 20'000);
    }
    void set(const char* name, int index) { m_window->findChild<QComboBox*>(QLatin1String(name))->setCurrentIndex(index); }
    void compare() { QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("compareStart")), Qt::LeftButton); }
    void silence(std::size_t site) {
        m_window->run().setSelection(Selection::ofSite(site, m_window->run().model().info().sites[site].width));
        m_window->interventions().apply(Intervention::Effect::Silence);
    }
    const LaneComparison& comparison() {
        QTest::qWait(150);  // the view reads the lanes a few times a second
        return m_window->compareView().comparison();
    }

  private Q_SLOTS:
    void init() {
        m_window = showWindow(m_settings);
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
    }
    void cleanup() { m_window.reset(); }

    void theSameLaneTwiceIsTheSame() {
        QVERIFY(write(40));
        compare();
        QVERIFY(m_window->lanes().isActive());
        QVERIFY(settled());
        const LaneComparison& lanes = comparison();
        QCOMPARE(lanes.end(), std::int64_t{50});
        QVERIFY(!lanes.parted());
        QCOMPARE(lanes.meanDivergenceBits(), 0.0);
        QCOMPARE(lanes.laneA().bits, lanes.laneB().bits);
        QCOMPARE(lanes.laneA().firingRate(), lanes.laneB().firingRate());
    }

    void anInterventionInOneLaneShows() {
        silence(1);
        QVERIFY(write(40));
        set("laneInterventions", 1);  // none
        compare();
        QVERIFY(settled());
        const LaneComparison& lanes = comparison();
        QVERIFY(lanes.meanDivergenceBits() > 0);
        QVERIFY(!lanes.parted());  // B reads A's text
        QVERIFY(m_window->laneRun().history().countSite(1, 0, 50) > 0);
        QCOMPARE(m_window->run().history().countSite(1, 0, 50), std::int64_t{0});
        QVERIFY(!m_window->compareView().summary().isEmpty());
        // One clock for both.
        m_window->run().setPinnedToken(7);
        QCOMPARE(m_window->laneRun().pinnedToken(), std::optional<std::int64_t>(7));
        m_window->laneRun().setPinnedToken(9);
        QCOMPARE(m_window->run().pinnedToken(), std::optional<std::int64_t>(9));
        m_window->run().setFollowing(false);
        m_window->run().setTimeAxis(3, 12);
        QCOMPARE(m_window->laneRun().timeAxis().first, 3.0);
        QCOMPARE(m_window->laneRun().timeAxis().tokens, 12.0);
        // Next tokens of both stand side by side.
        m_window->laneRun().setPinnedToken(20);
        QTRY_VERIFY(!m_window->findChild<CandidatesView*>()->rows().empty() &&
                    m_window->findChild<CandidatesView*>()->rows().front().laneProbability >= 0);
    }

    void theDifferenceShowsWhoFired() {
        silence(1);
        QVERIFY(write(40));
        set("laneInterventions", 1);
        compare();
        QVERIFY(settled());
        auto* raster = m_window->findChild<RasterView*>();
        const auto colored = [&](const QColor& color) {
            m_window->grab();
            const QImage picture = raster->rasterImage().image();
            qint64 pixels = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x) {
                    const QColor pixel = picture.pixelColor(x, y);
                    pixels += std::abs(pixel.hsvHue() - color.hsvHue()) < 12 && pixel.hsvSaturation() > 90;
                }
            return pixels;
        };
        QCOMPARE(colored(currentTheme().analog), qint64{0});  // all of it is ink
        QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("difference")), Qt::LeftButton);
        QVERIFY(raster->showsDifference());
        QVERIFY(colored(currentTheme().analog) > 100);  // B's spikes of the site that A has silenced
        QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("difference")), Qt::LeftButton);
        QVERIFY(!raster->showsDifference());
    }

    void withAndWithoutFromHere() {
        QVERIFY(write(20));
        silence(1);
        m_window->transport().setTokensToGenerate(30);
        m_window->actionsOfWindow().compareWithout->trigger();
        QVERIFY(m_window->lanes().isActive());
        QVERIFY(settled());
        const LaneComparison& lanes = comparison();
        QCOMPARE(lanes.end(), std::int64_t{60});
        const RunHistory &a = m_window->run().history(), &b = m_window->laneRun().history();
        QVERIFY(a.countSite(1, 0, 30) > 0);  // the past is as it was, in both
        QCOMPARE(a.countSite(1, 0, 30), b.countSite(1, 0, 30));
        QCOMPARE(a.countSite(1, 30, 60), std::int64_t{0});
        QVERIFY(b.countSite(1, 30, 60) > 0);
        QVERIFY(lanes.parted() && *lanes.parted() >= 30);
        QVERIFY(m_window->lanes().hasOwnText());
        m_window->lanes().end();
        QVERIFY(!m_window->lanes().isActive());
    }

    void keptTextsCompare() {
        QVERIFY(write(30));
        const int first = m_window->texts().branches()->current()->id;
        const QString text = textOf(*m_window);
        m_window->continueFrom(14);
        QVERIFY(settled());
        m_window->lanes().compareWithText(first);
        QVERIFY(settled());
        const LaneComparison& lanes = comparison();
        QVERIFY(lanes.parted() && *lanes.parted() >= 15);
        QCOMPARE(lanes.from(), *lanes.parted());  // what both have in common is not counted
        const RunHistory& b = m_window->laneRun().history();
        QString read;
        for (std::int64_t token = 0; token < std::min<std::int64_t>(b.end(), 40); ++token) read += QString::fromStdString(b.frame(token).text);
        QCOMPARE(read, text.left(read.size()));
    }

    void withoutATextThereIsNothingToCompare() {
        compare();
        QVERIFY(!m_window->lanes().isActive());
        QTRY_VERIFY(m_window->banner().sentence().contains(QStringLiteral("no text yet")));
    }

    void anotherNetworkOrNone() {
        QVERIFY(write(10));
        compare();
        QVERIFY(settled());
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(!m_window->lanes().isActive());
        QVERIFY(write(10));
    }
};

QTEST_MAIN(TestWindowLanes)
#include "test_window_lanes.moc"
