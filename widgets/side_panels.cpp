// SPDX-License-Identifier: Apache-2.0
#include "side_panels.h"

#include <QEvent>
#include <QPainter>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

#include "panel.h"
#include "viewmodels/theme.h"

namespace spikeglass {

Rule::Rule(Qt::Orientation orientation, QWidget* parent) : QWidget(parent) {
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Rule::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), currentTheme().line); }

SidePanels::SidePanels(QWidget* parent) : QWidget(parent), m_tabs(new QTabBar(this)), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setAccessibleName(tr("Panels"));
    m_column->addWidget(m_tabs);
    m_column->addStretch(0);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { arrange(); });
}

int SidePanels::addPage(const QString& title, const QString& toolTip) {
    const int page = m_tabs->addTab(title);
    m_tabs->setTabToolTip(page, toolTip);
    return page;
}

void SidePanels::addPanel(Panel* panel, int stretch, const QList<int>& pages) {
    auto* rule = new Rule(Qt::Horizontal, this);
    const int end = m_column->count() - 1;  // before the stretch that takes what no panel wants
    m_column->insertWidget(end, rule);
    m_column->insertWidget(end + 1, panel, stretch);
    m_entries.push_back({panel, rule, pages});
    arrange();
}

int SidePanels::pageCount() const { return m_tabs->count(); }

int SidePanels::currentPage() const { return m_tabs->currentIndex(); }

void SidePanels::setCurrentPage(int page) { m_tabs->setCurrentIndex(page); }

void SidePanels::reveal(const Panel* panel) {
    for (const Entry& entry : m_entries)
        if (entry.panel == panel && !entry.pages.contains(currentPage())) setCurrentPage(entry.pages.first());
}

int SidePanels::heightOf(const Entry& entry) const {
    const int width = std::max(this->width(), entry.panel->minimumSizeHint().width());
    QLayout* layout = entry.panel->layout();
    return 1 + std::max(entry.panel->minimumSizeHint().height(),
                        layout->hasHeightForWidth() ? layout->minimumHeightForWidth(width) : 0);
}

void SidePanels::arrange() {
    int left = height() - m_tabs->sizeHint().height();
    bool first = true;
    for (const Entry& entry : m_entries) {
        const bool here = entry.pages.contains(currentPage());
        if (here) left -= heightOf(entry);
        const bool seen = here && (first || left >= 0);
        entry.panel->setVisible(seen);
        entry.rule->setVisible(seen);
        if (seen) first = false;
    }
}

bool SidePanels::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) arrange();
    return QWidget::event(event);
}

void SidePanels::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace spikeglass
