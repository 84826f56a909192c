// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/table_data.h"

#include <QLocale>
#include <QSaveFile>
#include <cmath>

#include "base/csv.h"

namespace spikeglass {
namespace {

bool isReal(const QVariant& value) {
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Float;
}

bool isNumber(const QVariant& value) {
    switch (value.typeId()) {
        case QMetaType::Int:
        case QMetaType::UInt:
        case QMetaType::Long:
        case QMetaType::ULong:
        case QMetaType::LongLong:
        case QMetaType::ULongLong: return true;
        default: return isReal(value);
    }
}

QString quoted(const QString& field) { return QString::fromStdString(csvField(field.toStdString())); }

/// A cell of a table on the clipboard cannot hold the signs that end cells.
QString flattened(QString field) {
    return field.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

template <class Field>
QString joined(const TableData& table, const QString& between, const QString& end, const Field& fieldOf) {
    QString text;
    const auto addLine = [&](const QStringList& fields) { text += fields.join(between) + end; };
    QStringList line;
    for (const QString& name : table.header) line << fieldOf(name);
    addLine(line);
    for (const QVariantList& row : table.rows) {
        line.clear();
        for (const QVariant& value : row) line << fieldOf(plainValue(value));
        addLine(line);
    }
    return text;
}

}  // namespace

QString plainValue(const QVariant& value) {
    if (!isReal(value)) return value.toString();
    const double number = value.toDouble();
    return std::isnan(number) ? QString() : QString::number(number, 'g', 9);
}

QString shownValue(const QVariant& value) {
    if (isReal(value)) {
        const double number = value.toDouble();
        return std::isnan(number) ? QStringLiteral("–") : QLocale().toString(number, 'g', 5);
    }
    return isNumber(value) ? QLocale().toString(value.toLongLong()) : value.toString();
}

QString TableData::csv() const { return joined(*this, QStringLiteral(","), QStringLiteral("\r\n"), quoted); }

QString TableData::tabSeparated() const {
    return joined(*this, QStringLiteral("\t"), QStringLiteral("\n"), flattened);
}

Result<void> TableData::saveCsv(const QString& path) const {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(csv().toUtf8()) >= 0 && file.flush() && file.commit()) return {};
    return fail(TableModel::tr("%1: cannot be written: %2").arg(path, file.errorString()).toStdString());
}

int TableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.header.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    const QVariantList& row = m_table.rows[static_cast<std::size_t>(index.row())];
    if (index.column() >= row.size()) return {};
    const QVariant& value = row[index.column()];
    switch (role) {
        case Qt::DisplayRole: return shownValue(value);
        case Qt::UserRole: return value;
        case Qt::TextAlignmentRole:
            return QVariant(isNumber(value) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
        default: return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return m_table.header.value(section);
}

}  // namespace spikeglass
