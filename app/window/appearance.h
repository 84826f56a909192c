// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "desktop_wishes.h"
#include "settings.h"
#include "viewmodels/theme.h"

namespace spikeglass {

/// The theme for a choice, where the desktop asks for something and its own palette is dark or not. What the user chose
/// comes first, then what the desktop says, then how it looks.
Theme themeFor(ThemeChoice choice, const DesktopWishes& wishes, bool paletteIsDark);

/// Colours and text sizes of the whole program; with ThemeChoice::System they follow the desktop from then on, live. Call
/// in the window's thread, with a QApplication.
void applyAppearance(ThemeChoice choice, double textScale);

/// Whether the desktop's own palette is dark, as it was when the program started.
bool desktopIsDark();

}  // namespace spikeglass
