// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/figure_composition.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace spikeglass {
namespace {

constexpr std::size_t kMostSteps = 200;

}  // namespace

using figures::FigureSpec;

FigureLook FigureLook::of(const figures::Recipe& recipe) {
    return {recipe.panels, recipe.columns, recipe.sharedAxes, recipe.preset, recipe.dpi};
}

void FigureLook::applyTo(figures::Recipe& recipe) const {
    recipe.panels = panels;
    recipe.columns = columns;
    recipe.sharedAxes = sharedAxes;
    recipe.preset = preset;
    recipe.dpi = dpi;
}

void FigureComposition::reset(const FigureLook& look) {
    m_look = look;
    m_selected = 0;
    m_before.clear();
    m_after.clear();
    Q_EMIT changed();
    Q_EMIT selectionChanged();
}

void FigureComposition::select(std::size_t panel) {
    panel = std::min(panel, m_look.panels.size() - 1);
    if (panel == m_selected) return;
    m_selected = panel;
    Q_EMIT selectionChanged();
}

void FigureComposition::edit(const std::function<void(FigureLook&)>& by, std::size_t selected) {
    FigureLook next = m_look;
    by(next);
    if (next == m_look) return;
    m_before.push_back({std::move(m_look), m_selected});
    if (m_before.size() > kMostSteps) m_before.erase(m_before.begin());
    m_after.clear();
    m_look = std::move(next);
    m_selected = std::min(selected, m_look.panels.size() - 1);
    Q_EMIT changed();
    Q_EMIT selectionChanged();
}

void FigureComposition::change(const std::function<void(FigureLook&)>& by) { edit(by, m_selected); }

void FigureComposition::setPanel(const FigureSpec& spec) {
    edit([&](FigureLook& look) { look.panels[m_selected] = spec; }, m_selected);
}

void FigureComposition::addPanel(const QString& view) {
    if (m_look.panels.size() >= kMostPanels) return;
    FigureSpec added = panel();
    added.view = view;
    added.heightMm = 0;
    added.span = 1;
    edit([&](FigureLook& look) { look.panels.push_back(added); }, m_look.panels.size());
}

void FigureComposition::removePanel() {
    if (m_look.panels.size() < 2) return;
    edit([&](FigureLook& look) { look.panels.erase(look.panels.begin() + static_cast<std::ptrdiff_t>(m_selected)); }, m_selected);
}

void FigureComposition::movePanel(int places) {
    const auto last = static_cast<std::ptrdiff_t>(m_look.panels.size()) - 1;
    const std::ptrdiff_t from = static_cast<std::ptrdiff_t>(m_selected), to = std::clamp<std::ptrdiff_t>(from + places, 0, last);
    movePanelBefore(m_selected, static_cast<std::size_t>(to > from ? to + 1 : to));
}

void FigureComposition::movePanelBefore(std::size_t from, std::size_t before) {
    const std::size_t place = before > from ? before - 1 : before;
    if (from >= m_look.panels.size() || place >= m_look.panels.size() || place == from) return;
    edit(
        [&](FigureLook& look) {
            const FigureSpec moved = look.panels[from];
            look.panels.erase(look.panels.begin() + static_cast<std::ptrdiff_t>(from));
            look.panels.insert(look.panels.begin() + static_cast<std::ptrdiff_t>(place), moved);
        },
        place);
}

void FigureComposition::resizePanel(std::size_t panel, int span, double heightMm) {
    if (panel >= m_look.panels.size()) return;
    edit([&](FigureLook& look) { look.panels[panel].span = std::clamp(span, 1, look.columns), look.panels[panel].heightMm = heightMm; }, panel);
}

void FigureComposition::go(std::vector<Step>& from, std::vector<Step>& to) {
    if (from.empty()) return;
    to.push_back({std::move(m_look), m_selected});
    m_look = std::move(from.back().look);
    m_selected = from.back().selected;
    from.pop_back();
    Q_EMIT changed();
    Q_EMIT selectionChanged();
}

void FigureComposition::undo() { go(m_before, m_after); }
void FigureComposition::redo() { go(m_after, m_before); }

std::size_t FigureComposition::dropPlace(const std::vector<QRectF>& panels, QPointF at) {
    for (std::size_t first = 0; first < panels.size();) {
        // A row: panels of the same top; it ends where the lowest of them does.
        std::size_t end = first;
        double bottom = 0;
        for (; end < panels.size() && panels[end].top() == panels[first].top(); ++end) bottom = std::max(bottom, panels[end].bottom());
        if (at.y() <= bottom || end == panels.size()) {
            while (first < end && at.x() > panels[first].center().x()) ++first;
            return first;
        }
        first = end;
    }
    return panels.size();
}

double FigureComposition::snappedHeight(double heightMm, const std::vector<double>& othersMm) {
    const auto nearest = std::min_element(othersMm.begin(), othersMm.end(), [&](double a, double b) { return std::abs(a - heightMm) < std::abs(b - heightMm); });
    const double snapped = nearest != othersMm.end() && std::abs(*nearest - heightMm) <= kSnapMm ? *nearest : std::round(heightMm);
    return std::max(kLeastHeightMm, snapped);
}

}  // namespace spikeglass
