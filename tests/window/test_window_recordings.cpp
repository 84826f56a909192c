// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <memory>

#include "block_board.h"
#include "choice_summary.h"
#include "compare_view.h"
#include "error_banner.h"
#include "interventions_view.h"
#include "notice_bar.h"
#include "prompt_bar.h"
#include "transport_bar.h"
#include "viewmodels/block_board_model.h"
#include "window/experiment_desk.h"
#include "window/lane_desk.h"
#include "window/playback.h"
#include "window/text_desk.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

/// A text is recorded, opened again, played and gone on with.
class TestWindowRecordings : public QObject, private WindowTest {
    Q_OBJECT

    bool openRecording(const QString& path) {
        m_window->openFile(path);
        return QTest::qWaitFor([&] { return m_window->playback().isOpen() && !m_window->playback().isLoading(); }, 20'000);
    }
    /// Records a text of 40 tokens; returns it. Spikes per site come back in m_spikes.
    QString record(const char* name) {
        show();
        if (!openAndWait(*m_window, tinyCheckpoint()) || !write(20)) return {};
        m_window->transport().setTokensToGenerate(10);
        if (!m_window->recordTo(in(name)) || !finished(30)) return {};  // read again from its beginning
        m_window->runOrPause();                                          // and on
        if (!finished(40)) return {};
        m_window->stop();
        if (!QTest::qWaitFor([&] { return QFile::exists(in(name)); }, 20'000)) return {};
        const RunHistory& history = m_window->run().history();
        m_spikes.clear();
        for (std::size_t site = 0; site < m_window->run().model().info().sites.size(); ++site) m_spikes.push_back(history.countSite(site, 0, history.end()));
        return textOf(*m_window);
    }
    std::vector<std::int64_t> m_spikes;

  private Q_SLOTS:
    void cleanup() { m_window.reset(); }

    void whatWasRecordedIsShownAgain() {
        const QString text = record("run.h5");
        QCOMPARE(text.size(), 40);
        show();  // no checkpoint is open
        QVERIFY(openRecording(in("run.h5")));
        QCOMPARE(textOf(*m_window), text);
        const RunHistory& history = m_window->run().history();
        for (std::size_t site = 0; site < m_spikes.size(); ++site) QCOMPARE(history.countSite(site, 0, history.end()), m_spikes[site]);
        QVERIFY(m_window->run().model().isRecording());
        QVERIFY(!m_window->startText(false));  // it writes nothing new, and says so
        QVERIFY(m_window->banner().sentence().contains(QStringLiteral("recording")));
        // Surprisal and candidates are there although no network is.
        QVERIFY(std::isfinite(history.frame(20).surprisalBits));
        QVERIFY(!history.frame(20).candidates.empty());
    }

    void oldTokensComeBackFromDisk() {
        show();
        m_window->run().setHistoryLimits({.spikeBytes = 200'000, .potentialBytes = 50'000});
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(3000);
        QVERIFY(m_window->startText(false));
        m_window->engine().finishText();
        const RunHistory& live = m_window->run().liveHistory();
        QCOMPARE(live.end(), std::int64_t{3010});
        QVERIFY(live.begin() > 500);  // memory is bounded
        QVERIFY(live.bytes() < 500'000);
        const std::vector<std::int32_t> tokens = m_window->engine().script().tokens;

        m_window->run().setFollowing(false);
        m_window->run().setTimeAxis(100, 50);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->run().isPaged(), 20'000);
        const RunHistory& page = m_window->run().history();
        QVERIFY(page.begin() <= 100 && page.end() >= 150);
        for (std::int64_t token = 100; token < 150; ++token) QCOMPARE(page.frame(token).token, tokens[static_cast<std::size_t>(token)]);
        QVERIFY(page.countSite(1, 100, 150) > 0);
        m_window->grab();  // every view draws the page
        m_window->run().setPinnedToken(120);
        QCOMPARE(m_window->run().pinnedToken(), std::optional<std::int64_t>(120));

        m_window->run().setFollowing(true);  // and back
        QVERIFY(!m_window->run().isPaged());
        QCOMPARE(m_window->run().tokenCount(), std::int64_t{3010});
    }

    void itPlaysAndSteps() {
        QVERIFY(!record("play.h5").isEmpty());
        show();
        QVERIFY(openRecording(in("play.h5")));
        m_window->run().setPinnedToken(3);
        m_window->step();
        QVERIFY(m_window->run().pinnedToken() > 3);
        m_window->run().setPinnedToken(0);
        m_window->transport().setSpeed(500);
        m_window->runOrPause();
        QCOMPARE(m_window->playback().status().phase, Phase::Running);
        QTRY_COMPARE(m_window->run().pinnedToken(), std::optional<std::int64_t>(39));
        QCOMPARE(m_window->playback().status().phase, Phase::Paused);  // it stops at its end
        // The views scroll with it only where they follow.
        const auto firstSeen = [this] { return m_window->run().timeAxis().first; };
        m_window->run().setTimeAxis(0, 10);
        m_window->run().setPinnedToken(15);
        m_window->actionsOfWindow().follow->trigger();
        QVERIFY(!m_window->actionsOfWindow().follow->isChecked());
        m_window->step();
        QCOMPARE(firstSeen(), 0.0);
        m_window->actionsOfWindow().follow->trigger();
        m_window->step();
        QVERIFY(firstSeen() > 5);
    }

    void theBoardFollowsWhatIsPlayed() {
        QVERIFY(!record("board.h5").isEmpty());
        show();
        QVERIFY(openRecording(in("board.h5")));
        QAbstractButton* button = m_window->board().switchOf(1);
        QVERIFY(!button->isEnabled());  // a recording shows what was chosen then
        QVERIFY2(button->toolTip().contains(QStringLiteral("recording")), qPrintable(button->toolTip()));
        const auto tokens = [this] { return m_window->blocks().activityOf(1).tokens; };
        const auto* counted = m_window->findChild<ChoiceSummary*>();
        const auto says = [counted](const char* words) {
            const QList<QLabel*> labels = counted->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [words](const QLabel* label) { return label->text().startsWith(QLatin1String(words)); });
        };
        m_window->run().setPinnedToken(9);
        QTRY_COMPARE(tokens(), std::int64_t{10});
        QTRY_VERIFY(says("9 characters"));  // nothing predicted the first
        m_window->run().setPinnedToken(19);
        QTRY_COMPARE(tokens(), std::int64_t{20});
        QTRY_VERIFY(says("19 characters"));
        m_window->stop();
        QCOMPARE(m_window->run().pinnedToken(), std::optional<std::int64_t>(0));
        QCOMPARE(m_window->playback().status().phase, Phase::Paused);
        // The menu of presets follows too.
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()) && write(20));
        m_window->transport().setTokensToGenerate(10);
        QVERIFY(m_window->recordTo(in("mixed.h5")) && finished(30));
        const std::vector<BlockBoardModel::Preset> presets = m_window->blocks().presets();
        const int now = m_window->blocks().currentPreset();
        const int other = now == 0 ? 1 : 0;
        m_window->blocks().applyPreset(other);
        m_window->runOrPause();
        QVERIFY(finished(40));
        m_window->stop();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("mixed.h5")), 20'000);
        show();
        QVERIFY(openRecording(in("mixed.h5")));
        const auto ticked = [this] {
            for (const QMenu* menu : m_window->findChildren<QMenu*>())
                if (menu->title().contains(QStringLiteral("Blocks")))
                    for (const QAction* action : menu->actions())
                        if (action->isChecked()) return action->text();
            return QString();
        };
        m_window->run().setPinnedToken(39);
        QTRY_COMPARE(ticked(), presets[static_cast<std::size_t>(other)].title);
        m_window->run().setPinnedToken(5);
        QTRY_COMPARE(ticked(), presets[static_cast<std::size_t>(now)].title);
        // With its checkpoint the switches move again.
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(m_window->blocks().whyNot(1).isEmpty() || !m_window->blocks().whyNot(1).contains(QStringLiteral("recording")));
    }

    void whatAPlayedRecordingCannotDoIsSaid() {
        QVERIFY(!record("fixed.h5").isEmpty());
        show();
        QVERIFY(openRecording(in("fixed.h5")));
        m_window->run().setPinnedToken(10);
        m_window->actionsOfWindow().branch->trigger();
        QVERIFY(bannerSays(QStringLiteral("writes nothing new")));
        QVERIFY(!m_window->interventions().isEnabled());
        m_window->run().setSelection(Selection::ofSite(1, 3));
        Q_EMIT m_window->actionsOfWindow().effectChosen(Intervention::Effect::Silence);
        QVERIFY2(m_window->notice().sentence().contains(QStringLiteral("cannot be changed")), qPrintable(m_window->notice().sentence()));
        QVERIFY(m_window->experiment().now().interventions.empty());
        // Stop goes to the beginning, and the raster with it.
        m_window->run().setPinnedToken(35);
        m_window->run().setTimeAxis(25, 10);
        m_window->stop();
        QCOMPARE(m_window->run().pinnedToken(), std::optional<std::int64_t>(0));
        QCOMPARE(m_window->run().timeAxis().first, 0.0);
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(m_window->interventions().isEnabled());
    }

    void anotherTextEndsARecordingAndSaysSo() {
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(0);
        QVERIFY(m_window->recordTo(in("ended.h5")));
        QTRY_VERIFY(m_window->run().tokenCount() > 20);
        QTRY_VERIFY(m_window->notice().sentence().startsWith(QStringLiteral("Recording every spike")));
        QVERIFY(write(5));
        QTRY_COMPARE(m_window->notice().sentence(), QStringLiteral("Recorded: ") + in("ended.h5"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("ended.h5")), 20'000);
    }

    void aRecordingWithoutATokenIsNotCalledOne() {
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setSpeed(0.1);
        m_window->transport().setTokensToGenerate(5);
        QVERIFY(m_window->recordTo(in("empty.h5")));
        m_window->stop();
        QTRY_VERIFY(m_window->notice().isVisible() && !m_window->notice().sentence().startsWith(QStringLiteral("Recording")));
        QCOMPARE(m_window->notice().sentence().startsWith(QStringLiteral("Nothing was recorded")), m_window->engine().status().tokens == 0);
    }

    void twoRecordingsCompare() {
        const QString first = record("first.h5");
        QVERIFY(!first.isEmpty());
        show();
        QVERIFY(openRecording(in("first.h5")));
        m_window->lanes().compareWithRecording(in("first.h5"));
        QTRY_VERIFY(m_window->lanes().isActive() && m_window->lanes().hasOwnText());
        QTRY_COMPARE(m_window->laneRun().tokenCount(), std::int64_t{40});
        QTRY_COMPARE(m_window->compareView().comparison().end(), std::int64_t{40});
        QVERIFY(!m_window->compareView().comparison().parted());
        m_window->run().setPinnedToken(11);
        QCOMPARE(m_window->laneRun().pinnedToken(), std::optional<std::int64_t>(11));
        m_window->lanes().end();
        QVERIFY(!m_window->lanes().isActive());
        // A network cannot be computed beside a recording, and it says so.
        m_window->lanes().compare();
        QVERIFY(m_window->banner().sentence().contains(QStringLiteral("recording")));
    }

    void itGoesOnWhereItsCheckpointIsOpen() {
        const QString text = record("more.h5");
        QVERIFY(openRecording(in("more.h5")));
        QVERIFY(!m_window->run().model().isRecording());
        QTest::mouseClick(m_window->notice().button(), Qt::LeftButton);
        QVERIFY(finished(40));
        QCOMPARE(textOf(*m_window), text);
        QVERIFY(!m_window->playback().isOpen());
        m_window->step();
        QTRY_COMPARE(m_window->run().tokenCount(), std::int64_t{41});
    }

    void aCheckpointTakesItsPlace() {
        QVERIFY(!record("a.h5").isEmpty());
        show();
        QVERIFY(openRecording(in("a.h5")));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(!m_window->playback().isOpen());
        QVERIFY(write(10));
    }

    void whereNothingCanBeWrittenItSaysSo() {
        show();
        QVERIFY(!m_window->recordTo(in("none.h5")));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(write(5));
        const auto done = m_window->recordTo(m_folder.path() + QStringLiteral("/no/such/run.h5"));
        QTRY_VERIFY(!done || !m_window->engine().status().recordingError.empty());
        QCOMPARE(m_window->engine().script().tokens.size(), std::size_t{15});  // the text is untouched
    }

    void aDamagedRecordingIsRefused() {
        QVERIFY(!record("whole.h5").isEmpty());
        const QByteArray whole = contentOf(in("whole.h5"));
        const QString half = made("half.h5", whole.left(whole.size() / 2));
        show();
        QSignalSpy failed(&m_window->engine(), &EngineBridge::openFailed);
        QSignalSpy broken(&m_window->playback(), &Playback::failed);
        m_window->openFile(half);
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() + broken.count() > 0, 20'000);
        QVERIFY(m_window->banner().isVisible());
    }
};

QTEST_MAIN(TestWindowRecordings)
#include "test_window_recordings.moc"
