// SPDX-License-Identifier: Apache-2.0
#include "figures/plot.h"

#include <algorithm>
#include <cmath>

#include "figures/palette.h"

namespace spikeglass::figures {

using Anchor = DisplayList::Anchor;

namespace {

constexpr double kTick = 2.5;  // points, at labels of 7 points

double tickLength(const FigurePreset& preset) { return kTick * preset.labelSize / 7; }
double gap(const FigurePreset& preset) { return 0.3 * preset.labelSize; }

/// An English number with at most so many decimals.
QString plain(double value, int decimals) {
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0'))) text.chop(1);
        if (text.endsWith(QLatin1Char('.'))) text.chop(1);
    }
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QString grouped(QString digits) {
    const bool negative = digits.startsWith(QLatin1Char('-'));
    if (negative) digits.remove(0, 1);
    qsizetype dot = digits.indexOf(QLatin1Char('.'));
    for (qsizetype at = (dot < 0 ? digits.size() : dot) - 3; at > 0; at -= 3) digits.insert(at, QLatin1Char(','));
    return (negative ? QString(QChar(0x2212)) : QString()) + digits;
}

/// Three significant digits.
QString threeDigits(double value) {
    const double size = std::abs(value);
    return grouped(QString::number(value, 'f', size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2));
}

struct Prefix {
    double factor;
    const char* name;
};
constexpr Prefix kPrefixes[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}, {1e-3, "m"}, {1e-6, "\xC2\xB5"}, {1e-9, "n"}, {1e-12, "p"}};

const Prefix& prefixFor(double value) {
    for (const Prefix& prefix : kPrefixes)
        if (std::abs(value) >= 0.9995 * prefix.factor) return prefix;
    return value == 0 ? kPrefixes[3] : kPrefixes[std::size(kPrefixes) - 1];
}

}  // namespace

double Scale::at(double value) const {
    if (!logarithmic) return start + (end - start) * (value - low) / (high - low);
    return start + (end - start) * std::log(value / low) / std::log(high / low);
}

std::vector<double> niceTicks(double low, double high, int most) {
    if (!(high > low)) return {low};
    const double rough = (high - low) / std::max(1, most);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * (1 - 1e-9)) {
            step = factor * power;
            break;
        }
    std::vector<double> ticks;
    for (auto i = static_cast<std::int64_t>(std::ceil(low / step - 1e-9)); static_cast<double>(i) * step <= high + 1e-9 * step; ++i)
        ticks.push_back(static_cast<double>(i) * step);
    return ticks;
}

std::vector<double> logTicks(double low, double high) {
    std::vector<double> ticks;
    const double decades = std::log10(high / low);
    for (int power = static_cast<int>(std::floor(std::log10(low))); power <= static_cast<int>(std::ceil(std::log10(high))); ++power)
        for (const int factor : {1, 2, 5}) {
            if (factor != 1 && decades > 2.5) continue;
            const double value = factor * std::pow(10, power);
            if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) ticks.push_back(value);
        }
    return ticks;
}

QString tickText(double value) {
    const double size = std::abs(value);
    return grouped(plain(value, size >= 100 ? 0 : size >= 1 ? 2 : 4));
}

QString withUnit(double value, const QString& unit) {
    const Prefix& prefix = prefixFor(value);
    return threeDigits(value / prefix.factor) + QChar(0xA0) + QString::fromUtf8(prefix.name) + unit;
}

QString shortCount(double count) {
    if (std::abs(count) < 9999.5) return grouped(plain(count, 0));
    const Prefix& prefix = prefixFor(count);
    return threeDigits(count / prefix.factor) + QChar(0xA0) + QString::fromUtf8(prefix.name);
}

Unit unitFor(double largest, const QString& unit) {
    const Prefix& prefix = prefixFor(largest);
    return {prefix.factor, QString::fromUtf8(prefix.name) + unit};
}

double xAxisHeight(const FigurePreset& preset, bool label) {
    return tickLength(preset) + gap(preset) + preset.tickSize + (label ? gap(preset) + preset.labelSize : 0) + 0.25 * preset.labelSize;
}

double drawXAxis(DisplayList& list, const FigurePreset& preset, const Scale& x, double y, const std::vector<double>& ticks,
                 const QString& label) {
    QPainterPath path(QPointF(x.start, y));
    path.lineTo(x.end, y);
    const double numbers = y + tickLength(preset) + gap(preset) + capHeight(preset.tick());
    for (const double tick : ticks) {
        path.moveTo(x.at(tick), y);
        path.lineTo(x.at(tick), y + tickLength(preset));
        list.text({x.at(tick), numbers}, tickText(tick), preset.tick(), Anchor::Middle);
    }
    list.stroke(path, preset.axis());
    list.text({(x.start + x.end) / 2, numbers + gap(preset) + preset.labelSize}, label, preset.label(), Anchor::Middle);
    return xAxisHeight(preset, !label.isEmpty());
}

void drawYAxis(DisplayList& list, const FigurePreset& preset, const Scale& y, double x, const std::vector<double>& ticks,
               const QString& label, double labelX) {
    QPainterPath path(QPointF(x, y.start));
    path.lineTo(x, y.end);
    for (const double tick : ticks) {
        path.moveTo(x, y.at(tick));
        path.lineTo(x - tickLength(preset), y.at(tick));
        list.text({x - tickLength(preset) - gap(preset) / 2, y.at(tick) + capHeight(preset.tick()) / 2}, tickText(tick), preset.tick(),
                  Anchor::Right);
    }
    list.stroke(path, preset.axis());
    list.text({labelX, (y.start + y.end) / 2}, label, preset.label(), Anchor::Middle, -90);
}

double tokenAxisHeight(const FigurePreset& preset) { return preset.tickSize + gap(preset) + xAxisHeight(preset); }

double drawTokenAxis(DisplayList& list, const FigurePreset& preset, const TokenScale& scale, const std::vector<Frame>& frames, double y) {
    list.beginGroup(QStringLiteral("text-axis"));
    const double base = y + gap(preset) + 0.75 * preset.tickSize;
    double widest = 0;
    for (const Frame& frame : frames) widest = std::max(widest, textWidth(visible(frame.text), preset.tick()));
    const double size = widest <= 0 ? preset.tickSize : std::min(preset.tickSize, preset.tickSize * 0.95 * scale.pitch() / widest);
    TextStyle style = preset.tick();
    if (size >= preset.leastSize) {
        style.size = size;
        for (const Frame& frame : frames)
            list.text({(scale.at(frame.index) + scale.at(frame.index + 1)) / 2, base}, visible(frame.text), style, Anchor::Middle);
    } else {
        style = preset.least();
        style.italic = true;
        const double space = textWidth(QStringLiteral("n"), style);
        double free = scale.left;
        for (std::size_t i = 0; i < frames.size();) {
            QString word = QString::fromStdString(frames[i].text);
            const std::size_t first = i++;
            // A word of a model of characters is many tokens; of others it may be one.
            while (i < frames.size() && !word.isEmpty() && !word.back().isSpace() && !frames[i].text.empty() && frames[i].text[0] != ' ' &&
                   frames[i].text[0] != '\n')
                word += QString::fromStdString(frames[i++].text);
            word = word.trimmed();
            const double at = scale.at(frames[first].index), width = textWidth(word, style);
            if (word.isEmpty() || at < free || at + width > scale.right + space) continue;
            list.text({at, base}, word, style);
            free = at + width + space;
        }
    }
    list.endGroup();
    const double axis = y + gap(preset) + preset.tickSize;
    std::vector<double> ticks;
    for (const double tick : niceTicks(static_cast<double>(scale.from), static_cast<double>(scale.to), std::max(2, static_cast<int>((scale.right - scale.left) / (5 * preset.tickSize)))))
        if (tick == std::floor(tick)) ticks.push_back(tick);
    const Scale x{static_cast<double>(scale.from), static_cast<double>(scale.to), scale.left, scale.right};
    list.beginGroup(QStringLiteral("token-axis"));
    drawXAxis(list, preset, x, axis, ticks, QStringLiteral("Token"));
    list.endGroup();
    return tokenAxisHeight(preset);
}

double promptBracketHeight(const FigurePreset& preset) { return preset.tickSize + 2 * gap(preset); }

void drawPromptBracket(DisplayList& list, const FigurePreset& preset, const TokenScale& scale, const std::vector<Frame>& frames, double y) {
    std::int64_t end = scale.from;
    for (const Frame& frame : frames)
        if (frame.fromPrompt) end = frame.index + 1;
    list.beginGroup(QStringLiteral("prompt"));
    const double line = y - gap(preset);
    const auto part = [&](std::int64_t from, std::int64_t to, const QString& name, const QColor& color) {
        if (from >= to) return;
        const double left = scale.at(from) + 0.4, right = scale.at(to) - 0.4;
        if (right <= left) return;
        list.line({left, line}, {right, line}, {color, 2 * preset.lineWidth});
        TextStyle style = preset.tick();
        style.color = color;
        if (textWidth(name, style) < right - left + 2 * preset.tickSize) list.text({left, line - gap(preset)}, name, style);
    };
    part(scale.from, end, QStringLiteral("prompt"), kGrey);
    part(end, scale.to, QStringLiteral("written by the model"), Qt::black);
    list.endGroup();
}

QString siteLabel(const std::string& name, bool withBlock) {
    QString label = QString::fromStdString(name);
    QString block;
    if (label.startsWith(QLatin1String("blocks."))) {
        block = label.section(QLatin1Char('.'), 1, 1);
        label = label.section(QLatin1Char('.'), 2);
    }
    label.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('.'), QLatin1Char(' '));
    return withBlock && !block.isEmpty() ? block + QLatin1Char(' ') + label : label;
}

QString visible(const std::string& text) {
    QString shown = QString::fromStdString(text);
    shown.replace(QLatin1Char('\n'), QChar(0x21B5)).replace(QLatin1Char('\t'), QChar(0x2192));
    return shown;
}

}  // namespace spikeglass::figures
