// SPDX-License-Identifier: Apache-2.0
#include "ladder_view.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPainter>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "energy/pricing_model.h"
#include "ladder_chart.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

/// A row that is being computed shows how far it is.
class ProgressDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const double value = index.data(Qt::UserRole).toDouble();
        const bool running = value >= static_cast<double>(LadderModel::State::Running) &&
                             value < static_cast<double>(LadderModel::State::Done);
        QStyledItemDelegate::paint(painter, option, index);
        if (!running) return;
        const Theme& theme = currentTheme();
        const QRectF place = QRectF(option.rect).adjusted(52, option.rect.height() / 2.0 - 3, -6, -(option.rect.height() / 2.0 - 3));
        painter->fillRect(place, theme.line);
        painter->fillRect(QRectF(place.topLeft(), QSizeF(place.width() * (value - std::floor(value)), place.height())), theme.accent);
    }
};

}  // namespace

LadderView::LadderView(LadderModel* model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_sorted(new QSortFilterProxyModel(this)),
      m_table(new QTableView(this)),
      m_chart(new LadderChart(this)),
      m_split(new QSplitter(Qt::Vertical, this)) {
    m_sorted->setSourceModel(model);
    m_sorted->setSortRole(Qt::UserRole);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setItemDelegateForColumn(LadderModel::Progress, new ProgressDelegate(m_table));
    m_table->setAccessibleName(tr("Rows of the ladder"));
    const int letter = m_table->fontMetrics().averageCharWidth();
    for (int column = 0; column < LadderModel::kColumns; ++column) {
        const int letters = column == LadderModel::Model ? 18 : column == LadderModel::Choice ? 11 : 8;
        m_table->setColumnWidth(column, std::max(letter * letters, m_table->horizontalHeader()->sectionSizeHint(column)));
    }
    m_split->addWidget(m_chart);
    m_split->addWidget(m_table);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);

    connect(model, &QAbstractItemModel::modelReset, this, &LadderView::plot);
    connect(model, &LadderModel::rowFinished, this, &LadderView::plot);
    connect(model, &LadderModel::pricingChanged, this, &LadderView::plot);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LadderView::followSelection);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT activated(m_sorted->mapToSource(index).row()); });
    connect(m_chart, &LadderChart::clicked, this, &LadderView::select);
    connect(m_chart, &LadderChart::activated, this, &LadderView::activated);
    auto* copied = new QShortcut(QKeySequence::Copy, this, this, &LadderView::copy);
    copied->setContext(Qt::WidgetWithChildrenShortcut);
    plot();
}

void LadderView::plot() {
    std::vector<LadderChart::Point> points;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const LadderModel::Row& r = m_model->at(row);
        if (r.state == LadderModel::State::Done)
            points.push_back({row, r.variant.title, r.variant.choiceName, m_model->joules(row), r.score.bitsPerCharacter});
    }
    m_chart->setPoints(std::move(points), pricingName(pricingModels()[m_model->pricing()]));
    m_chart->setSelected(selectedRow());
}

std::optional<int> LadderView::selectedRow() const {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty()) return {};
    return m_sorted->mapToSource(rows.first()).row();
}

void LadderView::select(int row) {
    const QModelIndex index = m_sorted->mapFromSource(m_model->index(row, 0));
    m_table->selectRow(index.row());
    m_table->scrollTo(index);
}

void LadderView::followSelection() {
    m_chart->setSelected(selectedRow());
    Q_EMIT selectionChanged();
}

QByteArray LadderView::saveState() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_table->horizontalHeader()->saveState() << m_split->saveState();
    return state;
}

void LadderView::restoreState(const QByteArray& state) {
    QByteArray columns, split;
    QDataStream stream(state);
    stream >> columns >> split;
    if (stream.status() != QDataStream::Ok) return;
    // A table of an older version had other columns: theirs are not taken over.
    QHeaderView* header = m_table->horizontalHeader();
    const QByteArray usual = header->saveState();
    if (!header->restoreState(columns) || header->count() != LadderModel::kColumns) header->restoreState(usual);
    m_split->restoreState(split);
}

void LadderView::copy() { QGuiApplication::clipboard()->setText(m_model->tabSeparated()); }

}  // namespace spikeglass
