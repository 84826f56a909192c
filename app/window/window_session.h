// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <memory>

#include "main_window.h"

namespace spikeglass {

/// Owns the window, and makes another one in its place when the language changes: with the same model, texts and layout.
/// Lives in the window's thread.
class WindowSession : public QObject {
    Q_OBJECT
  public:
    /// settings outlives the session. autosave: as MainWindow's.
    WindowSession(Settings* settings, const QString& autosave);

    MainWindow& window() { return *m_window; }
    /// Before the program ends without the window being closed: saves the workspace, to be offered at the next start, and
    /// completes the recording. False: there was nothing to save.
    bool rescue();

  private:
    void make();
    void changeLanguage(const QString& code);

    Settings* m_settings;
    QString m_autosave;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace spikeglass
