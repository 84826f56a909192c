// SPDX-License-Identifier: Apache-2.0
#include "overview_strip.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {

namespace {

constexpr double kVerticalMargin = 5;
constexpr double kLeftMargin = 120, kRightMargin = 16;  // where no RasterView says otherwise
constexpr double kLeastWindow = 6;                      // pixels
constexpr double kReach = 5;                            // pixels around an edge that take hold of it
constexpr double kZoomStep = 1.25;

}  // namespace

OverviewStrip::OverviewStrip(RunViewModel* run, QWidget* parent) : QWidget(parent), m_run(run) {
    DescribedView::installAccessibility();
    loadResources();
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Mean firing rate, whole run"));
    connect(run, &RunViewModel::runReset, this, &OverviewStrip::onReset);
    connect(run, &RunViewModel::framesAppended, this, &OverviewStrip::onFrames);
    const auto repaint = [this] { update(); };
    connect(run, &RunViewModel::timeAxisChanged, this, repaint);
    connect(run, &RunViewModel::markedTokenChanged, this, repaint);
    onReset();
}

void OverviewStrip::onReset() {
    m_rates.clear();
    m_next = 0;
    m_grip = Grip::None;
    onFrames();
}

void OverviewStrip::onFrames() {
    m_next = std::max(m_next, m_run->liveHistory().begin());
    for (; m_next < m_run->liveTokenCount(); ++m_next) m_rates.append(m_next, m_run->firingRate(m_next));
    update();
}

void OverviewStrip::alignWith(const QRectF& plot) {
    m_alignment = plot;
    update();
}

QRectF OverviewStrip::plotRect() const {
    const double left = m_alignment ? m_alignment->left() : kLeftMargin;
    const double right = m_alignment ? m_alignment->right() : width() - kRightMargin;
    return {left, kVerticalMargin, std::max(1.0, right - left), height() - 2 * kVerticalMargin};
}

TimeAxis OverviewStrip::axis() const {
    const QRectF plot = plotRect();
    TimeAxis axis;
    axis.first = 0;
    axis.tokens = std::max(static_cast<double>(m_run->liveTokenCount()), m_run->timeAxis().tokens);
    axis.left = plot.left();
    axis.width = plot.width();
    return axis;
}

QRectF OverviewStrip::windowRect() const {
    const TimeAxis whole = axis(), visible = m_run->timeAxis();
    double left = whole.toX(visible.first), right = whole.toX(visible.first + visible.tokens);
    const QRectF plot = plotRect();
    if (right - left < kLeastWindow) {
        left = std::clamp(0.5 * (left + right - kLeastWindow), plot.left(), plot.right() - kLeastWindow);
        right = left + kLeastWindow;
    }
    return {left, plot.top(), right - left, plot.height()};
}

double OverviewStrip::greatestRate() const {
    const std::optional<RateSummary::Range> all = m_rates.range(0, m_next);
    const double highest = all ? all->highest : 0;
    for (const double top : {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8})
        if (highest <= top) return top;
    return 1;
}

QString OverviewStrip::description() const {
    const std::optional<RateSummary::Range> all = m_rates.range(0, m_next);
    if (!all) return tr("Empty.");
    return tr("%1 tokens. Firing rate per token from %L2% to %L3%, mean %L4%.")
        .arg(m_next)
        .arg(100 * all->lowest, 0, 'f', 1)
        .arg(100 * all->highest, 0, 'f', 1)
        .arg(100 * all->mean, 0, 'f', 1);
}

void OverviewStrip::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    const QRectF plot = plotRect();
    const QFont small = scaledFont(figuresFont(font()), kSmallText);
    const QFontMetricsF metrics(small);
    painter.setFont(small);
    painter.setPen(theme.secondaryText);
    // Beside the plot: what it shows, and what its height means.
    const QStringList lines = m_run->tokenCount() > 0 ? QStringList{tr("mean firing rate,"), tr("whole run"),
                                                                    tr("0–%1%").arg(100 * greatestRate())}
                                                      : QStringList{tr("mean firing rate,"), tr("whole run")};
    const double pitch = std::min(metrics.height(), (height() - 4.0) / static_cast<double>(lines.size()));
    const double top = 0.5 * (height() - pitch * static_cast<double>(lines.size()));
    for (int i = 0; i < lines.size(); ++i) {
        const QRectF label(2, top + i * pitch, plot.left() - 8 - 2, pitch);
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(lines[i], Qt::ElideRight, label.width()));
    }
    if (m_run->tokenCount() == 0) return;

    const QRectF window = windowRect();
    QColor tint = theme.accent;
    tint.setAlphaF(theme.dark ? 0.22F : 0.14F);
    painter.fillRect(window, tint);
    paintCurve(painter, plot);
    painter.setPen(Qt::NoPen);
    for (const double x : {window.left(), window.right() - 1.5})
        painter.fillRect(QRectF(x, window.top(), 1.5, window.height()), theme.accent);
    if (const std::int64_t marked = m_run->markedToken();
        marked >= 0 && (m_run->hoveredToken() || m_run->pinnedToken()))
        painter.fillRect(QRectF(axis().toX(static_cast<double>(marked) + 0.5) - 0.5, plot.top(), 1, plot.height()),
                         theme.text);

    if (hasFocus() && m_keyboardFocus) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
}

void OverviewStrip::paintCurve(QPainter& painter, const QRectF& plot) const {
    const Theme& theme = currentTheme();
    const TimeAxis whole = axis();
    const double greatest = greatestRate();
    const auto toY = [&](double rate) { return plot.bottom() - rate / greatest * plot.height(); };
    painter.setPen(theme.line);
    painter.drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()));
    painter.drawLine(QPointF(plot.left(), plot.top()), QPointF(plot.right(), plot.top()));

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    const auto flush = [&] {
        if (line.size() == 1) line << line.front() + QPointF(0.5, 0);
        if (!line.isEmpty()) painter.drawPolyline(line);
        line.clear();
    };
    if (whole.pixelsPerToken() >= 1) {
        for (std::int64_t token = 0; token < m_next; ++token) {
            if (const auto value = m_rates.range(token, token + 1))
                line << QPointF(whole.toX(static_cast<double>(token) + 0.5), toY(value->mean));
            else
                flush();
        }
    } else {
        // A bar per pixel from the lowest to the highest, so that no burst and no pause gets lost, and on to its left
        // neighbour. Bars, because one long line to and fro is slow to stroke.
        std::optional<std::pair<double, double>> before;  // top and bottom
        for (int x = 0; x < static_cast<int>(plot.width()); ++x) {
            const std::int64_t from = whole.tokenAt(plot.left() + x),
                               to = std::max(from + 1, whole.tokenAt(plot.left() + x + 1));
            if (const auto value = m_rates.range(from, to)) {
                const double top = toY(value->highest) - 0.6, bottom = toY(value->lowest) + 0.6;
                const double upper = before ? std::min(top, before->second) : top;
                const double lower = before ? std::max(bottom, before->first) : bottom;
                painter.fillRect(QRectF(plot.left() + x, upper, 1, lower - upper), theme.accent);
                before = {top, bottom};
            } else {
                before.reset();
            }
        }
    }
    flush();
    painter.restore();
}

OverviewStrip::Grip OverviewStrip::gripAt(const QPointF& position) const {
    const QRectF window = windowRect();
    // The inside of a small window is for moving it; its edges are taken from outside.
    const double inside = std::min(kReach, window.width() / 4);
    if (position.x() < window.left() - kReach || position.x() > window.right() + kReach) return Grip::None;
    if (position.x() < window.left() + inside) return Grip::Left;
    if (position.x() > window.right() - inside) return Grip::Right;
    return Grip::Inside;
}

void OverviewStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_run->tokenCount() == 0) return;
    const double token = axis().toToken(event->position().x());
    m_grip = gripAt(event->position());
    if (m_grip == Grip::None) {
        const TimeAxis visible = m_run->timeAxis();
        m_run->setTimeAxis(token - visible.tokens / 2, visible.tokens);
        m_grip = Grip::Inside;
    }
    const TimeAxis visible = m_run->timeAxis();
    m_grabbed = token - (m_grip == Grip::Right ? visible.first + visible.tokens : visible.first);
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event) {
    const double token = axis().toToken(event->position().x());
    if (m_grip == Grip::None) {
        const Grip grip = gripAt(event->position());
        setCursor(grip == Grip::Left || grip == Grip::Right ? Qt::SizeHorCursor
                  : grip == Grip::Inside                    ? Qt::OpenHandCursor
                                                            : Qt::PointingHandCursor);
        const auto hovered = static_cast<std::int64_t>(std::floor(token));
        m_run->setHoveredToken(hovered);
        const double rate = m_run->firingRate(hovered);
        Q_EMIT hoverText(std::isnan(rate)
                             ? QString()
                             : tr("token %1 · mean firing rate %L2%").arg(hovered).arg(100 * rate, 0, 'f', 1));
        return;
    }
    const TimeAxis visible = m_run->timeAxis();
    const double edge = token - m_grabbed, end = visible.first + visible.tokens;
    switch (m_grip) {
        case Grip::Left: {
            const double first = std::clamp(edge, 0.0, end - RunViewModel::kLeastSpan);
            m_run->setTimeAxis(first, end - first);
            break;
        }
        case Grip::Right:
            m_run->setTimeAxis(visible.first, std::max(edge - visible.first, RunViewModel::kLeastSpan));
            break;
        case Grip::Inside: m_run->setTimeAxis(edge, visible.tokens); break;
        case Grip::None: break;
    }
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) m_grip = Grip::None;
}

void OverviewStrip::leaveEvent(QEvent*) {
    m_run->setHoveredToken(std::nullopt);
    Q_EMIT hoverText({});
}

void OverviewStrip::wheelEvent(QWheelEvent* event) {
    TimeAxis visible = m_run->timeAxis();
    const double center = visible.first + visible.tokens / 2;
    visible.tokens /= std::pow(kZoomStep, event->angleDelta().y() / 120.0);
    visible.tokens = std::clamp(visible.tokens, RunViewModel::kLeastSpan, m_run->greatestSpan());
    m_run->setTimeAxis(center - visible.tokens / 2, visible.tokens);
    event->accept();
}

void OverviewStrip::keyPressEvent(QKeyEvent* event) {
    const TimeAxis visible = m_run->timeAxis();
    switch (event->key()) {
        case Qt::Key_Left: m_run->setTimeAxis(visible.first - visible.tokens / 4, visible.tokens); break;
        case Qt::Key_Right: m_run->setTimeAxis(visible.first + visible.tokens / 4, visible.tokens); break;
        case Qt::Key_Home: m_run->setTimeAxis(0, visible.tokens); break;
        case Qt::Key_End: m_run->setFollowing(true); break;
        default: QWidget::keyPressEvent(event); return;
    }
    event->accept();
    m_keyboardFocus = true;
    update();
}

void OverviewStrip::focusInEvent(QFocusEvent* event) {
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QWidget::focusInEvent(event);
}

void OverviewStrip::focusOutEvent(QFocusEvent* event) {
    m_keyboardFocus = false;
    QWidget::focusOutEvent(event);
}

void OverviewStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) update();
    QWidget::changeEvent(event);
}

}  // namespace spikeglass
