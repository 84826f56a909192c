// SPDX-License-Identifier: Apache-2.0
#include "command_line.h"

#include <QCommandLineParser>
#include <algorithm>
#include <limits>

#include "base/version.h"
#include "language.h"

namespace spikeglass {
namespace {

/// Takes out options that QApplication reads itself.
QStringList withoutQtOptions(const QStringList& arguments) {
    static const QStringList withValue{QStringLiteral("platform"), QStringLiteral("platformpluginpath"),
                                       QStringLiteral("platformtheme"), QStringLiteral("plugin"),
                                       QStringLiteral("style"), QStringLiteral("stylesheet"),
                                       QStringLiteral("display"), QStringLiteral("qwindowgeometry")};
    QStringList rest;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--")) return rest + arguments.mid(i);
        QString name = arguments[i];
        while (name.startsWith(QLatin1Char('-'))) name.remove(0, 1);
        if (i > 0 && arguments[i].startsWith(QLatin1Char('-')) && withValue.contains(name))
            ++i;
        else
            rest << arguments[i];
    }
    return rest;
}

CommandLine refuse(CommandLine line, const QString& sentence) {
    line.action = CommandLine::Action::Refuse;
    line.text = sentence;
    return line;
}

struct Options {
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help.")};
    QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("Shows the version.")};
    QCommandLineOption prompt{QStringLiteral("prompt"), QStringLiteral("The text that the network continues."), QStringLiteral("TEXT")};
    QCommandLineOption tokens{QStringLiteral("tokens"), QStringLiteral("How many tokens to write; 0 writes without end."), QStringLiteral("N")};
    QCommandLineOption seed{QStringLiteral("seed"), QStringLiteral("The same seed gives the same text."), QStringLiteral("S")};
    QCommandLineOption temperature{QStringLiteral("temperature"), QStringLiteral("0 always writes the likeliest token."), QStringLiteral("X")};
    QCommandLineOption topP{QStringLiteral("top-p"), QStringLiteral("Draw from the fewest tokens that hold this probability."), QStringLiteral("X")};
    QCommandLineOption speed{QStringLiteral("speed"), QStringLiteral("Tokens per second; 0 writes as fast as it can."), QStringLiteral("X")};
    QCommandLineOption block{QStringLiteral("block"), QStringLiteral("Form of a slot, e.g. blocks.*.time_mix=ann (repeatable)."), QStringLiteral("SLOT=ann|snn")};
    QCommandLineOption intervene{QStringLiteral("intervene"), QStringLiteral("Does something to neurons, e.g. blocks.1.time_mix/0-15=silence (repeatable)."), QStringLiteral("SITE=EFFECT")};
    QCommandLineOption compare{QStringLiteral("compare"), QStringLiteral("Lane B beside: a block choice such as ann, or \"without\" the interventions."), QStringLiteral("CHOICE")};
    QCommandLineOption figure{QStringLiteral("figure"), QStringLiteral("With --screenshot: the dialog of a figure in place of the window, e.g. raster, or raster,energy for panels."), QStringLiteral("VIEW,...")};
    QCommandLineOption page{QStringLiteral("page"), QStringLiteral("Which tab of the right side is in front, from 1."), QStringLiteral("N")};
    QCommandLineOption theme{QStringLiteral("theme"), QStringLiteral("Colours of the window."), QStringLiteral("light|dark")};
    QCommandLineOption language{QStringLiteral("language"), QStringLiteral("Language of the window."), QStringLiteral("en|de|zh_CN")};
    QCommandLineOption size{QStringLiteral("size"), QStringLiteral("Size of the window in pixels."), QStringLiteral("WxH")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"), QStringLiteral("Writes N tokens (200), renders the window to this file and exits. Needs no display."), QStringLiteral("OUT.png")};
    QCommandLineOption scale{QStringLiteral("scale"), QStringLiteral("Device pixels per pixel of a screenshot."), QStringLiteral("X")};

    QList<QCommandLineOption> all() const {
        return {help, version, prompt, tokens, seed, temperature, topP, speed, block, intervene, compare, figure, page, language, theme, size, screenshot, scale};
    }
};

/// Reads numbers; remembers the first that is not what it should be.
class Reader {
  public:
    explicit Reader(const QCommandLineParser& parser) : m_parser(parser) {}

    std::optional<double> real(const QCommandLineOption& option, double minimum, double maximum) {
        if (!m_parser.isSet(option)) return {};
        bool ok = false;
        const double value = m_parser.value(option).toDouble(&ok);
        if (ok && value >= minimum && value <= maximum) return value;
        complain(option, QStringLiteral("a number from %1 to %2").arg(minimum).arg(maximum));
        return {};
    }
    std::optional<std::uint64_t> whole(const QCommandLineOption& option, std::uint64_t maximum) {
        if (!m_parser.isSet(option)) return {};
        bool ok = false;
        const QString text = m_parser.value(option);
        const std::uint64_t value = text.toULongLong(&ok);
        if (ok && value <= maximum && !text.startsWith(QLatin1Char('-'))) return value;
        complain(option, QStringLiteral("a whole number from 0 to %1").arg(maximum));
        return {};
    }
    void complain(const QCommandLineOption& option, const QString& expected) {
        if (m_complaint.isEmpty())
            m_complaint = QStringLiteral("--%1: expected %2, found \"%3\"")
                              .arg(option.names().constLast(), expected, m_parser.value(option));
    }
    QString complaint() const { return m_complaint; }

  private:
    const QCommandLineParser& m_parser;
    QString m_complaint;
};

QString usage() {
    QString text = QStringLiteral(
        "Usage: spikeglass [options] [FILE]\n"
        "The window of Spikeglass, a laboratory for spiking language models.\n\n"
        "FILE  a checkpoint, a recording, a workspace, or weights of PyTorch to import; without one, the bundled default model\n\n"
        "Options:\n");
    const QList<QCommandLineOption> options = Options().all();
    for (const QCommandLineOption& option : options) {
        QStringList names;
        for (const QString& name : option.names()) names << (name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name;
        QString left = QStringLiteral("  ") + names.join(QStringLiteral(", "));
        if (!option.valueName().isEmpty()) left += QLatin1Char(' ') + option.valueName();
        text += left.leftJustified(30) + QLatin1Char(' ') + option.description() + QLatin1Char('\n');
    }
    return text + QStringLiteral("\nExit status: 0 done, 1 bad input (one sentence on standard error), 2 wrong usage.\n");
}

}  // namespace

CommandLine parseCommandLine(const QStringList& arguments) {
    CommandLine line;
    const Options options;
    QCommandLineParser parser;
    parser.addOptions(options.all());
    if (!parser.parse(withoutQtOptions(arguments))) return refuse(line, parser.errorText());
    if (parser.isSet(options.help)) {
        line.action = CommandLine::Action::Help;
        line.text = usage();
        return line;
    }
    if (parser.isSet(options.version)) {
        line.action = CommandLine::Action::Version;
        line.text = QStringLiteral("spikeglass %1\n").arg(QLatin1String(kVersion));
        return line;
    }
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1) return refuse(line, QStringLiteral("expected one FILE, found %1").arg(files.size()));
    if (!files.isEmpty()) line.file = files.first();

    Reader reader(parser);
    if (parser.isSet(options.prompt)) line.prompt = parser.value(options.prompt);
    if (const auto n = reader.whole(options.tokens, 10'000'000)) line.tokens = static_cast<std::int64_t>(*n);
    line.seed = reader.whole(options.seed, std::numeric_limits<std::uint64_t>::max());
    line.temperature = reader.real(options.temperature, 0, 100);
    line.topP = reader.real(options.topP, 1e-9, 1);
    line.speed = reader.real(options.speed, 0, 1e6);
    line.scale = reader.real(options.scale, 0.5, 4).value_or(1);
    line.blocks = parser.values(options.block);
    line.interventions = parser.values(options.intervene);
    line.compare = parser.value(options.compare);
    line.figure = parser.value(options.figure);
    if (!line.figure.isEmpty() && !parser.isSet(options.screenshot)) reader.complain(options.figure, QStringLiteral("--screenshot beside it"));
    if (const auto page = reader.whole(options.page, 20)) line.page = static_cast<int>(*page);
    line.screenshot = parser.value(options.screenshot);
    if (parser.isSet(options.screenshot) && line.screenshot.isEmpty())
        reader.complain(options.screenshot, QStringLiteral("the name of a file"));
    line.language = parser.value(options.language);
    if (parser.isSet(options.language) && std::none_of(languages().begin(), languages().end(), [&](const Language& each) { return each.code == line.language; }))
        reader.complain(options.language, QStringLiteral("en, de or zh_CN"));
    line.theme = parser.value(options.theme);
    if (parser.isSet(options.theme) && line.theme != QLatin1String("light") && line.theme != QLatin1String("dark"))
        reader.complain(options.theme, QStringLiteral("light or dark"));
    if (parser.isSet(options.size)) {
        const QStringList sides = parser.value(options.size).split(QLatin1Char('x'));
        bool okWidth = false, okHeight = false;
        if (sides.size() == 2) line.size = QSize(sides[0].toInt(&okWidth), sides[1].toInt(&okHeight));
        const bool fits = okWidth && okHeight && line.size->width() >= 640 && line.size->height() >= 480 &&
                          line.size->width() <= 10000 && line.size->height() <= 10000;
        if (!fits) reader.complain(options.size, QStringLiteral("WxH from 640x480 to 10000x10000"));
    }
    if (!line.screenshot.isEmpty() && line.tokens == 0)
        reader.complain(options.tokens, QStringLiteral("at least 1 with --screenshot, because a text without end is never drawn"));
    if (!reader.complaint().isEmpty()) return refuse(line, reader.complaint());
    return line;
}

}  // namespace spikeglass
