// SPDX-License-Identifier: Apache-2.0
// What the window says and keeps when the disk is full, files vanish, memory runs out or the engine throws.
#include <sys/resource.h>
#include <unistd.h>

#include <QFile>
#include <QProcess>
#include <QTimer>
#include <csignal>
#include <memory>

#include "error_banner.h"
#include "notice_bar.h"
#include "prompt_bar.h"
#include "support/failing_network.h"
#include "transport_bar.h"
#include "window/application.h"
#include "window/playback.h"
#include "window/text_desk.h"
#include "window/window_actions.h"
#include "window/workspace_desk.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

namespace {

/// While it lives no file of this process may grow beyond so many bytes: the system refuses the write as on a full disk.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

  private:
    rlimit m_before{};
};

}  // namespace

class TestWindowFaults : public QObject, private WindowTest {
    Q_OBJECT

    QString copyOfTiny(const char* name) {
        QFile::remove(in(name));
        return QFile::copy(tinyCheckpoint(), in(name)) ? in(name) : QString();
    }

  private Q_SLOTS:
    void cleanup() { m_window.reset(); }

    void aWorkspaceOnAFullDisk() {
        show(in("state/autosave.spikeglass"));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(write(20));
        const QString path = in("w.spikeglass");
        QVERIFY(m_window->workspace().save(path));
        QVERIFY(m_window->workspace().autosave());
        const QByteArray before = contentOf(path), savedItself = contentOf(in("state/autosave.spikeglass"));
        QVERIFY(!before.isEmpty() && !savedItself.isEmpty());
        m_window->promptBar().setPrompt(QStringLiteral("Another prompt"));
        m_window->notice().hide();
        {
            const SmallDisk full(100);
            const auto saved = m_window->workspace().save(path);
            QVERIFY(!saved);
            QVERIFY(QString::fromStdString(saved.error().message).startsWith(path + QStringLiteral(": cannot save the workspace: ")));
            QVERIFY(!m_window->workspace().autosave());
            QVERIFY(m_window->notice().isVisible());  // that it cannot save itself is said once
            QVERIFY(m_window->notice().sentence().contains(QStringLiteral("autosave.spikeglass")));
            m_window->notice().hide();
            QVERIFY(!m_window->workspace().autosave());
            QVERIFY(!m_window->notice().isVisible());
        }
        QCOMPARE(contentOf(path), before);  // what was there is whole
        QCOMPARE(contentOf(in("state/autosave.spikeglass")), savedItself);
        QVERIFY(m_window->workspace().autosave());
        QVERIFY(m_window->workspace().save(path));
        QVERIFY(contentOf(path).contains("Another prompt") && contentOf(in("state/autosave.spikeglass")).contains("Another prompt"));
    }

    void aRecordingOnAFullDisk() {
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        {
            const SmallDisk full(100'000);
            m_window->promptBar().setPrompt(QStringLiteral("The prince"));
            m_window->transport().setTokensToGenerate(3000);
            QVERIFY(m_window->recordTo(in("full.h5")));
            QVERIFY(bannerSays(QStringLiteral("full.h5: cannot be written: ")));
            QTRY_COMPARE_WITH_TIMEOUT(m_window->engine().status().phase, Phase::Finished, 20'000);
        }
        QCOMPARE(m_window->engine().status().tokens, std::int64_t{3010});  // the text went on
        QVERIFY(!QFile::exists(in("full.h5")) && QFile::exists(in("full.h5.partial")));
        m_window->openFile(in("full.h5.partial"));
        QVERIFY(QTest::qWaitFor([&] { return m_window->playback().isOpen(); }, 20'000));
    }

    void aFolderThatMayNotBeWritten() {
        show(QStringLiteral("/proc/spikeglass/autosave.spikeglass"));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(write(5));
        QVERIFY(!m_window->workspace().hasLastSession());
        for (const char* path : {"/proc/w.spikeglass", "/proc/none/w.spikeglass"}) QVERIFY(!m_window->workspace().save(QLatin1String(path)));
        QVERIFY(!m_window->workspace().autosave());
        QVERIFY(m_window->notice().sentence().contains(QStringLiteral("/proc/spikeglass/autosave.spikeglass")));
        // Known at once, or, to root, once it is tried.
        const auto recorded = m_window->recordTo(QStringLiteral("/proc/run.h5"));
        if (!recorded)
            QVERIFY(QString::fromStdString(recorded.error().message).startsWith(QStringLiteral("/proc/run.h5: ")));
        else
            QVERIFY(bannerSays(QStringLiteral("/proc/run.h5: cannot be ")));
        QVERIFY(write(5));
    }

    void aModelThatVanishes() {
        const QString path = copyOfTiny("vanishing.h5");
        show();
        QVERIFY(openAndWait(*m_window, path));
        QVERIFY(write(20));
        const QString text = textOf(*m_window);
        QVERIFY(QFile::resize(path, 5000));  // its weights are in memory: the text goes on
        QVERIFY(write(20));
        QCOMPARE(textOf(*m_window), text);
        const auto model = m_window->run().sharedModel();
        QVERIFY(!openAndWait(*m_window, path));
        QVERIFY(bannerSays(QStringLiteral("vanishing.h5: ")));
        QVERIFY(QFile::remove(path));
        QVERIFY(!openAndWait(*m_window, path));
        QVERIFY(bannerSays(QStringLiteral("vanishing.h5: cannot be opened")));
        QCOMPARE(m_window->run().sharedModel(), model);  // the one before stays
        Q_EMIT m_window->actionsOfWindow().weightsChosen(WeightType::Int8);
        QVERIFY(bannerSays(QStringLiteral("vanishing.h5")));
        QVERIFY(write(20));
        QCOMPARE(textOf(*m_window), text);
    }

    void aRecordingThatVanishesWhileItPlays() {
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(m_window->recordTo(in("playing.h5")));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->run().tokenCount() > 1500, 20'000);
        m_window->stop();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("playing.h5")), 20'000);
        const QByteArray whole = contentOf(in("playing.h5"));

        m_window->openFile(in("playing.h5"));  // a removed one is played to its end: it is open
        QVERIFY(QTest::qWaitFor([&] { return m_window->playback().isOpen(); }, 20'000));
        QVERIFY(QFile::remove(in("playing.h5")));
        QVERIFY(QTest::qWaitFor([&] { return !m_window->playback().isLoading(); }, 20'000));
        QVERIFY(!m_window->banner().isVisible());
        QCOMPARE(m_window->run().tokenCount(), m_window->playback().recorded().tokens());

        const QString again = made("playing.h5", whole);  // one that was cut is played as far as it goes, with a sentence
        m_window->openFile(again);
        QVERIFY(QTest::qWaitFor([&] { return m_window->playback().isOpen() && m_window->playback().recorded().path == again.toStdString() &&
                                             m_window->playback().isLoading(); }, 20'000));
        QVERIFY(QFile::resize(again, whole.size() / 8));
        QVERIFY(bannerSays(QStringLiteral("has become shorter since it was opened")));
        m_window->runOrPause();
        QTest::qWait(50);
    }

    void anEngineThatThrows() {
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        const auto model = failingModel(m_window->run().sharedModel(), [](std::int64_t step) {
            if (step == 30 || step == 40) throw std::bad_alloc();
        });
        m_window->engine().useModel(model, BlockChoice::allSpiking(model->info()));
        m_window->actionsOfWindow().twin->setChecked(false);
        TextScript script;
        script.tokens = {1, 2, 3};
        script.promptTokens = 3;
        m_window->engine().replay(script, 0, false);
        QVERIFY(bannerSays(QStringLiteral("not enough memory")));
        QTRY_COMPARE(m_window->run().tokenCount(), std::int64_t{30});
        m_window->banner().dismiss();
        m_window->engine().replay(script, 0, false);  // it happens again, and is said again
        QVERIFY(bannerSays(QStringLiteral("not enough memory")));
        m_window->banner().dismiss();
        m_window->engine().replay(script, 7, false);
        QTRY_COMPARE(m_window->run().tokenCount(), std::int64_t{10});
        QVERIFY(!m_window->banner().isVisible());
    }

    void anEventThatThrows() {
        auto* application = qobject_cast<Application*>(QCoreApplication::instance());
        QSignalSpy failed(application, &Application::failed);
        QTimer::singleShot(0, this, [] { throw std::bad_alloc(); });
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("not enough memory")));
        QTimer::singleShot(0, this, [] { throw std::runtime_error("a listener"); });
        QTRY_COMPARE(failed.count(), 2);
        QVERIFY(failed.back().front().toString().contains(QStringLiteral("a listener")));
    }

    void twoProgramsNeverShareAnAutosave() {
        const QString path = in("two/autosave.spikeglass");
        show(path);
        QFile mark(path + QStringLiteral(".open"));
        QVERIFY(mark.open(QIODevice::ReadOnly));
        QCOMPARE(mark.readAll(), QByteArray::number(QCoreApplication::applicationPid()) + '\n' + machineMark().toLatin1() + '\n');
        mark.close();
        // Another process of this program holds it: one that was started from the same file.
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--wait-to-be-ended")});
        QVERIFY(other.waitForStarted());
        QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write(QByteArray::number(other.processId())) > 0);
        mark.close();
        const AutosaveSlot second(path);
        QVERIFY(!second.lastCrashed());
        QVERIFY(second.last().endsWith(QStringLiteral("autosave-2.spikeglass.last")));
        other.kill();
        QVERIFY(other.waitForFinished());
        const AutosaveSlot first(path);
        QVERIFY(first.last().endsWith(QStringLiteral("autosave.spikeglass.last")));
        // A home that machines share: what another one marked is left alone, whatever runs under that number here.
        QVERIFY(writeFile(path + QStringLiteral(".open"), "1\n0badcafe\n"));
        const AutosaveSlot third(path);
        QVERIFY(third.last().endsWith(QStringLiteral("autosave-2.spikeglass.last")));
    }
};

int main(int argc, char** argv) {
    if (argc > 1 && QLatin1String(argv[1]) == QLatin1String("--wait-to-be-ended")) {
        ::pause();
        return 0;
    }
    Application application(argc, argv);
    TestWindowFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_window_faults.moc"
