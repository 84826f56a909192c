// SPDX-License-Identifier: Apache-2.0
#include "figures/text_style.h"

#include <QFontMetricsF>
#include <QtMath>

namespace spikeglass::figures {

QFont scaledFont(const TextStyle& style) {
    QFont font;
    font.setFamilies(style.families);
    font.setPixelSize(qMax(1, qRound(style.size * kFontScale)));
    font.setBold(style.bold);
    font.setItalic(style.italic);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(true);
    return font;
}

double textWidth(const QString& text, const TextStyle& style) {
    return QFontMetricsF(scaledFont(style)).horizontalAdvance(text) / kFontScale;
}

double capHeight(const TextStyle& style) { return QFontMetricsF(scaledFont(style)).capHeight() / kFontScale; }

QString elided(const QString& text, const TextStyle& style, double width) {
    return QFontMetricsF(scaledFont(style)).elidedText(text, Qt::ElideRight, width * kFontScale);
}

}  // namespace spikeglass::figures
