// SPDX-License-Identifier: Apache-2.0
// Text as a model reads it: its normalisation, and windows that end; recordings of sites with timesteps.
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "cli/cli_process.h"

using namespace spikeglass::test;

namespace {

constexpr int kWindow = 32;  // positions of the golden models
const QByteArray kFull = "the model's window of 32 is full (--window restart goes on from its last half)\n";

}  // namespace

class TestCliTexts : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_golden = QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/spikedecoder_learned_threshold.h5");
    const QString m_partial = QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/partial_degree2.h5");
    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");

    static Ended generate(const QString& model, const QString& prompt, const QStringList& more = {}) {
        return runCli(QStringList{"generate", model, "--prompt", prompt, "--seed", "5", "--json"} + more);
    }

  private slots:
    void aChangedPromptIsTold() {
        const Ended changed = generate(m_golden, "The  Prince said; nothing!", {"--tokens", "2"});
        QVERIFY2(changed.status == 0, changed.summary());
        QCOMPARE(changed.complaint, QByteArray("note: the text was normalised for this model: 26 characters typed, 25 "
                                               "read: \"the prince said nothing. \"\n"));
        QCOMPARE(changed.json()["normalized"], QJsonValue(true));
        QCOMPARE(changed.json()["prompt"].toString(), QString("The  Prince said; nothing!"));
        QCOMPARE(changed.json()["prompt_read"].toString(), QString("the prince said nothing. "));
        QCOMPARE(changed.json()["prompt_tokens"].toInteger(), 25);
        const Ended same = generate(m_golden, "the prince said nothing. ", {"--tokens", "2"});
        QVERIFY2(same.status == 0 && same.complaint.isEmpty(), same.summary());
        QCOMPARE(same.json()["normalized"], QJsonValue(false));
        QCOMPARE(same.json()["text"], changed.json()["text"]);
        QVERIFY(same.json()["text"].toString().startsWith("the prince said nothing. "));
        const Ended other = generate(m_tiny, "The Prince;", {"--tokens", "2"});  // a model without normalisation
        QVERIFY2(other.status == 0 && other.complaint.isEmpty(), other.summary());
        QCOMPARE(other.json()["normalized"], QJsonValue(false));
    }

    void nothingLeftIsAnError() {
        const Ended ended = generate(m_golden, "1805, 1812");
        QCOMPARE(ended.status, 0);  // the space is left
        const Ended empty = generate(m_golden, "1805");
        QCOMPARE(empty.status, 1);
        QVERIFY2(empty.output.isEmpty() &&
                     empty.complaint.contains("the text is empty after normalisation (spikedecoder-characters)"),
                 empty.summary());
        QCOMPARE(empty.complaint.count('\n'), 1);
    }

    void infoShowsTheNormalisation() {
        QCOMPARE(runCli({"info", m_golden, "--json"}).json()["tokenizer"].toObject()["normalization"].toString(),
                 QString("spikedecoder-characters"));
        QCOMPARE(runCli({"info", m_tiny, "--json"}).json()["tokenizer"].toObject()["normalization"].toString(),
                 QString("none"));
        QVERIFY(runCli({"info", m_golden}).output.contains("spikedecoder-characters"));
    }

    void aTextStopsWhereTheWindowIsFull() {
        const Ended stopped = generate(m_golden, "the prince", {"--tokens", "60"});
        QVERIFY2(stopped.status == 0, stopped.summary());
        QCOMPARE(stopped.complaint, "note: stopped after 22 tokens: " + kFull);
        QCOMPARE(stopped.json()["stopped"].toString(), QString("window"));
        QCOMPARE(stopped.json()["tokens"].toArray().size(), kWindow);
        QCOMPARE(stopped.json()["generated_tokens"].toInteger(), 22);
        const Ended exact = generate(m_golden, "the prince", {"--tokens", "22"});
        QVERIFY2(exact.status == 0 && exact.complaint.isEmpty(), exact.summary());
        QCOMPARE(exact.json()["stopped"].toString(), QString("tokens"));
        QCOMPARE(exact.json()["text"], stopped.json()["text"]);
        const Ended named = generate(m_golden, "the prince", {"--tokens", "60", "--window", "stop"});
        QCOMPARE(named.json()["text"], stopped.json()["text"]);
    }

    void orGoesOnFromTheLastHalf() {
        const Ended stopped = generate(m_golden, "the prince", {"--tokens", "60"});
        const Ended ended = generate(m_golden, "the prince", {"--tokens", "100", "--window", "restart"});
        QVERIFY2(ended.status == 0 && ended.complaint.isEmpty(), ended.summary());
        QCOMPARE(ended.json()["tokens"].toArray().size(), 110);
        QCOMPARE(ended.json()["stopped"].toString(), QString("tokens"));
        QVERIFY(ended.json()["text"].toString().startsWith(stopped.json()["text"].toString()));
        const Ended endless =
            generate(m_tiny, "The prince", {"--tokens", "100", "--window", "stop"});  // no window at all
        QVERIFY2(endless.status == 0 && endless.complaint.isEmpty(), endless.summary());
        QCOMPARE(endless.json()["tokens"].toArray().size(), 110);
    }

    void aTextLongerThanTheWindowIsAnError() {
        const QString text(40, QLatin1Char('a'));
        for (const QStringList& arguments :
             {QStringList{"generate", m_golden, "--prompt", text},
              QStringList{"record", m_golden, "--text", text, "--output", in("long.h5")}}) {
            const Ended ended = runCli(arguments);
            QCOMPARE(ended.status, 1);
            QVERIFY2(ended.complaint.contains("the text has 40 tokens, but this model's window holds 32"),
                     ended.summary());
            QVERIFY2(ended.complaint.contains("--window restart"), ended.summary());
            QVERIFY(!QFile::exists(in("long.h5")));
            const Ended restarted = runCli(arguments + QStringList{"--window", "restart"});
            QVERIFY2(restarted.status == 0, restarted.summary());
        }
        QCOMPARE(runCli({"generate", m_golden, "--prompt", text.left(kWindow), "--tokens", "0"}).status, 0);
        const Ended wrong = generate(m_golden, "a", {"--window", "slide"});
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.complaint.contains("expected stop or restart, found \"slide\""), wrong.summary());
    }

    void recordingsHoldTimestepsAndChoices() {
        const QString output = in("run.h5");
        const Ended ended = runCli({"record", m_partial, "--prompt", "The prince", "--tokens", "60", "--seed", "5",
                                    "--membrane", "all", "--logits", "--output", output});
        QVERIFY2(ended.status == 0, ended.summary());
        QCOMPARE(ended.complaint,
                 "note: the text was normalised for this model: 10 characters typed, 10 read: \"the prince\"\n"
                 "note: stopped after 22 tokens: " +
                     kFull);
        const QJsonObject info = runCli({"info", output, "--json"}).json();
        QCOMPARE(info["prompt"].toString(), QString("the prince"));  // as it was read
        QCOMPARE(info["tokens"].toInteger(), kWindow);
        QCOMPARE(info["text"].toString().size(), kWindow);
        QCOMPARE(info["block_choice"]["blocks.1.attention"].toString(), QString("snn"));
        QCOMPARE(info["block_choice"]["blocks.1.mlp"].toString(), QString("ann"));
        int withMembrane = 0;
        for (const QJsonValue site : info["sites"].toArray()) {
            if (site["name"].toString() == "embedding") continue;
            QCOMPARE(site["timesteps"].toInteger(), 4);
            QCOMPARE(site["width"].toInteger(), 64);
            QVERIFY(site["firing_rate"].toDouble() <= 1);
            withMembrane += site["membrane"].toBool();
        }
        QCOMPARE(withMembrane, 10);  // input, query, key, value and context of two blocks
    }

    void scoreRestartsItsWindows() {
        QFile text(in("text.txt"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("The prince came home; the princess was not there.\n").repeated(4));
        text.close();
        const Ended ended = runCli({"score", m_golden, "--text", in("text.txt"), "--json"});
        QVERIFY2(ended.status == 0, ended.summary());
        QVERIFY2(ended.complaint.startsWith(
                     "note: the text was normalised for this model: 200 characters typed, 196 read\n"),
                 ended.summary());
        QCOMPARE(ended.json()["normalized"], QJsonValue(true));
        QCOMPARE(ended.json()["window"].toInteger(), kWindow);
        QCOMPARE(ended.json()["tokens"].toInteger(), 196);
        QCOMPARE(ended.json()["characters"].toInteger(), 195);  // after normalisation, all but the first
        const Ended plain = runCli({"score", m_golden, "--text", in("text.txt")});
        QVERIFY2(plain.output.contains("windows              of 32 tokens"), plain.output.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliTexts)
#include "test_cli_texts.moc"
