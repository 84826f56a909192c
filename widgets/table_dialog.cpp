// SPDX-License-Identifier: Apache-2.0
#include "table_dialog.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "panel.h"

namespace spikeglass {

TableDialog::TableDialog(TableData table, QWidget* parent)
    : QDialog(parent),
      m_model(new TableModel(std::move(table), this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_view(new QTableView(this)),
      m_said(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Elide, this)) {
    setWindowTitle(m_model->table().title);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(Qt::UserRole);
    m_view->setModel(m_sorted);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder);  // as it came
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 8);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setAccessibleName(m_model->table().title);
    m_view->resizeColumnsToContents();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(10);
    column->addWidget(new TextLabel(m_model->table().title, TextLabel::Strong, this));
    column->addWidget(m_view, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_said, 1);
    const auto add = [&](const QString& text, const QString& hint, auto action) {
        auto* button = new QPushButton(text, this);
        button->setToolTip(hint);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, action);
        row->addWidget(button);
        return button;
    };
    add(tr("&Copy"), tr("The selected rows, or all: tab-separated, for a spreadsheet"), &TableDialog::copy)
        ->setObjectName(QStringLiteral("copyTable"));
    add(tr("&Save as CSV…"), tr("All rows in this order, numbers with a decimal point"), &TableDialog::save);
    add(tr("Close"), tr("Closes the table"), &QDialog::close);
    column->addLayout(row);
    connect(new QShortcut(QKeySequence::Copy, this), &QShortcut::activated, this, &TableDialog::copy);
    m_said->setText(tr("%1 rows").arg(m_model->rowCount()));
    const int wanted = m_view->horizontalHeader()->length() + 60;
    resize(std::clamp(wanted, 420, 1000), std::clamp(m_model->rowCount() * (m_view->fontMetrics().height() + 8) + 150, 240, 640));
}

TableDialog* TableDialog::open(TableData table, QWidget* parent) {
    auto* made = new TableDialog(std::move(table), parent);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->show();
    return made;
}

TableData TableDialog::shownTable(bool selectedOnly) const {
    TableData shown = m_model->table();
    shown.rows.clear();
    const QItemSelectionModel* selection = m_view->selectionModel();
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        if (selectedOnly && selection->hasSelection() && !selection->isRowSelected(row, {})) continue;
        const int source = m_sorted->mapToSource(m_sorted->index(row, 0)).row();
        shown.rows.push_back(m_model->table().rows[static_cast<std::size_t>(source)]);
    }
    return shown;
}

void TableDialog::copy() {
    const TableData shown = shownTable(true);
    QGuiApplication::clipboard()->setText(shown.tabSeparated());
    m_said->setText(tr("%1 rows copied").arg(shown.rows.size()));
}

void TableDialog::save() {
    QString path = QFileDialog::getSaveFileName(this, tr("Save the table"), {}, tr("Comma-separated values (*.csv)"));
    if (path.isEmpty()) return;
    if (!path.contains(QLatin1Char('.'))) path += QStringLiteral(".csv");
    const Result<void> saved = shownTable(false).saveCsv(path);
    m_said->setText(saved ? tr("Saved as %1").arg(path) : QString::fromStdString(saved.error().message));
    m_said->setWarning(!saved);
}

}  // namespace spikeglass
