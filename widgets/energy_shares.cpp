// SPDX-License-Identifier: Apache-2.0
#include "energy_shares.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

/// "3.time_mix" of "blocks.3.time_mix", as the raster writes it.
QString shortName(const QString& name) {
    return name.startsWith(QLatin1String("blocks.")) ? name.mid(7) : name;
}

int blockOf(const QString& name) {
    bool isNumber = false;
    const int block = name.section(QLatin1Char('.'), 1, 1).toInt(&isNumber);
    return name.startsWith(QLatin1String("blocks.")) && isNumber ? block : -1;
}

}  // namespace

EnergyShares::EnergyShares(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Energy per component"));
    DescribedView::installAccessibility();
}

void EnergyShares::setShares(ComponentShares shares, const QString& pricing) {
    const bool resized = shares.components.size() != m_shares.components.size();
    m_shares = std::move(shares);
    m_pricing = pricing;
    if (resized) updateGeometry();
    update();
}

int EnergyShares::rowHeight() const { return QFontMetrics(scaledFont(font(), kSmallText)).height() + 2; }

QSize EnergyShares::sizeHint() const { return {240, rowHeight() * static_cast<int>(m_shares.components.size())}; }

double EnergyShares::greatest() const {
    double most = 0;
    for (const auto& component : m_shares.components)
        if (component.share > most) most = component.share;
    return most;
}

void EnergyShares::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    const QFont labels = scaledFont(font(), kSmallText), figures = figuresFont(labels);
    const QFontMetricsF metrics(labels), numbers(figures);
    double labelWidth = 0;
    for (const auto& component : m_shares.components)
        labelWidth = std::max(labelWidth, metrics.horizontalAdvance(shortName(component.name)));
    labelWidth = std::min(labelWidth, width() * 0.36);
    const double joulesWidth = numbers.horizontalAdvance(QStringLiteral("88.8 nJ")) + 2;
    const double shareWidth = numbers.horizontalAdvance(QStringLiteral("88.8%")) + 8;
    const double left = labelWidth + 10, right = width() - joulesWidth - shareWidth - 6, row = rowHeight(), full = greatest();
    for (std::size_t i = 0; i < m_shares.components.size(); ++i) {
        const ComponentShares::Component& component = m_shares.components[i];
        const double y = row * static_cast<double>(m_shares.components.size() - 1 - i);
        painter.setFont(labels);
        painter.setPen(theme.secondaryText);
        painter.drawText(QRectF(0, y, labelWidth + 1, row), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(shortName(component.name), Qt::ElideLeft, labelWidth + 1));
        const double thickness = std::round(row * 0.55);
        const QRectF well(left, y + (row - thickness) / 2, std::max(4.0, right - left), thickness);
        painter.fillRect(well, theme.raised);
        if (full > 0 && component.share > 0)
            painter.fillRect(QRectF(well.topLeft(), QSizeF(well.width() * component.share / full, thickness)),
                             theme.blockColor(blockOf(component.name)));
        painter.setFont(figures);
        painter.setPen(theme.text);
        painter.drawText(QRectF(width() - joulesWidth - shareWidth, y, shareWidth - 8, row),
                         Qt::AlignRight | Qt::AlignVCenter, formatPercent(component.share));
        painter.setPen(theme.secondaryText);
        painter.drawText(QRectF(width() - joulesWidth, y, joulesWidth, row), Qt::AlignRight | Qt::AlignVCenter,
                         formatEnergy(component.joulesPerToken));
    }
}

bool EnergyShares::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto count = static_cast<int>(m_shares.components.size());
    const int index = count - 1 - help->pos().y() / std::max(1, rowHeight());
    if (index < 0 || index >= count) return QWidget::event(event);
    const ComponentShares::Component& component = m_shares.components[static_cast<std::size_t>(index)];
    QString text = tr("%1: %2 per token, %3 of all (%4)\n%5 accumulates and %6 multiply-accumulates per token")
                       .arg(component.name, formatEnergy(component.joulesPerToken), formatPercent(component.share), m_pricing,
                            formatCount(component.acPerToken), formatCount(component.macPerToken));
    if (!std::isnan(component.rate))
        text += QLatin1Char('\n') + tr("fires at %1 (spikes per neuron and timestep)").arg(formatPercent(component.rate));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

TableData EnergyShares::table() const {
    TableData table;
    table.title = tr("Energy per component, %1 tokens, %2").arg(m_shares.tokens).arg(m_pricing);
    table.header = {tr("component"),   tr("firing rate (spikes per neuron and timestep)"),
                    tr("AC / token"),  tr("MAC / token"),
                    tr("energy (J / token)"), tr("share of the energy (0 to 1)")};
    for (const auto& component : m_shares.components)
        table.rows.push_back({component.name, component.rate, component.acPerToken, component.macPerToken,
                              component.joulesPerToken, component.share});
    return table;
}

QString EnergyShares::description() const {
    QStringList parts;
    for (const auto& component : m_shares.components)
        if (!std::isnan(component.share)) parts << tr("%1 %2").arg(component.name, formatPercent(component.share));
    return parts.isEmpty() ? tr("No token was read yet.") : tr("Share of the energy: %1").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace spikeglass
