// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include "window/bundled_models.h"
#include "window/command_line.h"
#include "window/settings.h"

using namespace spikeglass;
using Action = CommandLine::Action;

namespace {

CommandLine parsed(const QString& line) {
    return parseCommandLine(QStringList{QStringLiteral("spikeglass")} + QProcess::splitCommand(line));
}

void write(const QString& path, const QByteArray& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

}  // namespace

/// Options, bundled models, and what is remembered between starts.
class TestWindowCommandLine : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void readsEverything() {
        const CommandLine line = parsed(QStringLiteral(
            "model.h5 --prompt \"The prince \" --tokens 200 --seed 18446744073709551615 --screenshot out.png --temperature 0.5 "
            "--top-p 0.9 --block embedding=ann --block blocks.*.time_mix=snn --theme dark --size 1024x700 --speed 0 --scale 2"));
        QCOMPARE(line.text, QString());
        QCOMPARE(line.action, Action::Run);
        QCOMPARE(line.file, QStringLiteral("model.h5"));
        QCOMPARE(line.prompt, QStringLiteral("The prince "));
        QCOMPARE(line.tokens, 200);
        QCOMPARE(line.seed, 18446744073709551615ULL);
        QCOMPARE(line.screenshot, QStringLiteral("out.png"));
        QCOMPARE(line.temperature, 0.5);
        QCOMPARE(line.topP, 0.9);
        QCOMPARE(line.blocks, (QStringList{QStringLiteral("embedding=ann"), QStringLiteral("blocks.*.time_mix=snn")}));
        QCOMPARE(line.theme, QStringLiteral("dark"));
        QCOMPARE(line.size, QSize(1024, 700));
        QCOMPARE(line.speed, 0.0);
        QCOMPARE(line.scale, 2.0);
    }

    void leavesWhatIsNotGiven() {
        const CommandLine line = parsed(QString());
        QCOMPARE(line.action, Action::Run);
        QVERIFY(line.file.isEmpty() && !line.prompt && !line.tokens && !line.seed && line.screenshot.isEmpty());
    }

    void leavesQtItsOptions() {
        const CommandLine line = parsed(QStringLiteral("-platform offscreen model.h5 -style fusion -- "));
        QCOMPARE(line.action, Action::Run);
        QCOMPARE(line.file, QStringLiteral("model.h5"));
        QCOMPARE(parsed(QStringLiteral("-- -platform")).file, QStringLiteral("-platform"));
    }

    void helpAndVersion() {
        QCOMPARE(parsed(QStringLiteral("--help")).action, Action::Help);
        QVERIFY(parsed(QStringLiteral("-h")).text.contains(QStringLiteral("--screenshot OUT.png")));
        QCOMPARE(parsed(QStringLiteral("--version")).action, Action::Version);
    }

    void refusesWithTheReason_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown option") << "--unknown" << "unknown";
        QTest::newRow("two files") << "a.h5 b.h5" << "2";
        QTest::newRow("tokens") << "--tokens many" << "many";
        QTest::newRow("negative tokens") << "--tokens=-5" << "-5";
        QTest::newRow("seed") << "--seed 1.5" << "1.5";
        QTest::newRow("temperature") << "--temperature 101" << "101";
        QTest::newRow("temperature is no number") << "--temperature nan" << "nan";
        QTest::newRow("top-p") << "--top-p 0" << "0";
        QTest::newRow("theme") << "--theme pink" << "pink";
        QTest::newRow("size") << "--size 10x10" << "10x10";
        QTest::newRow("size without height") << "--size 1024" << "1024";
        QTest::newRow("scale") << "--scale 9" << "9";
        QTest::newRow("missing value") << "--prompt" << "prompt";
        QTest::newRow("a figure without a picture") << "--figure raster" << "--screenshot";
        QTest::newRow("a picture without end") << "--screenshot a.png --tokens 0" << "tokens";
    }
    void refusesWithTheReason() {
        QFETCH(QString, line);
        QFETCH(QString, named);
        const CommandLine refused = parsed(line);
        QCOMPARE(refused.action, Action::Refuse);
        QVERIFY2(refused.text.contains(named), qPrintable(refused.text));
    }

    void findsBundledModelsAboveTheProgram() {
        qunsetenv("SPIKEGLASS_MODELS");
        QTemporaryDir root;
        QDir(root.path()).mkpath(QStringLiteral("build/release/bin"));
        QDir(root.path()).mkpath(QStringLiteral("models"));
        const QString program = root.filePath(QStringLiteral("build/release/bin"));
        QVERIFY(!bundledModels(program));
        write(root.filePath(QStringLiteral("models/index.json")),
              R"([{"name":"a","file":"a.h5","title":"A","architecture":"spikegpt"},{"name":"b","file":"b.h5"}])");
        const auto models = bundledModels(program);
        QVERIFY(models);
        QCOMPARE(models->size(), std::size_t{2});
        QCOMPARE(models->front().path, root.filePath(QStringLiteral("models/a.h5")));
        QCOMPARE(models->front().title, QStringLiteral("A"));

        // Installed beside the program comes first, a folder named by the environment before all.
        QDir(root.path()).mkpath(QStringLiteral("build/release/share/spikeglass/models"));
        write(root.filePath(QStringLiteral("build/release/share/spikeglass/models/index.json")), R"([{"file":"installed.h5"}])");
        QVERIFY(bundledModels(program)->front().path.endsWith(QStringLiteral("share/spikeglass/models/installed.h5")));
        qputenv("SPIKEGLASS_MODELS", root.filePath(QStringLiteral("models")).toLocal8Bit());
        QCOMPARE(bundledModels(program)->front().path, root.filePath(QStringLiteral("models/a.h5")));

        write(root.filePath(QStringLiteral("models/index.json")), "{ damaged");
        QVERIFY(!bundledModels(program));
        QVERIFY(bundledModels(program).error().message.find("index.json") != std::string::npos);
        qunsetenv("SPIKEGLASS_MODELS");
    }

    void remembersBetweenStarts() {
        QTemporaryDir folder;
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        {
            Settings settings;
            QVERIFY(settings.isFirstStart());
            settings.setStarted();
            settings.setTheme(ThemeChoice::Dark);
            settings.setTextScale(1.2);
            settings.setSampling({.temperature = 0.3, .topP = 0.7, .seed = 18446744073709551615ULL});
            settings.setSpeed(0);
            settings.setTokens(77);
            settings.setTwin(false);
            settings.setPricingModel(QStringLiteral("loihi"));
            settings.setState(QStringLiteral("columns"), QByteArray("\0\1\2", 3));
            for (int i = 0; i < 12; ++i) settings.addRecentFile(QStringLiteral("/m/%1.h5").arg(i % 10));
        }
        Settings settings;
        QVERIFY(!settings.isFirstStart());
        QCOMPARE(settings.theme(), ThemeChoice::Dark);
        QCOMPARE(settings.textScale(), 1.2);
        QCOMPARE(settings.sampling(), (Sampling{.temperature = 0.3, .topP = 0.7, .seed = 18446744073709551615ULL}));
        QCOMPARE(settings.speed(), 0.0);
        QCOMPARE(settings.tokens(), 77);
        QVERIFY(!settings.twin());
        QCOMPARE(settings.pricingModel(), QStringLiteral("loihi"));
        QCOMPARE(settings.state(QStringLiteral("columns")), QByteArray("\0\1\2", 3));
        QCOMPARE(settings.recentFiles().size(), Settings::kRecentFiles);
        QCOMPARE(settings.recentFiles().first(), QStringLiteral("/m/1.h5"));
        QCOMPARE(settings.recentFiles().count(QStringLiteral("/m/1.h5")), 1);
    }

    void aSpoiltSettingsFileIsHarmless() {
        QTemporaryDir folder;
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        QDir(folder.path()).mkpath(QStringLiteral("spikeglass"));
        write(folder.filePath(QStringLiteral("spikeglass/spikeglass.ini")),
              "[run]\ntemperature=-4\ntopP=hello\nspeed=-1\ntokens=-9\n[view]\ntheme=pink\ntextScale=1000\n");
        const Settings settings;
        QCOMPARE(settings.sampling(), Sampling{});
        QCOMPARE(settings.speed(), 0.0);
        QCOMPARE(settings.tokens(), 0);
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QCOMPARE(settings.textScale(), 1.0);
    }
};

QTEST_GUILESS_MAIN(TestWindowCommandLine)
#include "test_window_command_line.moc"
