// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings.h"
#include "viewmodels/theme.h"

namespace spikeglass {

/// Colours and text sizes of the whole program. Call in the window's thread, with a QApplication.
void applyAppearance(ThemeChoice choice, double textScale);

/// Whether the desktop's own palette is dark, as it was when the program started.
bool desktopIsDark();

}  // namespace spikeglass
