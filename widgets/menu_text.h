// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRegularExpression>
#include <QString>

namespace spikeglass {

/// What a menu's entry says, where it stands in a list: without its mnemonic, "&Open…" or "打开(&O)…", and without dots.
inline QString withoutMnemonic(QString text) {
    static const QRegularExpression appended(QStringLiteral("\\(&.\\)"));
    text.remove(appended);
    text.remove(QLatin1Char('&'));
    text.remove(QChar(0x2026));
    return text.trimmed();
}

}  // namespace spikeglass
