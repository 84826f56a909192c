// SPDX-License-Identifier: Apache-2.0
#include "membrane_canvas.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr double kLeastGutter = 30;  // left of the plots, for the potential axis
constexpr double kGutterGap = 5;     // between its figures and the plots
constexpr double kSpikeStrip = 7;   // above a plot, for its spikes
constexpr double kRowGap = 8;
constexpr int kLeastPlot = 30, kUsualPlot = 46;  // heights, in pixels

/// A number in so many pixels: with two digits, with one, or as 4e−3.
QString shortNumber(double value, double room, const QFontMetricsF& metrics) {
    static const QRegularExpression zeros(QStringLiteral("([eE])\\+?(-?)0*(?=[0-9])"));
    constexpr std::array<std::pair<char, int>, 3> kForms{{{'g', 2}, {'g', 1}, {'e', 0}}};
    QString text;
    for (const auto& [format, digits] : kForms) {
        text = QLocale().toString(value, format, digits).replace(zeros, QStringLiteral("\\1\\2")).replace(QLatin1Char('-'), QChar(0x2212));
        if (metrics.horizontalAdvance(text) <= room) break;
    }
    return text;
}

}  // namespace

MembraneView::Canvas::Canvas(RunViewModel* run, QWidget* parent) : QWidget(parent), m_run(run) {
    setMouseTracking(true);
    setAccessibleName(MembraneView::tr("Membrane traces"));
}

QFont MembraneView::Canvas::axisFont() const { return figuresFont(scaledFont(font(), 0.8)); }

/// Two digits and a sign fit, however large the text is.
double MembraneView::Canvas::gutter() const {
    const QString widest = QChar(0x2212) + QLocale().toString(0.88, 'g', 2);
    return std::max(kLeastGutter, std::ceil(QFontMetricsF(axisFont()).horizontalAdvance(widest)) + kGutterGap + 1);
}

double MembraneView::Canvas::titleHeight() const { return QFontMetricsF(scaledFont(font(), kSmallText)).height() + 1; }

QSize MembraneView::Canvas::sizeHint() const {
    return {280, static_cast<int>(3 * (titleHeight() + kSpikeStrip + kUsualPlot + kRowGap))};
}

QSize MembraneView::Canvas::minimumSizeHint() const {
    return {160, static_cast<int>(3 * (titleHeight() + kSpikeStrip + kLeastPlot + kRowGap))};
}

TimeAxis MembraneView::Canvas::axis() const {
    TimeAxis axis = m_run->timeAxis();
    axis.left = gutter();
    axis.width = std::max(1.0, width() - axis.left - 1);
    return axis;
}

std::vector<MembraneView::Canvas::Row> MembraneView::Canvas::rows() const {
    std::vector<Row> rows(m_run->tracedNeurons().size());
    const double pitch = height() / static_cast<double>(std::max<std::size_t>(1, rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double top = pitch * static_cast<double>(i), title = titleHeight();
        rows[i].title = QRectF(0, top, width(), title);
        rows[i].plot = QRectF(gutter(), top + title + kSpikeStrip, axis().width,
                              std::max(8.0, pitch - title - kSpikeStrip - kRowGap));
    }
    return rows;
}

void MembraneView::Canvas::refresh() {
    QStringList spoken;
    for (const NeuronId neuron : m_run->tracedNeurons()) spoken << m_run->describe(neuron, m_run->markedToken());
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    update();
}

void MembraneView::Canvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const std::vector<Row> all = rows();
    if (all.empty()) {
        painter.setFont(scaledFont(font(), kSmallText));
        painter.setPen(currentTheme().secondaryText);
        const QString hint = m_run->tokenCount() < MembraneView::kTokensBeforeChoice
                                 ? MembraneView::tr("Three neurons are chosen once %1 tokens were read.").arg(MembraneView::kTokensBeforeChoice)
                                 : MembraneView::tr("No neuron is traced.");
        painter.drawText(QRectF(rect()), Qt::AlignCenter | Qt::TextWordWrap, hint);
        return;
    }
    m_ranges.resize(all.size(), {0, 0});
    for (std::size_t i = 0; i < all.size(); ++i) paintTrace(painter, all[i], i);
}

void MembraneView::Canvas::paintTrace(QPainter& painter, const Row& row, std::size_t index) {
    const Theme& theme = currentTheme();
    const NeuronId neuron = m_run->tracedNeurons()[index];
    const SiteInfo& site = m_run->model().info().sites[neuron.site];
    const QColor color = theme.traceColor(index);

    const QFont small = scaledFont(font(), kSmallText);
    painter.setFont(small);
    painter.fillRect(QRectF(gutter(), row.title.center().y() - 1, 10, 2.5), color);
    painter.setPen(theme.text);
    painter.drawText(row.title.adjusted(gutter() + 15, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("%1/%2").arg(m_run->siteLabel(neuron.site)).arg(neuron.neuron));
    painter.setFont(figuresFont(small));
    painter.setPen(theme.secondaryText);
    painter.drawText(row.title, Qt::AlignRight | Qt::AlignVCenter, valueAtMark(neuron));

    paintMark(painter, row.plot.adjusted(0, -kSpikeStrip, 0, 0));
    const MembraneCurve curve =
        membraneCurve(m_run->history(), site, neuron, axis(), 1.0 / devicePixelRatioF());
    const auto [lowest, highest] = steadyRange(index, curve.lowest, curve.highest);
    const auto threshold = static_cast<double>(site.threshold);
    paintValueAxis(painter, row.plot, lowest, highest, threshold);

    painter.save();
    painter.setClipRect(row.plot.adjusted(0, -kSpikeStrip, 0, 1));
    const auto toY = [&row, low = lowest, high = highest](double value) {
        return row.plot.bottom() - (value - low) / (high - low) * row.plot.height();
    };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const std::vector<QPointF>& piece : curve.pieces) {
        QPolygonF line;
        line.reserve(static_cast<qsizetype>(piece.size()));
        for (const QPointF& point : piece) line << QPointF(point.x(), toY(point.y()));
        painter.drawPolyline(line);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    const double thickness =
        std::clamp(axis().pixelsPerToken() / static_cast<double>(site.timesteps) * 0.4, 1.0, 2.5);
    for (const double x : curve.spikes)
        painter.fillRect(QRectF(x - thickness / 2, row.plot.top() - kSpikeStrip, thickness, kSpikeStrip - 2), color);
    if (!curve.hasPotential) {
        painter.setFont(small);
        painter.setPen(theme.secondaryText);
        const std::int64_t last = std::min(m_run->tokenCount(), static_cast<std::int64_t>(axis().first + axis().tokens)) - 1;
        painter.drawText(row.plot, Qt::AlignCenter,
                         !site.hasMembrane                         ? MembraneView::tr("a plain threshold: it has no membrane")
                         : last >= 0 && !m_run->isSpiking(neuron.site, last) ? MembraneView::tr("analog here: no membrane")
                                                                   : MembraneView::tr("potentials this old are no longer kept"));
    }
    painter.restore();
}

void MembraneView::Canvas::paintValueAxis(QPainter& painter, const QRectF& plot, double lowest, double highest,
                                          double threshold) {
    const Theme& theme = currentTheme();
    const auto toY = [&](double value) { return plot.bottom() - (value - lowest) / (highest - lowest) * plot.height(); };
    const QFont tiny = axisFont();
    const double room = gutter() - kGutterGap;
    painter.setFont(tiny);
    const double textHeight = QFontMetricsF(tiny).height();
    const auto label = [&](double value, const QColor& color) {
        painter.setPen(color);
        painter.drawText(QRectF(0, toY(value) - textHeight / 2, room, textHeight), Qt::AlignRight | Qt::AlignVCenter,
                         shortNumber(value, room, QFontMetricsF(tiny)));
    };
    painter.setPen(theme.line);
    painter.drawLine(QLineF(plot.left(), std::round(toY(0)) + 0.5, plot.right(), std::round(toY(0)) + 0.5));
    QPen dashed(theme.threshold, 1);
    dashed.setDashPattern({4, 3});
    painter.setPen(dashed);
    painter.drawLine(QLineF(plot.left(), std::round(toY(threshold)) + 0.5, plot.right(), std::round(toY(threshold)) + 0.5));
    label(threshold, theme.threshold);
    if (toY(0) - toY(threshold) > textHeight * 0.8) label(0, theme.secondaryText);
    if (toY(lowest) - toY(0) > textHeight * 0.9) label(lowest, theme.secondaryText);
    if (toY(threshold) - toY(highest) > textHeight * 0.9) label(highest, theme.secondaryText);
}

void MembraneView::Canvas::paintMark(QPainter& painter, const QRectF& area) const {
    const std::int64_t marked = m_run->markedToken();
    if (marked < 0) return;
    const TimeAxis time = axis();
    QRectF band(time.toX(static_cast<double>(marked)), area.top(), std::max(1.0, time.pixelsPerToken()), area.height());
    band = band.intersected(area);
    QColor color = currentTheme().accent;
    color.setAlphaF(0.18F);
    if (!band.isEmpty()) painter.fillRect(band, color);
    const std::optional<std::size_t> timestep = m_run->markedTimestep();
    if (!timestep) return;
    const double part = 1.0 / static_cast<double>(m_run->model().info().timesteps);
    QRectF step(time.toX(static_cast<double>(marked) + static_cast<double>(*timestep) * part), area.top(),
                std::max(2.0, part * time.pixelsPerToken()), area.height());
    step = step.intersected(area);
    color.setAlphaF(0.4F);
    if (!step.isEmpty()) painter.fillRect(step, color);
}

std::pair<double, double> MembraneView::Canvas::steadyRange(std::size_t index, double lowest, double highest) {
    auto& [low, high] = m_ranges[index];
    const auto [newLow, newHigh] = roundRange(lowest, highest);
    const bool outside = lowest < low || highest > high;
    const bool farTooWide = newHigh - newLow < 0.5 * (high - low);
    if (outside || farTooWide) m_ranges[index] = {newLow, newHigh};
    return m_ranges[index];
}

QString MembraneView::Canvas::valueAtMark(NeuronId neuron) const {
    const std::int64_t token = m_run->markedToken();
    if (token < m_run->history().begin() || token >= m_run->tokenCount() || !m_run->isSpiking(neuron.site, token)) return {};
    const std::int64_t spikes = m_run->history().countNeuron(neuron.site, neuron.neuron, token, token + 1);
    const std::size_t timesteps = m_run->model().info().sites[neuron.site].timesteps;
    if (timesteps > 1) return MembraneView::tr("%1 of %2 timesteps").arg(spikes).arg(timesteps);
    const bool spike = spikes > 0;
    const float h = m_run->history().potential(neuron.site, neuron.neuron, token);
    const QString value = std::isnan(h) ? QString() : QLocale().toString(static_cast<double>(h), 'f', 2);
    if (!spike) return value;
    return value.isEmpty() ? MembraneView::tr("spike") : MembraneView::tr("spike at %1").arg(value);
}

int MembraneView::Canvas::titleAt(const QPointF& position) const {
    const std::vector<Row> all = rows();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].title.contains(position)) return static_cast<int>(i);
    return -1;
}

void MembraneView::Canvas::mouseMoveEvent(QMouseEvent* event) {
    const bool onTitle = titleAt(event->position()) >= 0;
    setCursor(onTitle ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (onTitle || event->position().x() < gutter())
        m_run->setHoveredToken({});
    else
        m_run->setHoveredToken(axis().tokenAt(event->position().x()));
}

void MembraneView::Canvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (const int row = titleAt(event->position()); row >= 0) {
        m_run->toggleTraced(m_run->tracedNeurons()[static_cast<std::size_t>(row)]);
        return;
    }
    const std::int64_t token = axis().tokenAt(event->position().x());
    if (m_run->pinnedToken() == token)
        m_run->setPinnedToken({});
    else
        m_run->setPinnedToken(token);
}

void MembraneView::Canvas::leaveEvent(QEvent*) { m_run->setHoveredToken({}); }

bool MembraneView::Canvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (titleAt(help->pos()) >= 0)
        QToolTip::showText(help->globalPos(), MembraneView::tr("Click to stop tracing this neuron"), this);
    else
        QToolTip::hideText();
    return true;
}

}  // namespace spikeglass
