// SPDX-License-Identifier: Apache-2.0
#include <QAbstractButton>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTemporaryDir>
#include <memory>

#include "block_board.h"
#include "error_banner.h"
#include "model_card_view.h"
#include "prompt_bar.h"
#include "seed_box.h"
#include "transport_bar.h"
#include "viewmodels/block_board_model.h"
#include "window/experiment_desk.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

/// What a person does in the window, with real clicks and keys.
class TestWindowSession : public QObject {
    Q_OBJECT

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    template <class Widget>
    Widget* find(const char* name) {
        auto* widget = m_window->findChild<Widget*>(QLatin1String(name));
        Q_ASSERT(widget);
        return widget;
    }
    void click(const char* button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    std::int64_t shown() { return m_window->run().tokenCount(); }
    Phase phase() { return m_window->engine().status().phase; }
    void typePrompt(const QString& prompt) {
        QPlainTextEdit* editor = m_window->promptBar().editor();
        editor->setFocus();
        editor->selectAll();
        QTest::keyClicks(editor, prompt);
    }
    /// Writes a whole text with the keyboard and returns it.
    QString write(const QString& prompt, int tokens) {
        m_window->transport().setSpeed(0);
        m_window->transport().setTokensToGenerate(tokens);
        typePrompt(prompt);
        QTest::keyClick(m_window->promptBar().editor(), Qt::Key_Return);
        const std::int64_t length = prompt.size() + tokens;
        if (!QTest::qWaitFor([&] { return phase() == Phase::Finished && shown() == length; }, 30'000)) return {};
        return textOf(*m_window);
    }
    bool drop(const QUrl& url) {
        QMimeData data;
        data.setUrls({url});
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted()) return false;
        QDropEvent event(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &event);
        return event.isAccepted();
    }

  private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<Settings>(Settings::Store::None);
        m_window = std::make_unique<MainWindow>(m_settings.get());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
    }
    void cleanup() {
        m_window.reset();
        m_settings.reset();
    }

    void writesWhatThePromptBegins() {
        const QString text = write(QStringLiteral("The old prince "), 60);
        QVERIFY(text.startsWith(QStringLiteral("The old prince ")));
        QCOMPARE(text.size(), 75);
        QCOMPARE(m_window->engine().status().droppedFrames, 0);
        QVERIFY(!m_window->banner().isVisible());
    }

    void runsPausesStepsAndStopsByMouse() {
        m_window->transport().setSpeed(200);
        m_window->transport().setTokensToGenerate(0);
        typePrompt(QStringLiteral("Well"));
        click("primaryButton");
        QTRY_VERIFY_WITH_TIMEOUT(shown() > 10, 20'000);
        QCOMPARE(find<QPushButton>("primaryButton")->text(), QStringLiteral("Pause"));
        click("primaryButton");
        QTRY_COMPARE(phase(), Phase::Paused);
        QTRY_COMPARE(shown(), m_window->engine().status().tokens);
        QTRY_COMPARE(find<QPushButton>("primaryButton")->text(), QStringLiteral("Resume"));

        const std::int64_t before = shown();
        click("stepButton");
        QTRY_COMPARE(shown(), before + 1);
        QTest::qWait(100);
        QCOMPARE(shown(), before + 1);
        click("primaryButton");
        QTRY_VERIFY_WITH_TIMEOUT(shown() > before + 5, 20'000);
        click("stopButton");
        QTRY_COMPARE(phase(), Phase::Finished);
        QVERIFY(!find<QPushButton>("stopButton")->isEnabled());
        const std::int64_t written = m_window->engine().status().tokens;
        QTRY_COMPARE(shown(), written);
        QTest::qWait(100);
        QCOMPARE(shown(), written);
    }

    void obeysTheKeyboard() {
        m_window->transport().setSpeed(100);
        m_window->promptBar().setPrompt(QStringLiteral("So"));
        m_window->setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_Period);  // no text yet: begins one and reads one token
        QTRY_COMPARE(shown(), 1);
        QCOMPARE(phase(), Phase::Paused);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(shown() > 8, 20'000);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QTRY_COMPARE(phase(), Phase::Paused);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_COMPARE(phase(), Phase::Finished);
    }

    void keysBelongToTheFieldThatHasTheFocus() {
        QPlainTextEdit* editor = m_window->promptBar().editor();
        typePrompt(QStringLiteral("a. b"));  // a full stop and a space
        QCOMPARE(editor->toPlainText(), QStringLiteral("a. b"));
        QCOMPARE(phase(), Phase::Idle);
        QPushButton* stop = find<QPushButton>("stepButton");
        stop->setFocus();
        QTest::keyClick(stop, Qt::Key_Space);  // presses this button, does not run
        QTRY_COMPARE(shown(), 1);
        QTest::qWait(100);
        QCOMPARE(shown(), 1);
        QCOMPARE(phase(), Phase::Paused);
    }

    void sameSeedSameText() {
        auto* seed = find<SeedBox>("seed");
        seed->setFocus();
        seed->selectAll();
        QTest::keyClicks(seed, QStringLiteral("20260101"));
        QCOMPARE(m_window->engine().sampling().seed, 20260101U);
        const QString first = write(QStringLiteral("Pierre "), 80);
        QVERIFY(!first.isEmpty());
        QCOMPARE(write(QStringLiteral("Pierre "), 80), first);
        QTest::keyClick(seed, Qt::Key_Up);
        QCOMPARE(m_window->engine().sampling().seed, 20260102U);
        QVERIFY(write(QStringLiteral("Pierre "), 80) != first);
    }

    void temperatureZeroIsTheSameForEverySeed() {
        auto* temperature = find<QDoubleSpinBox>("temperature");
        temperature->setFocus();
        temperature->selectAll();
        QTest::keyClicks(temperature, QLocale().toString(0.0, 'f', 2));
        QTest::keyClick(temperature, Qt::Key_Return);
        QCOMPARE(m_window->engine().sampling().temperature, 0.0);
        const QString first = write(QStringLiteral("Moscow "), 40);
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("dice")), Qt::LeftButton);
        QVERIFY(!first.isEmpty());
        QCOMPARE(write(QStringLiteral("Moscow "), 40), first);
    }

    void anUnknownCharacterIsNamedAndNothingIsLost() {
        const QString before = write(QStringLiteral("Here "), 20);
        m_window->promptBar().setPrompt(QStringLiteral("Natasha €5"));
        QTest::keyClick(m_window->promptBar().editor(), Qt::Key_Return);
        QVERIFY(m_window->banner().isVisible());
        QVERIFY2(m_window->banner().sentence().contains(QStringLiteral("€")), qPrintable(m_window->banner().sentence()));
        QCOMPARE(m_window->promptBar().prompt(), QStringLiteral("Natasha €5"));
        QCOMPARE(m_window->promptBar().editor()->textCursor().selectedText(), QStringLiteral("€"));
        QCOMPARE(textOf(*m_window), before);

        QTest::mouseClick(m_window->banner().findChild<QPushButton*>(), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(m_window->banner().sentence()));
        QTest::mouseClick(m_window->banner().findChild<QWidget*>(QStringLiteral("dismissError")), Qt::LeftButton);
        QVERIFY(!m_window->banner().isVisible());
    }

    void aBadFileLeavesTheModelAndTheText() {
        const QString title = m_window->windowTitle();
        const QString before = write(QStringLiteral("Here "), 20);
        QTemporaryDir folder;
        QFile garbage(folder.filePath(QStringLiteral("garbage.h5")));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write("this is no checkpoint");
        garbage.close();
        for (const QString& path : {garbage.fileName(), folder.filePath(QStringLiteral("absent.h5")), foreignFile()}) {
            QSignalSpy failed(&m_window->engine(), &EngineBridge::openFailed);
            QVERIFY(drop(QUrl::fromLocalFile(path)));
            QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
            QVERIFY(m_window->banner().isVisible());
            QVERIFY2(m_window->banner().sentence().contains(QFileInfo(path).fileName()), qPrintable(m_window->banner().sentence()));
            QCOMPARE(m_window->windowTitle(), title);
            QCOMPARE(textOf(*m_window), before);
        }
        QCOMPARE(write(QStringLiteral("Here "), 20), before);
    }

    void aDroppedCheckpointIsOpened() {
        write(QStringLiteral("Here "), 10);
        QSignalSpy opened(&m_window->engine(), &EngineBridge::modelOpened);
        QVERIFY(drop(QUrl::fromLocalFile(tinyCheckpoint())));
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 20'000);
        QCOMPARE(shown(), 0);
        QCOMPARE(m_settings->recentFiles().size(), 1);
        QVERIFY(!drop(QUrl(QStringLiteral("https://example.org/model.h5"))));
    }

    void theLastOfManyOpenedModelsWins() {
        QSignalSpy opened(&m_window->engine(), &EngineBridge::modelOpened);
        QSignalSpy failed(&m_window->engine(), &EngineBridge::openFailed);
        for (int i = 0; i < 5; ++i) m_window->openModel(foreignFile());
        m_window->openModel(tinyCheckpoint());
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 20'000);
        QCOMPARE(failed.count(), 0);
    }

    void withoutTwinTheEnergyStandsAlone() {
        m_window->actionsOfWindow().twin->setChecked(false);
        write(QStringLiteral("Here "), 5);
        for (std::int64_t token = 0; token < shown(); ++token)
            QVERIFY(m_window->run().history().frame(token).twinOperations.empty());
        m_window->actionsOfWindow().twin->setChecked(true);
        write(QStringLiteral("Here "), 5);
        QVERIFY(!m_window->run().history().frame(3).twinOperations.empty());
    }

    void speedIsLogarithmicUpToFull() {
        auto* slider = find<QSlider>("speed");
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(m_window->transport().speed(), 1.0);
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(m_window->transport().speed(), 0.0);
        m_window->transport().setSpeed(20);
        QVERIFY(std::abs(m_window->transport().speed() - 20) < 0.5);
        m_window->transport().setSpeed(1000);
        QCOMPARE(m_window->transport().speed(), 1000.0);
    }

    void zoomsAndFollowsByKey() {
        write(QStringLiteral("Here "), 300);
        const double usual = m_window->run().timeAxis().tokens;
        m_window->setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_Plus);
        QVERIFY(m_window->run().timeAxis().tokens < usual);
        QVERIFY(m_window->run().isFollowing());
        QTest::keyClick(m_window.get(), Qt::Key_0);
        QCOMPARE(m_window->run().timeAxis().tokens, usual);
        m_window->run().setTimeAxis(0, usual);
        QVERIFY(!m_window->actionsOfWindow().follow->isChecked());
        QTest::keyClick(m_window.get(), Qt::Key_F);
        QVERIFY(m_window->run().isFollowing());
    }

    void aBlockChoiceFromTheCommandLineIsUsedOrRefused() {
        QSignalSpy opened(&m_window->engine(), &EngineBridge::modelOpened);
        QSignalSpy failed(&m_window->engine(), &EngineBridge::openFailed);
        m_window->openModel(tinyCheckpoint(), {QStringLiteral("blocks.9.time_mix=ann")});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
        QVERIFY(m_window->banner().sentence().contains(QStringLiteral("blocks.9.time_mix")));
        m_window->openModel(tinyCheckpoint(), {QStringLiteral("blocks.0.time_mix=ann")});
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 20'000);
        write(QStringLiteral("Here "), 5);
        QVERIFY(!m_window->run().isSpiking(1, 3));
        QVERIFY(m_window->run().isSpiking(2, 3));
    }

    void theBoardSwitchesFormsWhileTheTextRuns() {
        m_window->transport().setSpeed(200);
        m_window->transport().setTokensToGenerate(0);
        QVERIFY(m_window->startText(false));
        QTRY_VERIFY_WITH_TIMEOUT(shown() > 10, 20'000);
        // Site 1 is blocks.0.time_mix, which is slot 1.
        QTest::mouseClick(m_window->board().switchOf(1), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->run().isSpiking(1, shown() - 1), 20'000);
        QVERIFY(m_window->run().isSpiking(1, 3) && m_window->run().isSpiking(2, shown() - 1));
        QCOMPARE(phase(), Phase::Running);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->run().isSpiking(1, shown() - 1), 20'000);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->run().isSpiking(1, shown() - 1), 20'000);
        // Space on a switch moves it and leaves the text running.
        m_window->board().switchOf(2)->setFocus();
        QTest::keyClick(m_window->board().switchOf(2), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->run().isSpiking(2, shown() - 1), 20'000);
        QCOMPARE(phase(), Phase::Running);
        // Another checkpoint begins with all spiking and nothing to take back.
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(!m_window->experiment().history()->canUndo());
        QVERIFY(m_window->board().switchOf(1)->isChecked());
        QVERIFY(!m_window->actionsOfWindow().undo->isEnabled());
    }

    void takingBackBelongsToThePromptWhileItIsTyped() {
        m_window->board().switchOf(1)->click();
        typePrompt(QStringLiteral("abc"));
        QTest::keyClick(m_window->promptBar().editor(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!m_window->blocks().isSpiking(1));
        QVERIFY(m_window->promptBar().prompt() != QStringLiteral("abc"));
    }

    void closingWhileWritingEndsTheEngine() {
        m_window->transport().setSpeed(0);
        m_window->transport().setTokensToGenerate(0);
        QVERIFY(m_window->startText(false));
        QTRY_VERIFY_WITH_TIMEOUT(shown() > 20, 20'000);
        m_window->close();
        m_window.reset();
    }
};

QTEST_MAIN(TestWindowSession)
#include "test_window_session.moc"
