// SPDX-License-Identifier: Apache-2.0
// Mouse, wheel and keys of the RasterView.
#include <QApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "raster_view.h"

namespace spikeglass {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kPanShare = 0.1;             // of the visible span, per key press
constexpr double kGreatestNeuronHeight = 24;  // pixels; the closest zoom

}  // namespace

void RasterView::hover(const QPointF& position) {
    const std::optional<RasterHit> hit = hitAt(position);
    const QRectF plot = plotRect();
    // Over the plot and over the text below it, a token is marked; over a neuron's row the neuron too.
    std::optional<std::int64_t> token;
    if (hit)
        token = hit->token;
    else if (position.x() >= plot.left() && position.x() < plot.right() && position.y() >= plot.top())
        token = columns().tokenAt(static_cast<int>(std::floor(position.x() * m_scale)) - m_plot.left());
    const std::optional<std::size_t> label = siteAtLabel(position);
    const bool onChip = isFollowChipVisible() && followChipRect().contains(position);
    setCursor(onChip || label                                ? Qt::PointingHandCursor
              : m_tool == Tool::Select && plot.contains(position) ? Qt::CrossCursor
                                                                  : Qt::ArrowCursor);
    m_run->setHoveredToken(token);
    if (hit && !hit->collapsed)
        setCursorNeuron(hit->neuron, hit->token, hit->timestep);
    else
        setCursorNeuron(std::nullopt, 0, {}, hit ? textOf(*hit) : QString());
    if (QToolTip::isVisible()) QToolTip::showText(mapToGlobal(position.toPoint()), toolTipAt(position), this);
}

void RasterView::setCursorNeuron(std::optional<NeuronId> neuron, std::int64_t token,
                                 std::optional<std::size_t> timestep, const QString& site) {
    if (neuron != m_cursorNeuron || timestep != m_cursorTimestep) {
        m_cursorNeuron = neuron;
        m_cursorTimestep = timestep;
        update();
    }
    QStringList said;
    if (neuron) said << m_run->describe(*neuron, token, timestep);
    if (!site.isEmpty()) said << site;
    const std::int64_t marked = neuron ? token : m_run->hoveredToken().value_or(-1);
    if (const QString switched = m_run->describeSwitch(marked); !switched.isEmpty()) said << switched;
    Q_EMIT hoverText(said.join(QStringLiteral(" · ")));
}

void RasterView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) {
        hover(event->position());
        return;
    }
    if (!m_dragging && (event->position() - *m_pressed).manhattanLength() < QApplication::startDragDistance()) return;
    if (!m_dragging) {
        m_dragging = true;
        m_dragged = *m_pressed;
        m_picking = plotRect().contains(*m_pressed) && m_run->tokenCount() > 0 &&
                    (m_tool == Tool::Select || event->modifiers() & Qt::ShiftModifier);
        setCursor(m_picking ? Qt::CrossCursor : Qt::ClosedHandCursor);
    }
    if (m_picking) {
        m_dragged = event->position();
        update();
        return;
    }
    pan(event->position().x() - m_dragged.x(), event->position().y() - m_dragged.y());
    m_dragged = event->position();
}

void RasterView::mousePressEvent(QMouseEvent* event) {
    m_keyboardFocus = false;
    if (event->button() != Qt::LeftButton) return;
    if (isFollowChipVisible() && followChipRect().contains(event->position())) {
        m_run->setFollowing(true);
        return;
    }
    m_pressed = event->position();
    m_dragging = false;
}

void RasterView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_pressed) return;
    const QPointF pressed = *m_pressed;
    const bool clicked = !m_dragging, picked = m_picking;
    m_pressed.reset();
    m_dragging = m_picking = false;
    if (clicked) click(event->position(), event->modifiers());
    if (!picked) return hover(event->position());
    // With the select tool Shift adds; without, it is what made this a selection.
    Qt::KeyboardModifiers modifiers = event->modifiers();
    if (m_tool == Tool::Pan) modifiers.setFlag(Qt::ShiftModifier, false);
    select(selectionIn(QRectF(pressed, event->position()).normalized()), modifiers, false);
    update();
}

void RasterView::click(const QPointF& position, Qt::KeyboardModifiers modifiers) {
    m_tracedBeforeClick = m_run->tracedNeurons();
    m_pinnedBeforeClick = m_run->pinnedToken();
    if (const std::optional<std::size_t> site = siteAtLabel(position)) {
        if (labelRect(*site, true).contains(position)) return setCollapsed(*site, !m_arrangement.collapsed[*site]);
        return select(Selection::ofSite(*site, m_run->model().info().sites[*site].width), modifiers, true);
    }
    const std::optional<RasterHit> hit = hitAt(position);
    if (!hit) return;
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier))
        return select({{{hit->neuron.site, {static_cast<std::uint32_t>(hit->neuron.neuron)}}}, 0, 0},
                      Qt::ControlModifier, true);
    // Its moment and its trace; the same place again takes both away, another moment of it moves the mark only.
    const bool traced = std::find(m_tracedBeforeClick.begin(), m_tracedBeforeClick.end(), hit->neuron) !=
                        m_tracedBeforeClick.end();
    const bool pinned = m_run->pinnedToken() == hit->token;
    m_run->setPinnedToken(pinned && (traced || hit->collapsed) ? std::nullopt : std::optional(hit->token));
    if (!hit->collapsed && (pinned || !traced)) m_run->toggleTraced(hit->neuron);
}

void RasterView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !plotRect().contains(event->position())) return;
    // The first of the two clicks was none.
    m_run->setTraced(m_tracedBeforeClick);
    m_run->setPinnedToken(m_pinnedBeforeClick);
    resetZoom();
}

void RasterView::leaveEvent(QEvent*) {
    m_run->setHoveredToken(std::nullopt);
    setCursorNeuron(std::nullopt, 0);
}

void RasterView::wheelEvent(QWheelEvent* event) {
    if (m_run->tokenCount() == 0) return;
    const QPoint delta = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier)
        zoomNeurons(std::pow(kZoomStep, delta.y() / 120.0), event->position().y());
    else if (event->modifiers() & Qt::ShiftModifier || delta.y() == 0)
        pan((delta.x() != 0 ? delta.x() : delta.y()) * 0.5, 0);
    else
        zoomTime(std::pow(kZoomStep, delta.y() / 120.0), event->position().x());
    hover(event->position());
    event->accept();
}

void RasterView::zoomTime(double factor, double x) {
    TimeAxis a = axis();
    a.zoom(factor, std::clamp(x, a.left, a.left + a.width), RunViewModel::kLeastSpan, m_run->greatestSpan());
    m_run->setTimeAxis(a.first, a.tokens);
}

void RasterView::zoomNeurons(double factor, double y) {
    if (m_plot.isEmpty() || m_layout.bands.empty()) return;
    std::size_t neurons = 0;
    for (const RasterLayout::Band& band : m_layout.bands) neurons += band.neurons;
    const double closest =
        std::max(1.0, kGreatestNeuronHeight * m_scale * static_cast<double>(neurons) / m_plot.height());
    // What is under the cursor stays there: the same share of the same band.
    const double inPlot = std::clamp(y * m_scale - m_plot.top(), 0.0, m_plot.height() - 1.0);
    const auto under = std::find_if(m_layout.bands.begin(), m_layout.bands.end() - 1,
                                    [&](const RasterLayout::Band& band) { return band.bottom() > m_scrollY + inPlot; });
    const auto index = static_cast<std::size_t>(under - m_layout.bands.begin());
    const double share = (m_scrollY + inPlot - under->top) / under->height;
    m_neuronZoom = std::clamp(m_neuronZoom * factor, 1.0, closest);
    relayout();
    const RasterLayout::Band& band = m_layout.bands[index];
    m_scrollY = std::clamp(static_cast<int>(std::lround(band.top + share * band.height - inPlot)), 0,
                           std::max(0, m_layout.height - m_plot.height()));
    update();
}

void RasterView::pan(double dx, double dy) {
    TimeAxis a = axis();
    a.pan(dx);
    m_run->setTimeAxis(a.first, a.tokens);
    const int scroll = std::clamp(m_scrollY - static_cast<int>(std::lround(dy * m_scale)), 0,
                                  std::max(0, m_layout.height - m_plot.height()));
    if (scroll == m_scrollY) return;
    m_scrollY = scroll;
    update();
}

void RasterView::resetZoom() {
    m_neuronZoom = 1;
    m_scrollY = 0;
    relayout();
    const TimeAxis a = m_run->timeAxis();
    const double middle = a.first + a.tokens / 2;
    const double span = m_run->defaultSpan();
    const bool following = m_run->isFollowing();
    m_run->setTimeAxis(following ? static_cast<double>(m_run->tokenCount()) : middle - span / 2,
                       span);
    update();
}

void RasterView::keyPressEvent(QKeyEvent* event) {
    const TimeAxis a = axis();
    const bool control = event->modifiers() & Qt::ControlModifier;
    const std::int64_t marked = m_run->markedToken();
    // Zooming with keys keeps the newest token while following, else the marked one if it is in sight.
    double anchor = a.left + a.width / 2;
    if (m_run->isFollowing())
        anchor = a.toX(std::min(static_cast<double>(m_run->tokenCount()), a.first + a.tokens));
    else if (const double x = a.toX(static_cast<double>(marked) + 0.5); x >= a.left && x <= a.left + a.width)
        anchor = x;

    switch (event->key()) {
        case Qt::Key_Left: control ? stepPinned(-1) : pan(a.width * kPanShare, 0); break;
        case Qt::Key_Right: control ? stepPinned(1) : pan(-a.width * kPanShare, 0); break;
        case Qt::Key_Up: walkNeurons(1, false); break;
        case Qt::Key_Down: walkNeurons(-1, false); break;
        case Qt::Key_PageUp: walkNeurons(1, true); break;
        case Qt::Key_PageDown: walkNeurons(-1, true); break;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            control ? zoomNeurons(kZoomStep, m_cursorNeuron ? rowMiddle(*m_cursorNeuron) : height() / 2.0)
                    : zoomTime(kZoomStep, anchor);
            break;
        case Qt::Key_Minus:
            control ? zoomNeurons(1 / kZoomStep, m_cursorNeuron ? rowMiddle(*m_cursorNeuron) : height() / 2.0)
                    : zoomTime(1 / kZoomStep, anchor);
            break;
        case Qt::Key_0: resetZoom(); break;
        case Qt::Key_Home: m_run->setTimeAxis(static_cast<double>(m_run->history().begin()), a.tokens); break;
        case Qt::Key_End: m_run->setFollowing(true); break;
        case Qt::Key_F: m_run->setFollowing(!m_run->isFollowing()); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (!m_cursorNeuron) break;
            if (control || event->modifiers() & Qt::ShiftModifier)
                select({{{m_cursorNeuron->site, {static_cast<std::uint32_t>(m_cursorNeuron->neuron)}}}, 0, 0},
                       Qt::ControlModifier, true);
            else
                m_run->toggleTraced(*m_cursorNeuron);
            break;
        case Qt::Key_S: setTool(m_tool == Tool::Pan ? Tool::Select : Tool::Pan); break;
        case Qt::Key_Escape:
            if (m_picking) {
                m_pressed.reset();
                m_picking = m_dragging = false;
                update();
                break;
            }
            if (!m_run->selection().empty()) {
                m_run->clearSelection();
                break;
            }
            if (!m_run->pinnedToken() && !m_cursorNeuron) {
                event->ignore();
                return;
            }
            m_run->setPinnedToken(std::nullopt);
            setCursorNeuron(std::nullopt, 0);
            break;
        default: QWidget::keyPressEvent(event); return;
    }
    event->accept();
    if (!m_keyboardFocus) {
        m_keyboardFocus = true;
        update();
    }
}

void RasterView::walkNeurons(int step, bool bySite) {
    if (!m_run->hasModel() || m_layout.bands.empty() || m_run->tokenCount() == 0) return;
    NeuronId id;
    if (m_cursorNeuron)
        id = *m_cursorNeuron;
    else if (!m_run->tracedNeurons().empty())
        id = m_run->tracedNeurons().back();
    const std::vector<SiteInfo>& sites = m_run->model().info().sites;
    if (m_cursorNeuron) {
        const RasterLayout::Band& band = m_layout.bandOf(id.site);
        const std::size_t place = band.placeOf(id.neuron);
        const bool leaves = band.collapsed || (step > 0 ? place + 1 >= band.neurons : place == 0);
        if (bySite || leaves) {
            const bool last = step > 0 ? id.site + 1 >= sites.size() : id.site == 0;
            if (last) return;
            id.site = step > 0 ? id.site + 1 : id.site - 1;
            const RasterLayout::Band& next = m_layout.bandOf(id.site);
            id.neuron = next.neuronAt(bySite     ? std::min(place, next.neurons - 1)
                                      : step > 0 ? 0
                                                 : next.neurons - 1);
        } else {
            id.neuron = band.neuronAt(step > 0 ? place + 1 : place - 1);
        }
    }
    // Scrolls so that the row is in sight.
    const RasterLayout::Row row = m_layout.rowOf(m_layout.bandOf(id.site), id.neuron);
    m_scrollY = std::clamp(m_scrollY, std::max(0, row.bottom - m_plot.height()), std::max(row.top, 0));
    setCursorNeuron(id, m_run->markedToken());
    update();
}

void RasterView::stepPinned(int step) {
    const std::int64_t token = m_run->markedToken() + step;
    if (token < m_run->history().begin() || token >= m_run->tokenCount()) return;
    m_run->setPinnedToken(token);
    const TimeAxis a = m_run->timeAxis();
    const auto at = static_cast<double>(token);
    if (at < a.first || at + 1 > a.first + a.tokens) m_run->setTimeAxis(at - a.tokens / 2, a.tokens);
    if (m_cursorNeuron) setCursorNeuron(m_cursorNeuron, token);
}

void RasterView::focusInEvent(QFocusEvent* event) {
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void RasterView::focusOutEvent(QFocusEvent* event) {
    m_keyboardFocus = false;
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace spikeglass
