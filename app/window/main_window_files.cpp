// SPDX-License-Identifier: Apache-2.0
// Files of the MainWindow: opening, dropping, saving, and what is left of the session before.
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QFileInfo>
#include <QSplitter>
#include <QStandardPaths>

#include "archive_desk.h"
#include "checkpoint_list.h"
#include "choice_summary.h"
#include "energy_view.h"
#include "error_banner.h"
#include "candidates_view.h"
#include "compare_view.h"
#include "experiment_desk.h"
#include "figure_desk.h"
#include "import_desk.h"
#include "interventions_view.h"
#include "lane_desk.h"
#include "main_window.h"
#include "membrane_view.h"
#include "notice_bar.h"
#include "panel.h"
#include "playback.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "rates_view.h"
#include "side_panels.h"
#include "text_desk.h"
#include "text_view.h"
#include "transport_bar.h"
#include "window_actions.h"
#include "viewmodels/block_activity.h"
#include "figures/figure_files.h"
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

/// By what it holds, whatever it is called: workspaces are JSON.
bool looksLikeWorkspace(const QString& path) { return figures::jsonHead(path).startsWith('{'); }

}  // namespace

void MainWindow::openFile(const QString& path) {
    if (FigureDesk::isRecipe(path)) {
        if (const auto opened = m_figures->openRecipe(path); !opened) showError(QString::fromStdString(opened.error().message));
        return;
    }
    if (ImportDesk::isWeights(path)) return m_imports->open(path);
    if (!looksLikeWorkspace(path)) return openModel(path);
    if (const auto begun = m_workspace->open(path); !begun) showError(QString::fromStdString(begun.error().message));
}

void MainWindow::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open"), {}, tr("Checkpoints, recordings, weights, workspaces and figures (*.h5 *.hdf5 *.partial *.pth *.pt *.safetensors *.spikeglass *.recipe.json);;All files (*)"));
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
        if (leftOut.isEmpty()) return m_notice->dismiss();
        m_notice->showNotice(tr("Opened, but for this: %1").arg(leftOut.mid(0, 3).join(QStringLiteral("; "))));
    });
    connect(m_workspace, &WorkspaceDesk::autosaveFailed, this, [this](const QString& sentence) { m_notice->showNotice(sentence); });
    connect(m_workspace, &WorkspaceDesk::putAside, this, [this] { m_actions->previousModel->setEnabled(true); });
    connect(m_actions->previousModel, &QAction::triggered, m_workspace, &WorkspaceDesk::openAside);
    m_actions->previousModel->setEnabled(false);
    if (!m_workspace->hasLastSession() || !m_workspace->lastSessionCrashed()) return;
    const QString recording = m_workspace->lostRecording();
    QString sentence = tr("The last session ended without being closed. What it had is saved.");
    if (!recording.isEmpty()) sentence += QLatin1Char(' ') + tr("What it recorded until then can be opened: %1").arg(recording);
    m_notice->showNotice(sentence, tr("Reopen it"), [this] { m_actions->lastSession->trigger(); });
}

void MainWindow::connectRecordings() {
    m_playback = new Playback(m_run, this);
    m_playback->setSpeed(m_transport->speed());
    connect(m_playback, &Playback::changed, this, &MainWindow::showPlayback);
    connect(m_run, &RunViewModel::markedTokenChanged, this, &MainWindow::showRecordedMoment);
    connect(m_playback, &Playback::failed, this, &MainWindow::showError);
    connect(m_engine, &EngineBridge::recordingOpened, this, &MainWindow::onRecordingOpened);
    connect(m_engine, &EngineBridge::textStarting, this, [this] {
        m_textErrorSaid.clear();  // the same error of another text is said again
        if (m_engine->recordingPath() != m_recordingPath) endRecording();
    });
    connect(m_engine, &EngineBridge::modelClosing, this, &MainWindow::endRecording);
    connect(m_actions->record, &QAction::triggered, this, [this] {
        if (m_actions->isRecording()) return m_engine->stop();
        const QString path = QFileDialog::getSaveFileName(this, tr("Record this text"), {}, tr("Recordings (*.h5)"));
        if (path.isEmpty()) return;
        if (const auto done = recordTo(path.contains(QLatin1Char('.')) ? path : path + QStringLiteral(".h5")); !done)
            showError(QString::fromStdString(done.error().message));
    });
}

void MainWindow::showPlayback() {
    const bool open = m_playback->isOpen();
    m_actions->follow->setChecked(open ? m_playback->isFollowing() : m_run->isFollowing());
    m_interventions->setEnabled(!open);  // what was recorded cannot be changed
    m_membranes->setRecorded(open);
    m_activity->setFollowsPin(open);
    m_choiceSummary->setFollowsPin(open);
    showRecordedMoment();
    showStatus();
}

/// The board shows the choice that was in force at the token that is played.
void MainWindow::showRecordedMoment() {
    if (!m_playback->isOpen()) return;
    const RunHistory& history = m_run->liveHistory();
    const std::int64_t token = m_run->pinnedToken().value_or(history.end() - 1);
    if (token >= history.begin() && token < history.end() && !history.isDropped(token)) m_experiment->showRecordedMoment(history.frame(token).choice);
}

/// Memory holds the newest part of a run; the whole of it is on disk while the text is in the window.
void MainWindow::connectArchive() {
    m_archive = new ArchiveDesk(m_run, this);
    connect(m_archive, &ArchiveDesk::failed, this, &MainWindow::showError);
    connect(m_engine, &EngineBridge::textStarting, this, [this] {
        m_archive->setRecording(m_engine->recordingPath(), [this]() -> ArchiveDesk::Open {
            const OwnRecording own = m_engine->recording();
            if (own.now.empty()) return nullptr;
            return [own](const std::shared_ptr<const Model>& model) { return openOwnRecording(own, model); };
        });
    });
    QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/spikeglass");
    if (!QDir().mkpath(cache)) cache = QDir::tempPath();
    m_engine->spoolBelow(cache);
}

void MainWindow::connectFigures() {
    m_figures = new FigureDesk({this, m_engine, m_run, m_playback, m_lanes, m_settings}, this);
    connect(m_figures, &FigureDesk::failed, this, &MainWindow::showError);
    connect(m_actions->exportFigure, &QAction::triggered, m_figures, &FigureDesk::openForFocus);
    const std::pair<QWidget*, const char*> views[] = {{m_raster, "raster"},   {m_laneRaster, "compare"}, {m_text, "text"},
                                                      {m_membranes, "membrane"}, {m_rates, "rates"},     {m_energy, "energy"},
                                                      {m_candidates, "candidates"}, {m_compare, "compare"}};
    for (const auto& [view, figure] : views) m_figures->offer(view, QLatin1String(figure), view == m_raster || view == m_laneRaster || view == m_text);
}

void MainWindow::connectImports() {
    m_imports = new ImportDesk(this);
    connect(m_imports, &ImportDesk::failed, this, &MainWindow::showError);
    connect(m_imports, &ImportDesk::imported, this, [this](const QString& path, const QStringList& notes) {
        m_notice->showNotice(notes.isEmpty() ? tr("Imported as %1").arg(path) : tr("Imported as %1, but for this: %2").arg(path, notes.join(QStringLiteral("; "))));
        openFile(path);
    });
}

Result<void> MainWindow::recordTo(const QString& path) {
    if (const auto set = m_engine->setRecording(path, m_settings->recordingLimit()); !set) return set;
    endRecording();
    m_recordingPath = path;
    m_texts->keep();
    const TextScript script = m_engine->script();
    // A text that was begun is read again, so that the recording holds all of it.
    if (script.tokens.empty()) return startText(false) ? Result<void>{} : fail(m_banner->sentence().toStdString());
    const bool running = m_engine->status().phase == RunnerStatus::Phase::Running;
    m_engine->replay(script, m_transport->tokensToGenerate(), !running);
    return {};
}

void MainWindow::showRecording(const RunnerStatus& status) {
    const QString error = QString::fromStdString(status.recordingError);
    if (!error.isEmpty() && error != m_recordingSaid) showError(error);
    m_recordingSaid = error;
    // Into a file of the user's; the spool beside memory is no recording to anybody.
    const bool recording = !m_recordingPath.isEmpty() && status.recording && m_engine->recordingPath() == m_recordingPath;
    m_recordedAny |= status.tokens > 0 && m_engine->recordingPath() == m_recordingPath;
    m_actions->showRecording(recording);
    if (recording)
        m_notice->showLasting(tr("Recording every spike and membrane of this text into %1").arg(QFileInfo(m_recordingPath).fileName()),
                              tr("Stop and save"), [this] { m_engine->stop(); });
    else
        m_notice->endLasting();
    if (!recording && status.phase == RunnerStatus::Phase::Finished) endRecording();
}

/// The text that was recorded ended, or another one takes its place.
void MainWindow::endRecording() {
    if (!m_recordingPath.isEmpty() && m_recordingSaid.isEmpty())
        m_notice->showNotice(m_recordedAny ? tr("Recorded: %1").arg(m_recordingPath) : tr("Nothing was recorded: the text ended before its first token."));
    m_recordingPath.clear();
    m_recordedAny = false;
}

void MainWindow::onRecordingOpened(const std::shared_ptr<const RecordedRun>& run) {
    const QString path = QFileInfo(QString::fromStdString(run->path)).absoluteFilePath();
    m_settings->addRecentFile(path);
    m_actions->showRecentFiles(m_settings->recentFiles());
    m_checkpoints->setRecent(m_settings->recentFiles());
    m_checkpoints->setCurrent(path);
    m_texts->branches()->clear();
    m_playback->open(run);
    const ArchiveDesk::Open open = [file = run->path](const std::shared_ptr<const Model>& model) { return openRecordedRun(file, model); };
    m_archive->setRecording(QString::fromStdString(run->path), [open] { return open; });
    m_experiment->showRecorded(run->changes.empty() ? BlockChoice::allSpiking(run->model->info()) : run->changes.back().experiment.choice);
    m_lanes->reset();
    listSites();
    m_prompt->setPrompt(QString::fromStdString(run->header().prompt));
    m_transport->setWindow(0, tokenUnit(*run->model));
    setWindowTitle(tr("%1 – Spikeglass").arg(QFileInfo(path).fileName()));
    m_fileLabel->setText(tr("%1 · recording").arg(QFileInfo(path).fileName()));
    m_fileLabel->setToolTip(path);
    if (run->model->isRecording())
        m_notice->showNotice(tr("A recording: play, scrub, select and compare. To write on, open %1 first, then the recording again.")
                                 .arg(QString::fromStdString(run->header().modelName)));
    else
        m_notice->showNotice(tr("A recording of the checkpoint that was open: play, scrub, select and compare."), tr("Write on from its end"),
                             [this] { continueRecording(); });
    showStatus();
}

void MainWindow::continueRecording() {
    if (!m_playback->isOpen()) return;
    const auto script = m_playback->recorded().script();
    if (!script) return showError(QString::fromStdString(script.error().message));
    const std::shared_ptr<const Model> model = m_playback->recorded().model;
    const Experiment last = script->changes.empty() ? Experiment{BlockChoice::allSpiking(model->info()), {}, {}} : script->changes.back().experiment;
    m_engine->useModel(model, last.choice);
    m_experiment->history()->reset(last);
    m_texts->restore({{.id = 1, .name = tr("recorded"), .beginning = {}, .script = *script}}, 1);
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
