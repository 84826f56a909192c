// SPDX-License-Identifier: Apache-2.0
#include "facts_list.h"

#include <QGridLayout>

#include "panel.h"

namespace spikeglass {

FactsList::FactsList(const QString& heading, QWidget* parent)
    : QWidget(parent),
      m_grid(new QGridLayout(this)),
      m_heading(new TextLabel(heading.toUpper(), TextLabel::Strong | TextLabel::Small | TextLabel::Secondary, this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_heading, 0, 0, 1, 2);
    m_heading->setVisible(!heading.isEmpty());
    hide();
}

void FactsList::setFacts(const std::vector<Fact>& facts) {
    std::vector<Fact> stated;
    for (const Fact& fact : facts)
        if (!fact.value.isEmpty()) stated.push_back(fact);
    bool same = stated.size() == m_rows.size();
    for (std::size_t i = 0; same && i < stated.size(); ++i)
        same = m_rows[i].name->text() == stated[i].name && m_rows[i].below == stated[i].below;
    if (!same) build(stated);
    for (std::size_t i = 0; i < stated.size(); ++i) {
        if (m_rows[i].value->text() != stated[i].value) m_rows[i].value->setText(stated[i].value);
        m_rows[i].value->setToolTip(stated[i].hint);
        m_rows[i].value->setAccessibleName(stated[i].name);
    }
    setVisible(!m_rows.empty());
}

void FactsList::build(const std::vector<Fact>& facts) {
    for (const Row& row : m_rows) {
        delete row.name;
        delete row.value;
    }
    m_rows.clear();
    int line = 1;
    for (const Fact& fact : facts) {
        auto* name = new TextLabel(fact.name, TextLabel::Secondary, this);
        const int look = fact.below ? TextLabel::Wrap | TextLabel::Figures : TextLabel::Right | TextLabel::Figures | TextLabel::Elide;
        auto* value = new TextLabel({}, look, this);
        m_grid->addWidget(name, line, 0, 1, fact.below ? 2 : 1, Qt::AlignLeft | Qt::AlignTop);
        if (fact.below)
            m_grid->addWidget(value, ++line, 0, 1, 2);
        else
            m_grid->addWidget(value, line, 1, Qt::AlignTop);
        ++line;
        m_rows.push_back({name, value, fact.below});
    }
}

QString FactsList::value(const QString& name) const {
    for (const Row& row : m_rows)
        if (row.name->text() == name) return row.value->text();
    return {};
}

}  // namespace spikeglass
