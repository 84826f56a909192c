// SPDX-License-Identifier: Apache-2.0
// What the RasterView says on top of the picture: where forms were switched, sites that do not do their work, the way
// back to the newest token.
#include <QPainter>
#include <QPainterPath>

#include "fonts.h"
#include "raster_metrics.h"
#include "raster_view.h"
#include "viewmodels/theme.h"

namespace spikeglass {

using namespace raster;

/// A thin line where tokens begin to be computed with another block choice, and a small sign at its foot.
void RasterView::paintSwitches(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const TokenColumns c = columns();
    const QRectF plot = plotRect();
    painter.save();
    painter.setClipRect(plot.adjusted(-5, -1, 5, 5));
    for (const std::int64_t token : m_run->switches(c.firstToken(), c.endToken())) {
        const double x = (m_plot.left() + c.x(token)) / m_scale;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.accent, 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        const double y = plot.top() + 3;
        painter.drawPolygon(QPolygonF({{x - 4, y - 4}, {x + 4, y - 4}, {x, y + 3}}));
    }
    painter.restore();
}

/// A sign beside the label of every site with a finding; the tooltip tells it.
void RasterView::paintFindings(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QRectF plot = plotRect();
    painter.save();
    painter.setClipRect(QRectF(0, plot.top(), plot.left(), plot.height()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const RasterLayout::Band& band : m_layout.bands) {
        if (m_run->findings().ofSite(band.site).isEmpty()) continue;
        const double middle = (m_plot.top() - m_scrollY + band.top + 0.5 * band.height) / m_scale;
        const double x = plot.left() - kTriangles - kStrip - 0.5 * kLabelGap;
        const double half = std::clamp(0.5 * band.height / m_scale, 3.0, 4.0);
        QPainterPath sign;
        sign.moveTo(x, middle - half);
        sign.lineTo(x + half, middle + 0.8 * half);
        sign.lineTo(x - half, middle + 0.8 * half);
        sign.closeSubpath();
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.warning);
        painter.drawPath(sign);
    }
    painter.restore();
}

void RasterView::paintChip(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QRectF chip = followChipRect();
    const QFont small = scaledFont(font(), kSmallText);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
    painter.setFont(small);
    painter.setPen(theme.accentText);
    painter.drawText(chip.adjusted(12, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tr("Follow"));
    // An arrow to the newest token.
    const double x = chip.right() - 14, y = chip.center().y();
    painter.setPen(QPen(theme.accentText, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({{x - 6, y - 4}, {x - 2, y}, {x - 6, y + 4}}));
    painter.drawLine(QPointF(x + 2, y - 4), QPointF(x + 2, y + 4));
    painter.restore();
}

void RasterView::paintEmpty(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QString text = m_run->hasModel() ? tr("Type a prompt and press Run") : tr("Open a model to begin");
    const QFont large = scaledFont(font(), kLargeText);
    const QFontMetricsF metrics(large);
    const QRectF area = m_run->hasModel() ? plotRect() : QRectF(rect());
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 48, metrics.height() + 24);
    box.moveCenter(area.center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box, 8, 8);
    painter.setFont(large);
    painter.setPen(theme.secondaryText);
    painter.drawText(box, Qt::AlignCenter, text);
    painter.restore();
}

}  // namespace spikeglass
