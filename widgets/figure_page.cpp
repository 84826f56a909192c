// SPDX-License-Identifier: Apache-2.0
#include "figure_page.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

#include "figures/panel_grid.h"
#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr double kPointMm = 25.4 / 72;
constexpr int kRuler = 22, kMargin = 14;  // pixels
constexpr double kGrip = 12;
constexpr double kLeastTick = 4;  // pixels between millimetres

}  // namespace

FigurePage::FigurePage(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("The figure as it will print"));
    DescribedView::installAccessibility();
}

void FigurePage::setPreview(const FigurePreview& preview, const figures::FigurePreset& preset, int columns) {
    m_preview = preview;
    m_preset = preset;
    m_columns = columns;
    updateGeometry();
    resize(sizeHint());
    update();
}

void FigurePage::setSelected(std::size_t panel) {
    m_selected = panel;
    update();
}

void FigurePage::setScale(double pixelsPerMm) {
    if (pixelsPerMm == m_scale) return;
    m_scale = pixelsPerMm;
    updateGeometry();
    resize(sizeHint());
    update();
}

double FigurePage::scaleToFit(QSize room) const {
    if (m_preview.size.isEmpty()) return m_scale;
    const QSizeF mm = m_preview.size * kPointMm;
    const double around = kRuler + 2 * kMargin;
    return std::max(0.5, std::min((room.width() - around) / mm.width(), (room.height() - around) / mm.height()));
}

QSize FigurePage::sizeHint() const {
    const QSizeF paper = m_preview.size * (kPointMm * m_scale);
    return QSize(kRuler + 2 * kMargin, kRuler + 2 * kMargin) + paper.toSize();
}

QRectF FigurePage::paperRect() const {
    const QSizeF paper = m_preview.size * (kPointMm * m_scale);
    // In the middle of what room there is, on whole pixels.
    const double left = kRuler + std::max<double>(kMargin, std::floor((width() - kRuler - paper.width()) / 2));
    const double top = kRuler + std::max<double>(kMargin, std::floor((height() - kRuler - paper.height()) / 2));
    return {QPointF(left, top), paper};
}

QRectF FigurePage::toWidget(const QRectF& points) const {
    const double s = kPointMm * m_scale;
    return {paperRect().topLeft() + points.topLeft() * s, points.size() * s};
}

QPointF FigurePage::toPoints(QPointF position) const { return (position - paperRect().topLeft()) / (kPointMm * m_scale); }

QRectF FigurePage::panelRect(std::size_t panel) const { return toWidget(m_preview.panels.at(panel)); }

QRectF FigurePage::gripOf(std::size_t panel) const {
    const QRectF rect = panelRect(panel);
    return {rect.right() - kGrip, rect.bottom() - kGrip, kGrip + 4, kGrip + 4};
}

std::optional<std::size_t> FigurePage::panelAt(QPointF position) const {
    for (std::size_t p = 0; p < m_preview.panels.size(); ++p)
        if (panelRect(p).contains(position)) return p;
    return std::nullopt;
}

double FigurePage::stripHeight() const { return m_preview.panels.size() > 1 ? 1.3 * m_preset.letterSize : 0; }

int FigurePage::columnOf(std::size_t panel) const {
    const figures::PanelGrid grid{m_preview.size.width(), m_columns};
    return static_cast<int>(std::lround(m_preview.panels[panel].left() / (grid.column() + figures::PanelGrid::kGap)));
}

QRectF FigurePage::resized() const {
    QRectF rect = m_preview.panels[m_selected];
    const QPointF corner = rect.bottomRight() + toPoints(m_at) - toPoints(m_pressed);
    std::vector<double> others;
    for (std::size_t p = 0; p < m_preview.panels.size(); ++p)
        if (p != m_selected) others.push_back((m_preview.panels[p].height() - stripHeight()) * kPointMm);
    const double height = FigureComposition::snappedHeight((corner.y() - rect.top() - stripHeight()) * kPointMm, others);
    const figures::PanelGrid grid{m_preview.size.width(), m_columns};
    rect.setWidth(grid.spanned(grid.spanNearest(columnOf(m_selected), corner.x())));
    rect.setHeight(height / kPointMm + stripHeight());
    return rect;
}

void FigurePage::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    m_pressed = m_at = event->position();
    if (m_selected < m_preview.panels.size() && gripOf(m_selected).contains(m_pressed)) {
        m_drag = Drag::Resize;
        return;
    }
    if (const auto panel = panelAt(m_pressed)) Q_EMIT selectRequested(*panel);
}

void FigurePage::mouseMoveEvent(QMouseEvent* event) {
    m_at = event->position();
    if (!(event->buttons() & Qt::LeftButton)) {
        const bool grip = m_selected < m_preview.panels.size() && gripOf(m_selected).contains(m_at);
        setCursor(grip ? Qt::SizeFDiagCursor : m_preview.panels.size() > 1 && panelAt(m_at) ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    const bool far = (m_at - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_drag == Drag::None && far && m_preview.panels.size() > 1 && panelAt(m_pressed) == m_selected) {
        m_drag = Drag::Move;
        setCursor(Qt::ClosedHandCursor);
    }
    update();
}

void FigurePage::mouseReleaseEvent(QMouseEvent* event) {
    m_at = event->position();
    const Drag drag = std::exchange(m_drag, Drag::None);
    setCursor(Qt::ArrowCursor);
    update();
    if (m_selected >= m_preview.panels.size()) return;
    if (drag == Drag::Move) Q_EMIT moveBeforeRequested(m_selected, FigureComposition::dropPlace(m_preview.panels, toPoints(m_at)));
    if (drag != Drag::Resize || m_at == m_pressed) return;
    const QRectF rect = resized();
    const figures::PanelGrid grid{m_preview.size.width(), m_columns};
    Q_EMIT resizeRequested(m_selected, grid.spanNearest(columnOf(m_selected), rect.right()), (rect.height() - stripHeight()) * kPointMm);
}

void FigurePage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo)) return Q_EMIT undoRequested();
    if (event->matches(QKeySequence::Redo)) return Q_EMIT redoRequested();
    const auto count = m_preview.panels.size();
    switch (event->key()) {
        case Qt::Key_Left: return Q_EMIT moveRequested(-1);
        case Qt::Key_Right: return Q_EMIT moveRequested(1);
        case Qt::Key_Up: return Q_EMIT moveRequested(-m_columns);
        case Qt::Key_Down: return Q_EMIT moveRequested(m_columns);
        case Qt::Key_Delete:
        case Qt::Key_Backspace: return Q_EMIT removeRequested();
        case Qt::Key_PageDown: return Q_EMIT selectRequested(std::min(m_selected + 1, count - 1));
        case Qt::Key_PageUp: return Q_EMIT selectRequested(m_selected > 0 ? m_selected - 1 : 0);
        case Qt::Key_Escape:
            if (m_drag == Drag::None) break;
            m_drag = Drag::None;
            return update();
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void FigurePage::paintRulers(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QRectF paper = paperRect();
    painter.setFont(scaledFont(figuresFont(font()), 0.78));
    const auto ruler = [&](bool across) {
        const double start = across ? paper.left() : paper.top(), length = across ? paper.width() : paper.height();
        const int step = m_scale >= kLeastTick ? 1 : 5;
        for (int mm = 0; mm <= static_cast<int>(length / m_scale + 1e-6); mm += step) {
            const double at = std::floor(start + mm * m_scale) + 0.5, size = mm % 10 == 0 ? 7 : mm % 5 == 0 ? 5 : 3;
            painter.setPen(mm % 10 == 0 ? theme.secondaryText : Theme::mix(theme.window, theme.secondaryText, 0.55));
            const double edge = (across ? paper.top() : paper.left()) - 4;
            painter.drawLine(across ? QLineF(at, edge - size, at, edge) : QLineF(edge - size, at, edge, at));
            const int every = m_scale >= 2.4 ? 10 : 20;
            if (mm % every != 0) continue;
            const QRectF place = across ? QRectF(at - 20, edge - size - 14, 40, 13) : QRectF(edge - size - 28, at - 7, 26, 13);
            painter.setPen(theme.secondaryText);
            painter.drawText(place, across ? Qt::AlignCenter : Qt::AlignRight | Qt::AlignVCenter, QString::number(mm));
        }
    };
    ruler(true);
    ruler(false);
}

void FigurePage::paintDrop(QPainter& painter) const {
    const Theme& theme = currentTheme();
    painter.setPen(QPen(theme.accent, 2));
    painter.setBrush(Qt::NoBrush);
    if (m_drag == Drag::Resize) {
        const QRectF rect = resized();
        painter.drawRect(toWidget(rect));
        const QString said = tr("%1 × %2 mm").arg(rect.width() * kPointMm, 0, 'f', 1).arg((rect.height() - stripHeight()) * kPointMm, 0, 'f', 1);
        painter.setFont(scaledFont(figuresFont(font()), kSmallText));
        const QRectF place(toWidget(rect).bottomRight() - QPointF(120, 22), QSizeF(116, 18));
        painter.fillRect(place, theme.accent);
        painter.setPen(theme.accentText);
        painter.drawText(place, Qt::AlignCenter, said);
        return;
    }
    const std::size_t before = FigureComposition::dropPlace(m_preview.panels, toPoints(m_at));
    // A bar where the panel will stand: at the left edge of the one behind it, else at the end of the last.
    const bool last = before >= m_preview.panels.size();
    const QRectF next = panelRect(last ? m_preview.panels.size() - 1 : before);
    const double x = last ? next.right() + 3 : next.left() - 3;
    painter.setPen(QPen(theme.accent, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QLineF(x, next.top() + 2, x, next.bottom() - 2));
    QColor ghost = theme.accent;
    ghost.setAlpha(40);
    painter.fillRect(panelRect(m_selected).translated(m_at - m_pressed), ghost);
}

void FigurePage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = currentTheme();
    painter.fillRect(rect(), Theme::mix(theme.window, theme.text, theme.dark ? 0.06 : 0.08));
    if (m_preview.size.isEmpty()) return;
    const QRectF paper = paperRect();
    paintRulers(painter);
    painter.fillRect(paper.translated(2, 2), QColor(0, 0, 0, 70));
    painter.fillRect(paper, Qt::white);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(paper, m_preview.image);
    if (m_selected < m_preview.panels.size()) {
        painter.setPen(QPen(theme.accent, hasFocus() ? 2 : 1));
        if (m_preview.panels.size() > 1) painter.drawRect(panelRect(m_selected));
        const QRectF grip = gripOf(m_selected);
        painter.fillRect(QRectF(grip.right() - 9, grip.bottom() - 9, 8, 8), theme.accent);
    }
    if (m_drag != Drag::None) paintDrop(painter);
}

QString FigurePage::description() const {
    if (m_preview.size.isEmpty()) return tr("No figure yet");
    return tr("%1 by %2 millimetres. %3").arg(m_preview.size.width() * kPointMm, 0, 'f', 0).arg(m_preview.size.height() * kPointMm, 0, 'f', 0).arg(m_preview.caption);
}

}  // namespace spikeglass
