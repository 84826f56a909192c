// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include "base/result.h"
#include "figures/display_list.h"

namespace spikeglass::figures {

/// What a journal, a conference or a room asks of a figure. Always black on white. A value.
struct FigurePreset {
    QString name;   // "nature-single", as --preset takes it
    QString title;  // "Nature, one column"
    double widthMm = 89;
    double heightMm = 0;     // fixed, as slides have it; 0: as the figure needs it, up to mostHeightMm
    double mostHeightMm = 170;
    QStringList families;    // fonts, the first that is installed
    double labelSize = 7;    // points: axis labels
    double tickSize = 6;     // numbers along axes, legends
    double leastSize = 5;    // nothing is set smaller
    double letterSize = 8;   // panel letters, bold
    bool upperLetters = false;
    double lineWidth = 0.5;  // points: axes and ticks
    double traceWidth = 0.75;
    double dpi = 600;        // of bitmaps, and of layers of pixels within vector files

    double widthPoints() const { return widthMm * 72 / 25.4; }
    TextStyle label() const { return {families, labelSize}; }
    TextStyle tick() const { return {families, tickSize}; }
    TextStyle least() const { return {families, leastSize}; }
    Stroke axis() const { return {Qt::black, lineWidth}; }
    bool operator==(const FigurePreset&) const = default;
};

/// Those of the program, "nature-single" first.
const QList<FigurePreset>& figurePresets();
/// A preset by its name, or the JSON file of one's own (docs/figures.md) where the name ends in .json.
/// Errors: no such preset (names those there are); a file that cannot be read or is none, with the key.
Result<FigurePreset> findPreset(const QString& name);
/// As the file holds it; readPreset(presetJson(p)) gives p again.
QByteArray presetJson(const FigurePreset& preset);
/// Begins with the preset that "base" names, or the first one. Errors: not JSON; a key that is unknown or out of range.
Result<FigurePreset> readPreset(const QByteArray& json, const QString& source);

}  // namespace spikeglass::figures
