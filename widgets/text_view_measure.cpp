// SPDX-License-Identifier: Apache-2.0
// What the background of the TextView shows, and its legend.
#include <QComboBox>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>
#include <tuple>

#include "fonts.h"
#include "text_view.h"
#include "viewmodels/theme.h"

namespace spikeglass {

namespace {

constexpr double kPadding = 16;    // as in text_view.cpp
constexpr double kLegendBar = 56;  // pixels
constexpr std::int64_t kRangeTokens = 1024;  // the last of them say how far the colours reach

}  // namespace

void TextView::makeMeasureBox() {
    m_measureBox = new QComboBox(viewport());
    m_measureBox->setAccessibleName(tr("What the background of the text shows"));
    m_measureBox->setToolTip(tr("What the background of each character shows"));
    m_measureBox->setFrame(false);
    m_measureBox->setCursor(Qt::ArrowCursor);
    m_measureBox->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_measureBox, &QComboBox::activated, this,
            [this](int index) { setMeasure(m_measureBox->itemData(index).toString()); });
    refreshMeasures();
}

/// The measures of this run, by name; the one that is shown stays.
void TextView::refreshMeasures() {
    std::vector<TextMeasure> all = measuresOf(*m_run, *m_pricing);
    for (const TextMeasure& added : m_added) {
        const auto same = std::find_if(all.begin(), all.end(), [&](const TextMeasure& m) { return m.id == added.id; });
        if (same != all.end())
            *same = added;
        else
            all.push_back(added);
    }
    const QSignalBlocker quiet(m_measureBox);
    m_measureBox->clear();
    auto shown = std::find_if(all.begin(), all.end(), [&](const TextMeasure& m) { return m.id == m_measure.id; });
    if (shown == all.end()) shown = all.begin();
    for (const TextMeasure& measure : all) m_measureBox->addItem(measure.name, measure.id);
    m_measureBox->setCurrentIndex(static_cast<int>(shown - all.begin()));
    m_measure = *shown;
    refreshRange();
    placeMeasureBox();
    viewport()->update();
}

void TextView::setMeasure(const QString& id) {
    if (id == m_measure.id || m_measureBox->findData(id) < 0) return;
    m_measure.id = id;
    refreshMeasures();
    Q_EMIT measureChanged();
}

void TextView::setPricingModelId(const QString& id) {
    const PricingModel* found = findPricingModel(id.toStdString());
    if (found == nullptr || found == m_pricing) return;
    m_pricing = found;
    refreshMeasures();
}

void TextView::addMeasure(const TextMeasure& measure) {
    std::erase_if(m_added, [&](const TextMeasure& m) { return m.id == measure.id; });
    m_added.push_back(measure);
    refreshMeasures();
}

void TextView::setBranchMarks(std::vector<std::int64_t> tokens) {
    m_branchMarks = std::move(tokens);
    viewport()->update();
}

/// Of a measure without a fixed range, from the newest tokens.
void TextView::refreshRange() {
    m_rangeEnd = m_run->tokenCount();
    const std::int64_t from = std::max(m_run->history().begin(), m_run->tokenCount() - kRangeTokens);
    std::tie(m_lowest, m_highest) = spikeglass::measureRange(m_measure, from, m_run->tokenCount(), kRangeTokens);
}

void TextView::placeMeasureBox() {
    if (const QFont small = scaledFont(font(), kSmallText); m_measureBox->font() != small) m_measureBox->setFont(small);
    m_measureBox->setVisible(!m_layout.isEmpty() && textArea().height() < viewport()->height());
    const QSize size = m_measureBox->sizeHint();
    m_measureBox->setGeometry(static_cast<int>(kPadding) - 4, viewport()->height() - size.height() - 2,
                              std::min(size.width(), viewport()->width() / 2), size.height());
}

QColor TextView::colorOf(double value) const {
    const double share = std::clamp((value - m_lowest) / (m_highest - m_lowest), 0.0, 1.0);
    return currentTheme().surprisal(share * Theme::kFullSurprisalBits);
}

QString TextView::formatMeasure(double value) const {
    const QString number = QLocale().toString(value, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212));
    return m_measure.unit.isEmpty() ? number : number + QLatin1Char(' ') + m_measure.unit;
}

void TextView::paintLegend(QPainter& painter) const {
    const Theme& theme = currentTheme();
    const QFont small = scaledFont(figuresFont(font()), kSmallText);
    const QFontMetricsF metrics(small);
    const QString before = QLocale().toString(m_lowest, 'g', 4), after = formatMeasure(m_highest);
    const double middle = m_measureBox->geometry().center().y() + 0.5;
    const QRectF bar(m_measureBox->geometry().right() + 12 + metrics.horizontalAdvance(before),
                     std::round(middle - 0.5 * metrics.height() + 1), kLegendBar, std::round(metrics.height() - 2));
    for (int x = 0; x < static_cast<int>(kLegendBar); ++x)
        painter.fillRect(QRectF(bar.left() + x, bar.top(), 1, bar.height()),
                         theme.surprisal(Theme::kFullSurprisalBits * (x + 0.5) / kLegendBar));
    painter.setFont(small);
    painter.setPen(theme.secondaryText);
    const double baseline = middle - 0.5 * metrics.height() + metrics.ascent();
    painter.drawText(QPointF(bar.left() - 6 - metrics.horizontalAdvance(before), baseline), before);
    painter.drawText(QPointF(bar.right() + 6, baseline), after);
}

}  // namespace spikeglass
