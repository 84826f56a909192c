// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "viewmodels/table_data.h"

class QSortFilterProxyModel;
class QTableView;

namespace spikeglass {

class TextLabel;

/// The table behind a plot: sorted by a click on a header, copied (the selected rows, else all), saved as CSV. Does not
/// block the window. Belongs to the window's thread.
class TableDialog : public QDialog {
    Q_OBJECT
  public:
    explicit TableDialog(TableData table, QWidget* parent = nullptr);

    /// Opens one that deletes itself when closed.
    static TableDialog* open(TableData table, QWidget* parent);

    QTableView* view() const { return m_view; }
    /// In the order that is shown; the selected rows alone, if there are any.
    TableData shownTable(bool selectedOnly) const;
    void copy();
    /// Asks where to.
    void save();

  private:
    TableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_view;
    TextLabel* m_said;
};

}  // namespace spikeglass
