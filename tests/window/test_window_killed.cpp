// SPDX-License-Identifier: Apache-2.0
// kill -9 at random moments of working in the window; SPIKEGLASS_KILLS=100 for more of them.
#include <unistd.h>

#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <memory>

#include "base/random.h"
#include "interventions_view.h"
#include "notice_bar.h"
#include "prompt_bar.h"
#include "support/soak.h"
#include "transport_bar.h"
#include "viewmodels/workspace_file.h"
#include "window/experiment_desk.h"
#include "window/playback.h"
#include "window/text_desk.h"
#include "window/workspace_desk.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

const QString kWork = QStringLiteral("--work");
const QString kRecord = QStringLiteral("--record");
const QString kPrompt = QStringLiteral("The prince, edit %1");

/// Shown, with a model, and writing as fast as it can.
bool isReady(MainWindow& window, int tokens) {
    window.show();
    window.transport().setSpeed(0);
    window.transport().setTokensToGenerate(tokens);
    return openAndWait(window, tinyCheckpoint());
}

/// In a process of its own: edits the workspace without end, saves it after each edit as the clock would, and says the number
/// of the edit that is on disk.
int work(const QString& autosave) {
    Settings settings(Settings::Store::None);
    MainWindow window(&settings, autosave);
    if (!isReady(window, 20)) return 1;
    Random dice(static_cast<std::uint64_t>(QCoreApplication::applicationPid()));
    for (int edit = 1;; ++edit) {
        window.promptBar().setPrompt(kPrompt.arg(edit));
        switch (dice.next() % 5) {
            case 0: (void)window.startText(false); break;
            case 1: window.continueFrom(window.run().markedToken() / 2); break;
            case 2:
                window.run().setSelection(Selection::ofSite(1 + dice.next() % 4, window.run().model().info().sites[1].width));
                window.interventions().apply(Intervention::Effect::Silence);
                break;
            case 3: window.experiment().history()->undo(); break;
            default: window.setPage(static_cast<int>(dice.next() % 3));
        }
        QCoreApplication::processEvents();
        const QByteArray said = QByteArray::number(edit) + '\n';
        if (!window.workspace().autosave() || ::write(STDOUT_FILENO, said.constData(), static_cast<std::size_t>(said.size())) != said.size()) return 1;
    }
}

/// Records without end, and says so once the session has saved itself.
int record(const QString& autosave, const QString& recording) {
    Settings settings(Settings::Store::None);
    MainWindow window(&settings, autosave);
    if (!isReady(window, 0)) return 1;
    window.promptBar().setPrompt(QStringLiteral("The prince"));
    if (!window.recordTo(recording)) return 1;
    if (!QTest::qWaitFor([&] { return QFileInfo(recording + QStringLiteral(".partial")).size() > 100'000; }, 30'000)) return 1;
    if (!window.workspace().autosave() || ::write(STDOUT_FILENO, "saved\n", 6) != 6) return 1;
    return QApplication::exec();
}

int numberIn(const QString& prompt) { return prompt.section(QLatin1Char(' '), -1).toInt(); }

}  // namespace

class TestWindowKilled : public QObject {
    Q_OBJECT

    static int kills() { return std::max(3, qEnvironmentVariableIntValue("SPIKEGLASS_KILLS")); }

  private Q_SLOTS:
    void whatWasSavedIsOfferedAgain() {
        const auto tiny = loadModel(tinyCheckpoint().toStdString());
        QVERIFY(tiny);
        Random dice(soakSeed());
        int most = 0;
        for (int kill = 0; kill < kills(); ++kill) {
            const QTemporaryDir folder;
            const QString autosave = folder.filePath(QStringLiteral("autosave.spikeglass"));
            QProcess worker;
            worker.start(QCoreApplication::applicationFilePath(), {kWork, autosave});
            QVERIFY(worker.waitForReadyRead(60'000));
            QTest::qSleep(static_cast<int>(dice.next() % 1000));
            worker.kill();
            QVERIFY(worker.waitForFinished());
            QCOMPARE(worker.exitStatus(), QProcess::CrashExit);
            const QByteArrayList said = worker.readAllStandardOutput().split('\n');
            const int saved = said[said.size() - 2].toInt();  // behind the last line's end is nothing, or half a number
            most = std::max(most, saved);

            const auto file = WorkspaceFile::read(autosave);
            QVERIFY2(file, file ? "" : file.error().message.c_str());
            QCOMPARE(file->recording(), QString());  // the spool beside memory is none
            QStringList leftOut;
            const Workspace found = file->fit((*tiny)->info(), &leftOut);
            QVERIFY2(leftOut.isEmpty(), qPrintable(leftOut.join(QStringLiteral("; "))));
            QVERIFY2(numberIn(found.prompt) >= saved, qPrintable(QStringLiteral("kill %1: %2 of edit %3").arg(kill).arg(found.prompt).arg(saved)));

            Settings settings(Settings::Store::None);
            MainWindow window(&settings, autosave);
            window.show();
            QVERIFY(window.workspace().lastSessionCrashed());
            QVERIFY(window.notice().isVisible());
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
                     QStringList({QStringLiteral("autosave.spikeglass.last"), QStringLiteral("autosave.spikeglass.open")}));
            QSignalSpy opened(&window.workspace(), &WorkspaceDesk::opened);
            QTest::mouseClick(window.notice().button(), Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 30'000);
            QCOMPARE(opened.front().front().toStringList(), QStringList());
            QCOMPARE(window.promptBar().prompt(), found.prompt);
            QCOMPARE(window.texts().branches()->branches().size(), found.branches.size());
            QCOMPARE(window.experiment().now().interventions, found.experiment.interventions);
        }
        qInfo("%d kills from seed %llu, up to %d edits saved before", kills(), static_cast<unsigned long long>(soakSeed()), most);
        QVERIFY(most > 1);  // not all died at once
    }
    void whatWasRecordedIsOfferedToo() {
        const QTemporaryDir folder;
        const QString autosave = folder.filePath(QStringLiteral("autosave.spikeglass")), recording = folder.filePath(QStringLiteral("run.h5"));
        QProcess worker;
        worker.start(QCoreApplication::applicationFilePath(), {kRecord, autosave, recording});
        QVERIFY(worker.waitForReadyRead(60'000));
        worker.kill();
        QVERIFY(worker.waitForFinished());
        Settings settings(Settings::Store::None);
        {
            MainWindow window(&settings, autosave);
            window.show();
            QVERIFY(window.notice().isVisible());
            QVERIFY2(window.notice().sentence().endsWith(QStringLiteral(": ") + recording + QStringLiteral(".partial")), qPrintable(window.notice().sentence()));
            window.openFile(recording + QStringLiteral(".partial"));
            QVERIFY(QTest::qWaitFor([&] { return window.playback().isOpen() && !window.playback().isLoading(); }, 20'000));
            QVERIFY(!window.banner().isVisible());
            window.close();
        }
        // One that ended as it should is not spoken of.
        MainWindow window(&settings, autosave);
        window.show();
        QVERIFY(!window.notice().isVisible() || !window.notice().sentence().contains(recording));
    }
};

int main(int argc, char** argv) {
    letTestsTakeTheirTime();
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == kWork) return work(arguments[2]);
    if (arguments.size() == 4 && arguments[1] == kRecord) return record(arguments[2], arguments[3]);
    TestWindowKilled test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_window_killed.moc"
