// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <QString>
#include <vector>

#include "figures/figure_preset.h"
#include "trace/frame.h"

namespace spikeglass::figures {

/// A straight or logarithmic way from values to points.
struct Scale {
    double low = 0, high = 1;       // values
    double start = 0, end = 1;      // points
    bool logarithmic = false;

    double at(double value) const;
};

/// Round values within [low, high], about `most` of them.
std::vector<double> niceTicks(double low, double high, int most);
/// Powers of ten, and 2 and 5 times them where there are few.
std::vector<double> logTicks(double low, double high);
/// "0.25", "1,200": as short as these ticks need, English.
QString tickText(double value);
/// A value with an SI prefix and three digits: "22.0 µJ".
QString withUnit(double value, const QString& unit);
/// "4.72 M", exact below 10,000.
QString shortCount(double count);
/// What a unit's values are divided by, and its name with the prefix, so that `largest` has one to three digits.
struct Unit {
    double divisor = 1;
    QString name;
};
Unit unitFor(double largest, const QString& unit);

/// An axis below or left of a plot: line, ticks, their numbers, a label. Returns how far it reaches, in points.
double drawXAxis(DisplayList& list, const FigurePreset& preset, const Scale& x, double y, const std::vector<double>& ticks,
                 const QString& label);
void drawYAxis(DisplayList& list, const FigurePreset& preset, const Scale& y, double x, const std::vector<double>& ticks,
               const QString& label, double labelX);
double xAxisHeight(const FigurePreset& preset, bool label = true);

/// Tokens side by side.
struct TokenScale {
    std::int64_t from = 0, to = 1;
    double left = 0, right = 1;  // points

    double pitch() const { return (right - left) / static_cast<double>(to - from); }
    double at(std::int64_t token, std::size_t step = 0, std::size_t steps = 1) const {
        return left + pitch() * (static_cast<double>(token - from) + static_cast<double>(step) / static_cast<double>(steps));
    }
};

/// The text along the tokens, at the base line y: each token's text where there is room, else words at their beginnings,
/// as many as fit. Then the tokens' numbers and the label "Token". Returns the height of it all.
double drawTokenAxis(DisplayList& list, const FigurePreset& preset, const TokenScale& scale, const std::vector<Frame>& frames, double y);
double tokenAxisHeight(const FigurePreset& preset);

/// Which tokens were given and which were written, as a bracket above a plot whose top is y.
void drawPromptBracket(DisplayList& list, const FigurePreset& preset, const TokenScale& scale, const std::vector<Frame>& frames, double y);
double promptBracketHeight(const FigurePreset& preset);

/// "blocks.2.channel_mix" -> "channel mix"; with the block: "2 channel mix".
QString siteLabel(const std::string& name, bool withBlock);
/// White space as a reader may see it.
QString visible(const std::string& text);

}  // namespace spikeglass::figures
