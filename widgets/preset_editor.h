// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <utility>
#include <vector>

#include "figures/figure_preset.h"

class QDoubleSpinBox;
class QLineEdit;

namespace spikeglass {

class PresetStore;
class TextLabel;

/// One's own preset: its name, sizes and fonts. Belongs to the window's thread.
class PresetEditor : public QDialog {
    Q_OBJECT
  public:
    /// Of a preset of one's own, or a new one that begins as `from` is. store outlives it.
    PresetEditor(PresetStore* store, const figures::FigurePreset& from, QWidget* parent);

    /// As it was saved, once it is accepted.
    const figures::FigurePreset& preset() const { return m_preset; }
    void accept() override;

  private:
    PresetStore* m_store;
    figures::FigurePreset m_preset;
    QString m_before;  // the name it had; empty: it is new
    QLineEdit *m_title, *m_families;
    std::vector<std::pair<QDoubleSpinBox*, double figures::FigurePreset::*>> m_numbers;
    TextLabel* m_said;
};

}  // namespace spikeglass
