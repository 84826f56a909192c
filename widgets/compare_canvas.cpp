// SPDX-License-Identifier: Apache-2.0
#include "compare_canvas.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

#include "fonts.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

using Measure = LaneComparison::Measure;

constexpr double kGap = 10;  // between strips, pixels

/// The largest of round numbers that a strip's axis ends with.
double roundUp(double value) {
    if (!(value > 0)) return 1;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (value <= step * decade * 1.0000001) return step * decade;
    return 10 * decade;
}

}  // namespace

CompareView::Canvas::Canvas(CompareView* view) : QWidget(view), m_view(view) {
    setMouseTracking(true);
    setAccessibleName(CompareView::tr("Both lanes, token by token"));
}

TimeAxis CompareView::Canvas::axis() const {
    TimeAxis axis = m_view->m_a->timeAxis();
    axis.left = 0;
    axis.width = std::max(1, width() - 1);
    return axis;
}

QRectF CompareView::Canvas::stripRect(int strip) const {
    const double title = QFontMetricsF(scaledFont(font(), kSmallText)).height();
    const double pitch = static_cast<double>(height()) / LaneComparison::kMeasures;
    return {0, strip * pitch + title, static_cast<double>(width() - 1), std::max(8.0, pitch - title - kGap)};
}

QString CompareView::Canvas::valueText(Measure measure, double value) const {
    if (!std::isfinite(value)) return QStringLiteral("–");
    switch (measure) {
        case Measure::Divergence:
        case Measure::Surprisal: return CompareView::tr("%1 bits").arg(QLocale().toString(value, 'f', 2));
        case Measure::Spikes: return formatPercent(value);
        case Measure::Energy: return formatEnergy(value);
    }
    return {};
}

void CompareView::Canvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    for (int strip = 0; strip < LaneComparison::kMeasures; ++strip) paintStrip(painter, strip);
    const std::int64_t marked = m_view->m_a->markedToken();
    if (marked < 0) return;
    const TimeAxis time = axis();
    QColor tint = currentTheme().accent;
    tint.setAlphaF(0.25F);
    painter.fillRect(QRectF(time.toX(static_cast<double>(marked)), 0, std::max(1.5, time.pixelsPerToken()), height()), tint);
}

void CompareView::Canvas::paintStrip(QPainter& painter, int strip) const {
    const Theme& theme = currentTheme();
    const auto measure = static_cast<Measure>(strip);
    const QString names[] = {CompareView::tr("KL(A || B) of the next token"), CompareView::tr("surprisal"),
                             CompareView::tr("firing rate"), CompareView::tr("energy")};
    const LaneComparison& lanes = m_view->m_comparison;
    const QRectF plot = stripRect(strip);
    const TimeAxis time = axis();
    const std::int64_t from = std::max<std::int64_t>(0, time.tokenAt(0)), to = std::min(lanes.end(), time.tokenAt(width()) + 1);
    double highest = 0;
    for (std::int64_t token = from; token < to; ++token)
        for (const double value : {lanes.valueA(measure, token), lanes.valueB(measure, token)})
            if (std::isfinite(value)) highest = std::max(highest, value);
    highest = roundUp(highest);

    const QFont small = scaledFont(figuresFont(font()), kSmallText);
    painter.setFont(small);
    painter.setPen(theme.secondaryText);
    const QRectF title(plot.left(), plot.top() - QFontMetricsF(small).height(), plot.width(), QFontMetricsF(small).height());
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, CompareView::tr("%1, 0–%2").arg(names[strip], valueText(measure, highest)));
    const std::int64_t marked = m_view->m_a->markedToken();
    const bool onlyOne = measure == Measure::Divergence;
    painter.setPen(theme.text);
    painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter,
                     onlyOne ? valueText(measure, lanes.valueA(measure, marked))
                             : CompareView::tr("A %1 · B %2").arg(valueText(measure, lanes.valueA(measure, marked)), valueText(measure, lanes.valueB(measure, marked))));
    painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), theme.line);

    // Per pixel from the lowest to the highest of its tokens, so that no peak gets lost; the middles are joined.
    const auto draw = [&](bool b) {
        QPolygonF line;
        const QColor color = b ? theme.analog : theme.spiking;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(onlyOne ? theme.accent : color, b ? 1.6 : 1.3, b ? Qt::DashLine : Qt::SolidLine);
        painter.setPen(pen);
        const auto flush = [&] {
            if (line.size() == 1) line << line.front() + QPointF(1, 0);
            if (!line.isEmpty()) painter.drawPolyline(line);
            line.clear();
        };
        const double perPixel = std::max(1.0, 1.0 / time.pixelsPerToken());
        for (double at = static_cast<double>(from); at < static_cast<double>(to); at += perPixel) {
            double low = INFINITY, high = -INFINITY;
            for (auto token = static_cast<std::int64_t>(at); token < std::min(to, static_cast<std::int64_t>(at + perPixel)); ++token) {
                const double value = b ? lanes.valueB(measure, token) : lanes.valueA(measure, token);
                if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
            }
            if (!(low <= high)) {
                flush();
                continue;
            }
            const double x = time.toX(at + 0.5 * perPixel);
            line << QPointF(x, plot.bottom() - high / highest * plot.height());
            if (high > low) line << QPointF(x, plot.bottom() - low / highest * plot.height());
        }
        flush();
        painter.restore();
    };
    draw(false);
    if (!onlyOne) draw(true);
}

void CompareView::Canvas::mouseMoveEvent(QMouseEvent* event) { m_view->m_a->setHoveredToken(axis().tokenAt(event->position().x())); }

void CompareView::Canvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) m_view->m_a->setPinnedToken(axis().tokenAt(event->position().x()));
}

void CompareView::Canvas::leaveEvent(QEvent*) { m_view->m_a->setHoveredToken(std::nullopt); }

}  // namespace spikeglass
