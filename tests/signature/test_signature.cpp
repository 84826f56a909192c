// SPDX-License-Identifier: Apache-2.0
// The engine's signature: what tests/data/checkpoints/tiny.h5 writes from a seed, how often each site fires and how many
// operations it counts, compared with what is committed. It has to be the same on every machine, compiler and number of
// threads. After a change that is meant: SPIKEGLASS_UPDATE_SIGNATURE=1 build/release/tests/test_signature, and look at the
// difference before it is committed.
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "cli/cli_process.h"

class TestSignature : public QObject {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    const QString m_committed = QStringLiteral(SPIKEGLASS_TEST_DATA "/signature.json");
    const bool m_update = qEnvironmentVariableIsSet("SPIKEGLASS_UPDATE_SIGNATURE");
    QTemporaryDir m_folder;
    QJsonObject m_expected;
    QJsonObject m_found;

    QStringList options(const QString& block) const {
        QStringList list = {"--prompt", "The prince", "--tokens", "120", "--seed", "20231"};
        return block.isEmpty() ? list : list + QStringList{"--block", block};
    }

    /// Token ids, in one line.
    QString tokens(const QStringList& arguments) {
        const Ended ended = runCli(QStringList{"generate", m_tiny, "--json"} + arguments);
        if (ended.status != 0) qWarning("%s", ended.summary().constData());  // a warning fails the test
        QStringList ids;
        for (const QJsonValue id : ended.json()["tokens"].toArray()) ids += QString::number(id.toInteger());
        return ids.join(' ');
    }

    /// Site -> number of spikes in the whole run.
    QJsonObject spikes(const QString& block) {
        const QString run = m_folder.filePath("run.h5");
        const Ended ended = runCli(QStringList{"record", m_tiny, "--output", run} + options(block));
        if (ended.status != 0) qWarning("%s", ended.summary().constData());
        const QJsonObject info = runCli({"info", run, "--json"}).json();
        QJsonObject counts;
        for (const QJsonValue site : info["sites"].toArray()) {
            const double chances = site["width"].toDouble() * site["timesteps"].toDouble() * info["tokens"].toDouble();
            counts[site["name"].toString()] = qRound64(site["firing_rate"].toDouble() * chances);
        }
        return counts;
    }

  private slots:
    void initTestCase() {
        QFile file(m_committed);
        if (!m_update) QVERIFY2(file.open(QIODevice::ReadOnly), "tests/data/signature.json is missing");
        m_expected = QJsonDocument::fromJson(file.readAll()).object();
    }

    void sameEverywhere_data() {
        QTest::addColumn<QString>("block");
        QTest::newRow("all snn") << QString();
        QTest::newRow("all ann") << QString("*=ann");
        QTest::newRow("mixed") << QString("blocks.*.time_mix=ann");
    }
    void sameEverywhere() {
        QFETCH(QString, block);
        const QString name = QString::fromUtf8(QTest::currentDataTag());
        const QString once = tokens(options(block) + QStringList{"--threads", "1"});
        QCOMPARE(once.count(' ') + 1, 130);
        QCOMPARE(tokens(options(block) + QStringList{"--threads", "1"}), once);
        for (const char* threads : {"2", "3"}) QCOMPARE(tokens(options(block) + QStringList{"--threads", threads}), once);
        const QJsonObject found{{"tokens", once}, {"spikes", spikes(block)}};
        m_found[name] = found;
        if (m_update) return;
        const QJsonObject expected = m_expected[name].toObject();
        QCOMPARE(found["tokens"].toString(), expected["tokens"].toString());
        QCOMPARE(QJsonDocument(found["spikes"].toObject()).toJson(), QJsonDocument(expected["spikes"].toObject()).toJson());
    }

    void choicesAndSeedsMatter() {
        QVERIFY(m_found["all snn"] != m_found["all ann"] && m_found["all snn"] != m_found["mixed"]);
        QVERIFY(tokens({"--prompt", "The prince", "--tokens", "120", "--seed", "1"}) != m_found["all snn"].toObject()["tokens"].toString());
        const QJsonObject spiking = m_found["all snn"].toObject()["spikes"].toObject();
        QCOMPARE(spiking.size(), 5);
        for (const QString& site : spiking.keys()) QVERIFY2(spiking[site].toInteger() > 0, qPrintable(site));
    }

    void cleanupTestCase() {
        if (!m_update) return;
        QFile file(m_committed);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray text = QJsonDocument(m_found).toJson(QJsonDocument::Indented);
        file.write(text);
        QSKIP("tests/data/signature.json was written anew");
    }
};

QTEST_GUILESS_MAIN(TestSignature)
#include "test_signature.moc"
