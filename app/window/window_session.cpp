// SPDX-License-Identifier: Apache-2.0
#include "window_session.h"

#include "language.h"
#include "workspace_desk.h"

namespace spikeglass {

WindowSession::WindowSession(Settings* settings, const QString& autosave) : m_settings(settings), m_autosave(autosave) {
    installLanguage(settings->language());
    make();
}

void WindowSession::make() {
    m_window = std::make_unique<MainWindow>(m_settings, m_autosave);
    // Queued: the window that says it is deleted then.
    connect(m_window.get(), &MainWindow::languageChosen, this, &WindowSession::changeLanguage, Qt::QueuedConnection);
}

bool WindowSession::rescue() {
    if (m_window == nullptr || !m_window->engine().hasModel()) return false;
    const bool saved = m_window->workspace().autosave();
    m_window->engine().finishRecording();
    return saved;
}

void WindowSession::changeLanguage(const QString& code) {
    const QByteArray workspace = m_window->workspace().snapshot();
    const QByteArray geometry = m_window->saveGeometry();
    m_window->workspace().close();
    m_window.reset();
    installLanguage(code);
    make();
    m_window->restoreGeometry(geometry);
    m_window->show();
    if (!workspace.isEmpty()) m_window->workspace().openSnapshot(workspace);
}

}  // namespace spikeglass
