// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_job.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include "figures/caption.h"
#include "figures/figure_builder.h"
#include "figures/figure_files.h"
#include "figures/figure_source.h"
#include "io/whole_file.h"

namespace spikeglass::figures {
namespace {

QStringList commaList(const QString& text) { return text.split(QLatin1Char(','), Qt::SkipEmptyParts); }

/// An option that changes some views only, and which.
struct Use {
    const char* option;
    QString FigureRequest::*value;
    std::vector<const char*> views;  // one may name what else it takes (refuseUnused())
};
const Use kUses[] = {{"sites", &FigureRequest::sites, {"raster", "membrane", "rates", "compare"}},
                     {"neurons", &FigureRequest::neurons, {"membrane"}},
                     {"measure", &FigureRequest::measure, {"text"}},
                     {"colors", &FigureRequest::colorMap, {"text", "candidates"}},
                     {"layer", &FigureRequest::layer, {"raster", "compare"}},
                     {"pricing", &FigureRequest::pricing, {"energy", "ladder", "text --measure energy"}},
                     {"with", &FigureRequest::with, {"compare"}}};

/// Nothing that was asked for is left undone without a word.
Result<void> refuseUnused(const FigureRequest& request, const FigureSource& source) {
    const auto& panels = source.recipe.panels;
    for (const Use& use : kUses) {
        if ((request.*use.value).isEmpty()) continue;
        const auto uses = [&](const FigureSpec& panel) {
            if (use.value == &FigureRequest::pricing && panel.view == QLatin1String("text") && panel.measure == QLatin1String("energy")) return true;
            return std::any_of(use.views.begin(), use.views.end(), [&](const char* view) { return panel.view == QLatin1String(view); });
        };
        std::string views;
        for (const char* view : use.views) views += (views.empty() ? "" : ", ") + std::string(view);
        if (std::none_of(panels.begin(), panels.end(), uses))
            return fail(std::string("--") + use.option + ": this figure's view has no use for it; expected --view " + views);
    }
    if (request.heightMm > 0 && std::all_of(panels.begin(), panels.end(), isAsHighAsItsLines))
        return fail("--height: this figure is as high as its lines need; expected --preset of another width");
    if (request.heightMm > 0 && panels.size() == 1 && source.recipe.preset.heightMm > 0)
        return fail("--height: the preset " + source.recipe.preset.name.toStdString() + " has a height of its own; expected another --preset");
    if (!request.tokens.isEmpty() && !source.recipe.table.isEmpty()) return fail("--tokens: rows of compare --json have no tokens");
    if (!request.model.isEmpty() && source.run) return fail("--model: a recording is drawn as it is; expected a recipe, to compute it anew");
    if (!request.model.isEmpty() && !source.recipe.table.isEmpty()) return fail("--model: rows of compare --json are drawn as they are");
    return {};
}

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
    if (auto other = refuseInputs(request.output.toStdString(), {request.input.toStdString(), request.with.toStdString(), request.model.toStdString()}); !other)
        return tl::unexpected(other.error());
    auto source = openSource(request.input);
    if (!source) return tl::unexpected(source.error());
    if (auto applied = applyOptions(request, source->recipe); !applied) return tl::unexpected(applied.error());
    if (auto used = refuseUnused(request, *source); !used) return tl::unexpected(used.error());
    if (!request.with.isEmpty() && !QFileInfo::exists(request.with)) return fail(request.with.toStdString() + ": no such file");
    if (!request.with.isEmpty()) source->recipe.other = Recipe::Other{request.with, {}, {}, {}};
    auto data = readSource(*source, request.model);
    if (!data) return tl::unexpected(data.error());
    return PreparedFigure{std::move(source->recipe), std::move(*data)};
}

Result<QStringList> writeFigure(const PreparedFigure& prepared, const QString& output, bool beside, const QString& keep, const QByteArray& rows) {
    auto format = formatOf(output);
    if (!format) return tl::unexpected(format.error());
    const Recipe& recipe = prepared.recipe;
    for (const QString& input : filesOf(recipe))
        if (auto other = refuseInputs(output.toStdString(), {input.toStdString()}); !other) return tl::unexpected(other.error());
    auto figure = drawPanels(recipe, prepared.data);
    if (!figure) return tl::unexpected(figure.error());
    const FigureNotes notes{captionTitle(recipe, prepared.data), caption(recipe, prepared.data), recipeJson(recipe, false)};
    const auto bytes = encodeFigure(figure->list, *format, recipe.dpi > 0 ? recipe.dpi : recipe.preset.dpi, notes);
    if (!bytes) return fail(output.toStdString() + ": " + bytes.error().message);
    std::vector<NamedBytes> files{{output, *bytes}};
    if (beside) {
        const QFileInfo info(output);
        const QString stem = info.dir().filePath(info.completeBaseName());
        Beside side{stem + QStringLiteral(".recipe.json"), false, {stem + QStringLiteral(".csv"), figure->csv}, {}};
        side.keep = !keep.isEmpty() && QFileInfo(side.recipe) == QFileInfo(keep);
        if (!rows.isEmpty()) side.rows = {info.dir().filePath(recipe.table), rows};
        if (auto may = mayReplace(side); !may) return tl::unexpected(may.error());
        Recipe moved = relocated(recipe, info.absolutePath());
        moved.csvSha256 = digestOf(figure->csv);
        if (!side.keep) files.push_back({side.recipe, recipeJson(moved, true)});
        else if (const auto kept = openRegularFile(side.recipe); kept && recipe.csvSha256 != moved.csvSha256)
            if (const QByteArray json = withDigest((*kept)->readAll(), moved.csvSha256); !json.isEmpty()) files.push_back({side.recipe, json});
        if (!side.rows.path.isEmpty()) files.push_back(side.rows);
        files.push_back(side.csv);
    }
    if (auto done = writeTogether(files); !done) return tl::unexpected(done.error());
    QStringList written;
    for (const NamedBytes& file : files) written << file.path;
    return written;
}

Result<QStringList> makeFigure(const FigureRequest& request) {
    if (auto format = formatOf(request.output); !format) return tl::unexpected(format.error());  // before anything is computed
    auto prepared = prepareFigure(request);
    if (!prepared) return tl::unexpected(prepared.error());
    return writeFigure(*prepared, request.output, request.beside, request.input);
}

}  // namespace spikeglass::figures
