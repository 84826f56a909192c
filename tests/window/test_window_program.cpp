// SPDX-License-Identifier: Apache-2.0
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

#include "cli/cli_process.h"

namespace {

const QString kTiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");

Ended runWindow(const QStringList& arguments) { return runProgram(QStringLiteral(SPIKEGLASS_PROGRAM), arguments); }

}  // namespace

/// The window's program from outside, without a display.
class TestWindowProgram : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

  private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR"}) qunsetenv(name);
        qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    }

    void drawsAPictureWithoutADisplay() {
        const QString path = m_folder.filePath(QStringLiteral("s.png"));
        const Ended ended = runWindow({kTiny, "--prompt", "The prince ", "--tokens", "100", "--seed", "3", "--screenshot", path});
        QVERIFY2(ended.status == 0, ended.summary());
        QCOMPARE(ended.complaint, QByteArray());
        QCOMPARE(QImage(path).size(), QSize(1440, 900));

        const QString again = m_folder.filePath(QStringLiteral("again.png"));
        QCOMPARE(runWindow({kTiny, "--prompt", "The prince ", "--tokens", "100", "--seed", "4", "--size", "1024x700", "--scale", "2",
                            "--theme", "dark", "--screenshot", again}).status, 0);
        QCOMPARE(QImage(again).size(), QSize(2048, 1400));

        const QString figure = m_folder.filePath(QStringLiteral("figure.png"));
        const Ended drawn = runWindow({kTiny, "--prompt", "The prince ", "--tokens", "60", "--size", "1200x800", "--figure", "raster,energy", "--screenshot", figure});
        QVERIFY2(drawn.status == 0, drawn.summary());
        QCOMPARE(drawn.complaint, QByteArray());
        QCOMPARE(QImage(figure).size(), QSize(1200, 800));
    }

    void isOneSentenceAwayFromEveryMistake_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("named");
        const QString out = m_folder.filePath(QStringLiteral("out.png"));
        const auto row = [](const char* name, const QStringList& arguments, int status, const char* named) {
            QTest::newRow(name) << arguments << status << QByteArray(named);
        };
        row("no display", {kTiny}, 1, "display");
        row("no such file", {"absent.h5", "--screenshot", out}, 1, "absent.h5");
        row("a file of something else", {QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/measurements.h5"), "--screenshot", out}, 1,
            "measurements.h5");
        row("an unknown character", {kTiny, "--prompt", "10 €", "--screenshot", out}, 1, "€");
        row("an empty prompt", {kTiny, "--prompt", "", "--screenshot", out}, 1, "empty");
        row("a picture that cannot be written", {kTiny, "--screenshot", "/absent/folder/out.png"}, 1, "/absent/folder/out.png");
        row("an unknown figure", {kTiny, "--prompt", "The prince", "--tokens", "5", "--figure", "pie", "--screenshot", out}, 1, "pie");
        row("a figure without its lane", {kTiny, "--prompt", "The prince", "--tokens", "5", "--figure", "compare", "--screenshot", out}, 1, "lane B");
        row("an unknown slot", {kTiny, "--block", "nothing=ann", "--screenshot", out}, 1, "nothing");
        row("an unknown option", {"--nonsense"}, 2, "nonsense");
        row("a number that is none", {"--tokens", "x"}, 2, "tokens");
    }
    void isOneSentenceAwayFromEveryMistake() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, named);
        const Ended ended = runWindow(arguments);
        QVERIFY2(ended.status == status, ended.summary());
        QVERIFY2(ended.complaint.contains(named), ended.summary());
        QVERIFY2(ended.complaint.startsWith("spikeglass: ") && ended.complaint.count('\n') == 1, ended.summary());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("out.png"))));
    }

    void helpAndVersionNeedNoDisplay() {
        QVERIFY(runWindow({"--help"}).output.contains("--screenshot"));
        QCOMPARE(runWindow({"--version"}).output, QByteArray("spikeglass " SPIKEGLASS_VERSION "\n"));
        QCOMPARE(runWindow({"--version"}).status, 0);
    }

    void aDisplayThatIsNoneEndsWithASentence() {
        qputenv("DISPLAY", ":4711");
        const Ended ended = runWindow({kTiny});
        qunsetenv("DISPLAY");
        QVERIFY2(ended.status == 1, ended.summary());
        QVERIFY2(ended.complaint.contains("display"), ended.summary());
    }
};

QTEST_GUILESS_MAIN(TestWindowProgram)
#include "test_window_program.moc"
