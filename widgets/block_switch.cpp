// SPDX-License-Identifier: Apache-2.0
#include "block_switch.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

/// A few spikes, or a smooth curve: the form in one glance, whatever the colours look like.
QPainterPath glyph(bool spiking, const QRectF& box) {
    QPainterPath path;
    if (spiking) {
        for (const double at : {0.1, 0.42, 0.9}) {
            path.moveTo(box.left() + at * box.width(), box.top());
            path.lineTo(box.left() + at * box.width(), box.bottom());
        }
        return path;
    }
    path.moveTo(box.left(), box.center().y());
    path.cubicTo(box.left() + box.width() / 3, box.top() - box.height() / 2, box.left() + box.width() * 2 / 3,
                 box.bottom() + box.height() / 2, box.right(), box.center().y());
    return path;
}

constexpr double kBar = 2, kBarGap = 1;  // pixels

/// A part of a bar; hatched or whole, so that two of them are told apart without their colours.
void drawBar(QPainter& painter, const QRectF& place, double part, const QColor& color, bool hatched) {
    const QRectF bar(place.left(), place.top(), place.width() * std::clamp(part, 0.0, 1.0), place.height());
    if (!hatched) return painter.fillRect(bar, color);
    for (double x = bar.left(); x < bar.right(); x += 3)
        painter.fillRect(QRectF(x, bar.top(), std::min(1.6, bar.right() - x), bar.height()), color);
}

}  // namespace

BlockSwitch::BlockSwitch(bool header, Qt::Alignment alignment, QWidget* parent)
    : QAbstractButton(parent), m_header(header), m_alignment(alignment) {
    setCheckable(!header);
    setSizePolicy(header ? QSizePolicy::Preferred : QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);  // a click leaves the keyboard where it was; one of them all is a tab stop
    setAttribute(Qt::WA_Hover);
}

void BlockSwitch::setActivity(const QString& figure, double rate, double energy) {
    if (figure == m_figure && rate == m_rate && energy == m_energy) return;
    m_figure = figure, m_rate = rate, m_energy = energy;
    update();
}

QFont BlockSwitch::ownFont() const {
    const QFont small = scaledFont(font(), kSmallText);
    return m_header ? small : strongFont(small);
}

QSize BlockSwitch::sizeHint() const {
    const QFontMetrics metrics(ownFont());
    return {metrics.horizontalAdvance(m_header ? text() : QStringLiteral("SNN")) + (m_header ? 8 : 34),
            metrics.height() + (m_header ? 5 : 12)};
}

QSize BlockSwitch::minimumSizeHint() const { return {m_header ? 24 : 44, sizeHint().height()}; }

void BlockSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(ownFont());
    m_header ? paintHeader(painter) : paintSwitch(painter);
    if (!hasFocus()) return;
    painter.setPen(QPen(currentTheme().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

void BlockSwitch::paintHeader(QPainter& painter) {
    const Theme& theme = currentTheme();
    if (underMouse() && isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(QRectF(rect()), 4, 4);
    }
    painter.setPen(theme.secondaryText);
    const QRect place = rect().adjusted(1, 0, -1, 0);
    painter.drawText(place, static_cast<int>(m_alignment | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width()));
}

void BlockSwitch::paintSwitch(QPainter& painter) {
    const Theme& theme = currentTheme();
    const QColor color = isChecked() ? theme.spiking : theme.analog;
    const double tint = theme.highContrast ? (underMouse() ? 0.2 : 0.0) : isEnabled() ? (underMouse() || isDown() ? 0.32 : 0.2) : 0.07;
    QPen edge(Theme::mix(theme.panel, color, isEnabled() ? (theme.highContrast ? 1 : 0.8) : 0.4), theme.stroke);
    if (!isEnabled()) edge.setDashPattern({2, 2});
    painter.setPen(edge);
    painter.setBrush(Theme::mix(theme.panel, color, tint));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const QString name = isChecked() ? tr("SNN") : tr("ANN");
    const QFontMetricsF metrics(painter.font());
    constexpr double kGlyph = 12;
    const double gap = m_figure.isEmpty() ? 6 : 4;
    const double width = kGlyph + gap + metrics.horizontalAdvance(name);
    // In the middle while there is no figure to stand beside.
    const double left = m_figure.isEmpty() ? std::max(5.0, (this->width() - width) / 2) : 5;
    const double middle = m_figure.isEmpty() ? height() / 2.0 : height() / 2.0 - kBar - 1;
    painter.setPen(QPen(Theme::mix(theme.panel, color, isEnabled() ? 1 : 0.5), 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(glyph(isChecked(), {left, middle - 4, kGlyph, 8}));
    painter.setPen(isEnabled() ? theme.text : theme.secondaryText);
    const QRectF line(left + kGlyph + gap, middle - height() / 2.0, this->width() - left - kGlyph - gap - 5, height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
    if (m_figure.isEmpty()) return;
    const QFont figures = figuresFont(scaledFont(font(), kSmallText));
    if (QFontMetricsF(figures).horizontalAdvance(m_figure) + metrics.horizontalAdvance(name) + 4 < line.width()) {
        painter.setFont(figures);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_figure);
    }
    paintBars(painter);
}

void BlockSwitch::paintBars(QPainter& painter) {
    const Theme& theme = currentTheme();
    const QRectF place(5, height() - 2 * kBar - kBarGap - 3, width() - 10, kBar);
    const QColor ink = isEnabled() ? theme.text : theme.secondaryText;
    painter.setRenderHint(QPainter::Antialiasing, false);
    drawBar(painter, place, m_rate, ink, false);
    drawBar(painter, place.translated(0, kBar + kBarGap), m_energy, Theme::mix(theme.panel, ink, 0.75), true);
    painter.setRenderHint(QPainter::Antialiasing);
}

void BlockLegend::setGreatest(const QString& greatest) {
    if (greatest == m_greatest) return;
    m_greatest = greatest;
    setAccessibleName(tr("Upper bar: firing rate; lower bar: %1").arg(energyText()));
    update();
}

QString BlockLegend::energyText() const {
    return m_greatest.isEmpty() ? tr("energy") : tr("energy, longest: %1").arg(m_greatest);
}

QSize BlockLegend::sizeHint() const { return {80, QFontMetrics(scaledFont(font(), kSmallText)).height() + 2}; }

void BlockLegend::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setFont(scaledFont(font(), kSmallText * 0.95));
    const QFontMetricsF metrics(painter.font());
    double x = 0;
    const auto key = [&](bool hatched, const QString& name) {
        constexpr double kKey = 14, kSpace = 5;
        drawBar(painter, {x, height() / 2.0 - kBar / 2, kKey, kBar}, 1, theme.text, hatched);
        painter.setPen(theme.secondaryText);
        const QRectF place(x + kKey + kSpace, 0, width() - x - kKey - kSpace, height());
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(name, Qt::ElideRight, place.width()));
        x += kKey + kSpace + metrics.horizontalAdvance(name) + 12;
    };
    key(false, tr("firing rate"));
    key(true, energyText());
}

}  // namespace spikeglass
