// SPDX-License-Identifier: Apache-2.0
#include "energy_chart.h"

#include <QApplication>
#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <array>
#include <cmath>

#include "fonts.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

struct Unit {
    double joules;
    const char* name;
};

/// The unit in which the highest value has one to three digits before the point.
Unit unitFor(double highest) {
    static constexpr std::array<Unit, 6> units{
        {{1.0, "J"}, {1e-3, "mJ"}, {1e-6, "µJ"}, {1e-9, "nJ"}, {1e-12, "pJ"}, {1e-15, "fJ"}}};
    for (const Unit& unit : units)
        if (highest >= unit.joules) return unit;
    return units[2];
}

}  // namespace

EnergyChart::EnergyChart(RunViewModel* run, QWidget* parent)
    : QChartView(new QChart, parent),
      m_run(run),
      m_here(new QLineSeries(this)),
      m_twin(new QLineSeries(this)),
      m_tokens(new QValueAxis(this)),
      m_joules(new QValueAxis(this)) {
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setAcceptDrops(false);  // a dropped file is for the window
    setAccessibleName(tr("Energy per token, chart"));
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->setMargins(QMargins(0, 0, 0, 0));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->addSeries(m_here);
    chart()->addSeries(m_twin);
    chart()->addAxis(m_tokens, Qt::AlignBottom);
    chart()->addAxis(m_joules, Qt::AlignLeft);
    for (QLineSeries* series : {m_here, m_twin}) {
        series->attachAxis(m_tokens);
        series->attachAxis(m_joules);
    }
    m_tokens->setGridLineVisible(false);
    m_tokens->setLabelFormat(QStringLiteral("%d"));
    m_tokens->setTickType(QValueAxis::TicksDynamic);
    m_joules->setLabelFormat(QStringLiteral("%g"));
    m_joules->setLineVisible(false);
    m_joules->setRange(0, 1);
    restyle();
    connect(run, &RunViewModel::markedTokenChanged, viewport(), qOverload<>(&QWidget::update));
}

void EnergyChart::draw(const EnergyLedger& ledger) {
    const TimeAxis axis = m_run->timeAxis();
    const auto from = std::max(ledger.begin(), static_cast<std::int64_t>(std::floor(axis.first)));
    const auto to = std::min(ledger.end(), static_cast<std::int64_t>(std::ceil(axis.first + axis.tokens)));
    const std::int64_t bins = std::clamp<std::int64_t>(to - from, 0, kMostPoints);
    QList<QPointF> here, twin;
    double highest = 0;
    for (std::int64_t bin = 0; bin < bins; ++bin) {
        const std::int64_t first = from + (to - from) * bin / bins, last = from + (to - from) * (bin + 1) / bins;
        const EnergyLedger::Price price = ledger.sum(first, last);
        const double x = 0.5 * static_cast<double>(first + last);
        if (price.tokens > 0) here << QPointF(x, price.perToken()), highest = std::max(highest, price.perToken());
        if (price.twinTokens > 0) twin << QPointF(x, price.twinPerToken()), highest = std::max(highest, price.twinPerToken());
    }
    const Unit unit = unitFor(highest);
    m_unit = tr("%1 per token").arg(QString::fromUtf8(unit.name));
    for (QPointF& point : here) point.ry() /= unit.joules;
    for (QPointF& point : twin) point.ry() /= unit.joules;
    const double top = highest > 0 ? roundRange(0, 1.05 * highest / unit.joules).second : 1;
    m_joules->setRange(0, top);
    m_joules->setTickCount(2);
    m_tokens->setRange(axis.first, axis.first + axis.tokens);
    const double step = std::pow(10.0, std::floor(std::log10(std::max(axis.tokens, 10.0) / 2)));
    m_tokens->setTickInterval(axis.tokens / step > 6 ? 2 * step : step);
    m_tokens->setTickAnchor(0);
    m_here->replace(here);
    m_twin->replace(twin);
}

qsizetype EnergyChart::pointCount() const { return m_here->count() + m_twin->count(); }

void EnergyChart::restyle() {
    const Theme& theme = currentTheme();
    chart()->setBackgroundBrush(theme.panel);
    setBackgroundBrush(theme.panel);
    m_here->setPen(QPen(theme.spiking, 1.6 * theme.stroke));
    QPen dashed(theme.analog, 1.6 * theme.stroke);
    dashed.setDashPattern({3, 2});
    m_twin->setPen(dashed);
    const QFont tiny = figuresFont(scaledFont(QApplication::font(), 0.8));
    for (QValueAxis* axis : {m_tokens, m_joules}) {
        axis->setLabelsFont(tiny);
        axis->setLabelsColor(theme.secondaryText);
        axis->setLinePen(QPen(theme.line, 1));
        axis->setGridLinePen(QPen(theme.line, 1));
    }
}

/// Below, in the middle or above, wherever the lines are furthest away.
double EnergyChart::keyTop(const QRectF& plot, double height) const {
    double best = plot.bottom() - height - 1, bestDistance = -1;
    for (const double top : {plot.bottom() - height - 1, plot.center().y() - height / 2, plot.top() + 1}) {
        double distance = plot.height();
        for (const QLineSeries* line : {m_here, m_twin}) {
            if (line->count() == 0) continue;
            const double value = line->at(line->count() / 2).y();
            const double y = plot.bottom() - (value - m_joules->min()) / (m_joules->max() - m_joules->min()) * plot.height();
            distance = std::min(distance, std::abs(y - (top + height / 2)));
        }
        if (distance > bestDistance + height / 2) best = top, bestDistance = distance;
    }
    return best;
}

void EnergyChart::drawForeground(QPainter* painter, const QRectF&) {
    const Theme& theme = currentTheme();
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    if (const std::int64_t marked = m_run->markedToken(); marked >= 0) {
        TimeAxis axis = m_run->timeAxis();
        axis.left = plot.left();
        axis.width = plot.width();
        const QRectF band(axis.toX(static_cast<double>(marked)), plot.top(), std::max(1.0, axis.pixelsPerToken()), plot.height());
        QColor color = theme.accent;
        color.setAlphaF(0.18F);
        if (const QRectF seen = band.intersected(plot); !seen.isEmpty()) painter->fillRect(seen, color);
    }
    const QFont tiny = scaledFont(QApplication::font(), 0.8);
    painter->setFont(tiny);
    const QFontMetricsF metrics(tiny);
    const double y = keyTop(plot, metrics.height());
    painter->setPen(theme.secondaryText);
    painter->drawText(QPointF(plot.left() + 5, y + metrics.ascent()), m_unit);
    double x = plot.right() - 5;
    const auto key = [&](const QString& text, const QPen& pen) {
        x -= metrics.horizontalAdvance(text);
        painter->setPen(theme.secondaryText);
        painter->drawText(QPointF(x, y + metrics.ascent()), text);
        painter->setPen(pen);
        const double middle = std::round(y + metrics.height() / 2) + 0.5;
        painter->drawLine(QLineF(x - 20, middle, x - 5, middle));
        x -= 30;
    };
    if (m_twin->count() > 0) key(tr("analog twin"), m_twin->pen());
    key(tr("this"), m_here->pen());
}

std::optional<std::int64_t> EnergyChart::tokenAt(const QPointF& position) const {
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    TimeAxis axis = m_run->timeAxis();
    axis.left = plot.left();
    axis.width = plot.width();
    if (position.x() < plot.left() || position.x() > plot.right()) return {};
    return axis.tokenAt(position.x());
}

void EnergyChart::mouseMoveEvent(QMouseEvent* event) { m_run->setHoveredToken(tokenAt(event->position())); }

void EnergyChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const auto token = tokenAt(event->position());
    m_run->setPinnedToken(token && m_run->pinnedToken() == token ? std::nullopt : token);
}

void EnergyChart::leaveEvent(QEvent*) { m_run->setHoveredToken({}); }

}  // namespace spikeglass
