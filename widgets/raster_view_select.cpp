// SPDX-License-Identifier: Apache-2.0
// Selecting, sorting and collapsing in the RasterView.
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "raster_menu.h"
#include "raster_metrics.h"
#include "raster_tools.h"
#include "raster_view.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {

using namespace raster;

namespace {

QColor withAlpha(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

/// The box that is being drawn, and what it holds.
void paintRubber(QPainter& painter, const QRectF& plot, const QRectF& box, const Selection& picked, const QFont& small) {
    const Theme& theme = currentTheme();
    painter.save();
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(withAlpha(theme.accent, 0.14));
    painter.drawRect(box);
    const QFontMetricsF metrics(small);
    const QString text = RasterView::tr("%1 neurons × %2 tokens")
                             .arg(picked.neuronCount())
                             .arg(std::max<std::int64_t>(0, picked.end - picked.begin));
    QRectF note(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 4);
    note.moveTopLeft(box.bottomLeft() + QPointF(0, 4));
    if (note.bottom() > plot.bottom()) note.moveBottom(box.top() - 4);
    note.moveLeft(std::clamp(note.left(), plot.left(), std::max(plot.left(), plot.right() - note.width())));
    note.moveTop(std::max(note.top(), plot.top()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(note, 4, 4);
    painter.setFont(small);
    painter.setPen(theme.accentText);
    painter.drawText(note, Qt::AlignCenter, text);
    painter.restore();
}

}  // namespace

void RasterView::setTool(Tool tool) {
    if (tool == m_tool) return;
    m_tool = tool;
    Q_EMIT toolChanged();
    update();
}

void RasterView::setOrder(Order order) {
    m_order = order;
    m_arrangement.orders.clear();
    if (m_run->tokenCount() > 0) sortNow();
    relayout();
    update();
    Q_EMIT arrangementChanged();
}

void RasterView::sortNow() {
    m_arrangement.orders.clear();
    if (m_order == Order::Index || !m_run->hasModel()) return relayout();
    const TokenColumns c = columns();
    for (std::size_t site = 0; site < m_run->model().info().sites.size(); ++site)
        m_arrangement.orders.push_back(sortNeurons(m_run->history(), site, m_order, c.firstToken(), c.endToken()));
    relayout();
    update();
}

void RasterView::setCollapsed(std::size_t site, bool on) {
    if (site >= m_arrangement.collapsed.size() || m_arrangement.collapsed[site] == on) return;
    m_arrangement.collapsed[site] = on;
    relayout();
    update();
    Q_EMIT arrangementChanged();
}

void RasterView::setAllCollapsed(bool on) {
    m_arrangement.collapsed.assign(m_arrangement.collapsed.size(), on);
    relayout();
    update();
    Q_EMIT arrangementChanged();
}

void RasterView::reveal(NeuronId neuron) {
    if (!m_run->hasModel() || neuron.site >= m_layout.bands.size()) return;
    if (neuron.neuron >= m_layout.bandOf(neuron.site).neurons) return;
    setCollapsed(neuron.site, false);
    const RasterLayout::Row row = m_layout.rowOf(m_layout.bandOf(neuron.site), neuron.neuron);
    const int most = std::max(0, m_layout.height - m_plot.height());
    if (row.top < m_scrollY || row.bottom > m_scrollY + m_plot.height())
        m_scrollY = std::clamp((row.top + row.bottom - m_plot.height()) / 2, 0, most);
    setCursorNeuron(neuron, m_run->markedToken());
    update();
}

/// Neurons that another view selected come into sight.
void RasterView::onSelection() {
    update();
    const Selection& selection = m_run->selection();
    if (m_selecting || selection.empty() || m_layout.bands.empty()) return;
    int top = m_layout.height, bottom = 0;
    for (const Selection::Site& site : selection.sites)
        for (const std::uint32_t neuron : site.neurons) {
            const RasterLayout::Row row = m_layout.rowOf(m_layout.bandOf(site.site), neuron);
            top = std::min(top, row.top), bottom = std::max(bottom, row.bottom);
        }
    if (top < m_scrollY + m_plot.height() && bottom > m_scrollY) return;
    m_scrollY = std::clamp((top + bottom - m_plot.height()) / 2, 0, std::max(0, m_layout.height - m_plot.height()));
}

QRectF RasterView::labelRect(std::size_t site, bool triangle) const {
    if (site >= m_layout.bands.size()) return {};
    const RasterLayout::Band& band = m_layout.bandOf(site);
    const QRectF plot = plotRect();
    const double top = (m_plot.top() - m_scrollY + band.top) / m_scale, height = band.height / m_scale;
    const QRectF all(kMargin, top, plot.left() - kTriangles - kMargin, height);
    const QRectF label = triangle ? QRectF(all.topLeft(), QSizeF(kFold, height)) : all.adjusted(kFold, 0, 0, 0);
    return label & QRectF(0, plot.top(), plot.left(), plot.height());
}

std::optional<std::size_t> RasterView::siteAtLabel(const QPointF& position) const {
    const QRectF plot = plotRect();
    if (position.x() >= plot.left() - kTriangles || position.y() < plot.top() || position.y() >= plot.bottom())
        return std::nullopt;
    const RasterLayout::Band* band =
        m_layout.bandAt(static_cast<int>(std::floor(position.y() * m_scale)) - m_plot.top() + m_scrollY);
    return band != nullptr ? std::optional(band->site) : std::nullopt;
}

Selection RasterView::selectionIn(const QRectF& area) const {
    const QRectF inPlot = area & plotRect();
    if (inPlot.isEmpty()) return {};
    const auto device = [this](double v) { return static_cast<int>(std::floor(v * m_scale)); };
    const TokenColumns c = columns();
    const int top = device(inPlot.top()) - m_plot.top() + m_scrollY;
    Selection picked = m_layout.neuronsIn(top, std::max(top + 1, device(inPlot.bottom()) - m_plot.top() + m_scrollY));
    const int left = device(inPlot.left()) - m_plot.left(), right = device(inPlot.right()) - m_plot.left();
    picked.begin = std::max(c.tokenAt(left), m_run->history().begin());
    picked.end = std::min(std::max(c.tokenAt(right) + 1, picked.begin + 1), m_run->tokenCount());
    return picked;
}

/// toggle: what is selected already is taken out instead.
void RasterView::select(const Selection& picked, Qt::KeyboardModifiers modifiers, bool toggle) {
    const Selection now = m_run->selection();
    m_selecting = true;
    if (!(modifiers & (Qt::ShiftModifier | Qt::ControlModifier)))
        m_run->setSelection(toggle && now == picked ? Selection{} : picked);
    else
        m_run->setSelection(toggle && now.containsAll(picked) ? now.without(picked) : now.with(picked));
    m_selecting = false;
    if (const QString said = m_run->describeSelection(); !said.isEmpty()) Q_EMIT hoverText(tr("selected: %1").arg(said));
}

QString RasterView::textOf(const RasterHit& hit) const {
    if (!hit.collapsed) return m_run->describe(hit.neuron, hit.token, hit.timestep);
    const SiteInfo& site = m_run->model().info().sites[hit.neuron.site];
    if (!m_run->isSpiking(hit.neuron.site, hit.token))
        return tr("%1 · token %2 · analog: no spikes here").arg(QString::fromStdString(site.name)).arg(hit.token);
    const auto spikes = static_cast<double>(m_run->history().countSite(hit.neuron.site, hit.token, hit.token + 1));
    return tr("%1 · collapsed, the triangle opens it · token %2 · %3 of its neurons fire")
        .arg(QString::fromStdString(site.name))
        .arg(hit.token)
        .arg(formatPercent(spikes / static_cast<double>(site.width * site.timesteps)));
}

void RasterView::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_run->hasModel()) return;
    const QPointF position = event->pos();
    const std::optional<RasterHit> hit = hitAt(position);
    const std::optional<std::size_t> site = hit ? std::optional(hit->neuron.site) : siteAtLabel(position);
    const bool neuron = hit && !hit->collapsed;
    QMenu* menu = makeRasterMenu(*this, *m_run, site, neuron ? std::optional(hit->neuron) : m_cursorNeuron);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

void RasterView::paintFold(QPainter& painter, const RasterLayout::Band& band) const {
    const QRectF place = labelRect(band.site, true);
    if (place.height() < 7) return;
    const QPointF middle(place.left() + 4, place.center().y());
    const bool collapsed = band.collapsed;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().secondaryText, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (collapsed)
        painter.drawPolyline(QPolygonF({middle + QPointF(-1.2, -3), middle + QPointF(1.8, 0), middle + QPointF(-1.2, 3)}));
    else
        painter.drawPolyline(QPolygonF({middle + QPointF(-3, -1.2), middle + QPointF(0, 1.8), middle + QPointF(3, -1.2)}));
    painter.restore();
}

/// Selected rows, lit over the selected moments, and a mark at the left edge that is seen wherever the moments are.
void RasterView::paintSelection(QPainter& painter) const {
    const Selection& selection = m_run->selection();
    const Theme& theme = currentTheme();
    const TokenColumns c = columns();
    const QRectF plot = plotRect();
    if (m_picking) {
        const QRectF box = QRectF(*m_pressed, m_dragged).normalized() & plot;
        paintRubber(painter, plot, box, selectionIn(box), scaledFont(figuresFont(font()), kSmallText));
    }
    const auto toX = [&](int x) { return (m_plot.left() + std::clamp(x, 0, m_plot.width())) / m_scale; };
    const double left = selection.hasMoments() ? toX(c.x(selection.begin)) : plot.left();
    const double right = selection.hasMoments() ? toX(c.x(selection.end)) : plot.right();
    painter.save();
    painter.setClipRect(plot.adjusted(-kTriangles, 0, 0, 0));
    for (const Selection::Site& site : selection.sites) {
        const RasterLayout::Band& band = m_layout.bandOf(site.site);
        std::vector<std::size_t> places;
        for (const std::uint32_t neuron : site.neurons) places.push_back(band.placeOf(neuron));
        std::sort(places.begin(), places.end());
        // Rows that touch are one box.
        for (std::size_t i = 0; i < places.size();) {
            const RasterLayout::Row lowest = m_layout.rowAt(band, places[i]);
            RasterLayout::Row row = lowest;
            for (; i < places.size() && places[i] <= row.to; ++i) row = m_layout.rowAt(band, places[i]);
            const double top = (m_plot.top() - m_scrollY + row.top) / m_scale;
            const double bottom = (m_plot.top() - m_scrollY + lowest.bottom) / m_scale;
            painter.fillRect(QRectF(plot.left() - 3, top, 3, bottom - top), theme.accent);
            if (right <= left) continue;
            const QRectF box(left, top, right - left, bottom - top);
            painter.fillRect(box, withAlpha(theme.accent, theme.dark ? 0.22 : 0.16));
            if (box.height() < 5 || box.width() < 5) continue;
            painter.setPen(QPen(withAlpha(theme.accent, 0.8), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
    painter.restore();
}

}  // namespace spikeglass
