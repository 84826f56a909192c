// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>

#include "figure_dialog.h"
#include "viewmodels/preset_store.h"

class QAction;

namespace spikeglass {

class EngineBridge;
class LadderWindow;
class LaneDesk;
class Playback;
class RunViewModel;
class Settings;

/// Takes what is in the window to a figure: finds the run behind a view, opens the dialog with that view's figure, and a
/// recipe in it again. Lives in the window's thread.
class FigureDesk : public QObject {
    Q_OBJECT
  public:
    struct Parts {
        QWidget* window;
        EngineBridge* engine;
        RunViewModel* run;
        Playback* playback;
        LaneDesk* lanes;
        Settings* settings;
    };
    FigureDesk(const Parts& parts, QObject* parent);
    ~FigureDesk() override;

    /// Puts the figure of a view into its context menu: its own one, to which it adds its actions, or a new one.
    void offer(QWidget* view, const QString& figure, bool hasMenu);
    void offerLadder(LadderWindow* ladder);
    /// Of the view that the keyboard is in, else the one of last time.
    void openForFocus();
    /// Errors: no text in the window; a recording that cannot be read.
    Result<void> open(const QString& figure);
    Result<void> openLadder(LadderWindow& ladder);
    /// A figure that was saved, to change it. Errors: those of figures::openSource().
    Result<void> openRecipe(const QString& path);
    /// Whether a file is a recipe of a figure, by what it holds.
    static bool isRecipe(const QString& path);

    /// The one that is open, or null.
    FigureDialog* dialog() const { return m_dialog; }
    PresetStore& presets() { return m_presets; }

  Q_SIGNALS:
    void failed(const QString& sentence);

  private:
    Result<FigureSubject> subjectOfWindow() const;
    Result<FigureSubject> subjectOfText() const;
    void addLane(FigureSubject& subject) const;
    void describeRun(FigureSubject& subject) const;
    void show(const FigureSubject& subject, bool usualPreset, QWidget* over);

    Parts m_parts;
    PresetStore m_presets;
    QPointer<FigureDialog> m_dialog;
    QString m_last = QStringLiteral("raster");
};

}  // namespace spikeglass
