// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "application.h"
#include "bundled_models.h"
#include "command_line.h"
#include "endings.h"
#include "language.h"
#include "main_window.h"
#include "prompt_bar.h"
#include "screenshot.h"
#include "transport_bar.h"
#include "window_session.h"
#include "workspace_desk.h"

using namespace spikeglass;

namespace {

constexpr std::int64_t kScreenshotTokens = 200;

int complain(const QString& sentence) {
    std::fprintf(stderr, "spikeglass: %s\n", qUtf8Printable(sentence));
    return 1;
}

/// Without a display Qt ends the program with a signal; we end it with a sentence.
void whileStarting(QtMsgType type, const QMessageLogContext&, const QString&) {
    if (type != QtFatalMsg) return;
    std::fputs("spikeglass: cannot open a window: no usable display; --screenshot OUT.png works without one\n", stderr);
    std::fflush(stderr);
    std::_Exit(1);
}

bool namesPlatform(const QStringList& arguments) {
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || arguments.contains(QStringLiteral("-platform")) ||
           arguments.contains(QStringLiteral("--platform"));
}

QStringList argumentsOf(int argc, char** argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

void applyCommandLine(MainWindow& window, const CommandLine& line) {
    if (line.size) window.resize(*line.size);
    if (line.prompt) window.promptBar().setPrompt(*line.prompt);
    TransportBar& transport = window.transport();
    Sampling sampling = transport.sampling();
    sampling.temperature = line.temperature.value_or(sampling.temperature);
    sampling.topP = line.topP.value_or(sampling.topP);
    sampling.seed = line.seed.value_or(sampling.seed);
    transport.setSampling(sampling);
    if (line.speed) transport.setSpeed(*line.speed);
    if (line.tokens) transport.setTokensToGenerate(*line.tokens);
}

int screenshot(const CommandLine& line, const QString& model) {
    if (const auto writable = checkWritable(line.screenshot); !writable)
        return complain(QString::fromStdString(writable.error().message));
    Settings settings(Settings::Store::None);
    settings.setTheme(line.theme == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::Light);
    settings.setTokens(kScreenshotTokens);
    installLanguage(line.language.isEmpty() ? QStringLiteral("en") : line.language);
    MainWindow window(&settings);
    applyCommandLine(window, line);
    const auto picture = renderWindow(window, {model, line.blocks, line.interventions, line.compare, line.page, line.figure, line.size});
    if (!picture) return complain(QString::fromStdString(picture.error().message));
    const auto saved = savePicture(*picture, line.screenshot, window);
    return saved ? 0 : complain(QString::fromStdString(saved.error().message));
}

int showWindow(Application& application, const CommandLine& line, const QString& model, const QString& modelError) {
    Settings settings;
    if (line.theme == QLatin1String("dark")) settings.overrideTheme(ThemeChoice::Dark);
    if (line.theme == QLatin1String("light")) settings.overrideTheme(ThemeChoice::Light);
    if (!line.language.isEmpty()) settings.setLanguage(line.language);
    WindowSession session(&settings, WorkspaceDesk::usualAutosave());
    const Endings endings([&session] { return session.rescue(); });
    QObject::connect(&application, &Application::failed, &session, [&session](const QString& sentence) { session.window().showError(sentence); });
    MainWindow& window = session.window();
    applyCommandLine(window, line);
    // At the very first start the bundled model is already writing; later it waits for the user, unless told a prompt.
    if (line.prompt || (settings.isFirstStart() && line.file.isEmpty())) window.runWhenOpen();
    settings.setStarted();
    if (line.page > 0) window.setPage(line.page - 1);
    window.interveneWhenOpen(line.interventions);
    window.show();
    if (model.isEmpty())
        window.showError(modelError);
    else
        line.blocks.isEmpty() ? window.openFile(model) : window.openModel(model, line.blocks);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that went away, and a file that may not grow, are errors to report
    std::signal(SIGXFSZ, SIG_IGN);
    const QStringList arguments = argumentsOf(argc, argv);
    const CommandLine line = parseCommandLine(arguments);
    switch (line.action) {
        case CommandLine::Action::Help:
        case CommandLine::Action::Version: std::fputs(qUtf8Printable(line.text), stdout); return 0;
        case CommandLine::Action::Refuse:
            complain(line.text + QStringLiteral(" (spikeglass --help lists the options)"));
            return 2;
        case CommandLine::Action::Run: break;
    }
    if (!line.screenshot.isEmpty()) {
        if (!arguments.contains(QStringLiteral("-platform"))) qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_SCALE_FACTOR", QByteArray::number(line.scale));
    } else if (!namesPlatform(arguments) && !qEnvironmentVariableIsSet("DISPLAY") &&
               !qEnvironmentVariableIsSet("WAYLAND_DISPLAY")) {
        return complain(QStringLiteral("cannot open a window: there is no display; --screenshot OUT.png works without one"));
    }

    const QtMessageHandler usual = qInstallMessageHandler(whileStarting);
    Application application(argc, argv);
    qInstallMessageHandler(usual);
    QApplication::setApplicationName(QStringLiteral("spikeglass"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Spikeglass"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.spikeglass.Spikeglass"));

    QString model = line.file, modelError;
    if (model.isEmpty()) {
        const auto bundled = bundledModels(QCoreApplication::applicationDirPath());
        if (bundled)
            model = bundled->front().path;
        else
            modelError = QString::fromStdString(bundled.error().message);
    }
    if (!line.screenshot.isEmpty()) return model.isEmpty() ? complain(modelError) : screenshot(line, model);
    return showWindow(application, line, model, modelError);
}
