// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>
#include <cstddef>

namespace spikeglass {

/// Colours of the window: light, dark, or either with high contrast. Ink for spikes, colour for which block (Okabe-Ito) and for which form (orange
/// spiking, blue analog, the same everywhere). A value; views take it from currentTheme() when they paint.
struct Theme {
    bool dark = false;
    bool highContrast = false;                 // text at least 7 : 1 on every ground (WCAG 2.1 AAA), edges thicker
    double stroke = 1;                         // how much thicker lines are drawn
    QColor window, panel, raised, line;        // background, panel, buttons and wells, hairlines
    QColor text, secondaryText, disabledText;
    QColor accent, accentText;                 // the one accent: marks, primary button
    QColor ink;                                // spikes
    QColor spiking, analog;                    // forms
    QColor warning, error, errorText;
    QColor threshold;                          // dashed lines in membrane plots

    /// Okabe-Ito by block, cycling; grey for what is outside the blocks (block -1).
    QColor blockColor(int block) const;
    /// The second site of a block is drawn in a paler shade of the block's colour.
    QColor siteColor(int block, bool second) const;
    /// Membrane traces by their place in the selection, cycling: Okabe-Ito, those that stand out from the panel.
    QColor traceColor(std::size_t index) const;
    /// Surprisal background of a character: nothing at 0 bits, full at 8. Opaque, over the panel.
    static constexpr double kFullSurprisalBits = 8;
    QColor surprisal(double bits) const;
    QPalette palette() const;
    /// share of `over` on `under`, opaque.
    static QColor mix(const QColor& under, const QColor& over, double share);

    static Theme light();
    static Theme darkTheme();
    static Theme highContrastTheme(bool dark);

  private:
    QColor strong(QRgb color) const;
};

const Theme& currentTheme();
void setCurrentTheme(const Theme& theme);

}  // namespace spikeglass
