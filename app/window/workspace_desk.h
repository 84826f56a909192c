// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <optional>

#include "autosave_slot.h"
#include "viewmodels/workspace_file.h"

namespace spikeglass {

class MainWindow;

/// Saves the workspace, reopens it, and saves it by itself every few seconds, so that neither a crash nor a power cut
/// takes more than that. Lives in the window's thread.
class WorkspaceDesk : public QObject {
    Q_OBJECT
  public:
    /// autosave: the file, or empty for none (tests, pictures).
    WorkspaceDesk(MainWindow* window, const QString& autosave, QObject* parent);

    /// $XDG_STATE_HOME/spikeglass/autosave.spikeglass, or where that usually is.
    static QString usualAutosave();

    QString path() const { return m_path; }  // of the workspace that was saved or opened last; empty: none
    /// Errors: no model is open; cannot write (the file as it was stays).
    Result<void> save(const QString& path);
    /// Errors: those of WorkspaceFile::read. The model is then loaded, and openedWorkspace() or the engine's openFailed() follows.
    Result<void> open(const QString& path);
    /// The session before this one: what was saved by itself.
    bool hasLastSession() const { return m_autosave.hasLast(); }
    /// The texts of the model that was open before this one, put aside when it was closed.
    bool hasAside() const { return !m_aside.isEmpty(); }
    void openAside();
    /// The model anew, with what is open now: after a change of how models are loaded.
    void reload();
    /// It ended without being closed.
    bool lastSessionCrashed() const { return m_autosave.lastCrashed(); }
    Result<void> openLastSession();
    /// What is left of a recording that the last session was writing when it crashed; empty: it wrote none.
    QString lostRecording() const;

    /// All of it as text, and back: for a window that takes this one's place. Empty without a model.
    QByteArray snapshot() const;
    void openSnapshot(const QByteArray& text);

    bool autosave();  // now, if there is something new; false: it is not on disk
    /// The window is closed as it should be.
    void close();

  Q_SIGNALS:
    void putAside();  // texts, because another model is opened
    void opened(const QStringList& leftOut);  // a workspace is in the window, but for these
    void autosaveFailed(const QString& sentence);  // said once, until it works again

  private:
    void onModelOpened();
    Workspace now() const;
    QByteArray text() const;
    void apply(const Workspace& workspace);
    /// Opens the model of a file that was read; onModelOpened() does the rest.
    Result<void> begin(Result<WorkspaceFile> file);

    MainWindow* m_window;
    AutosaveSlot m_autosave;
    QString m_path;
    QTimer m_timer;
    QByteArray m_aside;
    QByteArray m_saved;  // what the autosave holds
    std::optional<WorkspaceFile> m_opening;  // while its model is being loaded
    bool m_autosaveFails = false;
    bool m_reloading = false;  // what is closed is the same model: nothing to put aside
};

}  // namespace spikeglass
