// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "viewmodels/ladder_model.h"

class QSortFilterProxyModel;
class QSplitter;
class QTableView;

namespace spikeglass {

class LadderChart;

/// The rows of a ladder as a table to sort and a scatter plot, one selection in both. Belongs to the window's thread.
class LadderView : public QWidget {
    Q_OBJECT
  public:
    /// model outlives it.
    explicit LadderView(LadderModel* model, QWidget* parent = nullptr);

    QTableView* table() const { return m_table; }
    LadderChart* chart() const { return m_chart; }
    /// Of the model, not of the table's order.
    std::optional<int> selectedRow() const;
    void select(int row);
    /// Widths and order of the columns, and how chart and table share the height.
    QByteArray saveState() const;
    void restoreState(const QByteArray& state);  // what it does not understand stays as it is
    void copy();

  Q_SIGNALS:
    void selectionChanged();
    void activated(int row);  // by a double click or Enter

  private:
    void plot();
    void followSelection();

    LadderModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    LadderChart* m_chart;
    QSplitter* m_split;
};

}  // namespace spikeglass
