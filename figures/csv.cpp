// SPDX-License-Identifier: Apache-2.0
#include "figures/csv.h"

#include "base/csv.h"

namespace spikeglass::figures {

Csv::Cell::Cell(const std::string& text) : bytes(QByteArray::fromStdString(csvField(text))) {}

void Csv::row(std::initializer_list<Cell> cells) {
    bool first = true;
    for (const Cell& cell : cells) {
        if (!first) m_bytes += ',';
        first = false;
        m_bytes += cell.bytes;
    }
    m_bytes += "\r\n";
}

}  // namespace spikeglass::figures
