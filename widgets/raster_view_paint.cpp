// SPDX-License-Identifier: Apache-2.0
// What the RasterView paints over and around its RasterImage.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "raster_metrics.h"
#include "raster_view.h"
#include "viewmodels/axis_labels.h"
#include "viewmodels/theme.h"

namespace spikeglass {

using namespace raster;

namespace {

constexpr double kNumberSpacing = 72;  // pixels between the numbers of the time axis

QColor withAlpha(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

}  // namespace

void RasterView::paintEvent(QPaintEvent*) {
    if (devicePixelRatioF() != m_scale) relayout();
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    if (m_plot.isEmpty()) return;
    if (m_run->hasModel()) {
        m_image.update(m_run->history(), m_run->model().info().sites, m_layout,
                       {m_plot.size(), m_scale, columns(), m_scrollY, m_run->hasLogarithmicRates(),
                        m_other != nullptr && m_other->hasModel() ? &m_other->history() : nullptr},
                       theme);
        // Pixel for pixel: the picture is as large as the plot on the screen.
        QImage picture = m_image.image();
        picture.setDevicePixelRatio(m_scale);
        painter.drawImage(plotRect().topLeft(), picture);
        paintLabels(painter);
        paintFindings(painter);
        paintMargin(painter);
    }
    m_marked = m_run->markedToken();
    m_end = m_run->tokenCount();
    if (m_end == 0) {
        paintEmpty(painter);
    } else {
        paintAnalogNotes(painter);
        paintAxis(painter);
        paintSwitches(painter);
        paintSelection(painter);
        paintMarks(painter);
        if (isFollowChipVisible()) paintChip(painter);
    }
    if (hasFocus() && m_keyboardFocus) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
}

void RasterView::paintLabels(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QFont labelFont = scaledFont(font(), kSmallText);
    const QFontMetricsF metrics(labelFont);
    const QRectF plot = plotRect();
    const double stripLeft = plot.left() - kTriangles - kStrip;
    const double labelRight = stripLeft - kLabelGap;
    painter.save();
    painter.setClipRect(QRectF(0, plot.top(), plot.left(), plot.height()));
    painter.setFont(labelFont);
    const auto paintLabel = [&](const QString& text, double top, double bottom, bool selected = false) {
        // What is in sight of the band carries the label.
        top = std::max(top, plot.top()), bottom = std::min(bottom, plot.bottom());
        if (bottom - top < 0.8 * metrics.ascent()) return;
        painter.setPen(selected ? theme.accent : theme.secondaryText);
        painter.drawText(
            QRectF(kMargin + kFold, 0.5 * (top + bottom - metrics.height()), labelRight - kMargin - kFold,
                   metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideLeft, labelRight - kMargin - kFold));
    };
    const auto toY = [&](int y) { return (m_plot.top() - m_scrollY + y) / m_scale; };

    const std::vector<RasterLayout::Band>& bands = m_layout.bands;
    for (std::size_t i = 0; i < bands.size();) {
        std::size_t end = i + 1;
        while (end < bands.size() && bands[end].block == bands[i].block && bands[i].block >= 0) ++end;
        // Bands too low for their names are named by block, those of a block together.
        const bool low = std::any_of(
            bands.begin() + static_cast<std::ptrdiff_t>(i), bands.begin() + static_cast<std::ptrdiff_t>(end),
            [&](const RasterLayout::Band& b) { return !b.collapsed && b.height / m_scale < metrics.height(); });
        if (low && end - i > 1)
            paintLabel(tr("block %1").arg(bands[i].block), toY(bands[i].top), toY(bands[end - 1].bottom()));
        for (; i < end; ++i) {
            const RasterLayout::Band& band = bands[i];
            painter.fillRect(QRectF(stripLeft, toY(band.top), kStrip, band.height / m_scale),
                             theme.siteColor(band.block, band.second));
            const Selection::Site* selected = m_run->selection().find(band.site);
            if (!low)
                paintLabel(m_run->siteLabel(band.site), toY(band.top), toY(band.bottom()),
                           selected != nullptr && selected->neurons.size() == band.neurons);
            paintFold(painter, band);
        }
    }

    // Traced neurons: a triangle that points to the row.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const std::vector<NeuronId>& traced = m_run->tracedNeurons();
    for (std::size_t i = 0; i < traced.size(); ++i) {
        const double y = rowMiddle(traced[i]), right = plot.left() - 0.5;
        QPainterPath triangle;
        triangle.moveTo(right, y);
        triangle.lineTo(right - 7, y - 4.5);
        triangle.lineTo(right - 7, y + 4.5);
        triangle.closeSubpath();
        painter.setBrush(theme.traceColor(i));
        painter.drawPath(triangle);
    }
    painter.restore();
}

void RasterView::paintMargin(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QRectF plot = plotRect();
    const std::vector<SilentNeurons>& silent = silentNeurons();
    const double left = plot.right() + kSilentGap;
    painter.save();
    painter.setClipRect(QRectF(left, plot.top(), kSilentMargin, plot.height()));
    for (const RasterLayout::Band& band : m_layout.bands) {
        // One mark per row, fuller the more of its neurons are silent.
        std::vector<std::size_t> places;
        for (const std::size_t neuron : silent[band.site].neurons) places.push_back(band.placeOf(neuron));
        std::sort(places.begin(), places.end());
        for (std::size_t i = 0; i < places.size();) {
            const RasterLayout::Row row = m_layout.rowAt(band, places[i]);
            std::size_t inRow = 0;
            for (; i < places.size() && places[i] < row.to; ++i) ++inRow;
            const double share = static_cast<double>(inRow) / static_cast<double>(row.to - row.from);
            const double top = (m_plot.top() - m_scrollY + row.top) / m_scale;
            const double gap = row.bottom - row.top > 3 * m_scale ? 1 : 0;
            painter.fillRect(QRectF(left, top, kSilentMargin, (row.bottom - row.top) / m_scale - gap),
                             Theme::mix(theme.panel, theme.spiking, 0.35 + 0.65 * share));
        }
    }
    painter.restore();
    const QString note = silentNote();
    if (note.isEmpty()) return;

    const QFont small = scaledFont(figuresFont(font()), kSmallText);
    const QFontMetricsF metrics(small);
    const double noteRight = left + kSilentMargin;
    const QRectF line(plot.left(), height() - kMargin - metrics.height() + 2, noteRight - plot.left(),
                      metrics.height());
    painter.setFont(small);
    painter.setPen(theme.secondaryText);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, note);
    const double dotX = noteRight - metrics.horizontalAdvance(note) - 9;
    painter.fillRect(QRectF(dotX, line.center().y() - 2.5, 5, 5), theme.spiking);
}

void RasterView::paintAnalogNotes(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const TokenColumns c = columns();
    const QRectF plot = plotRect();
    const QFont note = scaledFont(font(), kSmallText);
    const QFontMetricsF metrics(note);
    const std::int64_t first = c.firstToken(), end = c.endToken();
    const QString text = tr("analog: no spikes here");
    painter.save();
    painter.setClipRect(plot);
    painter.setFont(note);
    painter.setPen(theme.dark ? Theme::mix(theme.analog, theme.text, 0.25) : theme.analog);
    const std::vector<SiteInfo>& sites = m_run->model().info().sites;
    for (const RasterLayout::Band& band : m_layout.bands) {
        if (band.height / m_scale < metrics.height()) continue;
        const auto slot = static_cast<std::size_t>(sites[band.site].slot);
        // Neighbouring stretches may differ in other slots only: one note for all of them.
        std::int64_t from = -1, to = -1;
        const auto paintNote = [&] {
            const double left = (m_plot.left() + c.x(std::max(from, first))) / m_scale;
            const double right = (m_plot.left() + std::min(c.x(to), m_plot.width())) / m_scale;
            if (from < 0 || right - left < metrics.horizontalAdvance(text) + 16) return;
            const double top = (m_plot.top() - m_scrollY + band.top) / m_scale;
            painter.drawText(QRectF(left + 8, top, right - left, band.height / m_scale),
                             Qt::AlignLeft | Qt::AlignVCenter, text);
        };
        for (const RunHistory::Stretch& stretch : m_run->history().stretches()) {
            if (stretch.end <= first) continue;
            if (stretch.begin >= end) break;
            const bool analog =
                !stretch.dropped && slot < stretch.choice.size() && stretch.choice[slot] == Form::Analog;
            if (analog && from < 0) from = stretch.begin;
            if (analog) to = stretch.end;
            if (!analog) paintNote(), from = -1;
        }
        paintNote();
    }
    painter.restore();
}

void RasterView::paintAxis(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const TokenColumns c = columns();
    const QRectF plot = plotRect();
    QFont mono = scaledFont(monoFont(font()), kSmallText * 1.08);
    const QFont figures = scaledFont(figuresFont(font()), kSmallText);
    // Characters are drawn smaller, within reason, where they would not fit otherwise.
    const double pitch = c.pitch / m_scale;
    if (const double cell = QFontMetricsF(mono).horizontalAdvance(QLatin1Char('0'));
        pitch < cell && pitch > 0.72 * cell)
        mono = scaledFont(mono, pitch / cell);
    const QFontMetricsF monoMetrics(mono), metrics(figures);
    const double textTop = plot.bottom() + 3,
                 textHeight = std::ceil(QFontMetricsF(scaledFont(monoFont(font()), kSmallText)).height());
    const double numberTop = height() - kMargin - metrics.height() + 2;
    const std::int64_t marked = m_run->markedToken();

    painter.save();
    painter.setClipRect(QRectF(plot.left() - 4, plot.bottom(), plot.width() + 8, height() - plot.bottom()));
    painter.setFont(mono);
    for (const AxisLabel& label : axisText(
             m_run->history(), c, [&](const QString& text) { return monoMetrics.horizontalAdvance(text) * m_scale; })) {
        const double left = (m_plot.left() + c.x(label.token)) / m_scale;
        const double right = (m_plot.left() + c.x(label.token + 1)) / m_scale;
        const bool fromPrompt = m_run->history().frame(label.token).fromPrompt;
        painter.setPen(label.token == marked ? theme.accent : fromPrompt ? theme.secondaryText : theme.text);
        const double width = monoMetrics.horizontalAdvance(label.text);
        const double baseline = textTop + 0.5 * (textHeight - monoMetrics.height()) + monoMetrics.ascent();
        if (label.centered && width > 1.1 * (right - left)) {
            // A sign from another font, wider than the token.
            const QFont narrow = scaledFont(mono, (right - left) / width);
            painter.setFont(narrow);
            painter.drawText(QPointF(left, baseline), label.text);
            painter.setFont(mono);
            continue;
        }
        painter.drawText(QPointF(label.centered ? 0.5 * (left + right - width) : left, baseline), label.text);
    }
    painter.setFont(figures);
    painter.setPen(theme.secondaryText);
    double taken = plot.left() - 4;
    const double numbersRight =
        silentNote().isEmpty() ? plot.right() + 4 : plot.right() - metrics.horizontalAdvance(silentNote()) - 16;
    for (const AxisLabel& label : axisNumbers(m_run->history(), c, kNumberSpacing * m_scale)) {
        const double middle = (m_plot.left() + 0.5 * (c.x(label.token) + c.x(label.token + 1))) / m_scale;
        const double width = metrics.horizontalAdvance(label.text);
        if (middle - width / 2 < taken || middle + width / 2 > numbersRight) continue;
        painter.drawText(QPointF(middle - width / 2, numberTop + metrics.ascent()), label.text);
        taken = middle + width / 2 + metrics.averageCharWidth();
    }
    painter.setClipping(false);
    painter.setFont(scaledFont(font(), kSmallText));
    painter.drawText(QRectF(kMargin, numberTop, plot.left() - kTriangles - kStrip - 2 * kMargin, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, tr("token"));
    painter.restore();
}

void RasterView::paintMarks(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const TokenColumns c = columns();
    const QRectF plot = plotRect();
    painter.save();
    // The column goes on behind the token's text.
    const double textBottom =
        plot.bottom() + 3 + std::ceil(QFontMetricsF(scaledFont(monoFont(font()), kSmallText)).height());
    painter.setClipRect(QRectF(plot.left() - 1, plot.top() - 1, plot.width() + 2, textBottom - plot.top() + 2));
    const auto column = [&](std::int64_t token) {
        // At least two pixels wide.
        const int left = c.x(token);
        const int right = std::max(c.x(token + 1), left + static_cast<int>(std::lround(2 * m_scale)));
        return QRectF((m_plot.left() + left) / m_scale, plot.top(), (right - left) / m_scale, textBottom - plot.top());
    };
    if (m_marked >= 0) {
        const bool chosen = m_run->hoveredToken() || m_run->pinnedToken();
        painter.fillRect(column(m_marked), withAlpha(theme.accent, chosen ? (theme.dark ? 0.34 : 0.24) : 0.13));
    }
    if (const std::optional<std::size_t> timestep = m_run->markedTimestep()) {
        for (const RasterLayout::Band& band : m_layout.bands) {
            const std::size_t timesteps = m_run->model().info().sites[band.site].timesteps;
            const StepColumns steps = StepColumns::of(c, timesteps, hairline());
            if (!steps.areSeparate() || *timestep >= timesteps) continue;
            QRectF part = column(m_marked);
            part.setLeft(part.left() + steps.offset(*timestep) / m_scale);
            part.setWidth(std::max(2.0, steps.pitch / m_scale));
            part.setTop((m_plot.top() - m_scrollY + band.top) / m_scale);
            part.setBottom((m_plot.top() - m_scrollY + band.bottom()) / m_scale);
            painter.fillRect(part.intersected(plot), withAlpha(theme.accent, 0.5));
        }
    }
    if (const std::optional<std::int64_t> pinned = m_run->pinnedToken()) {
        const QRectF line = column(*pinned);
        painter.setPen(QPen(theme.accent, 1));
        painter.drawLine(line.topLeft(), line.bottomLeft());
        painter.drawLine(line.topRight(), line.bottomRight());
    }
    if (m_cursorNeuron && m_marked >= 0) {
        const RasterLayout::Row row = m_layout.rowOf(m_layout.bandOf(m_cursorNeuron->site), m_cursorNeuron->neuron);
        QRectF cell = column(m_marked);
        const std::size_t timesteps = m_run->model().info().sites[m_cursorNeuron->site].timesteps;
        const StepColumns steps = StepColumns::of(c, timesteps, hairline());
        if (m_cursorTimestep && steps.areSeparate()) {
            cell.setLeft(cell.left() + steps.offset(*m_cursorTimestep) / m_scale);
            cell.setWidth(steps.tick / m_scale);
        }
        cell.setTop((m_plot.top() - m_scrollY + row.top) / m_scale);
        cell.setBottom((m_plot.top() - m_scrollY + row.bottom) / m_scale);
        const double grow = std::max(1.5, 0.5 * (6 - cell.height()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(cell.adjusted(-1.5, -grow, 1.5, grow), 1.5, 1.5);
    }
    painter.restore();
}

}  // namespace spikeglass
