// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>

namespace spikeglass {

/// Makes the bundled fonts, icons and prompts available. Call once, after the QGuiApplication is there; more often is fine.
void loadResources();

inline constexpr double kDefaultTextPoints = 9.75;  // 13 pixels at 96 dpi
inline constexpr double kSmallText = 0.88, kLargeText = 1.2;  // of the text size

/// Whether any installed font draws Chinese: none is bundled, they are many times larger than the program.
bool hasChineseFont();

/// Labels: Inter.
QFont labelFont(double points);
/// The same size as a font, with figures of one width: for numbers that change.
QFont figuresFont(const QFont& like);
/// The same size as a font, all letters of one width: for tokens and generated text.
QFont monoFont(const QFont& like);
/// The same font, smaller (factor < 1) or larger.
QFont scaledFont(QFont font, double factor);
/// The same font, semi-bold.
QFont strongFont(QFont font);

}  // namespace spikeglass
