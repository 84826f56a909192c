// SPDX-License-Identifier: Apache-2.0
#include "health_list.h"

#include <QAbstractButton>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {

namespace {

constexpr int kSign = 16;  // pixels left of the text

}  // namespace

/// A sentence that can be clicked, over as many lines as it needs.
class HealthList::Row : public QAbstractButton {
  public:
    Row(const QString& text, bool sign, bool warning, QWidget* parent)
        : QAbstractButton(parent), m_sign(sign), m_warning(warning) {
        setText(text);
        setAccessibleName(text);
        setFocusPolicy(Qt::TabFocus);
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    QSize sizeHint() const override { return {200, heightForWidth(std::max(width(), 200))}; }
    QSize minimumSizeHint() const override { return {60, QFontMetrics(small()).height() + 2}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override {
        const QRect room(0, 0, std::max(20, width - kSign), 10'000);
        return QFontMetrics(small()).boundingRect(room, Qt::TextWordWrap, text()).height() + 2;
    }

  protected:
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isEnabled() && (underMouse() || hasFocus())) {
            painter.setPen(hasFocus() ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
            painter.setBrush(theme.raised);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        }
        if (m_sign) {
            // The sign that the raster has beside the site's label; a note has a dot.
            const double y = 1 + 0.5 * QFontMetricsF(small()).height();
            QPainterPath sign;
            if (m_warning)
                sign.addPolygon(QPolygonF({{6, y - 4}, {10.5, y + 3.5}, {1.5, y + 3.5}, {6, y - 4}}));
            else
                sign.addRect(QRectF(3.5, y - 2.5, 5, 5));
            painter.fillPath(sign, m_warning ? theme.warning : theme.spiking);
        }
        painter.setFont(small());
        painter.setPen(m_warning ? theme.text : theme.secondaryText);
        painter.drawText(rect().adjusted(kSign, 1, 0, 0), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text());
    }

  private:
    QFont small() const { return scaledFont(font(), kSmallText); }
    bool m_sign, m_warning;
};

HealthList::HealthList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    setAccessibleName(tr("Health of the sites"));
    hide();
}

void HealthList::setEntries(std::vector<Entry> entries) {
    if (entries == m_entries) return;
    m_entries = std::move(entries);
    rebuild();
}

void HealthList::rebuild() {
    for (QWidget* row : m_rows) row->deleteLater(), row->hide();
    m_rows.clear();
    const auto add = [this](Row* row) {
        m_rows.push_back(row);
        m_column->addWidget(row);
    };
    // One more takes no more room than the line that would speak of it.
    const std::size_t shown = m_all || m_entries.size() <= kFirst + 1 ? m_entries.size() : kFirst;
    for (std::size_t i = 0; i < shown; ++i) {
        const Entry& entry = m_entries[i];
        auto* row = new Row(entry.text, true, entry.warning, this);
        row->setEnabled(!entry.neurons.empty());
        if (row->isEnabled()) row->setCursor(Qt::PointingHandCursor);
        if (row->isEnabled()) row->setToolTip(tr("Select these neurons"));
        connect(row, &QAbstractButton::clicked, this, [this, neurons = entry.neurons] { Q_EMIT chosen(neurons); });
        add(row);
    }
    if (m_entries.size() > kFirst + 1) {
        auto* more = new Row(m_all ? tr("Show fewer") : tr("%1 more …").arg(m_entries.size() - kFirst), false, false, this);
        more->setCursor(Qt::PointingHandCursor);
        connect(more, &QAbstractButton::clicked, this, [this] {
            m_all = !m_all;
            rebuild();
        });
        add(more);
    }
    setVisible(!m_entries.empty());
    updateGeometry();
}

}  // namespace spikeglass
