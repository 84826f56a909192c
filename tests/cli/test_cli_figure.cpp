// SPDX-License-Identifier: Apache-2.0
// spikeglass-cli figure from outside: the same bytes from a recording, its recipe and a second run; what is refused.
#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/stat.h>

#include "cli/cli_process.h"

using namespace spikeglass::test;

class TestCliFigure : public QObject, private TestFolder {
    Q_OBJECT

    const QString m_tiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
    static Ended figure(const QStringList& arguments) { return runCli(QStringList{QStringLiteral("figure")} + arguments); }

  private slots:
    void initTestCase() {
        const Ended ended = runCli({"record", m_tiny, "--prompt", "The prince", "--tokens", "20", "--seed", "3", "--membrane", "all", "--logits", "--output", in("run.h5")});
        QVERIFY2(ended.status == 0, ended.summary());
        QVERIFY(QDir(m_folder.path()).mkdir("again"));
        for (const char* name : {"pipe.h5", "pipe.json"}) QCOMPARE(mkfifo(in(name).toLocal8Bit().constData(), 0600), 0);
    }
    void aRecipeGivesTheSameBytes_data() {
        QTest::addColumn<QString>("view");
        for (const char* view : {"raster", "membrane", "rates", "energy", "operations", "candidates", "text"}) QTest::newRow(view) << QString(view);
    }
    void aRecipeGivesTheSameBytes() {
        QFETCH(QString, view);
        for (const QString& format : {QString("pdf"), QString("svg"), QString("png")}) {
            const Ended first = figure({in("run.h5"), "--view", view, "--output", in(view + '.' + format)});
            QVERIFY2(first.status == 0 && first.complaint.isEmpty(), first.summary());
            const QByteArray bytes = contentOf(in(view + '.' + format));
            QVERIFY(bytes.size() > 1000);
            const Ended again = figure({in(view + ".recipe.json"), "--output", in("again/" + view + '.' + format)});
            QVERIFY2(again.status == 0, again.summary());
            QVERIFY(contentOf(in("again/" + view + '.' + format)) == bytes);
        }
        // The recipe's seed and tokens, computed anew, give the data that was recorded.
        const Ended anew = figure({in(view + ".recipe.json"), "--model", m_tiny, "--output", in("again/anew.svg")});
        QVERIFY2(anew.status == 0, anew.summary());
        const QByteArray csv = contentOf(in(view + ".csv"));
        QVERIFY(csv.count('\n') > 5);
        QCOMPARE(contentOf(in("again/anew.csv")), csv);
    }
    void recordingsAreCompared() {
        const Ended other = runCli({"record", m_tiny, "--token-ids", "1,2,3,4,5,6,7,8", "--logits", "--output", in("b.h5")});
        QVERIFY2(other.status == 0, other.summary());
        const Ended silent = runCli({"record", m_tiny, "--token-ids", "1,2,3,4,5,6,7,8", "--logits", "--intervene", "blocks.0.time_mix=silence", "--output", in("c.h5")});
        QVERIFY2(silent.status == 0, silent.summary());
        const Ended drawn = figure({in("b.h5"), "--with", in("c.h5"), "--view", "compare", "--output", in("compare.pdf")});
        QVERIFY2(drawn.status == 0, drawn.summary());
        QVERIFY(contentOf(in("compare.csv")).contains("kl_bits"));
        const QByteArray bytes = contentOf(in("compare.pdf"));
        const Ended again = figure({in("compare.recipe.json"), "--output", in("again/compare.pdf")});
        QVERIFY2(again.status == 0, again.summary());
        QVERIFY(contentOf(in("again/compare.pdf")) == bytes);
        const Ended wrong = figure({in("run.h5"), "--with", in("c.h5"), "--view", "compare", "--output", in("no.pdf")});
        QCOMPARE(wrong.status, 1);
        QVERIFY(!QFile::exists(in("no.pdf")));
    }
    void aRecipeByHandDrawsItsOwnText() {
        QFile recipe(in("hand.json"));
        QVERIFY(recipe.open(QIODevice::WriteOnly));
        recipe.write(("{\"model\":{\"file\":\"" + m_tiny + "\"},\"prompt\":\"The prince\",\"draw_tokens\":20,\"view\":\"raster\",\"preset\":\"ieee-single\","
                      "\"changes\":[{\"token\":0,\"seed\":3}]}").toUtf8());
        recipe.close();
        const Ended drawn = figure({in("hand.json"), "--output", in("hand.svg"), "--caption", "--bibtex"});
        QVERIFY2(drawn.status == 0, drawn.summary());
        QVERIFY(drawn.output.contains("mean firing rate") && drawn.output.contains("@article{"));
        QVERIFY(figure({in("run.h5"), "--output", in("run.svg"), "--alone"}).status == 0);
        QVERIFY(!QFile::exists(in("run.csv")) && !QFile::exists(in("run.recipe.json")));
        QVERIFY(contentOf(in("hand.csv")) == contentOf(in("raster.csv")));
        QVERIFY(contentOf(in("hand.json")).contains("draw_tokens"));  // left as it was
    }
    void aLadderIsDrawnFromComparedRows() {
        QFile text(in("text.txt"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("The prince came home, and the princess was not there.\n");
        text.close();
        const Ended rows = runCli({"compare", m_tiny, "--text", in("text.txt"), "--json"});
        QVERIFY2(rows.status == 0, rows.summary());
        QFile json(in("rows.json"));
        QVERIFY(json.open(QIODevice::WriteOnly));
        json.write(rows.output);
        json.close();
        const Ended drawn = figure({in("rows.json"), "--output", in("ladder.svg")});
        QVERIFY2(drawn.status == 0, drawn.summary());
        QVERIFY(contentOf(in("ladder.svg")).contains("Bits per character"));
        const Ended wrong = figure({in("rows.json"), "--pricing", "free", "--output", in("ladder.svg")});
        QCOMPARE(wrong.status, 1);
    }
    void whatWasWrittenByOtherCommandsStays() {
        QVERIFY(QFile::copy(in("run.h5"), in("mine.h5")));
        QVERIFY(runCli({"export", in("mine.h5"), "--output", in("mine.csv")}).status == 0);
        const QByteArray exported = contentOf(in("mine.csv"));
        const Ended refused = figure({in("mine.h5"), "--output", in("mine.pdf")});
        QVERIFY2(refused.status == 1 && refused.complaint.contains("mine.csv: is there already") && refused.complaint.contains("--alone"), refused.summary());
        QCOMPARE(contentOf(in("mine.csv")), exported);
        QVERIFY(!QFile::exists(in("mine.pdf")) && !QFile::exists(in("mine.recipe.json")));
        QVERIFY(figure({in("mine.h5"), "--output", in("mine.pdf"), "--alone"}).status == 0);
    }
    void theInputIsNotTheOutput() {
        QVERIFY(QFile::copy(in("run.h5"), in("recording.pdf")));
        const QByteArray bytes = contentOf(in("recording.pdf"));
        QVERIFY(QFile::link(in("recording.pdf"), in("link.pdf")));
        QFile recipe(in("named.json"));
        QVERIFY(recipe.open(QIODevice::WriteOnly));
        recipe.write("{\"recording\":\"recording.pdf\"}");
        recipe.close();
        for (const QStringList& arguments : {QStringList{in("recording.pdf"), "--output", in("recording.pdf")}, {in("link.pdf"), "--output", in("recording.pdf")},
                                             {in("run.h5"), "--view", "compare", "--with", in("recording.pdf"), "--output", in("recording.pdf")},
                                             {in("named.json"), "--output", in("recording.pdf")}}) {
            const Ended ended = figure(arguments);
            QVERIFY2(ended.status == 1 && ended.complaint.contains("recording.pdf: is the input; expected another name for the output"), ended.summary());
            QVERIFY(contentOf(in("recording.pdf")) == bytes);
        }
    }
    void namesAreInUtf8() {
        const Ended ended = runProgram(QStringLiteral("/bin/sh"), {"-c", "\"$0\" figure \"$(printf 'lat\\351.h5')\" --output out.pdf", SPIKEGLASS_CLI});
        QVERIFY2(ended.status == 1 && ended.complaint.contains(": is not UTF-8; figure reads and writes only names in UTF-8"), ended.summary());
    }
    void pixelsWithinAVectorFileAreAsFineAsAskedFor() {
        for (const char* dpi : {"72", "600"}) {
            const Ended ended = figure({in("run.h5"), "--layer", "pixels", "--dpi", dpi, "--output", in(QString("fine-%1.svg").arg(dpi))});
            QVERIFY2(ended.status == 0, ended.summary());
        }
        QVERIFY(contentOf(in("fine-600.svg")).size() > contentOf(in("fine-72.svg")).size() + 100);
    }
    void changesComeWithTokensOfTheText() {
        QFile recipe(in("late.json"));
        QVERIFY(recipe.open(QIODevice::WriteOnly));
        recipe.write(("{\"model\":{\"file\":\"" + m_tiny + "\"},\"prompt\":\"The prince\",\"changes\":[{\"token\":99}]}").toUtf8());
        recipe.close();
        const Ended ended = figure({in("late.json"), "--output", in("late.pdf")});
        QVERIFY2(ended.status == 1 && ended.complaint.contains("a change at token 99 of 10 tokens"), ended.summary());
    }
    void whatIsWrongIsSaidInASentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("said");
        const QString run = in("run.h5"), out = in("wrong.pdf");
        const Ended analog = runCli({"record", SPIKEGLASS_MODELS "/spikedecoder-degree0.h5", "--prompt", "the", "--tokens", "3", "--output", in("analog.h5")});
        QVERIFY2(analog.status == 0, analog.summary());
        QTest::newRow("no spikes") << QStringList{in("analog.h5"), "--output", out} << 1 << QByteArray("no block of this network spikes");
        QTest::newRow("no spikes, rates") << QStringList{in("analog.h5"), "--output", out, "--view", "rates"} << 1 << QByteArray("no site");
        QTest::newRow("no spikes, a neuron") << QStringList{in("analog.h5"), "--output", out, "--view", "membrane", "--neurons", "head/1"} << 1 << QByteArray("is no neuron with a membrane of this model; it has none");
        QTest::newRow("no output") << QStringList{run} << 2 << QByteArray("--output");
        QTest::newRow("no input") << QStringList{in("nothing.h5"), "--output", out} << 1 << QByteArray("nothing.h5: no such file");
        QTest::newRow("checkpoint") << QStringList{m_tiny, "--output", out} << 1 << QByteArray("tiny.h5");
        QTest::newRow("format") << QStringList{run, "--output", in("wrong.doc")} << 1 << QByteArray("ends in .pdf, .svg, .png");
        QTest::newRow("view") << QStringList{run, "--output", out, "--view", "pie"} << 1 << QByteArray("there is no view \"pie\"");
        QTest::newRow("preset") << QStringList{run, "--output", out, "--preset", "vogue"} << 1 << QByteArray("there is no preset \"vogue\"");
        QTest::newRow("tokens") << QStringList{run, "--output", out, "--tokens", "5"} << 1 << QByteArray("FROM:TO");
        QTest::newRow("range") << QStringList{run, "--output", out, "--tokens", "5:900"} << 1 << QByteArray("tokens 5 to 900");
        QTest::newRow("site") << QStringList{run, "--output", out, "--sites", "cellar"} << 1 << QByteArray("there is no site \"cellar\"");
        QTest::newRow("neuron") << QStringList{run, "--output", out, "--view", "membrane", "--neurons", "blocks.0.time_mix/999"} << 1 << QByteArray("is no neuron");
        QTest::newRow("pricing") << QStringList{run, "--output", out, "--view", "energy", "--pricing", "free"} << 1 << QByteArray("compute-fp32");
        QTest::newRow("folder") << QStringList{run, "--output", in("no/where.pdf")} << 1 << QByteArray("cannot be written");
        QTest::newRow("resolution") << QStringList{run, "--output", out, "--dpi", "nan"} << 2 << QByteArray("--dpi");
        QTest::newRow("height") << QStringList{run, "--output", out, "--height", "nan"} << 2 << QByteArray("--height");
        QTest::newRow("no use for pricing") << QStringList{run, "--output", out, "--pricing", "foo"} << 1 << QByteArray("--pricing: this figure's view has no use");
        QTest::newRow("no use for a measure") << QStringList{run, "--output", out, "--measure", "foo"} << 1 << QByteArray("--measure: ");
        QTest::newRow("no use for neurons") << QStringList{run, "--output", out, "--neurons", "foo"} << 1 << QByteArray("--neurons: ");
        QTest::newRow("no use for a height") << QStringList{run, "--output", out, "--view", "text", "--height", "40"} << 1 << QByteArray("--height: this figure is as high as its lines");
        QTest::newRow("a preset's height") << QStringList{run, "--output", out, "--preset", "slides", "--height", "40"} << 1 << QByteArray("--height: the preset slides has");
        QTest::newRow("no use for a model") << QStringList{run, "--output", out, "--model", "foo"} << 1 << QByteArray("--model: ");
        QTest::newRow("nothing to compare with") << QStringList{run, "--output", out, "--view", "compare", "--with", in("nothere.h5")} << 1
                                                 << QByteArray("nothere.h5: no such file");
        QTest::newRow("pipe") << QStringList{in("pipe.h5"), "--output", out} << 1 << QByteArray("pipe.h5: is a device or pipe; expected a regular file");
        QTest::newRow("device") << QStringList{"/dev/zero", "--output", out} << 1 << QByteArray("/dev/zero: is a device or pipe");
        QTest::newRow("preset from a pipe") << QStringList{run, "--output", out, "--preset", in("pipe.json")} << 1 << QByteArray("pipe.json: is a device or pipe");
        QTest::newRow("folder as input") << QStringList{m_folder.path(), "--output", out} << 1 << QByteArray("is a directory");
        QTest::newRow("dpi") << QStringList{run, "--output", out, "--dpi", "0"} << 2 << QByteArray("--dpi");
    }
    void whatIsWrongIsSaidInASentence() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, said);
        const Ended ended = figure(arguments);
        QVERIFY2(ended.status == status, ended.summary());
        QVERIFY2(ended.complaint.contains(said), ended.complaint);
        QVERIFY2(status == 2 || ended.complaint.count('\n') == 1, ended.complaint);
        QVERIFY(!QFile::exists(in("wrong.pdf")));
    }
};

QTEST_GUILESS_MAIN(TestCliFigure)
#include "test_cli_figure.moc"
