// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <vector>

#include "base/result.h"

namespace spikeglass {

/// A table as people take it away: the numbers behind a plot. Units stand in the header. A value.
struct TableData {
    QString title;
    QStringList header;
    std::vector<QVariantList> rows;  // [rows][columns]: texts, whole numbers, real ones (NaN: not known)

    /// RFC 4180, numbers with a point whatever the locale, what is not known empty.
    QString csv() const;
    /// The same with tabs, for the clipboard: spreadsheets take it.
    QString tabSeparated() const;
    /// Writes csv() whole or not at all. Errors: the file cannot be written (names it).
    Result<void> saveCsv(const QString& path) const;
};

/// A number or text for a file: C locale; empty for NaN.
QString plainValue(const QVariant& value);
/// A number or text for people: their locale; "–" for NaN.
QString shownValue(const QVariant& value);

/// A TableData for a view; Qt::UserRole holds the values themselves, to sort by.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    explicit TableModel(TableData table, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_table(std::move(table)) {}

    const TableData& table() const { return m_table; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    TableData m_table;
};

}  // namespace spikeglass
