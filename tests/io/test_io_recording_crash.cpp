// SPDX-License-Identifier: Apache-2.0
// A recording survives the death of its writer, and a full disk, up to the last flush.
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "checkpoint_test.h"
#include "io/recording_file.h"
#include "recording_test.h"

using namespace spikeglass;

class TestIoRecordingCrash : public QObject {
    Q_OBJECT
  private slots:
    void isReadableAfterKill_data();
    void isReadableAfterKill();
    void isReadableOnAFullDisk_data();
    void isReadableOnAFullDisk();
};

namespace {

std::string expectedText(std::int64_t tokens) {
    std::string text;
    for (int n = 0; n < tokens; ++n) text += test::ExampleToken(n).text;
    return text;
}

/// In a child process: records `flushed` tokens, flushes, appends `unflushed` more, says so, and waits to be killed.
void recordAndWait(const std::string& path, int flushed, int unflushed, int pipeEnd) {
    auto writer = RecordingWriter::create(path, test::exampleHeader());
    bool ok = writer.has_value();
    for (int n = 0; ok && n < flushed + unflushed; ++n) {
        ok = test::ExampleToken(n).appendTo(*writer).has_value();
        if (ok && n + 1 == flushed) ok = writer->flush().has_value();
    }
    const char answer = ok ? 'y' : 'n';
    if (::write(pipeEnd, &answer, 1) == 1) ::pause();
    ::_exit(1);
}

}  // namespace

void TestIoRecordingCrash::isReadableAfterKill_data() {
    QTest::addColumn<int>("flushed");
    QTest::addColumn<int>("unflushed");
    QTest::newRow("one token") << 1 << 0;
    QTest::newRow("some lost") << 100 << 57;
    QTest::newRow("a full batch and a flush") << 1500 << 300;
}

void TestIoRecordingCrash::isReadableAfterKill() {
    QFETCH(int, flushed);
    QFETCH(int, unflushed);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) recordAndWait(path, flushed, unflushed, ends[1]);
    ::close(ends[1]);
    char answer = 0;
    const bool answered = ::read(ends[0], &answer, 1) == 1;
    ::close(ends[0]);
    ::kill(child, SIGKILL);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(answered && answer == 'y');
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    const auto summary = summarizeRecording(path + ".partial");
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->tokens, std::int64_t{flushed});
    QCOMPARE(summary->text, expectedText(flushed));
}

void TestIoRecordingCrash::isReadableOnAFullDisk_data() {
    QTest::addColumn<int>("bytes");
    QTest::newRow("no room at all") << 100;
    QTest::newRow("none after the header") << 12000;
    QTest::newRow("for some tokens") << 400000;
    QTest::newRow("for more tokens") << 700000;
}

/// A limit on the size of files stands for a full disk: the system refuses the write in the same way.
void TestIoRecordingCrash::isReadableOnAFullDisk() {
    QFETCH(int, bytes);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {  // writes the first error to the pipe; the number of flushed tokens is its exit status
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        int flushed = 0;
        std::string message;
        auto writer = RecordingWriter::create(path, test::exampleHeader());
        if (!writer) message = writer.error().message;
        for (int n = 0; message.empty() && n < 20000; ++n) {
            auto ok = test::ExampleToken(n).appendTo(*writer);
            if (ok && n % 100 == 99) ok = writer->flush();
            if (ok && n % 100 == 99) ++flushed;
            if (ok) continue;
            message = ok.error().message;
            if (writer->append({}).error().message != message) message = "the second error differs";
            if (writer->finish().error().message != message) message = "the third error differs";
        }
        const bool told = ::write(ends[1], message.data(), message.size()) == static_cast<ssize_t>(message.size());
        writer = fail("");  // closes the file
        ::_exit(told ? flushed : 255);
    }
    ::close(ends[1]);
    std::string message(1000, '\0');
    const ssize_t length = ::read(ends[0], message.data(), message.size());
    ::close(ends[0]);
    message.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) < 255);
    const std::string partial = path + ".partial";
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    if (message.starts_with(path + ": cannot be created")) {
        QCOMPARE(message, path + ": cannot be created: File too large");
        QVERIFY(!QFile::exists(QString::fromStdString(partial)));
        QVERIFY(bytes < 300000);
        return;
    }
    QCOMPARE(message, path + ": cannot be written: File too large; what was recorded before is in " + partial);
    const auto summary = summarizeRecording(partial);
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->tokens, std::int64_t{100} * WEXITSTATUS(status));
    QVERIFY(bytes < 600000 || summary->tokens >= 100);
    QCOMPARE(summary->text, expectedText(summary->tokens));
}

QTEST_APPLESS_MAIN(TestIoRecordingCrash)
#include "test_io_recording_crash.moc"
