// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QMenuBar>
#include <QObject>
#include <functional>
#include <vector>

#include "bundled_models.h"
#include "network/intervention.h"
#include "settings.h"

namespace spikeglass {

class BlockBoardModel;
class ExperimentHistory;

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
    void showLanguage(const QString& code);
    void showWeights(WeightType weights);
    /// Whether the text is being recorded: then the same action ends that.
    void showRecording(bool on);
    bool isRecording() const { return m_recording; }
    /// The presets and which of them is in force.
    void showBlocks(const BlockBoardModel& board);
    /// The command palette's, in the Help menu.
    void addPalette(QAction* palette);
    /// The tables behind the plots.
    void clearTables();
    void addTable(const QString& title, std::function<void()> open);
    /// What can be taken back, by name.
    void showSteps(const ExperimentHistory& history);
    /// "Ctrl+O    Open checkpoint…" and so on, for the list of shortcuts.
    std::vector<std::pair<QString, QString>> shortcuts() const;

    QAction *open, *save, *saveAs, *lastSession, *previousModel, *resetLayout, *record, *exportFigure, *quit;
    QAction *run, *step, *timestep, *stop, *focusPrompt, *twin;
    QAction *follow, *zoomIn, *zoomOut, *zoomReset;
    QAction *textLarger, *textSmaller, *textReset, *modelCard, *sidePanels;
    QAction *undo, *redo, *branch, *editFrom;
    QAction* findNeurons;
    QAction *compare, *compareWithout, *endCompare, *ladder;
    QAction *shortcutList, *about;

  Q_SIGNALS:
    void fileChosen(const QString& path);
    void recentFilesCleared();
    void themeChosen(ThemeChoice choice);
    void tablesWanted();  // their menu opens
    void languageChosen(const QString& code);
    void weightsChosen(WeightType weights);
    void presetChosen(int preset);
    void effectChosen(Intervention::Effect effect);

  private:
    void addWeights(QMenu* menu);
    QAction* make(const QString& text, const QList<QKeySequence>& keys, const QString& tip);

    QWidget* m_window;
    QMenu *m_recent = nullptr, *m_bundled = nullptr, *m_blocks = nullptr, *m_help = nullptr, *m_languages = nullptr, *m_tables = nullptr;
    std::vector<QAction*> m_all, m_effects;
    bool m_recording = false;
    QAction* m_themes[5] = {};
    QAction* m_weights[3] = {};
};

}  // namespace spikeglass
