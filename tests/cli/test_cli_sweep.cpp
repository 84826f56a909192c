// SPDX-License-Identifier: Apache-2.0
// spikeglass-cli sweep: the rows of a plan, each whole or not there, here or as the jobs of a cluster.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>
#include <csignal>
#include <fstream>

#include "cli/cli_process.h"

using namespace spikeglass::test;

class TestCliSweep : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    const QString m_decoder = QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/spikedecoder_full.h5");
    QString plan(const QString& name, const QJsonObject& keys) const {
        return made(name, QJsonDocument(keys).toJson());
    }

    QJsonObject smallPlan() const {
        return {{"models", QJsonArray{m_tiny, m_decoder}},
                {"choices", QJsonArray{"all"}},
                {"texts", QJsonArray{"text.txt"}},
                {"prompts", QJsonArray{QJsonObject{{"prompt", "the "}, {"tokens", 12}}}},
                {"seeds", QJsonArray{1, 2}}};
    }

    static QStringList rowsIn(const QString& folder) { return QDir(folder + "/rows").entryList({"*.json"}, QDir::Files); }

    QJsonArray merged(const QString& path, const QStringList& more = {}) const {
        const QString output = in("merged.json");
        QFile::remove(output);
        const Ended ended = runCli(QStringList{"sweep", path, "--merge", output} + more);
        if (ended.status != 0) qWarning("%s", ended.summary().constData());  // a warning fails the test
        return QJsonDocument::fromJson(contentOf(output)).array();
    }

  private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        made("text.txt", QByteArray("the prince came home. and the princess wasn't there yet. ").repeated(6));
    }

    void everyCombinationOnce() {
        const QString path = plan("all.json", smallPlan());
        const Ended ended = runCli({"sweep", path, "--jobs", "2"});
        QVERIFY2(ended.status == 0 && ended.output.isEmpty(), ended.summary());
        // tiny holds snn and ann, the decoder degree-4: 3 on the text, which draws nothing, and 3 x 2 seeds on the prompt.
        const QJsonArray rows = merged(path);
        QCOMPARE(rows.size(), 9);
        QCOMPARE(rowsIn(in("all.sweep")).size(), 9);
        QSet<QString> written;
        for (const QJsonValue row : rows) {
            QVERIFY(row["bits_per_character"].toDouble() > 0);
            if (!row["written"].isUndefined()) written.insert(row["file"].toString() + row["choice"].toString() + row["written"].toString());
        }
        QCOMPARE(written.size(), 6);  // seeds give different texts
    }

    void rowsAreThoseOfCompareAndGenerate() {
        const QString path = plan("same.json", smallPlan());
        QCOMPARE(runCli({"sweep", path}).status, 0);
        const QJsonArray rows = merged(path);
        const QJsonArray compared =
            QJsonDocument::fromJson(runCli({"compare", m_tiny, m_decoder, "--text", in("text.txt"), "--json"}).output).array();
        QCOMPARE(compared.size(), 3);
        int found = 0, generated = 0;
        for (const QJsonValue row : rows) {
            for (const QJsonValue other : compared) {
                if (!row["written"].isUndefined() || row["file"] != other["file"] || row["choice"] != other["choice"]) continue;
                ++found;
                for (const char* key : {"bits_per_character", "operations", "energy", "firing_rate", "model_sha256", "block_choice", "tokens"})
                    QVERIFY2(row[key] == other[key], key);
            }
            if (row["written"].isUndefined() || row["file"].toString() != m_tiny || row["choice"].toString() != "ann") continue;
            ++generated;
            const QString seed = QString::number(row["seed"].toInteger());
            const Ended text = runCli({"generate", m_tiny, "--prompt", "the ", "--tokens", "12", "--seed", seed, "--block", "*=ann"});
            QCOMPARE(row["written"].toString(), QString::fromUtf8(text.output.chopped(1)));
        }
        QCOMPARE(found, 3);
        QCOMPARE(generated, 2);
    }

    void onlyWhatIsMissingIsComputed() {
        const QString path = plan("again.json", smallPlan());
        QCOMPARE(runCli({"sweep", path}).status, 0);
        const QStringList rows = rowsIn(in("again.sweep"));
        const QString removed = in("again.sweep/rows/" + rows[3]), kept = in("again.sweep/rows/" + rows[4]);
        const QByteArray before = contentOf(removed);
        QVERIFY(QFile::remove(removed));
        QJsonObject marked = QJsonDocument::fromJson(contentOf(kept)).object();
        marked["mark"] = "kept as it is";
        made("again.sweep/rows/" + rows[4], QJsonDocument(marked).toJson());
        const QString damaged = made("again.sweep/rows/" + rows[5], "{\"id\": ");  // is computed again

        const Ended missing = runCli({"sweep", path, "--merge", in("again.csv")});
        QVERIFY2(missing.status == 1 && missing.complaint.contains("2 of 9 rows are missing"), missing.summary());
        QVERIFY(missing.complaint.contains(rows[3].toUtf8()) || missing.complaint.contains(rows[5].toUtf8()));
        QVERIFY(!QFile::exists(in("again.csv")));

        const Ended again = runCli({"sweep", path});
        QVERIFY2(again.status == 0 && again.complaint.contains("2 computed now, 7 were there"), again.summary());
        QVERIFY(contentOf(kept).contains("kept as it is"));
        QVERIFY(QJsonDocument::fromJson(contentOf(damaged))["bits_per_character"].toDouble() > 0);
        QCOMPARE(QJsonDocument::fromJson(contentOf(removed))["bits_per_character"], QJsonDocument::fromJson(before)["bits_per_character"]);
        made("again.sweep/rows/" + rows[5], {});
        const Ended empty = runCli({"sweep", path, "--merge", in("again.csv")});
        QVERIFY2(empty.status == 1 && empty.complaint.contains("1 of 9 rows are missing"), empty.summary());
    }

    void killedAtAnyMomentItLeavesWholeRows() {
        made("long.txt", QByteArray("the prince came home. and the princess wasn't there yet. ").repeated(60));
        QJsonObject keys = smallPlan();
        keys["texts"] = QJsonArray{"long.txt"};
        const QString path = plan("killed.json", keys);
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(SPIKEGLASS_CLI, {"sweep", path, "--jobs", "1"});
        QTRY_VERIFY_WITH_TIMEOUT(!rowsIn(in("killed.sweep")).isEmpty(), 60'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        const qsizetype left = rowsIn(in("killed.sweep")).size();
        for (const QString& row : rowsIn(in("killed.sweep")))
            QVERIFY(QJsonDocument::fromJson(contentOf(in("killed.sweep/rows/" + row))).isObject());
        const Ended again = runCli({"sweep", path});
        QVERIFY2(again.status == 0 && again.complaint.contains(QByteArray::number(left) + " were there"), again.summary());
    }

    void noiseHasASeed() {
        QJsonObject keys{{"models", QJsonArray{m_tiny}},        {"choices", QJsonArray{"snn"}},
                         {"texts", QJsonArray{"text.txt"}},     {"seeds", QJsonArray{1, 2}},
                         {"interventions", QJsonArray{"", "blocks.0.time_mix=noise:0.5"}}};
        const QString path = plan("noise.json", keys);
        QCOMPARE(runCli({"sweep", path}).status, 0);
        const QJsonArray rows = merged(path);
        QCOMPARE(rows.size(), 3);  // one without noise, two with
        QVERIFY(rows[1]["bits_per_character"] != rows[2]["bits_per_character"]);
    }

    void theCsvHasTheColumnsOfCompare() {
        const QString path = plan("csv.json", smallPlan());
        QCOMPARE(runCli({"sweep", path}).status, 0);
        QCOMPARE(runCli({"sweep", path, "--merge", in("rows.csv")}).status, 0);
        const QByteArray csv = contentOf(in("rows.csv"));
        QCOMPARE(csv.count("\r\n"), 10);  // a written text may have line ends of its own, within quotes
        const QList<QByteArray> columns = csv.left(csv.indexOf("\r\n")).split(',');
        for (const char* name : {"model", "file", "choice", "seed", "bits_per_character", "ac", "analog_mac", "energy.compute-fp32.this",
                                 "firing_rate.blocks.0.time_mix", "weights", "interventions"})
            QVERIFY2(columns.contains(name), name);
    }

    void jobsOfAClusterGiveTheSameRows() {
        const QString path = plan("slurm.json", smallPlan());
        const Ended made = runCli({"sweep", path, "--slurm"});
        QVERIFY2(made.status == 0 && made.output.trimmed() == in("slurm.sweep/sweep.slurm").toUtf8(), made.summary());
        QVERIFY(rowsIn(in("slurm.sweep")).isEmpty());
        QVERIFY(contentOf(in("slurm.sweep/sweep.slurm")).contains("#SBATCH --array=0-8\n"));
        for (int task = 0; task < 9; ++task) {
            qputenv("SLURM_ARRAY_TASK_ID", QByteArray::number(task));
            const Ended ended = runProgram("bash", {in("slurm.sweep/sweep.slurm")});
            QVERIFY2(ended.status == 0 && ended.complaint.isEmpty(), ended.summary());
            QCOMPARE(rowsIn(in("slurm.sweep")).size(), task + 1);
        }
        const QJsonArray rows = merged(path);
        const QString here = plan("here.json", smallPlan());
        QCOMPARE(runCli({"sweep", here}).status, 0);
        const QJsonArray local = merged(here);
        QCOMPARE(rows.size(), local.size());
        for (qsizetype i = 0; i < rows.size(); ++i)
            QVERIFY(rows[i]["id"] == local[i]["id"] && rows[i]["bits_per_character"] == local[i]["bits_per_character"]);

        plan("slurm.json", {{"models", QJsonArray{m_tiny}}, {"texts", QJsonArray{"text.txt"}}});
        const Ended changed = runCli({"sweep", path, "--row", "0"});
        QVERIFY2(changed.status == 1 && changed.complaint.contains("has changed since"), changed.summary());
    }

    void snakemakeRunsIt() {
        const QString snakemake = QStandardPaths::findExecutable("snakemake");
        if (snakemake.isEmpty()) QSKIP("snakemake is not installed here");
        const QString folder = QString::fromUtf8("snakes \xF0\x9F\x98\x80");  // its escape in JSON is no string of Python
        QVERIFY(QDir(m_folder.path()).mkdir(folder));
        QJsonObject keys = smallPlan();
        keys["texts"] = QJsonArray{"../text.txt"};
        const QString path = plan(folder + "/snakes.json", keys);
        const Ended made = runCli({"sweep", path, "--snakemake"});
        QVERIFY2(made.status == 0, made.summary());
        qputenv("XDG_CACHE_HOME", in("cache").toLocal8Bit());
        const Ended ended = runProgram(snakemake, {"--snakefile", in(folder + "/snakes.sweep/Snakefile"), "--directory", in(folder + "/snakes.sweep"), "--cores", "2", "--quiet"});
        QVERIFY2(ended.status == 0, ended.complaint + ended.output);
        QCOMPARE(contentOf(in(folder + "/snakes.sweep/rows.csv")).count("\r\n"), 10);
        QCOMPARE(merged(path).size(), 9);
    }

    void aPromptMayFillTheWindow() {
        const QString prompt = QString("the prince came home ").repeated(2).left(32);
        const QString path = plan("full.json", {{"models", QJsonArray{m_decoder}}, {"prompts", QJsonArray{QJsonObject{{"prompt", prompt}, {"tokens", 5}}}}});
        QCOMPARE(runCli({"sweep", path}).status, 0);
        const QJsonArray rows = merged(path);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0]["written"].toString(), prompt);  // as generate writes none
        QCOMPARE(rows[0]["stopped"].toString(), QString("window"));
    }

    void aPathThatIsNoTextIsRefused() {
        const QByteArray name = m_folder.path().toLocal8Bit() + "/\xff.json";
        std::ofstream(name.constData()) << QJsonDocument(smallPlan()).toJson().toStdString();
        const Ended ended = runProgram("/bin/sh", {"-c", "exec \"$0\" sweep \"$1\"\"$(printf '\\377').json\"", SPIKEGLASS_CLI, m_folder.path() + '/'});
        QCOMPARE(ended.status, 1);
        QVERIFY2(ended.complaint.contains("must be UTF-8") && ended.complaint.count('\n') == 1, ended.summary());
    }

    void badPlans_data() {
        QTest::addColumn<QJsonObject>("keys");
        QTest::addColumn<QByteArray>("naming");
        const QJsonArray tiny{m_tiny}, text{"text.txt"};
        const auto with = [&](const char* key, const QJsonValue& value) {
            QJsonObject keys{{"models", tiny}, {"texts", text}};
            keys[QLatin1String(key)] = value;
            return keys;
        };
        QTest::newRow("no models") << QJsonObject{{"texts", text}} << QByteArray("models: expected a list");
        QTest::newRow("nothing to read") << QJsonObject{{"models", tiny}} << QByteArray("found neither");
        QTest::newRow("unknown key") << with("model", "x") << QByteArray("\"model\" is no key; expected models");
        QTest::newRow("models in words") << with("models", "tiny.h5") << QByteArray("models: expected a list");
        QTest::newRow("empty list") << with("choices", QJsonArray{}) << QByteArray("choices: expected a list that is not empty");
        QTest::newRow("a number among strings") << with("choices", QJsonArray{1}) << QByteArray("choices: expected strings, found 1");
        QTest::newRow("missing model") << with("models", QJsonArray{"no.h5"}) << QByteArray("no.h5");
        QTest::newRow("missing text") << with("texts", QJsonArray{"no.txt"}) << QByteArray("no.txt: no such file");
        QTest::newRow("unknown preset") << with("choices", QJsonArray{"degree-9"}) << QByteArray("degree-9");
        QTest::newRow("unknown slot") << with("choices", QJsonArray{"nowhere=ann"}) << QByteArray("nowhere");
        QTest::newRow("unknown site") << with("interventions", QJsonArray{"nowhere=silence"}) << QByteArray("nowhere");
        QTest::newRow("unknown weights") << with("weights", QJsonArray{"float8"}) << QByteArray("weights: ");
        QTest::newRow("seeds without a use") << with("seeds", QJsonArray{1, 2}) << QByteArray("seeds: nothing here is drawn");
        QTest::newRow("negative seed") << with("seeds", QJsonArray{-1}) << QByteArray("seeds: expected whole numbers");
        QTest::newRow("held out too much") << with("texts", QJsonArray{QJsonObject{{"file", "text.txt"}, {"held_out", 2}}})
                                           << QByteArray("texts, entry 1: held_out: expected a number");
        QTest::newRow("no tokens") << with("prompts", QJsonArray{QJsonObject{{"prompt", "the"}, {"tokens", 0}}})
                                   << QByteArray("prompts, entry 1: tokens: expected a whole number");
        QTest::newRow("no such character") << with("prompts", QJsonArray{"\u00fcber"}) << QByteArray("the prompt \"\u00fcber\"");
    }
    void badPlans() {
        QFETCH(QJsonObject, keys);
        QFETCH(QByteArray, naming);
        const Ended ended = runCli({"sweep", plan("bad.json", keys)});
        QVERIFY2(ended.status == 1 && ended.output.isEmpty(), ended.summary());
        QVERIFY2(ended.complaint.contains(naming) && ended.complaint.count('\n') == 1, ended.summary());
        QVERIFY2(!QFile::exists(in("bad.sweep")), "it left a folder behind");
    }

    void badCalls() {
        made("nojson.json", "{\"models\": ");
        const Ended json = runCli({"sweep", in("nojson.json")});
        QVERIFY2(json.status == 1 && json.complaint.contains("is not valid JSON (at byte"), json.summary());
        for (const char* key : {"models", "weights", "texts", "other"}) {
            made("deep.json", "{\"" + QByteArray(key) + "\": " + QByteArray(300'000, '[') + QByteArray(300'000, ']') + "}");
            const Ended deep = runCli({"sweep", in("deep.json")});
            QVERIFY2(deep.status == 1 && deep.complaint.contains("deep.json: is nested deeper than 256 levels"), deep.summary());
        }
        const QString path = plan("calls.json", smallPlan());
        const Ended early = runCli({"sweep", path, "--merge", in("early.csv")});
        QVERIFY2(early.status == 1 && early.complaint.contains("run the sweep first"), early.summary());
        QCOMPARE(runCli({"sweep", path, "--slurm"}).status, 0);
        const Ended row = runCli({"sweep", path, "--row", "9"});
        QVERIFY2(row.status == 1 && row.complaint.contains("--row: expected a number from 0 to 8, found 9"), row.summary());
        const Ended both = runCli({"sweep", path, "--row", "1", "--merge", in("early.csv")});
        QVERIFY2(both.status == 2, both.summary());
        const Ended nowhere = runCli({"sweep", path, "--output", "/dev/null/sweep"});
        QVERIFY2(nowhere.status == 1 && nowhere.complaint.contains("cannot be made"), nowhere.summary());
    }
};

QTEST_GUILESS_MAIN(TestCliSweep)
#include "test_cli_sweep.moc"
