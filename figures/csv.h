// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace spikeglass::figures {

/// Rows of CSV (RFC 4180), numbers as C writes them.
class Csv {
  public:
    struct Cell {
        Cell(const std::string& text);                // NOLINT(google-explicit-constructor)
        Cell(const char* text) : Cell(std::string(text)) {}
        Cell(const QString& text) : Cell(text.toStdString()) {}
        Cell(double value) : bytes(value == value ? QByteArray::number(value, 'g', 9) : QByteArray()) {}
        Cell(std::int64_t value) : bytes(QByteArray::number(static_cast<qint64>(value))) {}
        Cell(int value) : bytes(QByteArray::number(value)) {}
        Cell(std::size_t value) : bytes(QByteArray::number(static_cast<quint64>(value))) {}
        QByteArray bytes;
    };
    void row(std::initializer_list<Cell> cells);
    const QByteArray& bytes() const { return m_bytes; }

  private:
    QByteArray m_bytes;
};

}  // namespace spikeglass::figures
