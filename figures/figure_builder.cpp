// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_builder.h"

#include <algorithm>

#include "figures/run_totals.h"

namespace spikeglass::figures {
namespace {

struct View {
    const char* name;
    Result<Figure> (*build)(const FigureData&, const FigureSpec&, const Canvas&);
    double height;  // (operations and text: as their lines need) as a share of the width, up to a width of 120 mm; of wider ones it grows by half as much
};
constexpr View kViews[] = {{"raster", buildRaster, 0.95},     {"membrane", buildMembrane, 0.8},     {"rates", buildRates, 0.62},
                           {"energy", buildEnergy, 0.42},     {"operations", buildOperations, 1},   {"ladder", buildLadder, 0.75},
                           {"compare", buildCompare, 1.45},   {"candidates", buildCandidates, 0.6}, {"text", buildText, 1}};

double defaultHeight(const View& view, double width) {
    constexpr double kWide = 120 * 72 / 25.4;
    return view.height * (std::min(width, kWide) + std::max(0.0, width - kWide) / 2);
}

}  // namespace

const QStringList& figureViews() {
    static const QStringList names = [] {
        QStringList list;
        for (const View& view : kViews) list << QLatin1String(view.name);
        return list;
    }();
    return names;
}

bool isAsHighAsItsLines(const FigureSpec& spec) { return spec.view == QLatin1String("text") || spec.view == QLatin1String("operations"); }

TokenScale Canvas::tokens(std::int64_t from, std::int64_t to, double left, double right) const {
    return {from, to, shared.left > 0 ? shared.left : left, shared.right > 0 ? shared.right : right};
}

double Canvas::tokenAxis() const { return shared.labels ? tokenAxisHeight(preset) : 0.5 * preset.tickSize; }

void Canvas::drawTokens(DisplayList& list, const TokenScale& scale, const std::vector<Frame>& frames, double y) const {
    if (shared.labels)
        drawTokenAxis(list, preset, scale, frames, y);
    else
        list.line({scale.left, y + preset.lineWidth}, {scale.right, y + preset.lineWidth}, preset.axis());
}

Result<Figure> buildFigure(const FigureData& data, const FigureSpec& spec, const FigurePreset& preset, const SharedAxis& shared) {
    const auto view = std::find_if(std::begin(kViews), std::end(kViews), [&](const View& v) { return spec.view == QLatin1String(v.name); });
    if (view == std::end(kViews))
        return fail("there is no view \"" + spec.view.toStdString() + "\"; there are " + figureViews().join(QStringLiteral(", ")).toStdString());
    if (data.frames.empty() && spec.view != QLatin1String("ladder")) return fail("a figure of the view " + spec.view.toStdString() + " needs a run");
    if (spec.layer != QLatin1String("auto") && spec.layer != QLatin1String("vector") && spec.layer != QLatin1String("pixels"))
        return fail("there is no layer \"" + spec.layer.toStdString() + "\"; there are auto, vector, pixels");
    if (spec.colorMap != QLatin1String("viridis") && spec.colorMap != QLatin1String("cividis"))
        return fail("there is no colour map \"" + spec.colorMap.toStdString() + "\"; there are viridis, cividis");
    static const QStringList measures{QStringLiteral("surprisal"), QStringLiteral("spikes"), QStringLiteral("energy")};
    if (!measures.contains(spec.measure))
        return fail("there is no measure \"" + spec.measure.toStdString() + "\"; there are " + measures.join(QStringLiteral(", ")).toStdString());
    if (const auto priced = findPricing(spec.pricing); !priced && spec.view != QLatin1String("ladder")) return tl::unexpected(priced.error());  // rows have their own
    constexpr double kPoints = 72 / 25.4;
    const double most = preset.mostHeightMm * kPoints, wanted = preset.heightMm > 0 ? preset.heightMm * kPoints : spec.heightMm * kPoints;
    Canvas canvas{preset, preset.widthPoints(), 0, shared};
    canvas.height = wanted > 0 ? wanted : std::min(most, defaultHeight(*view, canvas.width));
    return view->build(data, spec, canvas);
}

}  // namespace spikeglass::figures
