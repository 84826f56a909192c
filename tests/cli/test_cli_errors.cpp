// SPDX-License-Identifier: Apache-2.0
// What spikeglass-cli answers to wrong usage (exit status 2) and to bad input (1 and one sentence): never a signal, never
// a trace, never half an answer.
#include <QFile>
#include <QTest>

#include <sys/stat.h>

#include "cli/cli_process.h"

using namespace spikeglass::test;

class TestCliErrors : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    static bool isOneSentence(const QByteArray& text) {
        return text.startsWith("spikeglass-cli: ") && text.endsWith('\n') && text.count('\n') == 1 && text.size() > 25 &&
               text.size() < 800 && QString::fromUtf8(text).toUtf8() == text;
    }

    /// The arguments with which each command reads a model.
    QList<QStringList> commandsOn(const QString& model) const {
        return {{"info", model},
                {"info", model, "--json"},
                {"generate", model, "--prompt", "The", "--tokens", "2"},
                {"score", model, "--text", in("text.txt"), "--json"},
                {"record", model, "--text", "The", "--output", in("run.h5")},
                {"bench", model, "--tokens", "2", "--json"}};
    }

    void addRefused(const char* name, const QStringList& arguments, const char* naming) {
        QTest::newRow(name) << arguments << QByteArray(naming);
    }

  private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QVERIFY2(!contentOf(m_tiny).isEmpty(), "tests/data/checkpoints/tiny.h5 is missing");
        made("text.txt", "The prince came home.\n");
    }

    void goodInputIsAccepted() {
        for (const QStringList& arguments : commandsOn(m_tiny)) {
            const Ended ended = runCli(arguments);
            QVERIFY2(ended.status == 0 && ended.complaint.isEmpty(), arguments[0].toUtf8() + ": " + ended.summary());
        }
    }

    void wrongUsage_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("unknown command") << QStringList{"dance"};
        QTest::newRow("unknown option") << QStringList{"info", m_tiny, "--colour"};
        for (const char* command : {"info", "generate", "score", "compare", "record", "bench"})
            QTest::addRow("%s without a model", command) << QStringList{command};
        QTest::newRow("two models") << QStringList{"info", m_tiny, m_tiny};
        QTest::newRow("generate without a prompt") << QStringList{"generate", m_tiny};
        QTest::newRow("generate from two sources") << QStringList{"generate", m_tiny, "--prompt", "The", "--token-ids", "1"};
        QTest::newRow("tokens in words") << QStringList{"generate", m_tiny, "--prompt", "The", "--tokens", "many"};
        QTest::newRow("fewer than no tokens") << QStringList{"generate", m_tiny, "--prompt", "The", "--tokens", "-1"};
        QTest::newRow("tokens past 64 bits") << QStringList{"generate", m_tiny, "--prompt", "The", "--tokens", "99999999999999999999"};
        QTest::newRow("seed in words") << QStringList{"generate", m_tiny, "--prompt", "The", "--seed", "lucky"};
        QTest::newRow("negative seed") << QStringList{"generate", m_tiny, "--prompt", "The", "--seed", "-1"};
        QTest::newRow("temperature in words") << QStringList{"generate", m_tiny, "--prompt", "The", "--temperature", "hot"};
        QTest::newRow("no threads") << QStringList{"generate", m_tiny, "--prompt", "The", "--threads", "0"};
        QTest::newRow("block without a value") << QStringList{"generate", m_tiny, "--prompt", "The", "--block"};
        QTest::newRow("bench of two things") << QStringList{"bench", m_tiny, "--curve", "8x8"};
        QTest::newRow("bench at a rate, of a checkpoint") << QStringList{"bench", m_tiny, "--firing-rate", "0.2"};
        QTest::newRow("bench at no rate") << QStringList{"bench", "--synthetic", "spikegpt:1x8:9", "--firing-rate", "0"};
        QTest::newRow("bench at a rate in words") << QStringList{"bench", "--synthetic", "spikegpt:1x8:9", "--firing-rate", "high"};
        QTest::newRow("score without a text") << QStringList{"score", m_tiny};
        QTest::newRow("score of no tokens") << QStringList{"score", m_tiny, "--text", in("text.txt"), "--max-tokens", "0"};
        QTest::newRow("octal") << QStringList{"generate", m_tiny, "--prompt", "The", "--tokens", "010"};
        QTest::newRow("no temperature") << QStringList{"generate", m_tiny, "--prompt", "The", "--temperature", ""};
        QTest::newRow("an empty value is the option's") << QStringList{"generate", m_tiny, "--prompt", "The", "--tokens=", "5"};
        QTest::newRow("no rate") << QStringList{"bench", "--synthetic", "spikegpt:1x16:10", "--firing-rate", "nan"};
        QTest::newRow("no timestep") << QStringList{"export", in("run.h5"), "--output", in("run.csv"), "--timestep-ms", "nan"};
        QTest::newRow("no size") << QStringList{"record", m_tiny, "--prompt", "The", "--output", in("run.h5"), "--max-size", "0"};
        QTest::newRow("negative size") << QStringList{"record", m_tiny, "--prompt", "The", "--output", in("run.h5"), "--max-size", "-1"};
        QTest::newRow("tokens of a text") << QStringList{"record", m_tiny, "--text", "The", "--tokens", "5", "--output", in("run.h5")};
        QTest::newRow("merge into nothing") << QStringList{"sweep", in("plan.json"), "--merge", ""};
        QTest::newRow("merge into what") << QStringList{"sweep", in("plan.json"), "--merge", in("rows.txt")};
        QTest::newRow("record without an output") << QStringList{"record", m_tiny, "--text", "The"};
        QTest::newRow("record from nothing") << QStringList{"record", m_tiny, "--output", in("run.h5")};
        QTest::newRow("record from two sources")
            << QStringList{"record", m_tiny, "--text", "The", "--prompt", "The", "--output", in("run.h5")};
    }
    void wrongUsage() {
        QFETCH(QStringList, arguments);
        const Ended ended = runCli(arguments);
        QVERIFY2(ended.status == 2, ended.summary());
        QVERIFY2(ended.output.isEmpty() && ended.complaint.contains("--help"), ended.summary());
    }

    void aMisspeltOptionIsNamed() {
        const Ended ended = runCli({"generate", m_tiny, "--promt", "The", "--tokens", "5"});
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.complaint.startsWith("\"--promt\" is no option of generate\n"), ended.summary());
        // A value may look like an option.
        const Ended value = runCli({"generate", m_tiny, "--prompt", "--the prince", "--tokens", "1"});
        QVERIFY2(!value.complaint.contains("is no option"), value.summary());
        const Ended file = runCli({"score", m_tiny, "--text", "--none=.txt"});
        QVERIFY2(file.status == 1 && file.complaint.contains("--none=.txt: no such file"), file.summary());
        const Ended name = runCli({"info", "--", "--none="});
        QVERIFY2(name.status == 1 && name.complaint.contains("--none=: "), name.summary());
        const Ended whole = runCli({"score", m_tiny, "--text", "--none="});
        QVERIFY2(whole.status == 1 && whole.complaint.contains("--none=: no such file"), whole.summary());
    }

    void theListOfModelsIsFromOutsideToo() {
        const QString model = made("listed.h5", contentOf(m_tiny)), list = in("index.json");
        const auto said = [&] { return runCli({"info", model}); };
        made("index.json", "[{\"file\": \"listed.h5\", \"bits_float32\": 1.25, \"bits_int8\": 1.5}]");
        QVERIFY2(said().status == 0 && said().output.contains("1.25"), said().summary());
        for (const QByteArray& content : {QByteArray(300'000, '['), QByteArray("[{\"file\": 1, \"file\": 2}]")}) {
            made("index.json", content);
            QVERIFY2(said().status == 0 && said().complaint.isEmpty(), said().summary());
        }
        QVERIFY(QFile::remove(list));
        QCOMPARE(mkfifo(list.toLocal8Bit().constData(), 0600), 0);
        QVERIFY2(said().status == 0, said().summary());  // nobody waits for what is written to it
    }

    void aSentenceFitsAScreen() {
        const Ended ended = runCli({"info", in(QString(100, 'a')), "--weights", "float32"});
        QVERIFY2(ended.complaint.contains(QByteArray(100, 'a')), ended.summary());
        const QString letters = QStringLiteral("ä").repeated(4000);
        const Ended bounded = runCli({"record", m_tiny, "--prompt", "The", "--membrane", letters, "--output", in("no.h5")});
        QVERIFY2(bounded.status == 1 && bounded.complaint.count('\n') == 1 && bounded.complaint.size() < 1900, bounded.summary());
        QVERIFY(bounded.complaint.startsWith("spikeglass-cli: --membrane: ") && bounded.complaint.contains(" (...) ") && QString::fromUtf8(bounded.complaint).toUtf8() == bounded.complaint);
        QVERIFY(!bounded.complaint.contains("\xEF\xBF\xBD"));
    }

    void anEmptyValueTakesNothingElse() {
        const Ended ended = runCli({"generate", m_tiny, "--prompt=", "--json"});
        QVERIFY2(ended.status == 1 && ended.complaint.contains("empty") && ended.output.isEmpty(), ended.summary());
    }

    void noCommandReplacesItsInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("kept");
        const QString model = made("m.h5", contentOf(m_tiny)), text = made("t.txt", "The prince came home.\n"), run = in("kept.h5");
        QCOMPARE(runCli({"record", m_tiny, "--text", "The", "--output", run}).status, 0);
        const QString plan = made("p.json", QStringLiteral("{\"models\": [\"%1\"], \"texts\": [\"%2\"], \"choices\": [\"ann\"]}").arg(model, text).toUtf8());
        QCOMPARE(runCli({"sweep", plan}).status, 0);
        QVERIFY(QFile::link(run, in("link.h5")));
        QTest::newRow("record over its model") << QStringList{"record", model, "--text", "The", "--output", model} << model;
        QTest::newRow("record over its text") << QStringList{"record", model, "--text-file", text, "--output", text} << text;
        for (const char* format : {"sonata", "csv", "pynapple", "nwb"})
            QTest::newRow(format) << QStringList{"export", run, "--output", run, "--format", format} << run;
        QTest::newRow("by another name") << QStringList{"export", in("link.h5"), "--output", run, "--format", "csv"} << run;
        QTest::newRow("compare over its text") << QStringList{"compare", model, "--text", text, "--csv", text} << text;
        QTest::newRow("compare over its model") << QStringList{"compare", model, "--text", text, "--csv", model} << model;
        QTest::newRow("merge over its plan") << QStringList{"sweep", plan, "--merge", plan} << plan;
    }
    void noCommandReplacesItsInput() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, kept);
        const QByteArray before = contentOf(kept);
        const Ended ended = runCli(arguments);
        QVERIFY2(ended.status == 1 && isOneSentence(ended.complaint) && ended.complaint.contains("is the input; expected another name"), ended.summary());
        QVERIFY(!before.isEmpty() && contentOf(kept) == before);
    }

    void helpAndVersion_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("program") << QStringList();
        for (const char* command : {"info", "generate", "score", "compare", "record", "bench"}) QTest::newRow(command) << QStringList{command};
    }
    void helpAndVersion() {
        QFETCH(QStringList, arguments);
        const Ended help = runCli(arguments + QStringList{"--help"});
        QVERIFY2(help.status == 0 && help.complaint.isEmpty() && help.output.contains("--help"), help.summary());
        const Ended version = runCli(arguments + QStringList{"--version"});
        QVERIFY2(version.status == 0 && version.complaint.isEmpty(), version.summary());
        QCOMPARE(version.output, QByteArray("spikeglass-cli " SPIKEGLASS_VERSION "\n"));
    }

    void notACheckpoint_data() {
        QTest::addColumn<QString>("path");
        const QByteArray whole = contentOf(m_tiny);
        QByteArray garbage(20'000, '\0');
        for (int i = 0; i < garbage.size(); ++i) garbage[i] = static_cast<char>((i * 7919 + i / 13) % 251);
        QTest::newRow("missing") << in("missing.h5");
        QTest::newRow("empty") << made("empty.h5", {});
        QTest::newRow("directory") << m_folder.path();
        QTest::newRow("device") << QStringLiteral("/dev/null");
        QTest::newRow("no name") << QString("");
        QTest::newRow("garbage") << made("garbage.h5", garbage);
        QTest::newRow("garbage that starts as HDF5") << made("signature.h5", whole.left(8) + garbage);
        QTest::newRow("text") << made("text.h5", "It was the best of times.\n");
        QTest::newRow("other HDF5") << QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/measurements.h5");
        for (const qsizetype length : {qsizetype(9), qsizetype(100), whole.size() / 2, whole.size() - 1})
            QTest::addRow("%lld bytes of %lld", qlonglong(length), qlonglong(whole.size()))
                << made(QString("cut%1.h5").arg(length), whole.left(length));
    }
    void notACheckpoint() {
        QFETCH(QString, path);
        for (const QStringList& arguments : commandsOn(path)) {
            const Ended ended = runCli(arguments);
            QVERIFY2(ended.status == 1, arguments[0].toUtf8() + ": " + ended.summary());
            QVERIFY2(isOneSentence(ended.complaint) && ended.output.isEmpty(), ended.summary());
            QVERIFY2(ended.complaint.contains(path.toUtf8()), ended.summary());
            QVERIFY(!QFile::exists(in("run.h5")) || arguments[0] != "record" || QFile::remove(in("run.h5")));
        }
    }

    void aRecordingIsNoModel() {
        QCOMPARE(runCli({"record", m_tiny, "--text", "The", "--output", in("good.h5")}).status, 0);
        const Ended ended = runCli({"generate", in("good.h5"), "--prompt", "The"});
        QVERIFY2(ended.status == 1 && isOneSentence(ended.complaint) && ended.complaint.contains("recording"), ended.summary());
    }

    void damagedBytesNeverCrash() {
        const QByteArray whole = contentOf(m_tiny);
        int refused = 0;
        for (int i = 0; i < 96; ++i) {  // most of a checkpoint is weights; its structure is at the start and the end
            const qsizetype at = i < 64 ? i * 37 : whole.size() - 1 - (i - 64) * 211;
            QByteArray damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ (1 << i % 8));
            const Ended ended = runCli({"generate", made("damaged.h5", damaged), "--prompt", "The", "--tokens", "2"});
            const bool fine = ended.status == 0 || (ended.status == 1 && isOneSentence(ended.complaint));
            QVERIFY2(fine, "byte " + QByteArray::number(at) + ": " + ended.summary());
            refused += ended.status;
        }
        QVERIFY(refused > 10);
    }

    void badInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("naming");
        const QStringList write = {"generate", m_tiny, "--tokens", "3"};
        const QStringList prompted = write + QStringList{"--prompt", "The"};
        addRefused("unknown character", write + QStringList{"--prompt", "The \u03c0"}, "\u03c0");
        addRefused("empty prompt", write + QStringList{"--prompt", ""}, "empty");
        addRefused("no token ids", write + QStringList{"--token-ids", ""}, "");
        for (const char* ids : {"1,,2", "999999", "-1", "1,", ",1", "a", "1 2", "1,2,78.5", "99999999999999999999", "1;2"})
            addRefused(qPrintable(QString("token ids ") + ids), write + QStringList{"--token-ids", ids}, "--token-ids");
        for (const char* value : {"nan", "inf", "-0.5", "101"})
            addRefused(qPrintable(QString("temperature ") + value), prompted + QStringList{"--temperature", value}, "temperature");
        for (const char* value : {"nan", "0", "1.5", "-1"})
            addRefused(qPrintable(QString("top-p ") + value), prompted + QStringList{"--top-p", value}, "top-p");
        for (const char* block : {"embedding", "embedding=", "=ann", "embedding=both", "blocks.9.time_mix=ann", "nothing*=snn", ""})
            addRefused(qPrintable(QString("block \"%1\"").arg(block)), prompted + QStringList{"--block", block}, "");

        const QStringList record = {"record", m_tiny, "--text", "The", "--output"};
        for (const char* sites : {"nothing", "embedding", "all,none", ",", ""})
            addRefused(qPrintable(QString("membrane of \"%1\"").arg(sites)), record + QStringList{in("run.h5"), "--membrane", sites}, "");
        addRefused("output in a folder that is not there", record + QStringList{in("nowhere/run.h5")}, "nowhere");
        addRefused("output is a folder", record + QStringList{m_folder.path()}, "");
        addRefused("output without a name", record + QStringList{""}, "");
        addRefused("record of an unknown character", {"record", m_tiny, "--text", "\u03c0", "--output", in("run.h5")}, "\u03c0");
        addRefused("record of a missing text", {"record", m_tiny, "--text-file", in("no.txt"), "--output", in("run.h5")}, "no.txt");

        for (const char* spec : {"spikegpt", "spikegpt:2x2", "rwkv:2x8:9", "spikedecoder:2x80:30:heads=7", "spikegpt:4096x65536:99"})
            addRefused(qPrintable(QString("bench of ") + spec), {"bench", "--synthetic", spec}, "");
        for (const char* size : {"8", "8x", "8x0", "8x8x8", "x", "99999999x8", "65536x65536"})
            addRefused(qPrintable(QString("curve of ") + size), {"bench", "--curve", size}, "--curve");

        const QStringList score = {"score", m_tiny, "--text"};
        addRefused("score of a missing text", score + QStringList{in("no.txt")}, "no.txt");
        addRefused("score of a folder", score + QStringList{m_folder.path()}, "");
        addRefused("score of nothing", score + QStringList{made("nothing.txt", {})}, "nothing.txt");
        addRefused("score of one character", score + QStringList{made("one.txt", "T")}, "one.txt");
        addRefused("score of an unknown character", score + QStringList{made("pi.txt", "The \u03c0")}, "pi.txt");
        addRefused("score of bytes", score + QStringList{made("bytes.txt", "The \xff\xfe")}, "bytes.txt");
    }
    void badInput() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, naming);
        const Ended ended = runCli(arguments);
        QVERIFY2(ended.status == 1, ended.summary());
        QVERIFY2(isOneSentence(ended.complaint) && ended.complaint.contains(naming), ended.summary());
        QVERIFY2(ended.output.isEmpty(), "it printed: " + ended.output.left(200));
        QVERIFY2(!QFile::exists(in("run.h5")), "it left a recording behind");
    }

    void aPromptThatIsNotUtf8() {
        const Ended ended = runProgram("sh", {"-c", "exec \"$0\" generate \"$1\" --prompt \"$(printf 'The\\377')\"", SPIKEGLASS_CLI, m_tiny});
        QVERIFY2(ended.status == 1 && isOneSentence(ended.complaint) && ended.complaint.contains("UTF-8"), ended.summary());
    }

    void nobodyListens_data() {
        QTest::addColumn<QString>("end");
        QTest::newRow("reader gone") << QStringLiteral("{ \"$@\"; echo \"status $?\" >&2; } | head -c 10 >/dev/null");
        QTest::newRow("closed") << QStringLiteral("\"$@\" >&-; echo \"status $?\" >&2");
        QTest::newRow("full disk") << QStringLiteral("\"$@\" >/dev/full; echo \"status $?\" >&2");
    }
    void nobodyListens() {
        QFETCH(QString, end);
        const QList<QStringList> commands = {{"generate", m_tiny, "--prompt", "The", "--tokens", "20000"},
                                             {"generate", m_tiny, "--prompt", "The", "--tokens", "20000", "--json"}};
        for (const QStringList& arguments : commands) {
            const Ended ended = runProgram("sh", QStringList{"-c", end, "sh", SPIKEGLASS_CLI} + arguments);
            QVERIFY2(ended.complaint.endsWith("status 1\n") && ended.complaint.contains("standard output"), ended.summary());
            QVERIFY2(ended.complaint.count('\n') == 2, ended.summary());
        }
    }
};

QTEST_GUILESS_MAIN(TestCliErrors)
#include "test_cli_errors.moc"
