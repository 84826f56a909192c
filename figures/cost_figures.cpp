// SPDX-License-Identifier: Apache-2.0
// What a run costs: energy by part of the network, operations as a table, and the ladder.
#include <algorithm>
#include <cmath>
#include <map>

#include "figures/figure_builder.h"
#include "figures/palette.h"
#include "figures/plot.h"
#include "figures/run_totals.h"

namespace spikeglass::figures {
namespace {

using Anchor = DisplayList::Anchor;

int blockOf(const NetworkInfo& info, std::size_t component) {
    const int slot = info.components[component].slot;
    return slot < 0 ? -1 : info.slotInfos[static_cast<std::size_t>(slot)].block;
}

/// Parts that are stacked: the blocks, and each component outside of them.
struct Part {
    QString name;
    QColor color;
    std::vector<double> joules;  // [variants], per token
};

struct Variant {
    QString name;
    std::vector<double> joules;  // [components], all tokens
    double tokens = 1;
};

std::vector<Part> partsOf(const NetworkInfo& info, const std::vector<Variant>& variants) {
    std::vector<Part> parts;
    for (std::size_t c = 0; c < info.components.size(); ++c) {
        const int block = blockOf(info, c);
        const QString name = block < 0 ? siteLabel(info.components[c].name, false) : QStringLiteral("block %1").arg(block);
        auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.name == name; });
        if (part == parts.end()) {
            const QColor color = block >= 0 ? blockColor(block) : name == QLatin1String("head") ? QColor(0x40, 0x40, 0x40) : blockColor(-1);
            part = parts.insert(parts.end(), Part{name, color, std::vector<double>(variants.size())});
        }
        for (std::size_t v = 0; v < variants.size(); ++v) part->joules[v] += variants[v].joules[c] / variants[v].tokens;
    }
    return parts;
}

}  // namespace

Result<Figure> buildEnergy(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    const NetworkInfo& info = data.model->info();
    const auto pricing = findPricing(spec.pricing);
    if (!pricing) return tl::unexpected(pricing.error());
    if (!pricesFamily(**pricing, info.architecture))
        return fail("the pricing model " + spec.pricing.toStdString() + " is of another architecture than " + info.architecture);
    std::vector<Variant> variants;
    const auto add = [&](const QString& name, const std::vector<double>& joules, std::int64_t tokens) {
        if (joules.size() == info.components.size()) variants.push_back({name, joules, static_cast<double>(tokens)});
    };
    const RunTotals totals = totalsOf(info, data.frames, **pricing);
    add(QStringLiteral("this run"), totals.joules, totals.tokens);
    if (!data.other.empty()) add(QStringLiteral("B"), totalsOf(data.otherModel->info(), data.other, **pricing).joules, totals.tokens);
    add(QStringLiteral("all analog"), totals.twinJoules, totals.tokens);
    if (variants.empty()) return fail("the recording holds no operation counts, so there is no energy to show");
    const std::vector<Part> parts = partsOf(info, variants);
    double largest = 0;
    std::vector<double> sums(variants.size());
    Csv csv;
    csv.row({"variant", "part", "energy_joules_per_token", "pricing"});
    for (std::size_t v = 0; v < variants.size(); ++v) {
        for (const Part& part : parts) sums[v] += part.joules[v], csv.row({variants[v].name, part.name, part.joules[v], spec.pricing});
        largest = std::max(largest, sums[v]);
    }
    if (!(largest > 0)) return fail("under " + spec.pricing.toStdString() + " there is no energy to show");
    const Unit unit = unitFor(largest, QStringLiteral("J"));

    Figure figure{DisplayList({canvas.width, canvas.height}), csv.bytes()};
    DisplayList& list = figure.list;
    double names = 0, values = 0;
    for (std::size_t v = 0; v < variants.size(); ++v) {
        names = std::max(names, textWidth(variants[v].name, preset.tick()));
        values = std::max(values, textWidth(withUnit(sums[v], QStringLiteral("J")), preset.tick()));
    }
    const Scale x{0, largest / unit.divisor, names + preset.tickSize, canvas.width - values - preset.tickSize};
    // The legend, in as many lines as it needs.
    list.beginGroup(QStringLiteral("legend"));
    double at = x.start, line = preset.tickSize;
    for (const Part& part : parts) {
        const double width = textWidth(part.name, preset.tick()) + 1.2 * preset.tickSize;
        if (at + width > canvas.width && at > x.start) at = x.start, line += 1.4 * preset.tickSize;
        list.rect({at, line - 0.75 * preset.tickSize, 0.8 * preset.tickSize, 0.8 * preset.tickSize}, part.color);
        list.text({at + 1.1 * preset.tickSize, line}, part.name, preset.tick());
        at += width + 0.9 * preset.tickSize;
    }
    list.endGroup();
    const double top = line + 0.8 * preset.tickSize, bottom = canvas.height - xAxisHeight(preset);
    const double row = (bottom - top) / static_cast<double>(variants.size());
    for (std::size_t v = 0; v < variants.size(); ++v) {
        const double y = top + row * static_cast<double>(v) + 0.16 * row, height = 0.68 * row;
        const double base = y + height / 2 + capHeight(preset.tick()) / 2;
        list.beginGroup(QStringLiteral("energy-%1").arg(v));
        double left = 0;
        for (const Part& part : parts) {
            const double share = part.joules[v] / unit.divisor;
            list.rect({x.at(left), y, x.at(left + share) - x.at(left), height}, part.color);
            if (left > 0) list.line({x.at(left), y}, {x.at(left), y + height}, {Qt::white, preset.lineWidth});
            left += share;
        }
        list.text({names + 0.4 * preset.tickSize, base}, variants[v].name, preset.tick(), Anchor::Right);
        list.text({x.at(left) + 0.4 * preset.tickSize, base}, withUnit(sums[v], QStringLiteral("J")), preset.tick());
        list.endGroup();
    }
    const QString name = QString::fromUtf8((*pricing)->name.data(), static_cast<qsizetype>((*pricing)->name.size()));
    list.line({x.start, top}, {x.start, bottom}, preset.axis());
    drawXAxis(list, preset, x, bottom, niceTicks(0, x.high, 5), elided(QStringLiteral("Energy per token (%1), %2").arg(unit.name, name), preset.label(), canvas.width));
    return figure;
}

Result<Figure> buildOperations(const FigureData& data, const FigureSpec&, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    const NetworkInfo& info = data.model->info();
    const RunTotals totals = totalsOf(info, data.frames, pricingModels().front());
    if (totals.operations.empty()) return fail("the recording holds no operation counts");
    struct Column {
        const char* title;
        std::int64_t OperationCounts::*field;
        bool twin;
    };
    static constexpr Column kColumns[] = {{"AC", &OperationCounts::ac, false},         {"MAC", &OperationCounts::mac, false},
                                          {"Neuron", &OperationCounts::neuron, false}, {"Other", &OperationCounts::other, false},
                                          {"Analog MAC", &OperationCounts::mac, true}};
    std::vector<const Column*> columns;
    for (const Column& column : kColumns)
        if (!column.twin || !totals.twinOperations.empty()) columns.push_back(&column);
    Csv csv;
    csv.row({"component", "column", "operations_per_token"});
    const std::size_t rows = info.components.size();
    const double line = std::min(1.5 * preset.tickSize, canvas.preset.mostHeightMm * 72 / 25.4 / static_cast<double>(rows + 3));
    Figure figure{DisplayList({canvas.width, line * (static_cast<double>(rows) + 2.9)}), {}};
    DisplayList& list = figure.list;
    double names = 0;
    for (const ComponentInfo& component : info.components) names = std::max(names, textWidth(siteLabel(component.name, true), preset.tick()));
    const double pitch = (canvas.width - names) / static_cast<double>(columns.size());
    TextStyle bold = preset.tick();
    bold.bold = true;
    list.line({0, preset.lineWidth}, {canvas.width, preset.lineWidth}, {Qt::black, 2 * preset.lineWidth});
    list.text({0, line}, QStringLiteral("Per token"), bold);
    for (std::size_t k = 0; k < columns.size(); ++k)
        list.text({names + pitch * static_cast<double>(k + 1), line}, QLatin1String(columns[k]->title), bold, Anchor::Right);
    list.line({0, 1.4 * line}, {canvas.width, 1.4 * line}, preset.axis());
    for (std::size_t r = 0; r <= rows; ++r) {
        const bool sum = r == rows;
        const double base = line * (static_cast<double>(r) + 2.2) + (sum ? 0.3 * line : 0);
        const TextStyle& style = sum ? bold : preset.tick();
        if (sum) list.line({0, base - 0.95 * line}, {canvas.width, base - 0.95 * line}, preset.axis());
        const QString name = sum ? QStringLiteral("all") : siteLabel(info.components[r].name, true);
        list.text({0, base}, name, style);
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const auto& counts = columns[k]->twin ? totals.twinOperations : totals.operations;
            double count = 0;
            for (std::size_t c = sum ? 0 : r; c < (sum ? rows : r + 1); ++c) count += static_cast<double>(counts[c].*columns[k]->field);
            count = std::round(count / static_cast<double>(totals.tokens));
            csv.row({sum ? std::string("all") : info.components[r].name, columns[k]->title, count});
            list.text({names + pitch * static_cast<double>(k + 1), base}, shortCount(count).trimmed(), style, Anchor::Right);
        }
    }
    const double end = figure.list.size().height() - preset.lineWidth;
    list.line({0, end}, {canvas.width, end}, {Qt::black, 2 * preset.lineWidth});
    figure.csv = csv.bytes();
    return figure;
}

Result<Figure> buildLadder(const FigureData& data, const FigureSpec&, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    if (data.ladder.empty()) return fail("a ladder is drawn from the rows of `spikeglass-cli compare --json`");
    const double infinity = std::numeric_limits<double>::infinity();
    double lowX = infinity, highX = 0, lowY = infinity, highY = 0;
    Csv csv;
    csv.row({"model", "choice", "bits_per_character", "energy_joules_per_token", "analog_energy_joules_per_token", "pricing"});
    std::vector<std::string> models;
    for (const LadderRow& row : data.ladder) {
        if (!(row.energyJoules > 0)) return fail("the row " + row.model + " has no energy under " + data.ladderPricing);
        lowX = std::min(lowX, row.energyJoules), highX = std::max(highX, row.energyJoules);
        lowY = std::min(lowY, row.bitsPerCharacter), highY = std::max(highY, row.bitsPerCharacter);
        if (std::find(models.begin(), models.end(), row.model) == models.end()) models.push_back(row.model);
        csv.row({row.model, row.choice, row.bitsPerCharacter, row.energyJoules, row.analogJoules, data.ladderPricing});
    }
    const Unit unit = unitFor(std::sqrt(lowX * highX), QStringLiteral("J"));
    const double pad = std::max(0.1, 0.1 * (highY - lowY)), left = 4.4 * preset.labelSize;
    const double legend = 1.3 * preset.tickSize * static_cast<double>(models.size()) + 0.5 * preset.tickSize;
    const double bottom = canvas.height - xAxisHeight(preset);
    const Scale x{lowX / unit.divisor / 1.35, highX / unit.divisor * 1.6, left, canvas.width - preset.tickSize, true};
    const Scale y{lowY - pad, highY + pad, bottom, legend};
    Figure figure{DisplayList({canvas.width, canvas.height}), csv.bytes()};
    DisplayList& list = figure.list;
    const double size = 0.42 * preset.tickSize;
    const auto marker = [&](QPointF at, std::size_t model) {  // shape and colour both tell models apart
        QPainterPath path;
        if (model % 3 == 0) path.addEllipse(at, size, size);
        if (model % 3 == 1) path.addRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size));
        if (model % 3 == 2) path.addPolygon(QPolygonF({at + QPointF(0, -1.25 * size), at + QPointF(1.2 * size, size), at + QPointF(-1.2 * size, size), at + QPointF(0, -1.25 * size)}));
        list.fill(path, seriesColor(static_cast<int>(model)));
    };
    std::vector<QRectF> taken;
    list.beginGroup(QStringLiteral("points"));
    for (const LadderRow& row : data.ladder) taken.emplace_back(x.at(row.energyJoules / unit.divisor) - size, y.at(row.bitsPerCharacter) - size, 2 * size, 2 * size);
    for (const LadderRow& row : data.ladder) {
        const QPointF at(x.at(row.energyJoules / unit.divisor), y.at(row.bitsPerCharacter));
        marker(at, static_cast<std::size_t>(std::find(models.begin(), models.end(), row.model) - models.begin()));
        const QString name = QString::fromStdString(row.choice);
        const double width = textWidth(name, preset.tick()), cap = capHeight(preset.tick());
        // Right, left, above, below: the first place where it covers nothing.
        const QPointF places[] = {{at.x() + 1.8 * size, at.y() + cap / 2}, {at.x() - 1.8 * size - width, at.y() + cap / 2}, {at.x() - width / 2, at.y() - 1.8 * size}, {at.x() - width / 2, at.y() + 1.8 * size + cap}};
        for (const QPointF& place : places) {
            const QRectF box(place.x(), place.y() - 1.2 * cap, width, 1.7 * cap);  // with what reaches below the line
            if (box.left() < left || box.right() > canvas.width || std::any_of(taken.begin(), taken.end(), [&](const QRectF& r) { return r.intersects(box); })) continue;
            taken.push_back(box);
            list.text(place, name, preset.tick());
            break;
        }
    }
    list.endGroup();
    list.beginGroup(QStringLiteral("legend"));
    for (std::size_t m = 0; m < models.size(); ++m) {
        const double base = 1.3 * preset.tickSize * static_cast<double>(m) + preset.tickSize;
        marker({left + size, base - capHeight(preset.tick()) / 2}, m);
        list.text({left + 3 * size, base}, QString::fromStdString(models[m]), preset.tick());
    }
    list.endGroup();
    const auto pricing = findPricing(QString::fromStdString(data.ladderPricing));
    const QString name = pricing ? QString::fromUtf8((*pricing)->name.data(), static_cast<qsizetype>((*pricing)->name.size())) : QString();
    drawXAxis(list, preset, x, bottom, logTicks(x.low, x.high), elided(QStringLiteral("Energy per token (%1), %2").arg(unit.name, name), preset.label(), canvas.width - left));
    drawYAxis(list, preset, y, left, niceTicks(y.low, y.high, 6), QStringLiteral("Bits per character"), preset.labelSize);
    return figure;
}

}  // namespace spikeglass::figures
