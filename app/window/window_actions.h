// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QMenuBar>
#include <QObject>
#include <vector>

#include "bundled_models.h"
#include "settings.h"

namespace spikeglass {

class BlockBoardModel;

/// Every command of the window as an action with its shortcut, and the menus they hang in. Knows no engine: the window
/// connects the actions and keeps their state right.
class WindowActions : public QObject {
    Q_OBJECT
  public:
    explicit WindowActions(QWidget* window);

    void fillMenus(QMenuBar* bar);
    void showRecentFiles(const QStringList& files);
    void showBundledModels(const std::vector<BundledModel>& models);
    void showTheme(ThemeChoice choice);
    /// The presets, which of them is in force, and whether there is something to take back.
    void showBlocks(const BlockBoardModel& board);
    /// "Ctrl+O    Open checkpoint…" and so on, for the list of shortcuts.
    std::vector<std::pair<QString, QString>> shortcuts() const;

    QAction *open, *quit;
    QAction *run, *step, *stop, *focusPrompt, *twin;
    QAction *follow, *zoomIn, *zoomOut, *zoomReset;
    QAction *textLarger, *textSmaller, *textReset, *modelCard;
    QAction *undoSwitch, *redoSwitch;
    QAction *shortcutList, *about;

  Q_SIGNALS:
    void fileChosen(const QString& path);
    void recentFilesCleared();
    void themeChosen(ThemeChoice choice);
    void presetChosen(int preset);

  private:
    QAction* make(const QString& text, const QList<QKeySequence>& keys, const QString& tip);

    QWidget* m_window;
    QMenu *m_recent = nullptr, *m_bundled = nullptr, *m_blocks = nullptr;
    std::vector<QAction*> m_all;
    QAction* m_themes[5] = {};
};

}  // namespace spikeglass
