// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_job.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "figures/caption.h"
#include "figures/figure_source.h"

namespace spikeglass::figures {
namespace {

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
