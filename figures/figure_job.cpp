// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_job.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

#include "figures/caption.h"
#include "figures/figure_source.h"

namespace spikeglass::figures {
namespace {

constexpr double kPanelGap = 12;  // points, between panels

QStringList commaList(const QString& text) { return text.split(QLatin1Char(','), Qt::SkipEmptyParts); }

/// What the command line says wins over the recipe.
Result<void> applyOptions(const FigureRequest& request, Recipe& recipe) {
    if (!request.preset.isEmpty()) {
        auto preset = findPreset(request.preset);
        if (!preset) return tl::unexpected(preset.error());
        recipe.preset = std::move(*preset);
    }
    if (request.dpi > 0) recipe.dpi = request.dpi;
    std::int64_t from = 0, to = -1;
    if (!request.tokens.isEmpty()) {
        bool fromOk = false, toOk = false;
        const QStringList parts = request.tokens.split(QLatin1Char(':'));
        from = parts[0].isEmpty() ? (fromOk = true, 0) : parts[0].toLongLong(&fromOk);
        if (parts.size() == 2) to = parts[1].isEmpty() ? (toOk = true, -1) : parts[1].toLongLong(&toOk);
        if (parts.size() != 2 || !fromOk || !toOk || from < 0)
            return fail("--tokens: expected FROM:TO, such as 100:200, found \"" + request.tokens.left(40).toStdString() + '"');
    }
    for (FigureSpec& panel : recipe.panels) {
        const auto set = [](const QString& value, QString& to_) {
            if (!value.isEmpty()) to_ = value;
        };
        set(request.view, panel.view);
        set(request.pricing, panel.pricing);
        set(request.measure, panel.measure);
        set(request.colorMap, panel.colorMap);
        set(request.layer, panel.layer);
        if (!request.sites.isEmpty()) panel.sites = commaList(request.sites);
        if (!request.neurons.isEmpty()) panel.neurons = commaList(request.neurons);
        if (request.heightMm > 0) panel.heightMm = request.heightMm;
        if (!request.tokens.isEmpty()) panel.from = from, panel.to = to;
    }
    return {};
}

/// The data of one panel's tokens.
FigureData part(const FigureData& data, const FigureSpec& panel) {
    FigureData of = data;
    const std::int64_t to = panel.to < 0 ? data.to() : panel.to;
    const auto outside = [&](const Frame& frame) { return frame.index < panel.from || frame.index >= to; };
    std::erase_if(of.frames, outside);
    std::erase_if(of.other, outside);
    return of;
}

}  // namespace

Result<PreparedFigure> prepareFigure(const FigureRequest& request) {
    auto source = openSource(request.input);
    if (!source) return tl::unexpected(source.error());
    if (auto applied = applyOptions(request, source->recipe); !applied) return tl::unexpected(applied.error());
    if (!request.with.isEmpty()) source->recipe.other = Recipe::Other{request.with, {}, {}, {}};
    auto data = readSource(*source, request.model);
    if (!data) return tl::unexpected(data.error());
    return PreparedFigure{std::move(source->recipe), std::move(*data)};
}

Result<Figure> drawPanels(const Recipe& recipe, const FigureData& data) {
    const std::vector<FigureSpec>& panels = recipe.panels;
    if (panels.size() == 1) return buildFigure(panels[0].from == data.from() && (panels[0].to < 0 || panels[0].to == data.to()) ? data : part(data, panels[0]), panels[0], recipe.preset);
    // Letters stand in a strip above each panel; panels of a row share its height.
    FigurePreset preset = recipe.preset;
    const auto columns = static_cast<std::size_t>(recipe.columns);
    const double width = (recipe.preset.widthPoints() - kPanelGap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    preset.widthMm = width * 25.4 / 72;
    preset.heightMm = 0;
    TextStyle letter{preset.families, preset.letterSize, true, false, Qt::black};
    DisplayList list({recipe.preset.widthPoints(), 0});
    QByteArray csv;
    double top = 0;
    for (std::size_t first = 0; first < panels.size(); first += columns) {
        double height = 0;
        const double strip = 1.3 * preset.letterSize;
        for (std::size_t p = first; p < std::min(panels.size(), first + columns); ++p) {
            auto figure = buildFigure(part(data, panels[p]), panels[p], preset);
            if (!figure) return figure;
            const QString name(QChar((preset.upperLetters ? 'A' : 'a') + static_cast<int>(p)));
            const double left = static_cast<double>(p - first) * (width + kPanelGap);
            list.text({left, top + preset.letterSize}, name, letter);
            list.append(figure->list, {left, top + strip}, QStringLiteral("panel-") + name);
            height = std::max(height, strip + figure->list.size().height());
            csv += "panel " + name.toUtf8() + ": " + panels[p].view.toUtf8() + "\r\n" + figure->csv;
        }
        top += height + (first + columns < panels.size() ? kPanelGap : 0);
    }
    if (top > recipe.preset.mostHeightMm * 72 / 25.4 + 0.01)
        return fail("the panels are " + std::to_string(static_cast<int>(top * 25.4 / 72)) + " mm high together; " + recipe.preset.name.toStdString() +
                    " has room for " + std::to_string(static_cast<int>(recipe.preset.mostHeightMm)) + " mm (height_mm makes a panel lower)");
    DisplayList page({recipe.preset.widthPoints(), top});
    page.append(list, {0, 0}, QStringLiteral("figure"));
    return Figure{std::move(page), std::move(csv)};
}

Result<QStringList> writeFigure(const PreparedFigure& prepared, const QString& output, bool beside, const QString& keep) {
    auto format = formatOf(output);
    if (!format) return tl::unexpected(format.error());
    auto figure = drawPanels(prepared.recipe, prepared.data);
    if (!figure) return tl::unexpected(figure.error());
    const Recipe& recipe = prepared.recipe;
    const FigureNotes notes{captionTitle(recipe, prepared.data), caption(recipe, prepared.data), recipeJson(recipe, false)};
    const auto bytes = encodeFigure(figure->list, *format, recipe.dpi > 0 ? recipe.dpi : recipe.preset.dpi, notes);
    if (!bytes) return fail(output.toStdString() + ": " + bytes.error().message);
    QStringList written;
    const auto write = [&](const QString& path, const QByteArray& content) -> Result<void> {
        written << path;
        return writeWhole(path, content);
    };
    if (auto ok = write(output, *bytes); !ok) return tl::unexpected(ok.error());
    if (!beside) return written;
    const QFileInfo info(output);
    const QString stem = info.dir().filePath(info.completeBaseName());
    const QString side = stem + QStringLiteral(".recipe.json");
    if (keep.isEmpty() || QFileInfo(side) != QFileInfo(keep))
        if (auto ok = write(side, recipeJson(relocated(recipe, info.absolutePath()), true)); !ok) return tl::unexpected(ok.error());
    if (auto ok = write(stem + QStringLiteral(".csv"), figure->csv); !ok) return tl::unexpected(ok.error());
    return written;
}

Result<QStringList> makeFigure(const FigureRequest& request) {
    if (auto format = formatOf(request.output); !format) return tl::unexpected(format.error());  // before anything is computed
    auto prepared = prepareFigure(request);
    if (!prepared) return tl::unexpected(prepared.error());
    return writeFigure(*prepared, request.output, request.beside, request.input);
}

}  // namespace spikeglass::figures
