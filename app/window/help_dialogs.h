// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <utility>
#include <vector>

class QWidget;

namespace spikeglass {

// Small windows that do not block the main one; they delete themselves when closed.

void showShortcuts(QWidget* parent, const std::vector<std::pair<QString, QString>>& shortcuts);
void showAbout(QWidget* parent);

}  // namespace spikeglass
