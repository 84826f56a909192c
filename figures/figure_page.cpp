// SPDX-License-Identifier: Apache-2.0
// The panels of a recipe on one page.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "figures/figure_builder.h"
#include "figures/figure_job.h"
#include "figures/panel_grid.h"

namespace spikeglass::figures {
namespace {

/// The data of one panel's tokens.
FigureData part(const FigureData& data, const FigureSpec& panel) {
    FigureData of = data;
    const std::int64_t to = panel.to < 0 ? data.to() : panel.to;
    const auto outside = [&](const Frame& frame) { return frame.index < panel.from || frame.index >= to; };
    std::erase_if(of.frames, outside);
    std::erase_if(of.other, outside);
    return of;
}

bool isAll(const FigureData& data, const FigureSpec& panel) {
    return panel.from == data.from() && (panel.to < 0 || panel.to == data.to());
}

bool sharesAxis(const PanelCell& a, const Figure& of, const PanelCell& b, const Figure& with) {
    return a.column == b.column && a.span == b.span && of.tokens && with.tokens && of.tokens->from == with.tokens->from &&
           of.tokens->to == with.tokens->to;
}

/// A panel of no height of its own may be higher or lower than its view likes it best.
bool isFree(const FigureSpec& panel) { return panel.heightMm == 0 && !isAsHighAsItsLines(panel); }

/// How high panels shall be, points: those that are free as high as their row where they are to be `even`, and lower where
/// the page has no room for all. Figures: as each likes it best. [panels]
std::vector<double> heightsOf(const Recipe& recipe, const std::vector<PanelCell>& cells, const std::vector<Figure>& figures, double strip) {
    constexpr double kLeastShare = 0.4, kStep = 0.02;
    const auto rows = static_cast<std::size_t>(cells.back().row) + 1;
    std::vector<double> highest(rows), heights(cells.size());
    for (std::size_t p = 0; p < cells.size(); ++p) {
        heights[p] = figures[p].list.size().height();
        double& row = highest[static_cast<std::size_t>(cells[p].row)];
        row = std::max(row, heights[p]);
    }
    for (std::size_t p = 0; p < cells.size(); ++p)
        if (recipe.sharedAxes && isFree(recipe.panels[p])) heights[p] = highest[static_cast<std::size_t>(cells[p].row)];
    const double most = recipe.preset.mostHeightMm * 72 / 25.4;
    const auto total = [&](double share) {
        std::vector<double> of(rows);
        for (std::size_t p = 0; p < cells.size(); ++p) {
            double& row = of[static_cast<std::size_t>(cells[p].row)];
            row = std::max(row, strip + heights[p] * (isFree(recipe.panels[p]) ? share : 1));
        }
        return std::accumulate(of.begin(), of.end(), PanelGrid::kGap * static_cast<double>(rows - 1));
    };
    double share = 1;
    while (total(share) > most && share > kLeastShare) share -= kStep;
    for (std::size_t p = 0; p < cells.size(); ++p)
        if (isFree(recipe.panels[p])) heights[p] *= share;
    return heights;
}

/// [panels]; left 0: none.
std::vector<SharedAxis> sharedAxes(const std::vector<PanelCell>& cells, const std::vector<Figure>& figures) {
    std::vector<SharedAxis> axes(cells.size());
    for (std::size_t p = 0; p < cells.size(); ++p)
        for (std::size_t q = 0; q < cells.size(); ++q) {
            if (p == q || !sharesAxis(cells[p], figures[p], cells[q], figures[q])) continue;
            SharedAxis& axis = axes[p];
            if (axis.left == 0) axis.left = figures[p].tokens->left, axis.right = figures[p].tokens->right;
            axis.left = std::max(axis.left, figures[q].tokens->left);
            axis.right = std::min(axis.right, figures[q].tokens->right);
            if (cells[q].row == cells[p].row + 1) axis.labels = false;
        }
    return axes;
}

QString letterOf(const FigurePreset& preset, std::size_t panel) {
    return QString(QChar((preset.upperLetters ? 'A' : 'a') + static_cast<int>(panel)));
}

}  // namespace

Result<Figure> drawPanels(const Recipe& recipe, const FigureData& data) {
    const std::vector<FigureSpec>& panels = recipe.panels;
    FigurePreset preset = recipe.preset;
    if (recipe.dpi > 0) preset.dpi = recipe.dpi;
    if (panels.size() == 1) {
        auto figure = buildFigure(isAll(data, panels[0]) ? data : part(data, panels[0]), panels[0], preset);
        if (figure) figure->panels = {QRectF(QPointF(), figure->list.size())};
        return figure;
    }
    const std::vector<PanelCell> cells = placePanels(panels, recipe.columns);
    const PanelGrid grid{preset.widthPoints(), recipe.columns};
    const auto build = [&](std::size_t p, const SharedAxis& axis, double height) -> Result<Figure> {
        FigureSpec spec = panels[p];
        if (isFree(spec)) spec.heightMm = height * 25.4 / 72;
        FigurePreset own = preset;
        own.widthMm = grid.spanned(cells[p].span) * 25.4 / 72;
        own.heightMm = 0;
        auto figure = isAll(data, spec) ? buildFigure(data, spec, own, axis) : buildFigure(part(data, spec), spec, own, axis);
        if (!figure) return fail("panel " + letterOf(preset, p).toStdString() + ": " + figure.error().message);
        return figure;
    };
    std::vector<Figure> figures;
    for (std::size_t p = 0; p < panels.size(); ++p) {
        auto figure = build(p, {}, 0);
        if (!figure) return figure;
        figures.push_back(std::move(*figure));
    }
    const double strip = 1.3 * preset.letterSize;  // above each panel, for its letter
    const std::vector<double> heights = heightsOf(recipe, cells, figures, strip);
    const std::vector<SharedAxis> axes = recipe.sharedAxes ? sharedAxes(cells, figures) : std::vector<SharedAxis>(panels.size());
    for (std::size_t p = 0; p < panels.size(); ++p) {
        if (axes[p].left == 0 && std::abs(heights[p] - figures[p].list.size().height()) < 1e-6) continue;
        auto figure = build(p, axes[p], heights[p]);
        if (!figure) return figure;
        figures[p] = std::move(*figure);
    }
    const TextStyle letter{preset.families, preset.letterSize, true, false, Qt::black};
    DisplayList list({preset.widthPoints(), 0});
    QByteArray csv;
    std::vector<QRectF> places;
    double top = 0, bottom = 0;
    for (std::size_t p = 0; p < panels.size(); ++p) {
        if (p > 0 && cells[p].row != cells[p - 1].row) top = bottom + PanelGrid::kGap;
        const QString name = letterOf(preset, p);
        const double left = grid.left(cells[p].column);
        list.text({left, top + preset.letterSize}, name, letter);
        list.append(figures[p].list, {left, top + strip}, QStringLiteral("panel-") + name);
        places.emplace_back(left, top, grid.spanned(cells[p].span), strip + figures[p].list.size().height());
        bottom = std::max(bottom, places.back().bottom());
        csv += "panel " + name.toUtf8() + ": " + panels[p].view.toUtf8() + "\r\n" + figures[p].csv;
    }
    if (bottom > preset.mostHeightMm * 72 / 25.4 + 0.01)
        return fail("the panels are " + std::to_string(static_cast<int>(bottom * 25.4 / 72)) + " mm high together; " + preset.name.toStdString() +
                    " has room for " + std::to_string(static_cast<int>(preset.mostHeightMm)) + " mm (height_mm makes a panel lower)");
    DisplayList page({preset.widthPoints(), bottom});
    page.append(list, {0, 0}, QStringLiteral("figure"));
    return Figure{std::move(page), std::move(csv), {}, std::move(places)};
}

}  // namespace spikeglass::figures
