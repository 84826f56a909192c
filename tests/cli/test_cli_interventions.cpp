// SPDX-License-Identifier: Apache-2.0
// Things done to neurons from the command line, and the ranking of what silencing each changes.
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>
#include <csignal>

#include "cli/cli_process.h"

using namespace spikeglass::test;

class TestCliInterventions : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    const QString m_site = QStringLiteral("blocks.0.time_mix");

    QJsonObject jsonOf(const QStringList& arguments) const {
        const Ended ended = runCli(arguments + QStringList{"--json"});
        if (ended.status != 0 || !ended.complaint.isEmpty()) qWarning("%s", ended.summary().constData());  // fails the test
        return ended.json();
    }

  private slots:
    void initTestCase() {
        QFile file(in("text.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("the prince came home. and the princess wasn't there yet. ").repeated(3));
    }

    void generateWritesAnotherText() {
        const QStringList plain{"generate", m_tiny, "--prompt", "The prince", "--tokens", "60"};
        const QJsonObject without = jsonOf(plain);
        QVERIFY(!without.contains("interventions"));
        const QJsonObject with = jsonOf(plain + QStringList{"--intervene", m_site + "=silence", "--intervene", "*.channel_mix/0-3=noise:2"});
        QVERIFY(with["text"].toString() != without["text"].toString());
        QCOMPARE(with["interventions"].toArray()[0].toString(), m_site + "=silence");
        QVERIFY(with["interventions"].toArray().size() >= 2);  // one per matching site
        QCOMPARE(jsonOf(plain + QStringList{"--intervene", m_site + "=threshold:0"})["text"], without["text"]);
    }

    void scoreAndCompareTellTheSame() {
        const QStringList reading{"--text", in("text.txt")};
        const QString intervention = m_site + "=silence";
        const QJsonObject without = jsonOf(QStringList{"score", m_tiny} + reading);
        const QJsonObject with = jsonOf(QStringList{"score", m_tiny, "--intervene", intervention} + reading);
        QCOMPARE(with["firing_rate"][m_site].toDouble(), 0.0);
        QVERIFY(without["firing_rate"][m_site].toDouble() > 0);
        QVERIFY(with["bits_per_character"].toDouble() != without["bits_per_character"].toDouble());
        const Ended ended = runCli(QStringList{"compare", m_tiny, "--preset", "snn", "--intervene", intervention, "--intervene",
                                               intervention + ";embedding/0=force", "--json"} + reading);
        QVERIFY2(ended.status == 0, ended.summary());
        const QJsonArray rows = QJsonDocument::fromJson(ended.output).array();
        QCOMPARE(rows.size(), 3);
        QVERIFY(!rows[0].toObject().contains("interventions"));
        QCOMPARE(rows[0]["bits_per_character"], without["bits_per_character"]);
        QCOMPARE(rows[1]["bits_per_character"], with["bits_per_character"]);
        QCOMPARE(rows[1]["choice"].toString(), "snn, " + intervention);
        QCOMPARE(rows[2]["interventions"].toArray().size(), 2);
    }

    void recordNotesThem() {
        const Ended ended = runCli({"record", m_tiny, "--text", "The prince", "--intervene", m_site + "/1,2=force", "--output", in("run.h5")});
        QVERIFY2(ended.status == 0, ended.summary());
        const QJsonObject info = jsonOf({"info", in("run.h5")});
        QCOMPARE(info["interventions"].toArray(), QJsonArray{m_site + "/1-2=force"});
    }

    void effectsRankSitesAndNeurons() {
        const QStringList reading{"effects", m_tiny, "--text", in("text.txt"), "--max-tokens", "40"};
        const QJsonObject sites = jsonOf(reading);
        QCOMPARE(sites["tokens"].toInt(), 40);
        QCOMPARE(sites["measured"], sites["candidates"]);
        double before = 1e300;
        for (const QJsonValue effect : sites["effects"].toArray()) {
            QVERIFY(effect["mean_divergence_bits"].toDouble() <= before);
            before = effect["mean_divergence_bits"].toDouble();
            QVERIFY(!effect.toObject().contains("neuron"));
        }
        const QJsonObject neurons = jsonOf(reading + QStringList{"--site", m_site});
        QVERIFY(neurons["effects"].toArray().size() > sites["effects"].toArray().size());
        QVERIFY(neurons["effects"][0]["mean_divergence_bits"].toDouble() > 0);
        QVERIFY(neurons["effects"][0].toObject().contains("neuron"));
        // A neuron that is silent already changes nothing more.
        const QString first = neurons["effects"][0]["intervention"].toString();
        const QJsonObject already = jsonOf(reading + QStringList{"--site", m_site, "--intervene", first});
        for (const QJsonValue effect : already["effects"].toArray())
            if (effect["intervention"].toString() == first) QCOMPARE(effect["mean_divergence_bits"].toDouble(), 0.0);

        const Ended csv = runCli(reading + QStringList{"--csv"});
        QVERIFY2(csv.status == 0, csv.summary());
        QCOMPARE(csv.output.count("\r\n"), sites["effects"].toArray().size() + 1);
        QVERIFY(csv.output.startsWith("site,neuron,mean_divergence_bits,"));
        const Ended text = runCli({"effects", m_tiny, "--prompt", "The prince"});
        QVERIFY2(text.status == 0 && text.output.contains(m_site.toUtf8()), text.summary());
    }

    void stoppedEffectsKeepWhatWasMeasured() {
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(SPIKEGLASS_CLI, {"effects", SPIKEGLASS_MODELS "/war-and-peace-switchable.h5", "--text", in("text.txt"), "--site",
                                       "blocks.1.channel_mix", "--json"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(1500);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(json["measured"].toInt() < json["candidates"].toInt());
        QCOMPARE(json["effects"].toArray().size(), qsizetype(json["measured"].toInt()));
        QVERIFY(process.readAllStandardError().contains("interrupted: "));
    }

    void whatCannotBeDoneIsOneSentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const QStringList generate{"generate", m_tiny, "--prompt", "a", "--tokens", "1", "--intervene"};
        QTest::newRow("shape") << (generate + QStringList{"embedding"}) << QByteArray("expected SITE=EFFECT");
        QTest::newRow("site") << (generate + QStringList{"nowhere=silence"}) << QByteArray("no site matches");
        QTest::newRow("neuron") << (generate + QStringList{m_site + "/99999=silence"}) << QByteArray("is not in this site");
        QTest::newRow("value") << (generate + QStringList{m_site + "=clamp:nan"}) << QByteArray("expected a number");
        QTest::newRow("compare") << QStringList{"compare", m_tiny, "--text", in("text.txt"), "--intervene", "x=force"}
                                 << QByteArray("no site matches");
        const QStringList effects{"effects", m_tiny, "--prompt", "The prince"};
        QTest::newRow("effects of nowhere") << (effects + QStringList{"--site", "nowhere"}) << QByteArray("there is no site \"nowhere\"");
        QTest::newRow("effects of analog") << (effects + QStringList{"--site", m_site, "--block", "*=ann"}) << QByteArray("is analog");
        QTest::newRow("nothing spikes") << (effects + QStringList{"--block", "*=ann"}) << QByteArray("nothing spikes");
        QTest::newRow("no text") << QStringList{"effects", m_tiny, "--text", in("none.txt")} << QByteArray("no such file");
    }
    void whatCannotBeDoneIsOneSentence() {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, says);
        const Ended ended = runCli(arguments);
        QVERIFY2(ended.status == 1, ended.summary());
        QVERIFY2(ended.complaint.contains(says), ended.summary());
        QCOMPARE(ended.complaint.count('\n'), 1);
        QVERIFY(ended.output.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestCliInterventions)
#include "test_cli_interventions.moc"
