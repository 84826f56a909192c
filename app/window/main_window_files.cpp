// SPDX-License-Identifier: Apache-2.0
// Files of the MainWindow: opening, dropping, saving, and what is left of the session before.
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QSplitter>

#include "energy_view.h"
#include "main_window.h"
#include "notice_bar.h"
#include "side_panels.h"
#include "window_actions.h"
#include "workspace_desk.h"

namespace spikeglass {
namespace {

const QString kWorkspaceSuffix = QStringLiteral(".spikeglass");

/// The first local file of a drop, or nothing.
QString droppedFile(const QMimeData* data) {
    for (const QUrl& url : data->urls())
        if (url.isLocalFile()) return url.toLocalFile();
    return {};
}

/// By what it holds, whatever it is called: workspaces are JSON, everything else is HDF5.
bool looksLikeWorkspace(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.peek(64).trimmed().startsWith('{');
}

}  // namespace

void MainWindow::openFile(const QString& path) {
    if (!looksLikeWorkspace(path)) return openModel(path);
    if (const auto begun = m_workspace->open(path); !begun) showError(QString::fromStdString(begun.error().message));
}

void MainWindow::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open"), {}, tr("Checkpoints, recordings and workspaces (*.h5 *.hdf5 *.spikeglass);;All files (*)"));
    if (!path.isEmpty()) openFile(path);
}

void MainWindow::saveWorkspace(bool ask) {
    QString path = m_workspace->path();
    if (ask || path.isEmpty()) {
        path = QFileDialog::getSaveFileName(this, tr("Save the workspace"), path, tr("Workspaces (*.spikeglass)"));
        if (path.isEmpty()) return;
        if (!path.contains(QLatin1Char('.'))) path += kWorkspaceSuffix;
    }
    if (const auto saved = m_workspace->save(path); !saved) return showError(QString::fromStdString(saved.error().message));
    m_notice->showNotice(tr("Saved as %1").arg(path));
}

void MainWindow::offerLastSession() {
    m_actions->lastSession->setEnabled(m_workspace->hasLastSession());
    connect(m_workspace, &WorkspaceDesk::opened, this, [this](const QStringList& leftOut) {
        if (leftOut.isEmpty()) return m_notice->hide();
        m_notice->showNotice(tr("Opened, but for this: %1").arg(leftOut.mid(0, 3).join(QStringLiteral("; "))));
    });
    if (m_workspace->hasLastSession() && m_workspace->lastSessionCrashed())
        m_notice->showNotice(tr("The last session ended without being closed. What it had is saved."), tr("Reopen it"),
                             [this] { m_actions->lastSession->trigger(); });
}

std::map<QString, QByteArray> MainWindow::layoutState() const {
    return {{QStringLiteral("columns"), m_columns->saveState()}, {QStringLiteral("centre"), m_centre->saveState()}};
}

void MainWindow::setLayoutState(const std::map<QString, QByteArray>& state) {
    if (const auto columns = state.find(QStringLiteral("columns")); columns != state.end()) m_columns->restoreState(columns->second);
    if (const auto centre = state.find(QStringLiteral("centre")); centre != state.end()) m_centre->restoreState(centre->second);
}

int MainWindow::page() const { return m_side->currentPage(); }

void MainWindow::setPage(int page) { m_side->setCurrentPage(std::clamp(page, 0, m_side->pageCount() - 1)); }

QString MainWindow::pricingModel() const { return m_energy->pricingModelId(); }

void MainWindow::setPricingModel(const QString& id) { m_energy->setPricingModelId(id); }

void MainWindow::closeEvent(QCloseEvent* event) {
    m_workspace->close();
    m_settings->setState(QStringLiteral("geometry"), saveGeometry());
    for (const auto& [name, state] : layoutState()) m_settings->setState(name, state);
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    openFile(path);
}

}  // namespace spikeglass
