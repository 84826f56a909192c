// SPDX-License-Identifier: Apache-2.0
// Files from outside are examined by a process of their own: what it says of each, and what is said when it fails.
#include <fcntl.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include "checkpoint_test.h"
#include "io/checkpoint_file.h"
#include "io/examination.h"
#include "recording_test.h"

using namespace spikeglass;
using Kind = Examined::Kind;

namespace {

/// What an examiner makes of a file that is this shell script.
std::string saidOf(const QTemporaryDir& folder, const QByteArray& script, int& milliseconds) {
    const QString program = folder.filePath("examiner");
    if (!test::writeFile(program, "#!/bin/sh\n" + script) || !QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner))
        return "no script";
    const int file = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    QElapsedTimer timer;
    timer.start();
    const auto kind = examineWith(program.toStdString(), "strange.h5", file);
    milliseconds = static_cast<int>(timer.elapsed());
    ::close(file);
    return kind ? std::string("ok ") + kExaminedKinds[static_cast<std::size_t>(*kind)] : kind.error().message;
}

bool isSoundRecording(const std::string& path) {
    const auto examined = examineFile(path);
    return examined && examined->kind == Kind::Recording && examined->unchanged();
}

}  // namespace

class TestIoExamination : public QObject {
    Q_OBJECT
  private slots:
    void acceptsGoodFiles();
    void refusesWhatTheReaderRefuses();
    void refusesMisleadingNames_data();
    void refusesMisleadingNames();
    void refusesBadJson_data();
    void refusesBadJson();
    void isNotDeceivedByNames();
    void leavesOtherFilesToTheirReaders();
    void anExaminerThatFails_data();
    void anExaminerThatFails();
    void aHoleTakesNoTime();
    void textsAreNotExamined();
    void whatWasExaminedIsWhatIsRead();
    void noticesChanges();
    void noFileIsCalledWithANullCharacter();
};

void TestIoExamination::acceptsGoodFiles() {
    for (const QString& name : QDir(test::checkpointFolder("accepted")).entryList(QDir::Files)) {
        const auto examined = examineFile(test::checkpointFolder("accepted/" + name).toStdString());
        QVERIFY2(examined, qPrintable(name + (examined ? "" : examined.error().message.c_str())));
        QVERIFY(examined->kind == Kind::Checkpoint);
    }
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    auto writer = RecordingWriter::create(path, test::exampleHeader());
    QVERIFY(writer && test::ExampleToken(0).appendTo(*writer) && writer->flush());
    QVERIFY(isSoundRecording(path + ".partial"));
    QVERIFY(test::ExampleToken(1).appendTo(*writer) && writer->finish());
    QVERIFY(isSoundRecording(path));
    QVERIFY(!isSoundRecording(test::checkpointFolder("accepted/plain.h5").toStdString()));
}

/// With the same words, for each file of tests/data/checkpoints/refused.
void TestIoExamination::refusesWhatTheReaderRefuses() {
    int refused = 0;
    for (const QString& name : QDir(test::checkpointFolder("refused")).entryList(QDir::Files)) {
        const std::string path = test::checkpointFolder("refused/" + name).toStdString();
        const auto examined = examineFile(path);
        const auto opened = CheckpointFile::open(path);
        if (name == "recording.h5") continue;  // says that it is one, and is none
        const bool weights = name.startsWith("nan") || name.startsWith("infinity");  // found when they are read
        if (opened && !weights) continue;  // refused for what the network asks of it
        QVERIFY2(!examined, qPrintable(name));
        if (opened) QVERIFY2(examined.error().message.ends_with("; expected finite weights"), examined.error().message.c_str());
        else QCOMPARE(examined.error().message, opened.error().message);
        QVERIFY(test::isOneSentence(examined.error().message, path));
        ++refused;
    }
    QVERIFY(refused > 40);
}

void TestIoExamination::refusesMisleadingNames_data() {
    QTest::addColumn<QByteArray>("name");  // in place of "emb.weight"
    QTest::newRow("control") << QByteArray("emb\nweight");
    QTest::newRow("escape") << QByteArray("emb\x1B[2Jght");
    QTest::newRow("right to left") << QByteArray("e\u202Eweight");
    QTest::newRow("zero width") << QByteArray("emb\u200Bght");
    QTest::newRow("twice") << QByteArray("bias\0\0\0\0\0\0", 10);
}

void TestIoExamination::refusesMisleadingNames() {
    QFETCH(QByteArray, name);
    if (name.size() > 10) name.truncate(10);
    QByteArray content = test::contentOf(test::checkpointFolder("accepted/plain.h5"));
    const qsizetype at = content.indexOf("emb.weight");
    QVERIFY(at > 0);
    content.replace(at, 10, name.leftJustified(10, '\0'));
    const QTemporaryDir folder;
    const QString path = folder.filePath("forged.h5");
    QVERIFY(test::writeFile(path, content));
    const auto examined = examineFile(path.toStdString());
    QVERIFY(!examined);
    const std::string expected = name.startsWith("bias") ? "/weights is damaged: it holds \"bias\" twice" : "/weights holds a member with a misleading name: ";
    QVERIFY2(examined.error().message.starts_with(path.toStdString() + ": " + expected), examined.error().message.c_str());
    for (const char c : examined.error().message) QVERIFY(static_cast<unsigned char>(c) >= 0x20);
}

void TestIoExamination::refusesBadJson_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("good") << QByteArray(R"({"a": [1, 2.5, null, true], "b": {"a": "x"}})") << QString();
    QTest::newRow("cut") << QByteArray("{\"a\": [1,") << QString("is not JSON: byte 10 does not fit");
    QTest::newRow("twice") << QByteArray(R"({"b": {"a": 1, "c": 2, "a": 3}})") << QString("holds \"a\" twice in one object");
    QTest::newRow("tokens as names") << QByteArray("{\"\\n\": 0, \"\\u202e\": 1}") << QString();
    QTest::newRow("many values") << "[0" + QByteArray(",0").repeated(1'000'000) + ']' << QString();
    QTest::newRow("too many values") << "[[]" + QByteArray(",[]").repeated((8 << 20) - 1) + ']' << QString("holds more than 8388608 values");
    const QByteArray deep(100000, '[');
    const QString tooDeep = QStringLiteral("is nested deeper than 256 levels");
    QTest::newRow("deep") << deep << tooDeep;
    // However it begins and is written, what a reader takes for JSON is examined as that.
    QTest::newRow("deep, after spaces") << QByteArray(200'000, ' ') + "\n" + deep << tooDeep;
    QTest::newRow("deep, with a mark") << "\xEF\xBB\xBF " + deep << tooDeep;
    QByteArray little("\xFF\xFE"), big("\xFE\xFF");
    for (const char c : QByteArray(100'001, ' ') + deep) little.append(c).append('\0'), big.append('\0').append(c);
    QTest::newRow("deep, in UTF-16") << little << tooDeep;
    QTest::newRow("deep, in UTF-16 of the other order") << big << tooDeep;
    QTest::newRow("twice, with a mark") << QByteArray("\xEF\xBB\xBF{\"a\": 1, \"a\": 2}") << QString("holds \"a\" twice in one object");
}

void TestIoExamination::refusesBadJson() {
    QFETCH(const QByteArray, text);
    QFETCH(const QString, message);
    const QTemporaryDir folder;
    const QString path = folder.filePath("file.json");
    QVERIFY(test::writeFile(path, text));
    const auto examined = examineFile(path.toStdString());
    QCOMPARE(examined ? QString() : QString::fromStdString(examined.error().message), message.isEmpty() ? QString() : path + ": " + message);
    QVERIFY(!examined || examined->kind == Kind::Json);
}

/// The refusal of a damaged file begins with its name.
void TestIoExamination::isNotDeceivedByNames() {
    const QTemporaryDir folder;
    for (const char* name : {"ok checkpoint\nx.h5", "ok recording", "ok other\r\n"}) {
        const QString path = folder.filePath(name);
        QVERIFY(QFile::copy(test::checkpointFolder("refused/nan.h5"), path));
        // In the folder itself the name is all that the examiner is told.
        const int file = ::open(path.toUtf8().constData(), O_RDONLY | O_CLOEXEC);
        const auto kind = examineWith(QString(QCoreApplication::applicationDirPath() + "/../bin/spikeglass-examine").toStdString(), name, file);
        ::close(file);
        QVERIFY2(!kind, name);
        const std::string shown = QByteArray(name).replace('\n', '?').replace('\r', '?').toStdString();
        QVERIFY2(kind.error().message.starts_with(shown + ": "), kind.error().message.c_str());
    }
}

void TestIoExamination::leavesOtherFilesToTheirReaders() {
    const QTemporaryDir folder;
    QVERIFY(test::writeFile(folder.filePath("text"), "hello"));
    QVERIFY(test::writeFile(folder.filePath("spaces"), QByteArray(200'000, ' ')));
    QVERIFY(test::writeFile(folder.filePath("empty"), ""));
    for (const char* name : {"text", "spaces", "empty", "absent", ""}) {
        const auto examined = examineFile(folder.filePath(name).toStdString());
        QVERIFY2(examined && examined->kind == Kind::Other && examined->unchanged(), name);
    }
}

void TestIoExamination::anExaminerThatFails_data() {
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("message");
    QTest::newRow("answers") << QByteArray("echo ok recording") << QString("ok recording");
    QTest::newRow("refuses") << QByteArray("echo \"$1: is nothing\"; exit 1") << QString("strange.h5: is nothing");
    QTest::newRow("crashes") << QByteArray("kill -SEGV $$") << QString("strange.h5: is not opened: it is damaged so that its examination crashed (Segmentation fault)");
    QTest::newRow("crashes after an answer") << QByteArray("echo ok checkpoint; kill -ABRT $$") << QString("strange.h5: is not opened: it is damaged so that its examination crashed (Aborted)");
    const QString late = QStringLiteral("strange.h5: is not opened: examining it took longer than %1 seconds").arg(kExaminationSeconds);
    QTest::newRow("hangs") << QByteArray("exec sleep 60") << late;
    QTest::newRow("runs out of time") << QByteArray("kill -XCPU $$") << late;
    QTest::newRow("refuses one that is called like an answer") << QByteArray("echo ok checkpoint; echo 'x.h5: is nothing'; exit 1") << QString("ok checkpoint");
    QTest::newRow("refuses and ends as if not") << QByteArray("echo \"$1: is nothing\"") << QString("strange.h5: is not opened: the examiner's answer is of another version of this program");
    QTest::newRow("says nothing") << QByteArray("exit 0") << QString("strange.h5: is not opened: its examination ended without an answer");
    QTest::newRow("says half") << QByteArray("printf 'ok check'") << QString("strange.h5: is not opened: its examination ended without an answer");
    QTest::newRow("says too much") << QByteArray("head -c 1000000 /dev/zero") << QString("strange.h5: is not opened: its examination ended without an answer");
    QTest::newRow("closes its mouth and stays") << QByteArray("exec >&-; exec sleep 60") << late;
    QTest::newRow("says something else") << QByteArray("echo ok cake") << QString("strange.h5: is not opened: the examiner's answer is of another version of this program");
}

void TestIoExamination::anExaminerThatFails() {
    QFETCH(const QByteArray, script);
    QFETCH(const QString, message);
    const QTemporaryDir folder;
    int milliseconds = 0;
    const std::string said = saidOf(folder, script, milliseconds);
    QCOMPARE(QString::fromStdString(said), message);
    QVERIFY2(milliseconds < 1000 * (kExaminationSeconds + 2), qPrintable(QString::number(milliseconds)));
}

/// A file that declares a terabyte and holds nothing buys no time.
void TestIoExamination::aHoleTakesNoTime() {
    QTemporaryFile file;
    QVERIFY(file.open());
    QCOMPARE(examinationSeconds(file.handle()), kExaminationSeconds);
    QVERIFY(file.write("x") == 1 && file.flush());
    if (!file.resize(qint64{1} << 40)) QSKIP("this file system holds no file of a terabyte");
    QCOMPARE(examinationSeconds(file.handle()), kExaminationSeconds);
}

/// Whatever gets its name.
void TestIoExamination::whatWasExaminedIsWhatIsRead() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5"), other = folder.filePath("other.h5");
    QVERIFY(QFile::copy(test::checkpointFolder("accepted/plain.h5"), path));
    const auto examined = examineFile(path.toStdString());
    QVERIFY(examined && examined->descriptor() >= 0);
    QVERIFY(QFile::copy(test::checkpointFolder("refused/nan.h5"), other));
    QCOMPARE(::rename(other.toLocal8Bit().constData(), path.toLocal8Bit().constData()), 0);
    const auto file = CheckpointFile::open(path.toStdString(), examined->descriptor());
    QVERIFY2(file && file->checkWeights(), "the file that took its name was read");
    QVERIFY(!CheckpointFile::open(path.toStdString()) || !CheckpointFile::open(path.toStdString())->checkWeights());
    QVERIFY(!examined->unchanged());
    QCOMPARE(notExamined(folder.filePath("absent").toStdString())->descriptor(), -1);
}

/// A text is read as it is, whatever it looks like.
void TestIoExamination::textsAreNotExamined() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("text.txt");
    QVERIFY(test::writeFile(path, "[Illustration]"));
    const auto text = notExamined(path.toStdString());
    QVERIFY(text && text->kind == Kind::Other && text->unchanged());
    QVERIFY(test::writeFile(path, "[Illustrations]"));
    QVERIFY(!text->unchanged());
}

void TestIoExamination::noticesChanges() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5");
    QVERIFY(QFile::copy(test::checkpointFolder("accepted/plain.h5"), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const auto first = examineFile(path.toStdString());
    QVERIFY(first && first->unchanged());
    // Examined anew though its name and length are the same.
    QByteArray content = test::contentOf(path);
    const QByteArray nan("\x00\x00\xC0\x7F", 4);
    content.replace(content.indexOf(QByteArray("\x00\x00\x48\xC2", 4)), 4, nan);  // -50, the first of the weights
    QTest::qWait(20);  // more than the resolution of file times
    QVERIFY(test::writeFile(path, content));
    QCOMPARE(first->unchanged().error().message, path.toStdString() + ": was changed while it was read; open it again");
    QVERIFY(!examineFile(path.toStdString()));
    QVERIFY(first->unchanged(true).has_value());  // had it only grown
    QVERIFY(QFile::remove(path));
    QCOMPARE(first->unchanged().error().message, path.toStdString() + ": went away while it was read: No such file or directory");
    QVERIFY(!first->unchanged(true));
    // What was not there, and so was not examined, may not appear meanwhile either.
    const auto absent = examineFile(path.toStdString());
    QVERIFY(absent && absent->unchanged());
    QVERIFY(test::writeFile(path, content));
    QCOMPARE(absent->unchanged().error().message, path.toStdString() + ": was changed while it was read; open it again");
}

void TestIoExamination::noFileIsCalledWithANullCharacter() {
    const std::string path = test::checkpointFolder("accepted/plain.h5").toStdString();
    const auto examined = examineFile(path + '\0' + "b");
    QVERIFY(!examined);
    QCOMPARE(examined.error().message, path + "...: holds a null character, as no file's name does");
}

QTEST_GUILESS_MAIN(TestIoExamination)
#include "test_io_examination.moc"
