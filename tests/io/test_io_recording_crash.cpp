// SPDX-License-Identifier: Apache-2.0
// A recording survives the death of its writer, and a full disk, up to the last flush.
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "base/random.h"
#include "checkpoint_test.h"
#include "io/recording_file.h"
#include "io/recording_reader.h"
#include "recording_test.h"
#include "support/soak.h"

using namespace spikeglass;

class TestIoRecordingCrash : public QObject {
    Q_OBJECT
  private slots:
    void isReadableAfterKill_data();
    void isReadableAfterKill();
    void survivesKillAtAnyMoment();
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

/// What of token n is not as test::ExampleToken made it; empty: nothing.
QString differs(const RecordedRows& rows, std::size_t n) {
    const test::ExampleToken token(static_cast<int>(n));
    if (rows.tokens[n] != token.id) return "its id";
    if (rows.texts[n] != token.text) return "its text";
    for (std::size_t s = 0; s < token.spikes.size(); ++s) {
        const std::size_t words = token.spikes[s].size(), values = token.membranes[s].size();
        if (!std::equal(token.spikes[s].begin(), token.spikes[s].end(), rows.spikes[s].begin() + static_cast<std::ptrdiff_t>(n * words)))
            return QString("spikes of site %1").arg(s);
        if (!std::equal(token.membranes[s].begin(), token.membranes[s].end(), rows.membranes[s].begin() + static_cast<std::ptrdiff_t>(n * values)))
            return QString("membranes of site %1").arg(s);
    }
    const auto logits = rows.logits.begin() + static_cast<std::ptrdiff_t>(n * token.logits.size());
    return std::equal(token.logits.begin(), token.logits.end(), logits) ? "" : "its logits";
}

/// In a child process: flushes after every few tokens, so that most of its time is spent inside a flush, and says after each
/// how many tokens are on disk.
void recordWithoutPause(const std::string& path, int pipeEnd) {
    auto writer = RecordingWriter::create(path, test::exampleHeader());
    for (std::int32_t n = 0; writer && n < 100000; ++n) {
        if (!test::ExampleToken(n).appendTo(*writer)) break;
        if (n % 7 != 0) continue;
        const std::int32_t flushed = n + 1;
        if (!writer->flush() || ::write(pipeEnd, &flushed, sizeof flushed) != sizeof flushed) break;
    }
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

void TestIoRecordingCrash::survivesKillAtAnyMoment() {
    const int kills = std::max(1, qEnvironmentVariableIntValue("SPIKEGLASS_KILLS"));
    Random random(test::soakSeed());
    std::int32_t most = 0;
    for (int kill = 0; kill < (kills > 1 ? kills : 12); ++kill) {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("run.h5").toStdString();
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) recordWithoutPause(path, ends[1]);
        ::close(ends[1]);
        std::int32_t flushed = 0;
        QCOMPARE(::read(ends[0], &flushed, sizeof flushed), static_cast<ssize_t>(sizeof flushed));
        ::usleep(static_cast<useconds_t>(random.next() % 300000));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        while (::read(ends[0], &flushed, sizeof flushed) == static_cast<ssize_t>(sizeof flushed)) most = std::max(most, flushed);
        ::close(ends[0]);

        const auto reader = RecordingReader::open(path + ".partial");
        QVERIFY2(reader, qPrintable(QString("kill %1: ").arg(kill) + (reader ? "" : reader.error().message.c_str())));
        QVERIFY2(reader->tokenCount() >= flushed, qPrintable(QString("kill %1: %2 of %3").arg(kill).arg(reader->tokenCount()).arg(flushed)));
        const auto rows = reader->read(0, reader->tokenCount(), true);
        QVERIFY2(rows, qPrintable(QString("kill %1: ").arg(kill) + (rows ? "" : rows.error().message.c_str())));
        for (std::size_t n = 0; n < rows->count; ++n) {
            const QString wrong = differs(*rows, n);
            QVERIFY2(wrong.isEmpty(), qPrintable(QString("kill %1, token %2 of %3: %4").arg(kill).arg(n).arg(rows->count).arg(wrong)));
        }
    }
    QVERIFY(most > 1);  // not all died at once
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
