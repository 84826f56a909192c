// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include "base/result.h"
#include "figures/figure_preset.h"

namespace spikeglass {

/// One's own presets of figures: a folder of JSON files, as `--preset FILE.json` reads them. Lives in the window's thread.
class PresetStore {
  public:
    /// folder: made when something is first saved. Empty: ~/.config/spikeglass/presets.
    explicit PresetStore(const QString& folder = {});

    /// By title. What is no preset is left out.
    QList<figures::FigurePreset> presets() const;
    bool isOwn(const QString& name) const;
    /// Under a name made from its title: a new one, or in place of `before` (a name; then it is renamed with its title).
    /// Returns it as it is kept. Errors: no title; the title of another one; the folder or the file cannot be written.
    Result<figures::FigurePreset> save(figures::FigurePreset preset, const QString& before = {});
    /// Errors: the file cannot be removed.
    Result<void> remove(const QString& name);

  private:
    QString fileOf(const QString& name) const;

    QString m_folder;
};

}  // namespace spikeglass
