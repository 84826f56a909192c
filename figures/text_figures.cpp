// SPDX-License-Identifier: Apache-2.0
// What was written and what might have been: the text coloured by a measure, and the likeliest next tokens.
#include <algorithm>
#include <cmath>

#include "energy/frame_energy.h"
#include "figures/figure_builder.h"
#include "figures/palette.h"
#include "figures/plot.h"
#include "figures/run_totals.h"

namespace spikeglass::figures {
namespace {

using Anchor = DisplayList::Anchor;

constexpr double kOverlap = 0.3;  // points: neighbours cover each other's edges, so that no seam shows

/// A colour bar with its axis below; y: its top.
void drawColorBar(DisplayList& list, const FigurePreset& preset, const QString& map, double y, double high, const QString& label, double width) {
    constexpr int kSteps = 64;
    const double bar = 0.45 * width, height = 0.8 * preset.tickSize;
    list.beginGroup(QStringLiteral("color-bar"));
    QImage image(kSteps, 1, QImage::Format_RGB32);
    for (int i = 0; i < kSteps; ++i) image.setPixelColor(i, 0, mapColor(map, (i + 0.5) / kSteps));
    list.image({preset.tickSize, y, bar, height}, image);
    drawXAxis(list, preset, {0, high, preset.tickSize, preset.tickSize + bar}, y + height, niceTicks(0, high, 4), label);
    list.endGroup();
}

double colorBarHeight(const FigurePreset& preset) { return 0.8 * preset.tickSize + xAxisHeight(preset); }

struct Measure {
    QString label;
    std::vector<double> values;  // [frames]; NaN: not known
};

Result<Measure> measureOf(const FigureData& data, const FigureSpec& spec) {
    const NetworkInfo& info = data.model->info();
    Measure measure;
    if (spec.measure == QLatin1String("surprisal")) {
        measure.label = QStringLiteral("Surprisal (bits)");
        for (const Frame& frame : data.frames) measure.values.push_back(static_cast<double>(frame.surprisalBits));
    } else if (spec.measure == QLatin1String("spikes")) {
        measure.label = QStringLiteral("Spikes");
        for (const Frame& frame : data.frames) measure.values.push_back(static_cast<double>(countBits(frame.spikes)));
    } else if (spec.measure == QLatin1String("energy")) {
        const auto pricing = findPricing(spec.pricing);
        if (!pricing) return tl::unexpected(pricing.error());
        std::vector<double> joules;
        double most = 0;
        for (const Frame& frame : data.frames) {
            const RunTotals totals = totalsOf(info, {frame}, **pricing);
            double sum = 0;
            for (const double part : totals.joules) sum += part;
            if (totals.joules.empty()) return fail("the recording holds no operation counts, so there is no energy to show");
            joules.push_back(sum);
            most = std::max(most, sum);
        }
        const Unit unit = unitFor(most, QStringLiteral("J"));
        for (const double value : joules) measure.values.push_back(value / unit.divisor);
        measure.label = QStringLiteral("Energy (%1)").arg(unit.name);
    }
    if (std::none_of(measure.values.begin(), measure.values.end(), [](double v) { return v > 0; }))
        return fail("the recording holds no " + spec.measure.toStdString() + " of these tokens");
    return measure;
}

}  // namespace

Result<Figure> buildText(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    auto measure = measureOf(data, spec);
    if (!measure) return tl::unexpected(measure.error());
    double high = 0;
    Csv csv;
    csv.row({"token", "text", spec.measure});
    for (std::size_t i = 0; i < data.frames.size(); ++i) {
        if (std::isfinite(measure->values[i])) high = std::max(high, measure->values[i]);
        csv.row({data.frames[i].index, data.frames[i].text, measure->values[i]});
    }
    // Words are not torn apart: a line ends before the first token of the word that does not fit.
    struct Placed {
        double x, width;
        int line;
    };
    const TextStyle style = preset.label();
    const double pitch = 1.7 * style.size;
    std::vector<Placed> placed;
    double x = 0;
    int line = 0;
    std::size_t wordStart = 0;
    for (std::size_t i = 0; i < data.frames.size(); ++i) {
        const QString text = visible(data.frames[i].text);
        const double width = textWidth(text, style);
        if (text.startsWith(QLatin1Char(' '))) wordStart = i;
        if (x + width > canvas.width && x > 0) {
            ++line;
            const bool whole = wordStart > 0 && wordStart < i && placed[wordStart].line == line - 1 && placed[wordStart].x > 0;
            const double shift = whole ? placed[wordStart].x : x;
            for (std::size_t j = whole ? wordStart : i; j < i; ++j) placed[j].x -= shift, placed[j].line = line;
            x -= shift;
        }
        placed.push_back({x, width, line});
        x += width;
        if (text.endsWith(QLatin1Char(' '))) wordStart = i + 1;
        if (data.frames[i].text.ends_with('\n')) ++line, x = 0, wordStart = i + 1;
    }
    const double legend = pitch * (line + 1) + preset.tickSize;
    Figure figure{DisplayList({canvas.width, legend + colorBarHeight(preset)}), csv.bytes()};
    if (figure.list.size().height() > preset.mostHeightMm * 72 / 25.4)
        return fail("so long a text does not fit on a page of " + preset.name.toStdString() + "; choose fewer tokens with --tokens FROM:TO");
    DisplayList& list = figure.list;
    list.beginGroup(QStringLiteral("text"));
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const double value = measure->values[i], top = pitch * placed[i].line;
        TextStyle ink = style;
        if (std::isfinite(value)) {
            const QColor ground = mapColor(spec.colorMap, value / high);
            list.rect({placed[i].x, top, placed[i].width + kOverlap, pitch * 0.94}, ground);
            ink.color = inkOn(ground);
        }
        list.text({placed[i].x, top + 1.2 * style.size}, visible(data.frames[i].text), ink);
    }
    list.endGroup();
    drawColorBar(list, preset, spec.colorMap, legend, high, measure->label, canvas.width);
    return figure;
}

Result<Figure> buildCandidates(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    std::size_t ranks = 0;
    for (const Frame& frame : data.frames) ranks = std::max(ranks, std::min<std::size_t>(8, frame.candidates.size()));
    if (ranks == 0) return fail("the recording holds no candidates for the next token");
    const double left = canvas.shared.left > 0 ? canvas.shared.left : 3.2 * preset.labelSize;
    const double right = canvas.shared.right > 0 ? canvas.shared.right : canvas.width - 1;
    // Of a whole run only as many tokens as can be read, the last ones.
    const auto room = static_cast<std::size_t>((right - left) / (1.5 * preset.tickSize));
    const std::size_t first = spec.to < 0 && spec.from == 0 && data.frames.size() > room ? data.frames.size() - room : 0;
    const std::vector<Frame> frames(data.frames.begin() + static_cast<std::ptrdiff_t>(first), data.frames.end());
    const TokenScale scale{frames.front().index, frames.back().index + 1, left, right};
    const double bar = colorBarHeight(preset) + 0.5 * preset.tickSize, axis = canvas.tokenAxis();
    const double top = 2 * preset.lineWidth, bottom = canvas.height - bar - axis, row = (bottom - top) / static_cast<double>(ranks);
    Figure figure{DisplayList({canvas.width, canvas.height}), {}};
    DisplayList& list = figure.list;
    Csv csv;
    csv.row({"token", "text", "rank", "candidate", "candidate_text", "probability"});
    list.beginGroup(QStringLiteral("candidates"));
    QPainterPath chosen;
    for (std::size_t f = 0; f < frames.size(); ++f)
        for (std::size_t r = 0; r < std::min(ranks, frames[f].candidates.size()); ++r) {
            const Candidate& candidate = frames[f].candidates[r];
            const auto probability = static_cast<double>(candidate.probability);
            const std::string text = data.model->tokenBytes(candidate.token);
            csv.row({frames[f].index, frames[f].text, r + 1, static_cast<int>(candidate.token), text, probability});
            const QRectF cell(scale.at(frames[f].index), top + row * static_cast<double>(r), scale.pitch(), row);
            const QColor ground = mapColor(spec.colorMap, probability);
            list.rect(cell.adjusted(0, 0, f + 1 < frames.size() ? kOverlap : 0, 0), ground);
            TextStyle style = preset.tick();
            style.color = inkOn(ground);
            QString shown = visible(text);
            if (shown.trimmed().isEmpty()) shown.replace(QLatin1Char(' '), QChar(0x2423));
            const double width = textWidth(shown, style);
            if (width > 0.94 * cell.width()) style.size *= 0.94 * cell.width() / width;
            if (style.size >= 0.7 * preset.leastSize) list.text({cell.center().x(), cell.center().y() + capHeight(style) / 2}, shown, style, Anchor::Middle);
            if (f + 1 < frames.size() && frames[f + 1].token == candidate.token) chosen.addRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    if (!chosen.isEmpty()) list.stroke(chosen, {QColor(0xD5, 0x5E, 0x00), 2 * preset.lineWidth});
    list.endGroup();
    for (std::size_t r = 0; r < ranks; ++r)
        list.text({left - 0.5 * preset.tickSize, top + row * (static_cast<double>(r) + 0.5) + capHeight(preset.tick()) / 2}, QString::number(r + 1), preset.tick(), Anchor::Right);
    list.text({preset.labelSize, bottom / 2}, QStringLiteral("Rank"), preset.label(), Anchor::Middle, -90);
    canvas.drawTokens(list, scale, frames, bottom);
    figure.tokens = scale;
    drawColorBar(list, preset, spec.colorMap, bottom + axis + 0.5 * preset.tickSize, 1, QStringLiteral("Probability of the next token"), canvas.width);
    list.text({0.55 * canvas.width + preset.tickSize, bottom + axis + 1.3 * preset.tickSize}, QStringLiteral("framed: the token that came"), preset.tick());
    figure.csv = csv.bytes();
    return figure;
}

}  // namespace spikeglass::figures
