// SPDX-License-Identifier: Apache-2.0
// What other programs rely on: names in JSON, files that appear, memory that does not grow, what --block changes.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <cmath>

#include "cli/cli_process.h"

using namespace spikeglass::test;

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

class TestCliInterface : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");

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

    void benchNamesTheLimit() {
        const QJsonObject bench = jsonOf({"bench", m_tiny, "--tokens", "50", "--weights", "int8", "--json"});
        QCOMPARE(bench["weights"].toString(), QString("int8"));
        QCOMPARE(bench["dense_weight_bytes_per_token"].toInteger(), kDenseMac);
        QVERIFY(bench["weight_bytes_per_token"].toDouble() < double(kDenseMac));
        QVERIFY(bench["bandwidth"]["bytes_per_second"].toDouble() > 1e7 && bench["bandwidth"]["buffer_bytes"].toDouble() > 1e6);
        const double speed = bench["weight_bandwidth"]["bytes_per_second"].toDouble();
        const double share = bench["weight_bytes_per_token"].toDouble() * bench["tokens_per_second"].toDouble() / speed;
        QVERIFY(share > 0 && std::abs(bench["share_of_weight_bandwidth"].toDouble() - share) < 1e-9);
        QCOMPARE(bench["seconds_to_site"].toObject().size(), int(2 * kBlocks + 2));  // embedding, two sites a block, logits
        for (const QJsonValue& seconds : bench["seconds_to_site"].toObject()) QVERIFY(seconds.toDouble() > 0);
        QVERIFY(bench["load_seconds"].toDouble() > 0);
    }

    void benchWithoutACheckpoint() {
        const QJsonObject bench = jsonOf({"bench", "--synthetic", "spikedecoder:2x40:30:heads=4,positions=48", "--firing-rate", "0.2",
                                          "--tokens", "20", "--threads", "2", "--json"});
        QCOMPARE(bench["model"].toString(), QString("spikedecoder:2x40:30:heads=4,positions=48"));
        QVERIFY(std::abs(bench["firing_rate"].toDouble() - 0.2) < 0.05);
        QCOMPARE(bench["window"].toInt(), 48);
        QVERIFY(bench["weight_bytes_per_token"].toDouble() > 0 && bench["tokens_per_second"].toDouble() > 0);
        QCOMPARE(jsonOf({"bench", "--synthetic", "spikegpt:1x32:64:100", "--tokens", "9", "--json"})["dense_weight_bytes_per_token"].toInteger(),
                 qint64{4 * (5 * 32 * 32 + 2 * 32 * 100 + 64 * 32)});
    }

    void benchDrawsTheCurve() {
        const QJsonObject curve = jsonOf({"bench", "--curve", "200x130", "--weights", "bfloat16", "--json"});
        QCOMPARE(curve["inputs"].toInt(), 200);
        QCOMPARE(curve["outputs"].toInt(), 130);
        QVERIFY(curve["dense_seconds"].toDouble() > 0);
        const QJsonArray points = curve["spike_driven"].toArray();
        QCOMPARE(points.size(), 10);
        QCOMPARE(points.first()["firing_rate"].toDouble(), 1.0);
        QCOMPARE(points.last()["firing_rate"].toDouble(), 0.01);
        for (const QJsonValue& point : points) QVERIFY(point["seconds"].toDouble() > 0);
        QVERIFY(hasAll(curve, {"crossing_firing_rate"}));
        QCOMPARE(jsonOf({"bench", "--curve", "--json"})["inputs"].toInt(), 3072);
    }

    void infoSaysWhatRoundingCosts() {
        QVERIFY(QDir(m_folder.path()).mkdir("models"));
        QVERIFY(QFile::copy(m_tiny, in("models/tiny.h5")));
        const auto list = [&](const QByteArray& more) {
            QFile file(in("models/index.json"));
            if (!file.open(QIODevice::WriteOnly) || file.write("[{\"file\": \"tiny.h5\"" + more + "}]") < 0) qFatal("cannot write a test's file");
        };
        list("");
        const Ended nothing = runCli({"info", in("models/tiny.h5")});
        QVERIFY(nothing.status == 0 && !nothing.output.contains("bfloat16") && !nothing.output.contains("int8"));
        list(", \"bits_float32\": 2.0, \"bits_int8\": 2.01");
        const Ended known = runCli({"info", in("models/tiny.h5"), "--weights", "int8"});
        QVERIFY2(known.status == 0 && known.output.contains("+0.50%") && known.output.contains("held as int8"), known.output);
        QVERIFY(!known.output.contains("bfloat16"));
        const QJsonObject json = jsonOf({"info", in("models/tiny.h5"), "--json"});
        QCOMPARE(json["bits_per_character_by_weights"]["int8"].toDouble(), 2.01);
        QCOMPARE(json["weights_in_memory"].toString(), QString("float32"));
    }

    void recordingsKeepTheTypeOfWeights() {
        for (const char* type : {"float32", "int8"}) {
            const Ended ended = runCli({"record", m_tiny, "--prompt", "The", "--tokens", "3", "--weights", type, "--output", in("typed.h5")});
            QVERIFY2(ended.status == 0, ended.summary());
            QCOMPARE(jsonOf({"info", in("typed.h5"), "--json"})["weights"].toString(), QString::fromLatin1(type));
        }
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
