// SPDX-License-Identifier: Apache-2.0
#include "main_window.h"

#include <QApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QSplitter>

#include "appearance.h"
#include "base/version.h"
#include "branches_view.h"
#include "checkpoint_list.h"
#include "choice_summary.h"
#include "command_palette.h"
#include "compare_view.h"
#include "energy_view.h"
#include "error_banner.h"
#include "experiment_desk.h"
#include "help_dialogs.h"
#include "interventions_view.h"
#include "ladder_window.h"
#include "lane_desk.h"
#include "loading_desk.h"
#include "membrane_view.h"
#include "model_card_view.h"
#include "prompt_bar.h"
#include "neuron_search.h"
#include "playback.h"
#include "raster_view.h"
#include "rates_view.h"
#include "section.h"
#include "side_panels.h"
#include "text_desk.h"
#include "text_view.h"
#include "transport_bar.h"
#include "viewmodels/block_activity.h"
#include "viewmodels/block_board_model.h"
#include "viewmodels/intervention_words.h"
#include "viewmodels/run_link.h"
#include "weights_desk.h"
#include "window_actions.h"
#include "workspace_desk.h"

namespace spikeglass {
namespace {

using Phase = RunnerStatus::Phase;

constexpr int kRoomForModelCard = 1180;  // narrower windows give its room to the raster

}  // namespace

MainWindow::MainWindow(Settings* settings, const QString& autosave, QWidget* parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_run(new RunViewModel(this)),
      m_laneRun(new RunViewModel(this)),
      m_engine(new EngineBridge(m_run, m_laneRun, this)),
      m_blocks(new BlockBoardModel(this)),
      m_actions(new WindowActions(this)) {
    setWindowTitle(tr("Spikeglass"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/spikeglass.svg")));
    setAcceptDrops(true);
    fitToScreen();
    applyAppearance(settings->theme(), settings->textScale());
    buildViews();
    connectActions();
    connectEngine();
    connectExperiment();
    connectTexts();
    connectLanes();
    m_workspace = new WorkspaceDesk(this, autosave, this);
    connectTransport();
    connectRecordings();
    connectArchive();
    connectFigures();
    connectImports();
    restoreSettings();
    new WeightsDesk({m_settings, m_engine, m_workspace, m_actions}, this);
    m_palette = new CommandPalette(this);
    m_actions->addPalette(m_palette->openAction());
    showStatus();
    showHint({});
    offerLastSession();
    m_raster->setFocus(Qt::OtherFocusReason);  // so that Space and . work at once
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow() = default;

void MainWindow::connectActions() {
    WindowActions* a = m_actions;
    connect(a->open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(a->save, &QAction::triggered, this, [this] { saveWorkspace(false); });
    connect(a->saveAs, &QAction::triggered, this, [this] { saveWorkspace(true); });
    connect(a->lastSession, &QAction::triggered, this, [this] {
        if (const auto begun = m_workspace->openLastSession(); !begun) showError(QString::fromStdString(begun.error().message));
    });
    connect(a->quit, &QAction::triggered, this, &QWidget::close);
    connect(a, &WindowActions::fileChosen, this, [this](const QString& path) { openFile(path); });
    connect(a, &WindowActions::recentFilesCleared, this, [this] {
        m_settings->clearRecentFiles();
        m_actions->showRecentFiles({});
    });
    connect(a->run, &QAction::triggered, this, &MainWindow::runOrPause);
    connect(a->step, &QAction::triggered, this, &MainWindow::step);
    connect(a->timestep, &QAction::triggered, this, &MainWindow::stepTimestep);
    connect(a->stop, &QAction::triggered, this, &MainWindow::stop);
    connect(a->focusPrompt, &QAction::triggered, this, [this] { m_prompt->editor()->setFocus(); });
    connect(a->twin, &QAction::toggled, this, [this](bool on) {
        m_engine->setTwin(on);
        m_settings->setTwin(on);
    });
    connect(a->follow, &QAction::triggered, this, [this](bool on) {
        if (m_playback->isOpen()) m_playback->setFollowing(on);
        else m_run->setFollowing(on);
    });
    connect(m_run, &RunViewModel::followingChanged, this, [this](bool on) {
        if (m_playback == nullptr || !m_playback->isOpen()) m_actions->follow->setChecked(on);
    });
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
    connect(a->sidePanels, &QAction::toggled, m_side, &QWidget::setVisible);
    connect(a->resetLayout, &QAction::triggered, this, &MainWindow::resetLayout);
    connect(a, &WindowActions::themeChosen, this, &MainWindow::setTheme);
    connect(a, &WindowActions::languageChosen, this, [this](const QString& code) {
        m_settings->setLanguage(code);
        Q_EMIT languageChosen(code);
    });
    connect(a, &WindowActions::tablesWanted, this, &MainWindow::listTables);
    connect(a->shortcutList, &QAction::triggered, this, [this] { showShortcuts(this, m_actions->shortcuts()); });
    connect(a->about, &QAction::triggered, this, [this] { showAbout(this); });
    std::vector<CheckpointList::Entry> listed;
    const auto bundled = bundledModels(QCoreApplication::applicationDirPath());
    a->showBundledModels(bundled ? *bundled : std::vector<BundledModel>{});
    if (bundled)
        for (const BundledModel& model : *bundled) listed.push_back({model.title.isEmpty() ? model.name : model.title, model.path});
    m_checkpoints->setBundled(listed);
    std::vector<CompareView::Checkpoint> others;
    for (const CheckpointList::Entry& entry : listed) others.push_back({entry.title, entry.path});
    m_compare->setCheckpoints(others);
    connect(m_checkpoints, &CheckpointList::chosen, this, [this](const QString& path) { openFile(path); });
    connect(m_checkpoints, &CheckpointList::openRequested, this, &MainWindow::chooseFile);
}

void MainWindow::connectEngine() {
    connect(m_engine, &EngineBridge::modelOpened, this, &MainWindow::onModelOpened);
    connect(m_engine, &EngineBridge::openFailed, this, &MainWindow::showError);
    connect(m_engine, &EngineBridge::statusChanged, this, &MainWindow::showStatus);
    connect(m_engine, &EngineBridge::loadingChanged, this, [this](bool loading) {
        if (loading) m_fileLabel->setText(tr("opening…"));
        else showTitle();
        showStatus();
    });
    connect(m_engine, &EngineBridge::openCancelled, this, [this] {
        m_runWhenOpen = false;
        m_interveneWhenOpen.clear();
        m_choiceWhenOpen.reset();
    });
    new LoadingDesk(m_engine, m_loadingBar, this);
}

void MainWindow::connectExperiment() {
    ExperimentHistory* history = m_experiment->history();
    connect(history, &ExperimentHistory::experimentChanged, this, [this] {
        if (m_engine->hasModel()) m_card->setRunSettings(m_engine->choice(), m_engine->sampling());
        m_settings->setSampling(m_experiment->now().sampling);
    });
    connect(m_blocks, &BlockBoardModel::choiceChanged, this, [this] { m_actions->showBlocks(*m_blocks); });
    connect(history, &ExperimentHistory::stepsChanged, this, [this, history] { m_actions->showSteps(*history); });
    connect(m_actions->undo, &QAction::triggered, history, &ExperimentHistory::undo);
    connect(m_actions->redo, &QAction::triggered, history, &ExperimentHistory::redo);
    connect(m_actions, &WindowActions::presetChosen, m_blocks, &BlockBoardModel::applyPreset);
    connect(m_actions, &WindowActions::effectChosen, this, [this](Intervention::Effect effect) {
        if (saysWhatIsMissing(nullptr)) return;
        m_side->reveal(m_interventions);
        m_interventions->apply(effect);
    });
    connect(m_raster, &RasterView::interventionRequested, this, [this](const QString& id) {
        if (const auto effect = effectOfId(id)) Q_EMIT m_actions->effectChosen(*effect);
    });
    connect(m_rates, &RatesView::siteChosen, this, [this](std::size_t site) { m_raster->reveal({site, 0}); });
    connect(m_actions->findNeurons, &QAction::triggered, m_search, &NeuronSearchField::open);
    m_actions->showBlocks(*m_blocks);
    m_actions->showSteps(*history);
}

void MainWindow::connectTexts() {
    connect(m_texts->branches(), &BranchTree::changed, this, &MainWindow::showBranches);
    connect(m_branches, &BranchesView::openRequested, m_texts, &TextDesk::open);
    connect(m_text, &TextView::branchRequested, this, &MainWindow::continueFrom);
    connect(m_actions->branch, &QAction::triggered, this, [this] {
        if (!saysWhatIsMissing(m_actions->branch)) continueFrom(m_run->markedToken());
    });
    connect(m_actions->editFrom, &QAction::triggered, this, [this] {
        if (saysWhatIsMissing(m_actions->editFrom)) return;
        m_prompt->setPrompt(m_texts->textUntil(m_run->markedToken()));
        m_prompt->editor()->setFocus();
        m_prompt->editor()->moveCursor(QTextCursor::End);
    });
    showBranches();
}

void MainWindow::connectLanes() {
    new RunLink(m_run, m_laneRun, this);
    connect(m_lanes, &LaneDesk::failed, this, &MainWindow::showError);
    connect(m_lanes, &LaneDesk::changed, this, &MainWindow::showLane);
    connect(m_interventions, &InterventionsView::withoutRequested, this, [this] {
        if (saysWhatIsMissing(m_actions->compareWithout)) return;
        m_side->reveal(m_compare);
        m_run->setPinnedToken(std::nullopt);
        m_lanes->withoutInterventions();
    });
    connect(m_branches, &BranchesView::compareRequested, this, [this](int id) {
        m_side->reveal(m_compare);
        m_lanes->compareWithText(id);
    });
    connect(m_actions->compare, &QAction::triggered, this, [this] {
        m_side->reveal(m_compare);
        m_lanes->compare();
    });
    connect(m_actions->compareWithout, &QAction::triggered, m_interventions, &InterventionsView::withoutRequested);
    connect(m_actions->endCompare, &QAction::triggered, m_lanes, &LaneDesk::end);
    connect(m_actions->ladder, &QAction::triggered, this, &MainWindow::showLadder);
    showLane();
}

void MainWindow::connectTransport() {
    connect(m_prompt, &PromptBar::promptChanged, this, &MainWindow::showReadAs);
    connect(m_prompt, &PromptBar::runRequested, this, [this] { startText(false); });
    connect(m_transport, &TransportBar::runToggled, this, &MainWindow::runOrPause);
    connect(m_transport, &TransportBar::stepRequested, this, &MainWindow::step);
    connect(m_transport, &TransportBar::timestepRequested, this, &MainWindow::stepTimestep);
    connect(m_transport, &TransportBar::stopRequested, this, &MainWindow::stop);
    connect(m_transport, &TransportBar::speedChanged, this, [this](double speed) {
        m_engine->setSpeed(speed);
        m_playback->setSpeed(speed);
        m_settings->setSpeed(speed);
    });
    connect(m_transport, &TransportBar::tokensToGenerateChanged, this, [this](qint64 tokens) { m_settings->setTokens(tokens); });
    connect(m_transport, &TransportBar::windowEndChanged, this, [this] {
        m_engine->setWindowEnd(m_transport->windowEnd());
        m_settings->setWindowEnd(m_transport->windowEnd());
    });
    connect(m_energy, &EnergyView::pricingModelChanged, this, [this](const QString& id) {
        m_settings->setPricingModel(id);
        m_choiceSummary->setPricingModelId(id);
        m_activity->setPricingModelId(id);
        m_text->setPricingModelId(id);
        m_laneText->setPricingModelId(id);
        for (std::size_t i = 0; i < pricingModels().size(); ++i)
            if (id == QLatin1String(pricingModels()[i].id)) m_compare->setPricingModel(i);
    });
}

void MainWindow::restoreSettings() {
    restoreGeometry(m_settings->state(QStringLiteral("geometry")));
    m_columns->restoreState(m_settings->state(QStringLiteral("columns")));
    m_centre->restoreState(m_settings->state(QStringLiteral("centre")));
    m_transport->setSpeed(m_settings->speed());
    m_transport->setSampling(m_settings->sampling());
    m_transport->setTokensToGenerate(m_settings->tokens());
    m_engine->setSpeed(m_transport->speed());
    m_engine->setTwin(m_settings->twin());
    m_transport->setWindowEnd(m_settings->windowEnd());
    m_engine->setWindowEnd(m_transport->windowEnd());
    m_energy->setPricingModelId(m_settings->pricingModel());
    m_actions->twin->setChecked(m_settings->twin());
    m_actions->follow->setChecked(m_run->isFollowing());
    m_actions->modelCard->setChecked(m_settings->showsModelCard());
    m_actions->showRecentFiles(m_settings->recentFiles());
    m_actions->showTheme(m_settings->theme());
    m_actions->showLanguage(m_settings->language());
    const QStringList examples = PromptBar::examples();
    if (!examples.isEmpty()) m_prompt->setPrompt(examples.first());
    showModelCard();
}

void MainWindow::openModel(const QString& path, const QStringList& blockAssignments) {
    m_engine->openModel(path, blockAssignments);
}

void MainWindow::onModelOpened() {
    m_banner->dismiss();  // what went wrong before is over
    m_playback->close();
    showPlayback();
    const QString path = QFileInfo(QString::fromStdString(m_run->model().path)).absoluteFilePath();
    m_settings->addRecentFile(path);
    if (m_ladder != nullptr) m_ladder->offer({path}, false);
    m_actions->showRecentFiles(m_settings->recentFiles());
    m_checkpoints->setRecent(m_settings->recentFiles());
    m_checkpoints->setCurrent(path);
    m_texts->branches()->clear();
    m_experiment->reset();
    m_lanes->reset();
    listSites();
    showTitle();
    showReadAs();
    m_transport->setTimesteps(m_run->model().info().timesteps);
    m_transport->setWindow(m_run->model().info().positions, tokenUnit(m_run->model()));
    if (const auto done = m_experiment->intervene(std::exchange(m_interveneWhenOpen, {})); !done)
        showError(QString::fromStdString(done.error().message));
    if (const auto choice = std::exchange(m_choiceWhenOpen, std::nullopt); choice && choice->isHeldBy(m_run->model().info())) {
        Experiment next = m_experiment->now();
        next.choice = *choice;
        m_experiment->adopt(tr("blocks of the ladder's row"), next);
    }
    if (m_runWhenOpen) startText(false);
    m_runWhenOpen = false;
}

void MainWindow::showError(const QString& sentence) {
    const QString model = m_run->hasModel() ? QString::fromStdString(m_run->model().path) : tr("none");
    m_banner->showError(sentence, QStringLiteral("%1\n\nspikeglass %2\n%3\nmodel: %4\n")
                                      .arg(sentence, QLatin1String(kVersion),
                                           QDateTime::currentDateTime().toString(Qt::ISODate), model));
}

/// Says so where a recording is played, which goes on from nowhere.
bool MainWindow::refusesToWrite() {
    if (!m_playback->isOpen()) return false;
    showError(tr("a recording is open, and a recording writes nothing new: open its checkpoint, or go on writing from it"));
    return true;
}

bool MainWindow::startText(bool paused) {
    if (refusesToWrite()) return false;
    m_banner->dismiss();
    const Result<void> started = m_texts->start(m_prompt->prompt(), m_transport->tokensToGenerate(), paused);
    if (!started) {
        showError(QString::fromStdString(started.error().message));
        if (m_run->hasModel() && m_run->model().tokenizer) m_prompt->selectUnreadable(*m_run->model().tokenizer);
        return false;
    }
    m_card->setRunSettings(m_engine->choice(), m_engine->sampling());
    leavePrompt();
    return true;
}

void MainWindow::runOrPause() {
    if (m_playback->isOpen()) return m_playback->playOrPause();
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
    if (m_playback->isOpen()) return m_playback->step();
    if (m_engine->hasText() || startText(true)) m_engine->step();
}

void MainWindow::stepTimestep() {
    if (!m_run->stepTimestep()) step();
    if (const auto timestep = m_run->markedTimestep())
        showHint(tr("token %1, timestep %2 of %3").arg(m_run->markedToken()).arg(*timestep + 1).arg(m_run->model().info().timesteps));
}

void MainWindow::stop() {
    if (m_engine->isLoading()) return m_engine->cancelLoading();
    if (m_playback->isOpen()) return m_playback->rewind();
    m_engine->stop();
}

void MainWindow::showStatus() {
    // What a text has become is kept when it rests; how long it is, is said at once.
    const RunnerStatus engine = m_engine->status();
    if (engine.phase == Phase::Running && !engine.replaying) m_branches->showTokens(engine.tokens);
    if (engine.phase != Phase::Running && m_texts->branches()->current() != nullptr) m_texts->keep();
    const bool recorded = m_playback != nullptr && m_playback->isOpen();
    const RunnerStatus status = recorded ? m_playback->status() : engine;
    m_transport->setStatus(status, recorded || m_engine->hasModel());
    m_actions->stop->setEnabled(recorded || m_engine->hasText() || m_engine->isLoading());
    m_actions->record->setEnabled(!recorded && m_engine->hasModel());
    const QString error = QString::fromStdString(status.error);
    if (error != m_textErrorSaid && !error.isEmpty()) showError(error);
    m_textErrorSaid = error;
    showRecording(status);
}

/// Every site is one entry of the palette away.
void MainWindow::listSites() {
    m_palette->clearEntries();
    const std::vector<SiteInfo>& sites = m_run->model().info().sites;
    for (std::size_t site = 0; site < sites.size(); ++site)
        m_palette->addEntry(tr("Go to %1").arg(QString::fromStdString(sites[site].name)),
                            tr("%Ln neuron(s)", nullptr, static_cast<int>(sites[site].width)), [this, site, width = sites[site].width] {
                                m_run->setSelection(Selection::ofSite(site, width));
                                m_raster->reveal({site, 0});
                            });
}

void MainWindow::showTitle() {
    if (!m_run->hasModel()) return m_fileLabel->clear();
    const QString path = QString::fromStdString(m_run->model().path);
    const BranchTree::Branch* shown = m_texts->branches()->current();
    setWindowTitle(tr("%1 – Spikeglass").arg(QString::fromStdString(m_run->model().title())));
    const QString file = QFileInfo(path).fileName();
    m_fileLabel->setText(shown == nullptr ? file : tr("%1 · %2").arg(file, shown->name));
    m_fileLabel->setToolTip(path);
}

void MainWindow::showBranches() {
    showTitle();
    m_branchSection->setVisible(!m_texts->branches()->branches().empty());
    // A fork stands after the last token in common.
    std::vector<std::int64_t> marks = m_texts->branches()->forks();
    for (std::int64_t& mark : marks) --mark;
    m_text->setBranchMarks(std::move(marks));
}

void MainWindow::continueFrom(std::int64_t token) {
    if (refusesToWrite() || !m_run->hasModel() || token < 0 || token >= m_engine->status().tokens) return;
    m_texts->continueFrom(token, m_transport->tokensToGenerate());
}

void MainWindow::showReadAs() {
    const std::string prompt = m_prompt->prompt().toStdString();
    const Tokenizer* tokenizer = m_run->hasModel() ? m_run->model().tokenizer.get() : nullptr;
    const std::string read = tokenizer ? tokenizer->normalized(prompt) : prompt;
    m_prompt->setReadAs(read == prompt ? QString() : QString::fromStdString(read));
}

void MainWindow::showHint(const QString& text) {
    m_hint->setText(!text.isEmpty() ? text
                                    : tr("Click a spike to trace its neuron · Shift and drag selects · wheel zooms · ? lists the keys"));
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

}  // namespace spikeglass
