// SPDX-License-Identifier: Apache-2.0
// What the engine's thread does when something throws, and when there is no memory for a model.
#include <malloc.h>
#include <sys/resource.h>

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fstream>
#include <functional>
#include <new>
#include <thread>

#include "base/sanitized.h"
#include "engine/recorded_run.h"
#include "lab_models.h"
#include "support/failing_network.h"
#include "support/wait_for.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

namespace {

/// Bytes of address space that this process has now.
rlim_t addressSpace() {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return static_cast<rlim_t>(pages) * 4096;
}

}  // namespace

class TestEngineFaults : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

  private slots:
    /// With a limit on its address space this process has no memory for the weights of a bundled model, and goes on. First,
    /// while its heap has no holes that they would fit into.
    void aModelThatDoesNotFitIsASentence() {
        if (kSanitized) QSKIP("a sanitizer's own memory does not fit into such a limit");
        const std::string path = SPIKEGLASS_MODELS "/war-and-peace.h5";
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_AS, &before), 0);
        int refused = 0;
        for (const rlim_t room : {1U << 20, 4U << 20, 8U << 20, 12U << 20}) {
            const rlimit limit{addressSpace() + room, before.rlim_max};
            QCOMPARE(::setrlimit(RLIMIT_AS, &limit), 0);
            const auto model = loadModel(path);
            QCOMPARE(::setrlimit(RLIMIT_AS, &before), 0);
            if (model) continue;
            ++refused;
            QVERIFY2(model.error().message.starts_with(path) && model.error().message.find('\n') == std::string::npos, model.error().message.c_str());
        }
        QVERIFY(refused >= 2);
        QVERIFY(loadModel(path));
    }

    void whatThrowsEndsTheTextAndNothingElse_data() {
        QTest::addColumn<bool>("memory");
        QTest::newRow("no memory") << true;
        QTest::newRow("another exception") << false;
    }
    void whatThrowsEndsTheTextAndNothingElse() {
        QFETCH(bool, memory);
        const auto model = failingModel(tinyModel(), [&](std::int64_t step) {  // once: steps are counted over all texts
            if (step != 60) return;
            if (memory) throw std::bad_alloc();
            throw std::runtime_error("a listener threw");
        });
        Runner runner(model);
        runner.setSpeed(0);
        runner.setTwin(false);
        const std::string path = m_folder.filePath(memory ? "memory.h5" : "other.h5").toStdString();
        QVERIFY(runner.setRecording(path, {"all"}));
        runner.start({1, 2, 3}, 0);
        QVERIFY(waitFor([&] { return !runner.status().error.empty() && !runner.status().recording; }));
        const RunnerStatus ended = runner.status();
        QCOMPARE(ended.error, std::string("the text ends here: ") + (memory ? "there is not enough memory to go on" : "a listener threw"));
        QCOMPARE(ended.phase, Phase::Finished);
        QCOMPARE(ended.tokens, std::int64_t{60});
        QVERIFY2(ended.recordingError.empty(), ended.recordingError.c_str());
        const auto tokens = runner.tokens();
        QCOMPARE(tokens.size(), std::size_t{60});

        // Its recording is complete up to there, under its own name.
        const auto run = openRecordedRun(path);
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        QCOMPARE(run->tokens(), std::int64_t{60});
        QCOMPARE(run->script()->tokens, tokens);

        // And the next text is written as if nothing had been.
        runner.start({1, 2, 3}, 97);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished; }));
        QVERIFY(runner.status().error.empty());
        QCOMPARE(runner.status().tokens, std::int64_t{100});
        QVERIFY(std::equal(tokens.begin(), tokens.end(), runner.tokens().begin()));
    }

    void aTextThatCannotEvenBegin() {
        bool fails = true;
        const auto model = failingModel(tinyModel(), [&](std::int64_t token) {
            if (token < 0 && fails) throw std::bad_alloc();
        });
        Runner runner(model);
        runner.setSpeed(0);
        runner.setTwin(false);
        QVERIFY(runner.setRecording(m_folder.filePath("never.h5").toStdString()));
        runner.start({1}, 5);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished && !runner.status().recording; }));
        QVERIFY(!runner.status().error.empty());
        QCOMPARE(runner.status().tokens, std::int64_t{0});
        QVERIFY(!QFile::exists(m_folder.filePath("never.h5")));
        fails = false;
        runner.start({1}, 5);
        QVERIFY(waitFor([&] { return runner.status().tokens == 6; }));
        QVERIFY(runner.status().error.empty());
    }

    void aTextThatReplacesOneThatFailsIsNotBlamed() {
        std::atomic<bool> reached = false, goOn = false;
        const auto model = failingModel(tinyModel(), [&](std::int64_t token) {
            if (token != 5) return;
            reached = true;
            while (!goOn) std::this_thread::yield();
            throw std::bad_alloc();
        });
        Runner runner(model);
        runner.setSpeed(0);
        runner.setTwin(false);
        runner.start({1}, 0);
        QVERIFY(waitFor([&] { return reached.load(); }));
        runner.start({2}, 10);
        goOn = true;
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished; }));
        QVERIFY(runner.status().error.empty());
        QCOMPARE(runner.tokens().size(), std::size_t{11});
        QCOMPARE(runner.tokens().front(), 2);
    }

    void aRecordingThatNeverBeganIsNotAwaited() {
        std::atomic<bool> reached = false, goOn = false;
        const auto model = failingModel(tinyModel(), [&](std::int64_t step) {
            if (step != 5) return;
            reached = true;
            while (!goOn) std::this_thread::yield();
        });
        Runner runner(model);
        runner.setSpeed(0);
        runner.setTwin(false);
        QVERIFY(runner.setRecording(m_folder.filePath("first.h5").toStdString()));
        runner.start({1}, 0);
        QVERIFY(waitFor([&] { return reached.load(); }));
        QVERIFY(runner.setRecording(m_folder.filePath("second.h5").toStdString()));
        runner.start({2}, 0);
        runner.stop();
        goOn = true;
        QVERIFY(waitFor([&] { return !runner.status().recording; }));
        QVERIFY(waitFor([&] { return QFile::exists(m_folder.filePath("first.h5")); }));
        QVERIFY(!QFile::exists(m_folder.filePath("second.h5")));
    }
};

int main(int argc, char** argv) {
    ::mallopt(M_ARENA_MAX, 1);  // one heap for all threads: a second one has room in reserve that no limit takes away
    QCoreApplication application(argc, argv);
    TestEngineFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_engine_faults.moc"
