// SPDX-License-Identifier: Apache-2.0
#include "workspace_desk.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include "experiment_desk.h"
#include "main_window.h"
#include "prompt_bar.h"
#include "text_desk.h"
#include "transport_bar.h"

namespace spikeglass {
namespace {

constexpr int kAutosaveMilliseconds = 4000;

}  // namespace

WorkspaceDesk::WorkspaceDesk(MainWindow* window, const QString& autosave, QObject* parent)
    : QObject(parent), m_window(window), m_autosave(autosave) {
    connect(&window->engine(), &EngineBridge::modelOpened, this, &WorkspaceDesk::onModelOpened, Qt::QueuedConnection);
    connect(&window->engine(), &EngineBridge::modelClosing, this, [this] {
        if (m_reloading) return;
        // A workspace that is being opened replaces what there is on purpose, but it may have been a mistake too.
        if (m_window->texts().branches()->branches().empty() || m_window->run().model().isRecording()) return;
        m_aside = text();
        Q_EMIT putAside();
    });
    const auto forget = [this] {
        m_opening.reset();
        m_reloading = false;
    };
    connect(&window->engine(), &EngineBridge::openFailed, this, forget);
    connect(&window->engine(), &EngineBridge::openCancelled, this, forget);
    if (!m_autosave.isOn()) return;
    m_timer.setInterval(kAutosaveMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &WorkspaceDesk::autosave);
    m_timer.start();
}

QString WorkspaceDesk::usualAutosave() {
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (state.isEmpty()) state = QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/spikeglass/autosave.spikeglass");
}

Workspace WorkspaceDesk::now() const {
    Workspace workspace;
    const Model& model = m_window->run().model();
    workspace.modelPath = QFileInfo(QString::fromStdString(model.path)).absoluteFilePath();
    workspace.modelSha256 = QString::fromStdString(model.sha256);
    workspace.prompt = m_window->promptBar().prompt();
    workspace.experiment = m_window->experiment().now();
    m_window->texts().keep();
    const BranchTree* texts = m_window->texts().branches();
    workspace.branches = texts->branches();
    workspace.currentBranch = texts->current() == nullptr ? -1 : texts->current()->id;
    workspace.selection = m_window->run().selection();
    workspace.windowEnd = m_window->transport().windowEnd();
    workspace.tokensPerSecond = m_window->transport().speed();
    workspace.tokensToGenerate = m_window->transport().tokensToGenerate();
    workspace.pricingModel = m_window->pricingModel();
    workspace.layout = m_window->layoutState();
    workspace.page = m_window->page();
    return workspace;
}

QByteArray WorkspaceDesk::text() const { return writeWorkspace(now(), m_window->run().model().info()); }

Result<void> WorkspaceDesk::save(const QString& path) {
    if (!m_window->engine().hasModel()) return fail(tr("no model is open: there is no workspace to save yet").toStdString());
    if (const auto written = saveWorkspaceFile(path, text()); !written) return written;
    m_path = path;
    return {};
}

Result<void> WorkspaceDesk::open(const QString& path) {
    if (const auto begun = begin(WorkspaceFile::read(path)); !begun) return begun;
    m_path = path;
    return {};
}

Result<void> WorkspaceDesk::begin(Result<WorkspaceFile> file) {
    if (!file) return fail(file.error().message);
    m_opening = std::move(*file);
    m_window->openModel(m_opening->modelPath());
    return {};
}

QByteArray WorkspaceDesk::snapshot() const { return m_window->engine().hasModel() ? text() : QByteArray(); }

void WorkspaceDesk::openSnapshot(const QByteArray& snapshot) { (void)begin(WorkspaceFile::parse(snapshot, {})); }

void WorkspaceDesk::openAside() { openSnapshot(m_aside); }

Result<void> WorkspaceDesk::openLastSession() {
    m_autosave.forgetCrash();
    return begin(WorkspaceFile::read(m_autosave.last()));
}

QString WorkspaceDesk::lostRecording() const {
    const auto file = WorkspaceFile::read(m_autosave.last());
    return file ? file->recording() : QString();
}

void WorkspaceDesk::reload() {
    m_reloading = begin(WorkspaceFile::parse(snapshot(), {})).has_value();
}

void WorkspaceDesk::onModelOpened() {
    if (m_window->engine().isLoading()) return;  // it is of the model before, and comes late: what is being opened is another one
    m_reloading = false;
    if (!m_opening) return;
    const WorkspaceFile file = *std::exchange(m_opening, std::nullopt);
    const Model& model = m_window->run().model();
    QStringList leftOut;
    if (!file.modelSha256().isEmpty() && file.modelSha256().toStdString() != model.sha256)
        leftOut << tr("%1 is not the file that the workspace was written with: texts may go another way").arg(QString::fromStdString(model.path));
    apply(file.fit(model.info(), &leftOut));
    Q_EMIT opened(leftOut);
}

void WorkspaceDesk::apply(const Workspace& workspace) {
    m_window->setLayoutState(workspace.layout);
    m_window->setPage(workspace.page);
    m_window->promptBar().setPrompt(workspace.prompt);
    m_window->transport().setSpeed(workspace.tokensPerSecond);
    m_window->transport().setTokensToGenerate(workspace.tokensToGenerate);
    m_window->transport().setWindowEnd(workspace.windowEnd);
    if (!workspace.pricingModel.isEmpty()) m_window->setPricingModel(workspace.pricingModel);
    m_window->texts().restore(workspace.branches, workspace.currentBranch);
    m_window->experiment().history()->reset(workspace.experiment);
    m_window->run().setSelection(workspace.selection);
}

bool WorkspaceDesk::autosave() {
    if (!m_autosave.isOn() || !m_window->engine().hasModel()) return false;
    QElapsedTimer spent;
    spent.start();
    Workspace session = this->now();
    const RunnerStatus status = m_window->engine().status();
    if (status.recording && !m_window->engine().isSpooling()) session.recording = QFileInfo(QString::fromStdString(status.recordingFile)).absoluteFilePath();
    const QByteArray now = writeWorkspace(session, m_window->run().model().info());
    // A very long text takes a while to write down: then less often.
    m_timer.setInterval(std::max(kAutosaveMilliseconds, static_cast<int>(100 * spent.elapsed())));
    if (now == m_saved) return true;
    const auto written = m_autosave.write(now);
    if (written) m_saved = now;
    // Once, not every few seconds, until it works again.
    if (!written && !m_autosaveFails) Q_EMIT autosaveFailed(QString::fromStdString(written.error().message));
    m_autosaveFails = !written;
    return written.has_value();
}

void WorkspaceDesk::close() {
    (void)autosave();
    m_timer.stop();
    m_autosave.close();
}

}  // namespace spikeglass
