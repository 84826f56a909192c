// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <QStringList>

namespace spikeglass::figures {

/// How a text is set. A value.
struct TextStyle {
    QStringList families;  // the first that is installed is used
    double size = 7;       // points
    bool bold = false;
    bool italic = false;
    QColor color = Qt::black;
};

/// Fonts are made so many times as large as they are set and scaled down: sizes may then be any fraction of a point, and
/// nothing is rounded to the pixels of a screen.
inline constexpr double kFontScale = 32;

/// kFontScale times as large as the style says.
QFont scaledFont(const TextStyle& style);
/// Points. These need a QGuiApplication.
double textWidth(const QString& text, const TextStyle& style);
/// Height of a capital letter above the base line, points.
double capHeight(const TextStyle& style);
/// The text, cut with an ellipsis where it is wider.
QString elided(const QString& text, const TextStyle& style, double width);

}  // namespace spikeglass::figures
