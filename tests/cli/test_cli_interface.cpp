// SPDX-License-Identifier: Apache-2.0
// What other programs rely on: names in JSON, files that appear, memory that does not grow, what --block changes.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "cli/cli_process.h"

namespace {

// The sizes of tests/data/checkpoints/tiny.h5.
constexpr qint64 kVocabulary = 79;
constexpr qint64 kWidth = 32;
constexpr qint64 kBlocks = 2;
// Per block: key, value, receptance and output of the time mix; key [4C, C], value [C, 4C], receptance of the channel mix.
constexpr qint64 kDenseMac = kBlocks * 13 * kWidth * kWidth + kVocabulary * kWidth;

const QByteArray kSentence = "The prince came home, and the princess was not there.\n";
constexpr int kSentences = 20;

}  // namespace

class TestCliInterface : public QObject {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }

    QJsonObject jsonOf(const QStringList& arguments) const {
        const Ended ended = runCli(arguments);
        if (ended.status != 0) qWarning("%s", ended.summary().constData());  // a warning fails the test
        return ended.json();
    }

    QJsonObject scoreOf(const QStringList& more = {}) const {
        return jsonOf(QStringList{"score", m_tiny, "--text", in("text.txt"), "--json"} + more);
    }

    static bool hasAll(const QJsonObject& object, const QStringList& keys) {
        for (const QString& key : keys)
            if (!object.contains(key)) return qWarning("no \"%s\"", qPrintable(key)), false;
        return true;
    }

  private slots:
    void initTestCase() {
        QFile text(in("text.txt"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("\xEF\xBB\xBF") + kSentence.repeated(kSentences));
    }

    void infoNamesSlotsAndSites() {
        const QJsonObject info = jsonOf({"info", m_tiny, "--json"});
        QVERIFY(hasAll(info, {"kind", "architecture", "parameters", "configuration", "tokenizer", "slots", "sites"}));
        QCOMPARE(info["kind"].toString(), QString("checkpoint"));
        QCOMPARE(info["slots"].toObject().keys(),
                 QStringList({"blocks.0.channel_mix", "blocks.0.time_mix", "blocks.1.channel_mix", "blocks.1.time_mix", "embedding"}));
        QStringList sites;
        for (const QJsonValue site : info["sites"].toArray()) sites += site["name"].toString();
        QCOMPARE(sites, QStringList({"embedding", "blocks.0.time_mix", "blocks.0.channel_mix", "blocks.1.time_mix",
                                     "blocks.1.channel_mix"}));
        QCOMPARE(info["tokenizer"]["size"].toInteger(), kVocabulary);
    }

    void generateContinuesThePrompt() {
        const QStringList arguments = {"generate", m_tiny, "--prompt", "The prince", "--tokens", "50", "--seed", "7"};
        const QJsonObject json = jsonOf(arguments + QStringList{"--json"});
        QVERIFY(json["text"].toString().startsWith("The prince"));
        QCOMPARE(json["text"].toString().size(), 60);
        QCOMPARE(json["tokens"].toArray().size(), 60);
        const Ended plain = runCli(arguments);
        QCOMPARE(QString::fromUtf8(plain.output), json["text"].toString() + '\n');
    }

    void scoreCountsStrictly() {
        const QJsonObject score = scoreOf();
        QVERIFY(hasAll(score, {"tokens", "bits_per_character", "bits_per_token", "perplexity", "firing_rate", "sparsity",
                               "operations", "energy"}));
        const QJsonObject operations = score["operations"].toObject();
        QVERIFY(hasAll(operations, {"ac", "mac", "neuron", "other", "dense_mac"}));
        QCOMPARE(operations["dense_mac"].toInteger(), kDenseMac);
        // Every product of SpikeGPT reads floats; only the zeros of relu^2 are skipped.
        QCOMPARE(operations["ac"].toInteger(), 0);
        QVERIFY(operations["mac"].toInteger() < kDenseMac && operations["mac"].toInteger() > kDenseMac - kBlocks * 4 * kWidth * kWidth);
        const QJsonObject energy = score["energy"].toObject();
        QVERIFY(hasAll(energy, {"compute-fp32", "compute-memory-sram", "loihi", "published-spikegpt"}));
        for (const QString& model : energy.keys())
            for (const char* which : {"this", "analog"}) QVERIFY2(energy[model][which].toDouble() > 0, qPrintable(model));
        const double compute = energy["compute-fp32"]["this"].toDouble();
        // The counts are rounded to whole operations per token, the energy is not.
        QVERIFY(qAbs(compute - operations["mac"].toDouble() * 4.6e-12) <= 0.5 * 4.6e-12);
        // 1 character is 1 token here.
        QCOMPARE(score["bits_per_character"].toDouble(), score["bits_per_token"].toDouble());
        QVERIFY(qAbs(std::log2(score["perplexity"].toDouble()) - score["bits_per_token"].toDouble()) < 1e-9);
    }

    void maxTokensScoresTheBeginning() {
        const QJsonObject whole = scoreOf();
        QCOMPARE(whole["tokens"].toInteger(), kSentence.size() * kSentences);  // the byte order mark is no character
        QCOMPARE(whole["characters"].toInteger(), whole["tokens"].toInteger() - 1);  // the first is given, not predicted
        QCOMPARE(scoreOf({"--max-tokens", "100"})["tokens"].toInteger(), 100);
    }

    void blocksAreSwitched() {
        const QJsonObject spiking = scoreOf();
        const QJsonObject analog = scoreOf({"--block", "*=ann"});
        const QJsonObject back = scoreOf({"--block", "*=ann", "--block", "embedding=snn", "--block", "blocks.*=snn"});
        QCOMPARE(spiking["firing_rate"].toObject().size(), 5);
        QVERIFY(analog["firing_rate"].toObject().isEmpty());
        QVERIFY(analog["bits_per_character"] != spiking["bits_per_character"]);
        QCOMPARE(back["bits_per_character"], spiking["bits_per_character"]);
        QCOMPARE(analog["operations"]["neuron"].toInteger(), 0);
        QVERIFY(spiking["operations"]["neuron"].toInteger() > 0);
        // The twin of any choice is the analog network, on the same tokens.
        QCOMPARE(spiking["analog_operations"], analog["operations"]);
        QCOMPARE(spiking["energy"]["compute-fp32"]["analog"], analog["energy"]["compute-fp32"]["this"]);
        const QJsonObject one = scoreOf({"--block", "blocks.1.time_mix=ann"});
        QCOMPARE(one["block_choice"]["blocks.1.time_mix"].toString(), QString("ann"));
        QCOMPARE(one["block_choice"]["blocks.0.time_mix"].toString(), QString("snn"));
        QVERIFY(!one["firing_rate"].toObject().contains("blocks.1.time_mix"));
    }

    void recordLeavesOneFileThatInfoReads() {
        const QString output = in("only/run.h5");
        QVERIFY(QDir(m_folder.path()).mkdir("only"));
        const QStringList arguments = {"record", m_tiny, "--prompt", "The", "--tokens", "40", "--seed", "3",
                                       "--logits", "--membrane", "all", "--output", output};
        for (int again = 0; again < 2; ++again) {  // an earlier recording is replaced
            const Ended ended = runCli(arguments);
            QVERIFY2(ended.status == 0 && ended.complaint.isEmpty(), ended.summary());
            QCOMPARE(QDir(in("only")).entryList(QDir::Files | QDir::Hidden), QStringList("run.h5"));
        }
        const QJsonObject info = jsonOf({"info", output, "--json"});
        QCOMPARE(info["kind"].toString(), QString("recording"));
        QCOMPARE(info["tokens"].toInteger(), 43);
        QCOMPARE(info["prompt"].toString(), QString("The"));
        const QJsonObject written = jsonOf({"generate", m_tiny, "--prompt", "The", "--tokens", "40", "--seed", "3", "--json"});
        QCOMPARE(info["text"], written["text"]);
        QCOMPARE(info["model_sha256"], written["model_sha256"]);
    }

    void benchMeasures() {
        const QJsonObject bench = jsonOf({"bench", m_tiny, "--tokens", "50", "--json"});
        QVERIFY(hasAll(bench, {"tokens_per_second", "prefill_tokens_per_second", "weight_bytes_per_token", "peak_memory_bytes"}));
        for (const char* name : {"tokens_per_second", "prefill_tokens_per_second", "weight_bytes_per_token", "peak_memory_bytes"})
            QVERIFY2(bench[QLatin1String(name)].toDouble() > 0, name);
        QVERIFY(bench["weight_bytes_per_token"].toDouble() <= 4.0 * kDenseMac);
    }

    void memoryDoesNotGrowWithTheText() {
        const auto peak = [&](const char* tokens) {
            return jsonOf({"bench", m_tiny, "--tokens", tokens, "--json"})["peak_memory_bytes"].toInteger();
        };
        const qint64 few = peak("100");
        const qint64 many = peak("20000");
        QVERIFY(few > 0);
        // What may grow is the list of tokens, 4 bytes each, not more than a page table or two.
        QVERIFY2(many < few + 2'000'000, QByteArray::number(few) + " bytes, then " + QByteArray::number(many));
    }
};

QTEST_GUILESS_MAIN(TestCliInterface)
#include "test_cli_interface.moc"
