// SPDX-License-Identifier: Apache-2.0
#include "ladder_chart.h"

#include <QApplication>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QtCharts/QChart>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <array>
#include <cmath>

#include "fonts.h"
#include "panel.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr double kReach = 12;  // pixels around a point that belong to it
constexpr double kMarker = 11;
constexpr qsizetype kLongestName = 28;  // characters, in the legend

struct Unit {
    double joules;
    const char* name;
};

Unit unitFor(double highest) {
    static constexpr std::array<Unit, 6> units{
        {{1.0, "J"}, {1e-3, "mJ"}, {1e-6, "µJ"}, {1e-9, "nJ"}, {1e-12, "pJ"}, {1e-15, "fJ"}}};
    for (const Unit& unit : units)
        if (highest >= unit.joules) return unit;
    return units.back();
}

/// Names of one family begin alike, and what tells them apart may stand at the end: cut in the middle.
QString shortened(const QString& name) {
    return name.size() <= kLongestName ? name : name.left(kLongestName / 2 - 1).trimmed() + QChar(0x2026) + name.right(kLongestName / 2).trimmed();
}

/// 1, 2 or 5 times a power of ten, so that a span has four to ten of them.
double niceStep(double span) {
    const double power = std::pow(10.0, std::floor(std::log10(span / 4)));
    const double steps = span / 4 / power;
    return power * (steps >= 5 ? 5 : steps >= 2 ? 2 : 1);
}

}  // namespace

LadderChart::LadderChart(QWidget* parent)
    : QChartView(new QChart, parent), m_energy(new QValueAxis(this)), m_bits(new QValueAxis(this)) {
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);  // the table beside it has the keys
    setAcceptDrops(false);
    setAccessibleName(tr("Bits per character against energy per token, chart"));
    setAccessibleDescription(tr("The table below holds the same figures."));
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setMargins(QMargins(4, 4, 12, 4));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->legend()->setAlignment(Qt::AlignRight);  // one below the other: beside each other names would be cut off
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    chart()->addAxis(m_energy, Qt::AlignBottom);
    chart()->addAxis(m_bits, Qt::AlignLeft);
    m_energy->setLabelFormat(QStringLiteral("%g"));
    m_bits->setLabelFormat(QStringLiteral("%.2f"));
    for (QValueAxis* axis : {m_energy, m_bits}) {
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
    }
    restyle();
    setPoints({}, {});
}

void LadderChart::setPoints(std::vector<Point> points, const QString& pricing) {
    std::erase_if(points, [](const Point& p) { return !std::isfinite(p.joules) || !std::isfinite(p.bits); });
    if (points.size() > kMostPoints) points.resize(kMostPoints);
    m_points = std::move(points);
    m_pricing = pricing;
    scaleAxes();
    QStringList models;
    for (const Point& point : m_points)
        if (!models.contains(point.model)) models << point.model;
    while (m_series.size() > static_cast<std::size_t>(models.size())) {
        chart()->removeSeries(m_series.back());
        delete m_series.back();
        m_series.pop_back();
    }
    while (m_series.size() < static_cast<std::size_t>(models.size())) {
        m_series.push_back(new QScatterSeries(this));
        chart()->addSeries(m_series.back());
        m_series.back()->attachAxis(m_energy);
        m_series.back()->attachAxis(m_bits);
    }
    for (qsizetype model = 0; model < models.size(); ++model) {
        QList<QPointF> places;
        for (const Point& point : m_points)
            if (point.model == models[model]) places << QPointF(point.joules / m_unit, point.bits);
        m_series[static_cast<std::size_t>(model)]->setName(shortened(models[model]));
        m_series[static_cast<std::size_t>(model)]->replace(places);
    }
    restyle();
    viewport()->update();
}

void LadderChart::scaleAxes() {
    double highest = 0, least = INFINITY, most = -INFINITY;
    for (const Point& point : m_points) {
        highest = std::max(highest, point.joules);
        least = std::min(least, point.bits), most = std::max(most, point.bits);
    }
    const Unit unit = unitFor(highest);
    m_unit = unit.joules;
    m_energy->setRange(0, highest > 0 ? roundRange(0, 1.12 * highest / m_unit).second : 1);
    m_energy->setTickInterval(niceStep(m_energy->max() - m_energy->min()));
    // Bits do not begin at nothing: no text is guessed for sure, and what differs would be lost in a corner.
    const double margin = m_points.empty() ? 0 : std::max(0.04, 0.15 * (most - least));
    m_bits->setRange(m_points.empty() ? 0 : std::floor((least - margin) * 20) / 20,
                     m_points.empty() ? 1 : std::ceil((most + margin) * 20) / 20);
    m_bits->setTickInterval(niceStep(m_bits->max() - m_bits->min()));
    m_energy->setTitleText(m_pricing.isEmpty() ? tr("energy per token")
                            : m_points.empty()  ? tr("energy per token (%1)").arg(m_pricing)
                                                : tr("energy per token, %1 (%2)").arg(QString::fromUtf8(unit.name), m_pricing));
    m_bits->setTitleText(tr("bits per character (less is better)"));
}

qsizetype LadderChart::pointCount() const {
    qsizetype count = 0;
    for (const QScatterSeries* series : m_series) count += series->count();
    return count;
}

void LadderChart::setSelected(std::optional<int> row) {
    if (row == m_selected) return;
    m_selected = row;
    viewport()->update();
}

QPointF LadderChart::placeOf(const Point& point) const {
    return chart()->mapToPosition({point.joules / m_unit, point.bits}, m_series.empty() ? nullptr : m_series.front());
}

std::optional<QPointF> LadderChart::placeOf(int row) const {
    for (const Point& point : m_points)
        if (point.row == row) return QPointF(mapFromScene(chart()->mapToScene(placeOf(point))));
    return {};
}

const LadderChart::Point* LadderChart::pointAt(const QPointF& position) const {
    const Point* nearest = nullptr;
    double distance = kReach;
    for (const Point& point : m_points) {
        const double away = QLineF(mapToScene(position.toPoint()), chart()->mapToScene(placeOf(point))).length();
        if (away <= distance) nearest = &point, distance = away;
    }
    return nearest;
}

void LadderChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (const Point* point = pointAt(event->position())) Q_EMIT clicked(point->row);
}

void LadderChart::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (const Point* point = pointAt(event->position())) Q_EMIT activated(point->row);
}

bool LadderChart::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Point* point = pointAt(help->pos());
    QToolTip::showText(help->globalPos(), point == nullptr ? QString()
                                                           : tr("%1, %2\n%3 bits per character, %4 per token")
                                                                 .arg(point->model, point->label,
                                                                      QLocale().toString(point->bits, 'f', 3),
                                                                      formatEnergy(point->joules)), this);
    return true;
}

void LadderChart::drawForeground(QPainter* painter, const QRectF&) {
    if (!m_points.empty()) return drawLabels(*painter);
    painter->setPen(currentTheme().secondaryText);
    painter->setFont(QApplication::font());
    painter->drawText(chart()->mapRectToScene(chart()->plotArea()), Qt::AlignCenter | Qt::TextWordWrap,
                      tr("Tick rows at the left and run the ladder:\neach becomes a point here."));
}

/// Beside its point, at the first of four sides that is free; not at all where none is.
void LadderChart::drawLabels(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QFont font = scaledFont(QApplication::font(), kSmallText);
    const QFontMetricsF metrics(font);
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    std::vector<QRectF> taken;
    for (const Point& point : m_points) {
        const QPointF at = chart()->mapToScene(placeOf(point));
        taken.emplace_back(at.x() - kMarker / 2, at.y() - kMarker / 2, kMarker, kMarker);
    }
    painter.setFont(font);
    const auto draw = [&](const Point& point, bool always) {
        const QPointF at = chart()->mapToScene(placeOf(point));
        const double width = metrics.horizontalAdvance(point.label) + 2, height = metrics.height(), gap = kMarker * (always ? 1.0 : 0.5) + 4;
        const std::array<QPointF, 4> corners{{{at.x() + gap, at.y() - height / 2}, {at.x() - gap - width, at.y() - height / 2},
                                              {at.x() - width / 2, at.y() - gap - height}, {at.x() - width / 2, at.y() + gap}}};
        for (const QPointF& corner : corners) {
            const QRectF box(corner, QSizeF(width, height));
            const bool free = plot.contains(box) && std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) {
                                  return other.intersects(box);
                              });
            if (!free && !(always && &corner == &corners.back())) continue;
            painter.setFont(always ? strongFont(font) : font);
            painter.setPen(always ? theme.text : theme.secondaryText);
            painter.drawText(box.adjusted(0, 0, 30, 0), Qt::AlignLeft | Qt::AlignVCenter, point.label);
            taken.push_back(box);
            return;
        }
    };
    for (const Point& point : m_points) {
        if (point.row != m_selected) continue;
        const QPointF at = chart()->mapToScene(placeOf(point));
        painter.setPen(QPen(theme.text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, kMarker, kMarker);
        draw(point, true);
    }
    for (const Point& point : m_points)
        if (point.row != m_selected) draw(point, false);
}

void LadderChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (!changesAppearance(*event) || m_restyling || chart() == nullptr) return;
    restyle();
}

void LadderChart::restyle() {
    m_restyling = true;
    const Theme& theme = currentTheme();
    static constexpr std::array kShapes{QScatterSeries::MarkerShapeCircle,   QScatterSeries::MarkerShapeRectangle,
                                        QScatterSeries::MarkerShapeTriangle, QScatterSeries::MarkerShapeRotatedRectangle,
                                        QScatterSeries::MarkerShapeStar,     QScatterSeries::MarkerShapePentagon};
    chart()->setBackgroundBrush(theme.panel);
    setBackgroundBrush(theme.panel);
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        // With a second round of colours come other shapes: no two models look alike.
        m_series[i]->setMarkerShape(kShapes[(i + i / kShapes.size()) % kShapes.size()]);
        m_series[i]->setMarkerSize(kMarker);
        m_series[i]->setColor(theme.traceColor(i));
        m_series[i]->setBorderColor(theme.panel);
    }
    chart()->legend()->setVisible(!m_series.empty());
    chart()->legend()->setLabelColor(theme.text);
    chart()->legend()->setFont(scaledFont(QApplication::font(), kSmallText));
    const QFont small = scaledFont(QApplication::font(), kSmallText);
    for (QValueAxis* axis : {m_energy, m_bits}) {
        axis->setLabelsFont(figuresFont(small));
        axis->setTitleFont(small);
        axis->setTitleBrush(theme.secondaryText);
        axis->setLabelsColor(theme.secondaryText);
        axis->setLinePen(QPen(theme.line, 1));
        axis->setGridLinePen(QPen(theme.line, 1));
    }
    m_restyling = false;
}

}  // namespace spikeglass
