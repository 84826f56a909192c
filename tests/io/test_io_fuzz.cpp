// SPDX-License-Identifier: Apache-2.0
// Thousands of damaged checkpoints and recordings, the same ones every time: each is read, or refused with one sentence;
// none crashes, none hangs. Run it under the preset asan-ubsan too.
#include <sys/mman.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include "base/random.h"
#include "checkpoint_test.h"
#include "io/checkpoint_file.h"
#include "io/recording_file.h"
#include "io/recording_reader.h"

using namespace spikeglass;

namespace {

constexpr int kMutationsPerFile = 600;
constexpr qint64 kLongestMilliseconds = 5000;  // for one file, on a busy machine

/// Flips, overwrites, copies and cuts bytes; mostly few of them, mostly in the metadata, which this favours by aiming at
/// bytes that are not zero.
QByteArray mutate(QByteArray content, Random& random) {
    const auto below = [&](qsizetype n) { return static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(n)); };
    const std::uint64_t count = 1 + random.next() % 4;
    for (std::uint64_t k = 0; k < count; ++k) {
        qsizetype at = below(content.size());
        for (int tries = 0; content[at] == 0 && tries < 3; ++tries) at = below(content.size());
        const qsizetype length = std::min<qsizetype>(8, content.size() - at);
        switch (random.next() % 7) {
            case 0: content[at] = static_cast<char>(content[at] ^ (1 << random.next() % 8)); break;
            case 1: content[at] = static_cast<char>(random.next()); break;
            case 2: content.replace(at, length, QByteArray(length, '\xFF')); break;
            case 3: content.replace(at, length, QByteArray(length, '\0')); break;
            case 4: content.replace(at, length, content.mid(below(content.size() - 8), length)); break;  // an address
            case 5: content[at] = static_cast<char>(content[at] + 1); break;
            default:
                for (qsizetype i = 0; i < length; ++i) content[at + i] = static_cast<char>(random.next());
        }
    }
    if (random.next() % 25 == 0) content.truncate(1 + below(content.size() - 1));
    return content;
}

/// Uses everything that a file offers. The message of the first error; empty if there was none.
std::string readCheckpoint(const std::string& path) {
    const auto file = CheckpointFile::open(path);
    if (!file) return file.error().message;
    const std::pair<const char*, std::vector<std::size_t>> tensors[] = {
        {"emb.weight", {5, 3}}, {"mix", {1, 1, 3}}, {"bias", {3}}, {"large", {37, 29}}};
    for (const auto& [name, shape] : tensors)
        if (const auto values = file->tensor(name, shape); !values) return values.error().message;
    for (const char* name : {"vocabulary", "width", "ratio", "flag", "mode"})
        if (const auto value = file->integer(name, 0, 100, 1); !value) return value.error().message;
    return "";
}

std::string readRecording(const std::string& path) {
    (void)isRecording(path);
    const auto summary = summarizeRecording(path);
    const auto reader = RecordingReader::open(path);
    if (!reader) return reader.error().message;
    if (const auto changes = reader->changes(); !changes) return changes.error().message;
    if (const auto rows = reader->read(3, 27, true); !rows) return rows.error().message;
    return summary ? "" : summary.error().message;
}

}  // namespace

class TestIoFuzz : public QObject {
    Q_OBJECT
  private slots:
    void survivesDamage_data();
    void survivesDamage();
    void survivesDamagedRecordings();

  private:
    void survive(const QByteArray& content, std::uint64_t seed, std::string (*read)(const std::string&));
    QTemporaryDir m_folder;
};

void TestIoFuzz::survive(const QByteArray& content, std::uint64_t seed, std::string (*read)(const std::string&)) {
    // A file in memory: thousands of them on a disk would take longer than to read them.
    const int memory = ::memfd_create("damaged", MFD_CLOEXEC);
    QVERIFY(memory >= 0);
    const auto closer = qScopeGuard([&] { ::close(memory); });
    const QString path = QStringLiteral("/proc/self/fd/%1").arg(memory);
    int refused = 0;
    for (int i = 0; i < kMutationsPerFile; ++i) {
        Random random(seed * 1000003 + static_cast<std::uint64_t>(i));
        QVERIFY(test::writeFile(path, mutate(content, random)));
        QElapsedTimer timer;
        timer.start();
        const std::string message = read(path.toStdString());
        QVERIFY2(timer.elapsed() < kLongestMilliseconds, qPrintable(QString("mutation %1 took too long").arg(i)));
        if (message.empty()) continue;  // the damage hit a value, or nothing at all
        ++refused;
        QVERIFY2(test::isOneSentence(message, path.toStdString()), message.c_str());
        QVERIFY2(QString::fromStdString(message).toStdString() == message, "the message is not UTF-8");
    }
    QVERIFY2(refused > kMutationsPerFile / 50, qPrintable(QString("only %1 were refused").arg(refused)));
}

void TestIoFuzz::survivesDamage_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"plain", "latest", "track_order", "fixed_text", "big_endian", "compact", "chunked", "deflated",
                             "many_members_latest"})
        QTest::newRow(name) << QString("accepted/%1.h5").arg(name);
}

void TestIoFuzz::survivesDamage() {
    QFETCH(QString, name);
    const QString path = test::checkpointFolder(name);
    QCOMPARE(readCheckpoint(path.toStdString()).substr(0, path.size() + 16), path.toStdString() + ": /configuration");
    survive(test::contentOf(path), static_cast<std::uint64_t>(qHash(name, 1)), readCheckpoint);
}

void TestIoFuzz::survivesDamagedRecordings() {
    const QString path = m_folder.filePath("run.h5");
    RecordingHeader header;
    header.sites = {{"blocks.0.time_mix", 1, 20, true}, {"head", 3, 70, false}};
    header.vocabulary = 5;
    header.logits = true;
    header.prompt = "a";
    header.blockChoice = {{"blocks.0.time_mix", "snn"}};
    header.network = {"spikegpt", 20, 1, 1, 0, 100, {{"blocks.0.time_mix", 0, true, true}}, {{"head", ""}}};
    header.sites[0].slot = "blocks.0.time_mix", header.sites[0].component = "head";
    header.interventions = {"head=silence"};
    header.promptTokens = 4;
    header.surprisal = true;
    header.candidates = 2;
    header.operationFields = {"ac", "mac"};
    auto writer = RecordingWriter::create(path.toStdString(), header);
    QVERIFY2(writer, writer ? "" : writer.error().message.c_str());
    const std::vector<Word> narrow{0x5A5A5};
    const std::vector<Word> wide{1, 2, 3, 4, 5, 6};
    const std::vector<std::span<const Word>> spikes{narrow, wide};
    const std::vector<float> membrane(20, 0.25F);
    const std::vector<std::span<const float>> membranes{membrane, {}};
    const std::vector<float> logits(5, 1.0F);
    const std::vector<std::int64_t> operations{5, 6};
    const std::vector<std::int32_t> candidates{1, 2};
    const std::vector<float> probabilities{0.5F, 0.25F};
    for (int i = 0; i < 30; ++i) {
        if (i % 10 == 0) writer->note(RecordedChange{i, header.blockChoice, {"head=force"}, 1, 0.5, 0.5});
        QVERIFY(writer->append({i % 5, "é", spikes, membranes, logits, 1.5F, operations, {}, candidates, probabilities}));
    }
    QVERIFY(writer->finish());
    QCOMPARE(readRecording(path.toStdString()), std::string());
    survive(test::contentOf(path), 77, readRecording);
}

QTEST_APPLESS_MAIN(TestIoFuzz)
#include "test_io_fuzz.moc"
