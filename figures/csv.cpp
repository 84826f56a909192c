// SPDX-License-Identifier: Apache-2.0
#include "figures/csv.h"

namespace spikeglass::figures {

Csv::Cell::Cell(const QString& text) : bytes(text.toUtf8()) {
    if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r')) return;
    bytes.replace("\"", "\"\"");
    bytes = '"' + bytes + '"';
}

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
