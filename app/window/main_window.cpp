// SPDX-License-Identifier: Apache-2.0
#include "main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDateTime>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QSplitter>

#include "appearance.h"
#include "base/version.h"
#include "energy_view.h"
#include "error_banner.h"
#include "help_dialogs.h"
#include "membrane_view.h"
#include "model_card_view.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "text_view.h"
#include "transport_bar.h"
#include "viewmodels/block_board_model.h"
#include "window_actions.h"

namespace spikeglass {
namespace {

using Phase = RunnerStatus::Phase;

constexpr int kRoomForModelCard = 1180;  // narrower windows give its room to the raster

/// The first local file of a drop, or nothing.
QString droppedFile(const QMimeData* data) {
    for (const QUrl& url : data->urls())
        if (url.isLocalFile()) return url.toLocalFile();
    return {};
}

}  // namespace

MainWindow::MainWindow(Settings* settings, QWidget* parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_run(new RunViewModel(this)),
      m_engine(new EngineBridge(m_run, this)),
      m_blocks(new BlockBoardModel(this)),
      m_actions(new WindowActions(this)) {
    setWindowTitle(tr("Spikeglass"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/spikeglass.svg")));
    setAcceptDrops(true);
    // Without a screen nobody drags an edge, and the offscreen platform complains about least sizes.
    if (QGuiApplication::platformName() == QLatin1String("offscreen")) layout()->setSizeConstraint(QLayout::SetNoConstraint);
    applyAppearance(settings->theme(), settings->textScale());
    buildViews();
    connectActions();
    connectEngine();
    connectBlocks();
    connectTransport();
    restoreSettings();
    showStatus();
    showHint({});
    m_raster->setFocus(Qt::OtherFocusReason);  // so that Space and . work at once
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow() = default;

void MainWindow::connectActions() {
    WindowActions* a = m_actions;
    connect(a->open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(a->quit, &QAction::triggered, this, &QWidget::close);
    connect(a, &WindowActions::fileChosen, this, [this](const QString& path) { openModel(path); });
    connect(a, &WindowActions::recentFilesCleared, this, [this] {
        m_settings->clearRecentFiles();
        m_actions->showRecentFiles({});
    });
    connect(a->run, &QAction::triggered, this, &MainWindow::runOrPause);
    connect(a->step, &QAction::triggered, this, &MainWindow::step);
    connect(a->stop, &QAction::triggered, this, &MainWindow::stop);
    connect(a->focusPrompt, &QAction::triggered, this, [this] { m_prompt->editor()->setFocus(); });
    connect(a->twin, &QAction::toggled, this, [this](bool on) {
        m_engine->setTwin(on);
        m_settings->setTwin(on);
    });
    connect(a->follow, &QAction::toggled, m_run, &RunViewModel::setFollowing);
    connect(m_run, &RunViewModel::followingChanged, a->follow, &QAction::setChecked);
    connect(a->zoomIn, &QAction::triggered, this, [this] { zoom(1.25); });
    connect(a->zoomOut, &QAction::triggered, this, [this] { zoom(1 / 1.25); });
    connect(a->zoomReset, &QAction::triggered, this, [this] { zoom(m_run->timeAxis().tokens / m_run->defaultSpan()); });
    connect(a->textLarger, &QAction::triggered, this, [this] { setTextScale(m_settings->textScale() * 1.1); });
    connect(a->textSmaller, &QAction::triggered, this, [this] { setTextScale(m_settings->textScale() / 1.1); });
    connect(a->textReset, &QAction::triggered, this, [this] { setTextScale(1); });
    connect(a->modelCard, &QAction::triggered, this, [this](bool on) {
        m_settings->setShowsModelCard(on);
        showModelCard();
    });
    connect(a, &WindowActions::themeChosen, this, &MainWindow::setTheme);
    connect(a->shortcutList, &QAction::triggered, this, [this] { showShortcuts(this, m_actions->shortcuts()); });
    connect(a->about, &QAction::triggered, this, [this] { showAbout(this); });
    if (const auto bundled = bundledModels(QCoreApplication::applicationDirPath()))
        a->showBundledModels(*bundled);
    else
        a->showBundledModels({});
}

void MainWindow::connectEngine() {
    connect(m_engine, &EngineBridge::modelOpened, this, &MainWindow::onModelOpened);
    connect(m_engine, &EngineBridge::openFailed, this, &MainWindow::showError);
    connect(m_engine, &EngineBridge::statusChanged, this, &MainWindow::showStatus);
    connect(m_engine, &EngineBridge::loadingChanged, this, [this](bool loading) {
        if (loading) m_fileLabel->setText(tr("opening…"));
        else if (m_run->hasModel()) m_fileLabel->setText(QFileInfo(QString::fromStdString(m_run->model().path)).fileName());
        else m_fileLabel->clear();
    });
}

void MainWindow::connectBlocks() {
    connect(m_blocks, &BlockBoardModel::choiceChanged, this, [this] {
        m_actions->showBlocks(*m_blocks);
        if (!m_engine->hasModel()) return;
        m_engine->setChoice(m_blocks->choice());
        m_run->setChoice(m_blocks->choice());
        m_card->setRunSettings(m_engine->choice(), m_engine->sampling());
    });
    connect(m_actions->undoSwitch, &QAction::triggered, m_blocks, &BlockBoardModel::undo);
    connect(m_actions->redoSwitch, &QAction::triggered, m_blocks, &BlockBoardModel::redo);
    connect(m_actions, &WindowActions::presetChosen, m_blocks, &BlockBoardModel::applyPreset);
    m_actions->showBlocks(*m_blocks);
}

void MainWindow::connectTransport() {
    connect(m_prompt, &PromptBar::promptChanged, this, &MainWindow::showReadAs);
    connect(m_prompt, &PromptBar::runRequested, this, [this] { startText(false); });
    connect(m_transport, &TransportBar::runToggled, this, &MainWindow::runOrPause);
    connect(m_transport, &TransportBar::stepRequested, this, &MainWindow::step);
    connect(m_transport, &TransportBar::stopRequested, this, &MainWindow::stop);
    connect(m_transport, &TransportBar::speedChanged, this, [this](double speed) {
        m_engine->setSpeed(speed);
        m_settings->setSpeed(speed);
    });
    connect(m_transport, &TransportBar::samplingChanged, this, [this] {
        m_engine->setSampling(m_transport->sampling());
        m_settings->setSampling(m_transport->sampling());
    });
    connect(m_transport, &TransportBar::tokensToGenerateChanged, this, [this](qint64 tokens) { m_settings->setTokens(tokens); });
    connect(m_transport, &TransportBar::windowEndChanged, this, [this] {
        m_engine->setWindowEnd(m_transport->windowEnd());
        m_settings->setWindowEnd(m_transport->windowEnd());
    });
    connect(m_energy, &EnergyView::pricingModelChanged, this, [this](const QString& id) { m_settings->setPricingModel(id); });
}

void MainWindow::restoreSettings() {
    resize(kUsualSize);
    restoreGeometry(m_settings->state(QStringLiteral("geometry")));
    m_columns->restoreState(m_settings->state(QStringLiteral("columns")));
    m_centre->restoreState(m_settings->state(QStringLiteral("centre")));
    m_transport->setSpeed(m_settings->speed());
    m_transport->setSampling(m_settings->sampling());
    m_transport->setTokensToGenerate(m_settings->tokens());
    m_engine->setSpeed(m_transport->speed());
    m_engine->setSampling(m_transport->sampling());
    m_engine->setTwin(m_settings->twin());
    m_transport->setWindowEnd(m_settings->windowEnd());
    m_engine->setWindowEnd(m_transport->windowEnd());
    m_energy->setPricingModelId(m_settings->pricingModel());
    m_actions->twin->setChecked(m_settings->twin());
    m_actions->follow->setChecked(m_run->isFollowing());
    m_actions->modelCard->setChecked(m_settings->showsModelCard());
    m_actions->showRecentFiles(m_settings->recentFiles());
    m_actions->showTheme(m_settings->theme());
    const QStringList examples = PromptBar::examples();
    if (!examples.isEmpty()) m_prompt->setPrompt(examples.first());
    showModelCard();
}

void MainWindow::openModel(const QString& path, const QStringList& blockAssignments) {
    m_engine->openModel(path, blockAssignments);
}

void MainWindow::onModelOpened() {
    const QString path = QFileInfo(QString::fromStdString(m_run->model().path)).absoluteFilePath();
    m_settings->addRecentFile(path);
    m_actions->showRecentFiles(m_settings->recentFiles());
    setWindowTitle(tr("%1 – Spikeglass").arg(QString::fromStdString(m_run->model().title())));
    m_fileLabel->setText(QFileInfo(path).fileName());
    m_fileLabel->setToolTip(path);
    m_blocks->reset(m_run->model().info(), BlockChoice(m_engine->choice()));
    showReadAs();
    m_transport->setWindow(m_run->model().info().positions, tokenUnit(m_run->model()));
    if (m_runWhenOpen) startText(false);
    m_runWhenOpen = false;
}

void MainWindow::showError(const QString& sentence) {
    const QString model = m_run->hasModel() ? QString::fromStdString(m_run->model().path) : tr("none");
    m_banner->showError(sentence, QStringLiteral("%1\n\nspikeglass %2\n%3\nmodel: %4\n")
                                      .arg(sentence, QLatin1String(kVersion),
                                           QDateTime::currentDateTime().toString(Qt::ISODate), model));
}

bool MainWindow::startText(bool paused) {
    const Result<void> started = m_engine->start(m_prompt->prompt(), m_transport->tokensToGenerate(), paused);
    if (!started) {
        showError(QString::fromStdString(started.error().message));
        if (m_run->hasModel() && m_run->model().tokenizer) m_prompt->selectUnreadable(*m_run->model().tokenizer);
        return false;
    }
    m_card->setRunSettings(m_engine->choice(), m_engine->sampling());
    return true;
}

void MainWindow::runOrPause() {
    switch (m_engine->status().phase) {
        case Phase::Running: m_engine->pause(); break;
        case Phase::Paused:
            // Going on at the end of the window means restarting it, and the choice shows it.
            if (m_engine->status().windowFull) m_transport->setWindowEnd(WindowEnd::Restart);
            m_engine->resume();
            break;
        case Phase::Idle:
        case Phase::Finished: startText(false); break;
    }
}

void MainWindow::step() {
    if (m_engine->hasText() || startText(true)) m_engine->step();
}

void MainWindow::stop() { m_engine->stop(); }

void MainWindow::showStatus() {
    m_transport->setStatus(m_engine->status(), m_engine->hasModel());
    m_actions->stop->setEnabled(m_engine->hasText());
}

void MainWindow::showReadAs() {
    const std::string prompt = m_prompt->prompt().toStdString();
    const Tokenizer* tokenizer = m_run->hasModel() ? m_run->model().tokenizer.get() : nullptr;
    const std::string read = tokenizer ? tokenizer->normalized(prompt) : prompt;
    m_prompt->setReadAs(read == prompt ? QString() : QString::fromStdString(read));
}

void MainWindow::showHint(const QString& text) {
    m_hint->setText(!text.isEmpty() ? text
                                    : tr("Click a neuron to trace its membrane, a character to keep it marked · drag to "
                                         "move in time · wheel to zoom · F follows"));
}

void MainWindow::showModelCard() {
    m_left->setVisible(m_settings->showsModelCard() && width() >= kRoomForModelCard);
}

void MainWindow::zoom(double factor) {
    TimeAxis axis = m_run->timeAxis();
    axis.width = axis.tokens;
    // Around the marked token if it is in view, else around the newest.
    const auto marked = static_cast<double>(m_run->markedToken()) + 0.5;
    const bool inView = !m_run->isFollowing() && marked >= axis.first && marked <= axis.first + axis.tokens;
    axis.zoom(factor, inView ? axis.toX(marked) : axis.width, RunViewModel::kLeastSpan, m_run->greatestSpan());
    m_run->setTimeAxis(axis.first, axis.tokens);
}

void MainWindow::setTheme(ThemeChoice choice) {
    m_settings->setTheme(choice);
    m_actions->showTheme(choice);
    applyAppearance(choice, m_settings->textScale());
}

void MainWindow::setTextScale(double scale) {
    m_settings->setTextScale(std::clamp(scale, 0.7, 2.0));
    applyAppearance(m_settings->theme(), m_settings->textScale());
}

void MainWindow::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a checkpoint"), {},
                                                      tr("Checkpoints (*.h5 *.hdf5);;All files (*)"));
    if (!path.isEmpty()) openModel(path);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_settings->setState(QStringLiteral("geometry"), saveGeometry());
    m_settings->setState(QStringLiteral("columns"), m_columns->saveState());
    m_settings->setState(QStringLiteral("centre"), m_centre->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    openModel(path);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (m_left) showModelCard();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // A button or a list that has the focus keeps its own Space; everywhere else it runs and pauses.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space &&
        (qobject_cast<QAbstractButton*>(watched) || qobject_cast<QComboBox*>(watched))) {
        event->accept();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

}  // namespace spikeglass
