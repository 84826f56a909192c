// SPDX-License-Identifier: Apache-2.0
// The table over models and block choices: what it says to people and programs, and what is left when it is stopped.
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <csignal>

#include "cli/cli_process.h"

using namespace spikeglass::test;

class TestCliCompare : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    const QString m_decoder = QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/spikedecoder_full.h5");
    const QString m_partial = QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/partial_degree2.h5");
    QJsonArray rowsOf(const QStringList& models, const QStringList& more = {}) const {
        const Ended ended =
            runCli(QStringList{"compare"} + models + QStringList{"--text", in("text.txt"), "--json"} + more);
        if (ended.status != 0) qWarning("%s", ended.summary().constData());  // a warning fails the test
        return QJsonDocument::fromJson(ended.output).array();
    }

    static QStringList choicesOf(const QJsonArray& rows) {
        QStringList names;
        for (const QJsonValue row : rows) names += row["choice"].toString();
        return names;
    }

  private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        made("text.txt", QByteArray("the prince came home. and the princess wasn't there yet. ").repeated(6));
    }

    void everyModelByDefaultWithAllThatItHolds() {
        const QJsonArray rows = rowsOf({m_tiny, m_decoder, m_partial});
        QCOMPARE(choicesOf(rows), QStringList({"snn", "ann", "degree-4", "degree-2"}));
        for (const QJsonValue row : rows) {
            for (const char* key : {"model", "block_choice", "bits_per_character", "top1_accuracy", "firing_rate",
                                    "operations", "energy", "tokens_per_second", "analog_operations", "findings"})
                QVERIFY2(row.toObject().contains(QLatin1String(key)), key);
            QVERIFY(row["bits_per_character"].toDouble() > 0 && row["tokens_per_second"].toDouble() > 0);
            // "As published" is said of a model's own family only.
            const QJsonObject energy = row["energy"].toObject();
            const bool decoder = row["file"].toString() != m_tiny;
            QCOMPARE(energy.contains("published-spikedecoder"), decoder);
            QCOMPARE(energy.contains("published-spikegpt"), !decoder);
            for (const QString& model : energy.keys())
                for (const char* which : {"this", "analog"})
                    QVERIFY2(energy[model][which].toDouble() > 0, qPrintable(model));
        }
        QCOMPARE(rows[3]["block_choice"]["blocks.0.mlp"].toString(), QString("ann"));
    }

    void attentionIsCountedBothWays() {
        const QJsonArray rows = rowsOf({m_decoder, m_tiny}, {"--preset", "snn"});
        const QJsonValue operations = rows[0]["operations"];
        const double linear = operations["linear_attention_ac"].toDouble();
        const double pairwiseMac = operations["pairwise_attention_mac"].toDouble();
        QVERIFY(linear > 0 && linear < operations["ac"].toDouble());
        const double change =
            0.9e-12 * (operations["pairwise_attention_ac"].toDouble() - linear) + 4.6e-12 * pairwiseMac;
        const double expected = rows[0]["energy"]["compute-fp32"]["this"].toDouble() + change;
        QVERIFY(qAbs(rows[0]["energy_with_pairwise_attention"]["compute-fp32"].toDouble() - expected) < 1e-15);
        QVERIFY(!rows[1].toObject().contains("energy_with_pairwise_attention"));  // SpikeGPT has none
        QCOMPARE(rows[1]["operations"]["linear_attention_ac"].toDouble(), 0.0);
        const Ended score = runCli({"score", m_decoder, "--text", in("text.txt")});
        QVERIFY2(score.status == 0 && score.output.contains("pairwise, as published"), score.summary());
    }

    void findingsAreNamed() {
        const QJsonArray rows = rowsOf({m_decoder});
        QStringList sites;
        for (const QJsonValue finding : rows[0]["findings"].toArray()) {
            QVERIFY(!finding["sentence"].toString().isEmpty());
            if (finding["kind"].toString() == "never-fires") sites += finding["site"].toString();
        }
        QVERIFY(sites.contains("blocks.0.attention.input"));
        // Known before a text is read: info says it as well, score as compare does.
        const Ended info = runCli({"info", m_decoder});
        QVERIFY2(info.output.contains("blocks.0.attention.input never fires: its input is the binary embedding"),
                 info.summary());
        const QJsonObject json = runCli({"info", m_decoder, "--json"}).json();
        QCOMPARE(json["findings"][0]["site"].toString(), QString("embedding"));
        const Ended score = runCli({"score", m_decoder, "--text", in("text.txt")});
        QVERIFY2(score.output.contains("blocks.0.attention.input never fires"), score.summary());
        QVERIFY(runCli({"info", m_tiny, "--json"}).json()["findings"].toArray().isEmpty());
    }

    void rowsThatAreAskedFor() {
        const QString blocks = "embedding=ann,blocks.*.time_mix=ann";
        const QJsonArray rows = rowsOf({m_tiny}, {"--block", blocks, "--block", "*=ann", "--block", "ann"});
        QCOMPARE(choicesOf(rows), QStringList({blocks, "ann"}));  // no choice twice
        QCOMPARE(rows[0]["block_choice"]["blocks.1.time_mix"].toString(), QString("ann"));
        QCOMPARE(rows[0]["block_choice"]["blocks.1.channel_mix"].toString(), QString("snn"));
        QCOMPARE(choicesOf(rowsOf({m_tiny}, {"--block", blocks, "--preset", "all"})), QStringList({blocks, "snn", "ann"}));
        // A model that does not hold a preset is left out, and that is said.
        const Ended some =
            runCli({"compare", m_tiny, m_partial, "--text", in("text.txt"), "--preset", "degree-2", "--json"});
        QCOMPARE(choicesOf(QJsonDocument::fromJson(some.output).array()), QStringList("degree-2"));
        QVERIFY2(some.complaint.contains(m_tiny.toUtf8()) && some.complaint.count('\n') == 1, some.summary());
    }

    void rowsAreThoseOfScore() {
        const QStringList part = {"--held-out", "0.5", "--max-tokens", "120"};
        const QJsonValue row = rowsOf({m_tiny}, part + QStringList{"--block", "*=ann"})[0];
        const QJsonObject score =
            runCli(QStringList{"score", m_tiny, "--text", in("text.txt"), "--json", "--block", "*=ann"} + part).json();
        QCOMPARE(score["tokens"].toInteger(), 120);
        for (const QString& key : score.keys())
            if (key != "seconds_per_token") QVERIFY2(row[key] == score[key], qPrintable(key));
    }

    void heldOutReadsTheEnd() {
        const QByteArray whole = contentOf(in("text.txt"));
        made("end.txt", whole.right(whole.size() / 2));
        const QJsonObject part =
            runCli({"score", m_tiny, "--text", in("text.txt"), "--held-out", "0.5", "--json"}).json();
        const QJsonObject end = runCli({"score", m_tiny, "--text", in("end.txt"), "--json"}).json();
        QVERIFY(part["tokens"].toInteger() > 50);
        QCOMPARE(part["bits_per_character"], end["bits_per_character"]);
    }

    void theTableIsPrintedAndWritten() {
        const Ended ended = runCli({"compare", m_tiny, m_decoder, "--text", in("text.txt"), "--csv", in("rows.csv")});
        QVERIFY2(ended.status == 0 && ended.complaint.isEmpty(), ended.summary());
        const QList<QByteArray> lines = ended.output.split('\n');
        QVERIFY(lines[1].contains("model") && lines[1].contains("tokens/s"));
        QVERIFY(lines[2].contains(" snn ") && lines[3].contains(" ann ") && lines[4].contains(" degree-4 "));
        // A twin without weights of its own is marked; tiny's is run.
        QVERIFY(!lines[2].contains('*') && lines[4].count('*') == 2);
        QVERIFY(ended.output.contains("\n*: the checkpoint has no analog weights"));

        const QList<QByteArray> csv = contentOf(in("rows.csv")).split('\n');
        QCOMPARE(csv.size(), 5);  // heading, three rows, and nothing after the last line's end
        const QList<QByteArray> names = csv[0].trimmed().split(',');
        for (const char* name :
             {"model", "choice", "bits_per_character", "top1_accuracy", "ac", "mac", "energy.compute-fp32.this",
              "energy.published-spikedecoder.analog", "firing_rate.blocks.0.time_mix", "firing_rate.head"})
            QVERIFY2(names.contains(name), name);
        const auto value = [&](int row, const char* name) {
            const QList<QByteArray> fields = csv[row].trimmed().split(',');  // no field of these has a comma
            return fields.size() == names.size() ? fields[names.indexOf(name)] : QByteArray("wrong number of fields");
        };
        const QJsonArray rows = rowsOf({m_tiny, m_decoder});
        for (int row = 0; row < 3; ++row) {
            QCOMPARE(QString(value(row + 1, "choice")), rows[row]["choice"].toString());
            QVERIFY(qAbs(value(row + 1, "bits_per_character").toDouble() - rows[row]["bits_per_character"].toDouble()) <
                    1e-7);
            QCOMPARE(value(row + 1, "mac").toLongLong(), rows[row]["operations"]["mac"].toInteger());
        }
        QVERIFY(value(1, "energy.published-spikedecoder.this").isEmpty() &&
                value(3, "firing_rate.blocks.0.time_mix").isEmpty());
        QVERIFY(value(2, "firing_rate.blocks.0.time_mix").isEmpty());  // analog there
        QCOMPARE(value(1, "analog_operations_in_full"), QByteArray("false"));
        QCOMPARE(value(3, "analog_operations_in_full"), QByteArray("true"));
    }

    void namesWithCommasAreQuoted() {
        const Ended ended = runCli({"compare", m_tiny, "--text", in("text.txt"), "--csv", in("quoted.csv"), "--block",
                                    "embedding=ann,blocks.0.time_mix=ann"});
        QVERIFY2(ended.status == 0, ended.summary());
        QVERIFY(contentOf(in("quoted.csv")).contains(",\"embedding=ann,blocks.0.time_mix=ann\","));
    }

    void anEarlierTableStaysUntilThereIsAnother() {
        made("earlier.csv", "earlier");
        QVERIFY(QFile::link(in("earlier.csv"), in("link.csv")));
        const Ended refused = runCli({"compare", m_tiny, "--text", made("pi2.txt", "the \xcf\x80 came home"), "--csv", in("earlier.csv")});
        QCOMPARE(refused.status, 1);
        QCOMPARE(contentOf(in("earlier.csv")), QByteArray("earlier"));
        const Ended ended = runCli({"compare", m_tiny, "--text", in("text.txt"), "--csv", in("link.csv")});
        QVERIFY2(ended.status == 0, ended.summary());
        QVERIFY(QFileInfo(in("link.csv")).isSymLink());
        QCOMPARE(contentOf(in("earlier.csv")).count('\n'), 3);
        QCOMPARE(QDir(m_folder.path()).entryList({"earlier*", "link*"}), QStringList({"earlier.csv", "link.csv"}));
    }

    void aStoppedComparisonKeepsItsRows() {
        made("long.txt", QByteArray("the prince came home. and the princess wasn't there yet. ").repeated(40'000));
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        made("stopped.csv", "earlier");
        // The first row would take minutes: nothing is finished, and nothing is lost.
        process.start(SPIKEGLASS_CLI,
                      {"compare", m_tiny, "--text", in("long.txt"), "--csv", in("stopped.csv"), "--json"});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(in("stopped.csv.partial")).count('\n') == 1, 60'000);  // the heading
        QCOMPARE(contentOf(in("stopped.csv")), QByteArray("earlier"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(QJsonDocument::fromJson(process.readAllStandardOutput()).isArray(), true);
        QVERIFY(process.readAllStandardError().contains("interrupted: 0 of 2 rows"));
        QCOMPARE(contentOf(in("stopped.csv")), QByteArray("earlier"));
        QVERIFY(!QFile::exists(in("stopped.csv.partial")));

        // Stopped in the second row: the first is kept beside what was there.
        made("kept.csv", "earlier");
        const QStringList two = {"compare", m_tiny, "--text", in("medium.txt"), "--csv", in("kept.csv")};
        made("medium.txt", QByteArray("the prince came home. and the princess wasn't there yet. ").repeated(600));
        process.start(SPIKEGLASS_CLI, two);
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(in("kept.csv.partial")).count('\n') == 2, 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardError().contains("interrupted: 1 of 2 rows, in " + in("kept.csv.partial").toUtf8()));
        QVERIFY(process.readAllStandardOutput().contains(" snn "));
        QCOMPARE(contentOf(in("kept.csv.partial")).count('\n'), 2);
        QCOMPARE(contentOf(in("kept.csv")), QByteArray("earlier"));
    }

    void badInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("naming");
        const QStringList text = {"--text", in("text.txt")};
        QTest::newRow("one of the models is missing")
            << QStringList{m_tiny, in("missing.h5")} + text << QByteArray("missing.h5");
        QTest::newRow("no text") << QStringList{m_tiny, "--text", in("no.txt")} << QByteArray("no.txt");
        QTest::newRow("a character that one of them cannot read")
            << QStringList{m_tiny, m_decoder, "--text", made("pi.txt", "the \xcf\x80 came home")}
            << QByteArray("tiny.h5");
        QTest::newRow("no such preset") << QStringList{m_tiny, "--preset", "degree-9"} + text << QByteArray("degree-9");
        QTest::newRow("a preset that none holds")
            << QStringList{m_partial, "--preset", "snn"} + text << QByteArray("--preset");
        QTest::newRow("no such slot") << QStringList{m_tiny, "--block", "*=ann,nowhere=snn"} + text
                                      << QByteArray("nowhere");
        QTest::newRow("empty choice") << QStringList{m_tiny, "--block", "*=ann,"} + text
                                      << QByteArray("block choice ''");
        QTest::newRow("CSV in a folder that is not there")
            << QStringList{m_tiny, "--csv", in("nowhere/a.csv")} + text << QByteArray("nowhere");
        QTest::newRow("nothing held out")
            << QStringList{m_tiny, "--held-out", "0.0001"} + text << QByteArray("text.txt");
    }
    void badInput() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, naming);
        const QStringList csv = arguments.contains("--csv") ? QStringList() : QStringList{"--csv", in("unwritten.csv")};
        const Ended ended = runCli(QStringList{"compare"} + arguments + csv);
        QVERIFY2(ended.status == 1 && ended.output.isEmpty(), ended.summary());
        QVERIFY2(ended.complaint.endsWith('\n') && ended.complaint.contains(naming), ended.summary());
        QVERIFY2(ended.complaint.count("spikeglass-cli: ") == 1, ended.summary());
        QVERIFY2(!QFile::exists(in("unwritten.csv")) && !QFile::exists(in("unwritten.csv.partial")), "it left a file behind");
    }

    void aFullDiskIsSaid() {
        if (!QFile::exists("/dev/full")) QSKIP("no /dev/full here");
        const Ended ended = runCli({"compare", m_tiny, "--text", in("text.txt"), "--csv", "/dev/full"});
        QVERIFY2(ended.status == 1 && ended.complaint.contains("/dev/full: cannot be written"), ended.summary());
    }

    void fractions() {
        for (const char* fraction : {"0", "1.5", "-0.1", "nan", "half", ""}) {
            const Ended ended = runCli({"score", m_tiny, "--text", in("text.txt"), "--held-out", fraction});
            QVERIFY2(ended.status == 2 && ended.output.isEmpty(), ended.summary());
        }
    }

    void anUnknownCommandIsNamed() {
        const Ended ended = runCli({"comapre", m_tiny});
        QVERIFY2(ended.status == 2 && ended.output.isEmpty(), ended.summary());
        QVERIFY2(ended.complaint.contains("\"comapre\"") && ended.complaint.contains("compare"), ended.summary());
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "test_cli_compare.moc"
