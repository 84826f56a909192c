// SPDX-License-Identifier: Apache-2.0
#include "side_panels.h"

#include <QEvent>
#include <QPainter>
#include <QTabBar>
#include <QVBoxLayout>

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
    m_tabs->setAccessibleName(tr("Panels"));
    m_column->addWidget(m_tabs);
    m_tabs->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { arrange(); });
}

void SidePanels::addPanel(Panel* panel, int stretch, int page) {
    auto* rule = new Rule(Qt::Horizontal, this);
    m_column->addWidget(rule);
    m_column->addWidget(panel, stretch);
    m_entries.push_back({panel, rule, stretch, page});
    if (m_tabs->count() <= page)
        m_tabs->addTab(panel->title());
    else
        m_tabs->setTabText(page, m_tabs->tabText(page) + QStringLiteral(" · ") + panel->title());
    arrange();
}

int SidePanels::currentPage() const { return m_tabs->currentIndex(); }

void SidePanels::setCurrentPage(int page) { m_tabs->setCurrentIndex(page); }

int SidePanels::heightOfAll() const {
    int height = 0;
    for (const Entry& entry : m_entries) {
        const int width = std::max(this->width(), entry.panel->minimumSizeHint().width());
        QLayout* layout = entry.panel->layout();
        height += 1 + std::max(entry.panel->minimumSizeHint().height(),
                               layout->hasHeightForWidth() ? layout->minimumHeightForWidth(width) : 0);
    }
    return height;
}

void SidePanels::arrange() {
    m_tabbed = heightOfAll() > height() && m_tabs->count() > 1;
    m_tabs->setVisible(m_tabbed);
    bool first = true;
    for (const Entry& entry : m_entries) {
        const bool seen = !m_tabbed || entry.page == m_tabs->currentIndex();
        entry.panel->setVisible(seen);
        entry.rule->setVisible(seen && (!first || m_tabbed));
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
