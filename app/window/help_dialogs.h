// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <utility>
#include <vector>

class QWidget;

namespace spikeglass {

// Small windows that do not block the main one; they delete themselves when closed.

/// All keys of the window's menus and of the views, and `shortcuts` as far as no menu lists them.
void showShortcuts(QWidget* parent, const std::vector<std::pair<QString, QString>>& shortcuts);
void showAbout(QWidget* parent);

}  // namespace spikeglass
