// SPDX-License-Identifier: Apache-2.0
#include "seed_box.h"

#include <QLineEdit>
#include <QStyleOptionSpinBox>
#include <algorithm>
#include <limits>

namespace spikeglass {

SeedBox::SeedBox(QWidget* parent) : QAbstractSpinBox(parent) {
    lineEdit()->setText(QString::number(m_value));
    connect(lineEdit(), &QLineEdit::textEdited, this, [this] { readText(); });
    connect(this, &QAbstractSpinBox::editingFinished, this, [this] { lineEdit()->setText(QString::number(m_value)); });
}

void SeedBox::setValue(std::uint64_t value) {
    if (const QString text = QString::number(value); lineEdit()->text() != text) lineEdit()->setText(text);
    if (value == m_value) return;
    m_value = value;
    Q_EMIT valueChanged(value);
}

void SeedBox::stepBy(int steps) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t size = steps < 0 ? static_cast<std::uint64_t>(-static_cast<std::int64_t>(steps))
                                         : static_cast<std::uint64_t>(steps);
    setValue(steps < 0 ? m_value - std::min(size, m_value) : m_value + std::min(size, kMost - m_value));
    selectAll();
}

QValidator::State SeedBox::validate(QString& text, int&) const {
    if (text.isEmpty()) return QValidator::Intermediate;
    for (const QChar c : text)
        if (c < QLatin1Char('0') || c > QLatin1Char('9')) return QValidator::Invalid;
    bool fits = false;
    text.toULongLong(&fits);
    return fits ? QValidator::Acceptable : QValidator::Invalid;
}

QSize SeedBox::sizeHint() const {
    ensurePolished();
    const QFontMetrics metrics = fontMetrics();
    const QSize content(metrics.horizontalAdvance(QStringLiteral("00000000")) + 6, lineEdit()->sizeHint().height());
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    return style()->sizeFromContents(QStyle::CT_SpinBox, &option, content, this);
}

QAbstractSpinBox::StepEnabled SeedBox::stepEnabled() const {
    StepEnabled enabled = StepNone;
    if (m_value > 0) enabled |= StepDownEnabled;
    if (m_value < std::numeric_limits<std::uint64_t>::max()) enabled |= StepUpEnabled;
    return enabled;
}

void SeedBox::readText() {
    bool fits = false;
    const std::uint64_t value = lineEdit()->text().toULongLong(&fits);
    if (!fits || value == m_value) return;
    m_value = value;
    Q_EMIT valueChanged(value);
}

}  // namespace spikeglass
