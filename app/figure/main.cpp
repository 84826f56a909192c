// SPDX-License-Identifier: Apache-2.0
// spikeglass-figure: draws figures without a display. `spikeglass-cli figure` starts it: figures need Qt, the rest of the
// command line does not (docs/decisions/0010). Exit status as there.
#include <QCommandLineParser>
#include <QGuiApplication>
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/version.h"
#include "cli/terminal_text.h"
#include "figures/caption.h"
#include "figures/figure_job.h"

namespace {

using namespace spikeglass::figures;

struct TextOption {
    const char* name;
    const char* value;
    const char* help;
    QString FigureRequest::*field;
};
constexpr TextOption kTexts[] = {
    {"output", "FILE", "The figure to write: .pdf, .svg, .png, .tiff", &FigureRequest::output},
    {"view", "NAME", "What it shows", &FigureRequest::view},
    {"preset", "NAME", "The journal, or the JSON file of a preset", &FigureRequest::preset},
    {"tokens", "FROM:TO", "Which tokens, from 0; the end is not among them", &FigureRequest::tokens},
    {"sites", "NAME,...", "Which sites", &FigureRequest::sites},
    {"neurons", "SITE/N,...", "Which neurons' membranes", &FigureRequest::neurons},
    {"pricing", "ID", "What prices operations", &FigureRequest::pricing},
    {"measure", "NAME", "What colours the text", &FigureRequest::measure},
    {"colors", "NAME", "viridis or cividis", &FigureRequest::colorMap},
    {"layer", "NAME", "auto, vector or pixels", &FigureRequest::layer},
    {"model", "FILE", "The checkpoint to compute with", &FigureRequest::model},
    {"with", "RUN.h5", "A second recording, to compare with", &FigureRequest::with},
};

int complain(const std::string& sentence) {
    std::fprintf(stderr, "spikeglass-cli: %s\n", spikeglass::cli::errorLine(sentence).c_str());
    return 1;
}

/// A positive number, or -1.
double positive(const QCommandLineParser& parser, const QString& name) {
    bool ok = false;
    const double value = parser.value(name).toDouble(&ok);
    return ok && value > 0 && value <= 2400 ? value : -1;
}

int run(const QCommandLineParser& parser) {
    FigureRequest request;
    request.input = parser.positionalArguments().value(0);
    for (const TextOption& option : kTexts) request.*option.field = parser.value(QLatin1String(option.name));
    for (const auto& [name, field] : {std::pair{"dpi", &FigureRequest::dpi}, {"height", &FigureRequest::heightMm}}) {
        if (!parser.isSet(QLatin1String(name))) continue;
        request.*field = positive(parser, QLatin1String(name));
        if (request.*field < 0) return complain(std::string("--") + name + ": expected a number above 0 and at most 2400");
    }
    request.beside = !parser.isSet(QStringLiteral("alone"));
    if (request.input.isEmpty() || request.output.isEmpty()) {
        std::fprintf(stderr, "spikeglass-cli figure: expected a recipe or recording, and --output FILE\n");
        return 2;
    }
    if (auto format = formatOf(request.output); !format) return complain(format.error().message);
    const auto prepared = prepareFigure(request);
    if (!prepared) return complain(prepared.error().message);
    const auto written = writeFigure(*prepared, request.output, request.beside, request.input);
    if (!written) return complain(written.error().message);
    if (parser.isSet(QStringLiteral("caption"))) std::printf("%s\n", spikeglass::cli::forTerminal(caption(prepared->recipe, prepared->data).toStdString(), false).c_str());
    if (parser.isSet(QStringLiteral("bibtex"))) std::printf("%s", citations().constData());
    if (std::fflush(stdout) != 0) return complain("cannot write to standard output");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that went away, and a file that may not grow, are errors to report
    std::signal(SIGXFSZ, SIG_IGN);
    qputenv("QT_QPA_PLATFORM", "offscreen");  // never a display, even where there is one
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
        if (type == QtFatalMsg) std::fprintf(stderr, "%s\n", qPrintable(message));  // the rest speaks of the desktop
    });
    QGuiApplication program(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("spikeglass-figure"));
    QCoreApplication::setApplicationVersion(QLatin1String(spikeglass::kVersion));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Draws figures for papers; started by spikeglass-cli figure."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("INPUT"), QStringLiteral("A recipe, a recording, or rows of compare --json"));
    for (const TextOption& option : kTexts) parser.addOption({QLatin1String(option.name), QLatin1String(option.help), QLatin1String(option.value)});
    parser.addOption({QStringLiteral("dpi"), QStringLiteral("Dots per inch of bitmaps"), QStringLiteral("N")});
    parser.addOption({QStringLiteral("height"), QStringLiteral("Height of a panel"), QStringLiteral("MM")});
    parser.addOption({QStringLiteral("alone"), QStringLiteral("Write no recipe and no data beside it")});
    parser.addOption({QStringLiteral("caption"), QStringLiteral("Print a caption")});
    parser.addOption({QStringLiteral("bibtex"), QStringLiteral("Print the papers to cite")});
    parser.process(program);
    try {
        return run(parser);
    } catch (const std::bad_alloc&) {
        return complain("not enough memory for this figure");
    } catch (const std::exception& error) {
        return complain(error.what());
    }
}
