// SPDX-License-Identifier: Apache-2.0
// Which view stands where in the MainWindow.
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "block_board.h"
#include "branches_view.h"
#include "candidates_view.h"
#include "bundled_models.h"
#include "checkpoint_list.h"
#include "choice_summary.h"
#include "compare_view.h"
#include "energy_view.h"
#include "effects_view.h"
#include "error_banner.h"
#include "experiment_desk.h"
#include "figure_desk.h"
#include "interventions_view.h"
#include "ladder_window.h"
#include "lane_desk.h"
#include "loading_bar.h"
#include "main_window.h"
#include "membrane_view.h"
#include "neuron_search.h"
#include "notice_bar.h"
#include "model_card_view.h"
#include "overview_strip.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "rates_view.h"
#include "scroll_column.h"
#include "section.h"
#include "side_panels.h"
#include "table_dialog.h"
#include "text_desk.h"
#include "text_view.h"
#include "transport_bar.h"
#include "text/utf8.h"
#include "viewmodels/block_activity.h"
#include "viewmodels/run_link.h"
#include "window_actions.h"

namespace spikeglass {
namespace {

constexpr int kLeftWidth = 264, kLeastLeftWidth = 180, kRightWidth = 424;
constexpr int kTextHeight = 216;

}  // namespace

void MainWindow::buildViews() {
    auto* head = new QWidget(this);
    auto* headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(14, 1, 14, 1);
    headRow->setSpacing(10);
    auto* menus = new QMenuBar(head);
    menus->setNativeMenuBar(false);
    menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_actions->fillMenus(menus);
    m_fileLabel = new TextLabel({}, TextLabel::Secondary | TextLabel::Right | TextLabel::Elide, head);
    headRow->addWidget(new TextLabel(tr("Spikeglass"), TextLabel::Strong, head));
    headRow->addWidget(menus);
    headRow->addWidget(m_fileLabel, 1);
    setMenuWidget(head);

    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner = new ErrorBanner(central);
    m_notice = new NoticeBar(central);
    m_loadingBar = new LoadingBar(central);
    m_columns = new QSplitter(Qt::Horizontal, central);
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_transport = new TransportBar(central);
    m_experiment = new ExperimentDesk(m_engine, m_run, m_blocks, m_transport, this);
    m_texts = new TextDesk(m_engine, m_run, m_experiment, this);
    column->addWidget(new Rule(Qt::Horizontal, central));
    column->addWidget(m_banner);
    column->addWidget(m_notice);
    column->addWidget(m_loadingBar);
    column->addWidget(m_columns, 1);
    column->addWidget(new Rule(Qt::Horizontal, central));
    column->addWidget(m_transport);
    setCentralWidget(central);

    m_columns->addWidget(buildLeft());
    m_columns->addWidget(buildCentre());
    m_side = new SidePanels(m_columns);
    m_membranes = new MembraneView(m_run, m_side);
    m_rates = new RatesView(m_run, m_side);
    m_energy = new EnergyView(m_run, m_side);
    m_candidates = new CandidatesView(m_run, m_side);
    const int membrane = m_side->addPage(tr("Membrane"), tr("Membrane potentials, with rates and next tokens at a glance"));
    const int sparsity = m_side->addPage(tr("Sparsity"), tr("Who fires how often, and who does not do its work"));
    const int energy = m_side->addPage(tr("Energy"), tr("What the text costs, beside its analog twin"));
    const int next = m_side->addPage(tr("Next"), tr("What the network might have written instead"));
    m_side->addPanel(m_membranes, 5, {membrane});
    m_side->addPanel(m_rates, 3, {membrane, sparsity});
    m_side->addPanel(m_energy, 3, {energy});
    m_side->addPanel(m_candidates, 0, {membrane, next});
    m_interventions = new InterventionsView(m_run, m_experiment->history(), m_side);
    const int interventions = m_side->addPage(tr("Interventions"), tr("Silence neurons, force them, clamp and shift them"));
    m_side->addPanel(m_interventions, 2, {interventions});
    m_side->addPanel(new EffectsView(m_run, m_experiment->history(), m_side), 3, {interventions});
    m_compare = new CompareView(m_run, m_laneRun, m_side);
    const int compare = m_side->addPage(tr("Compare"), tr("Two lanes: another choice, another network, other interventions"));
    m_side->addPanel(m_compare, 4, {compare});
    m_lanes = new LaneDesk({m_engine, m_run, m_laneRun, m_experiment, m_texts, m_transport, m_compare}, this);
    m_columns->addWidget(m_side);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);
    shareRoom();
}

void MainWindow::shareRoom() {
    const int left = static_cast<int>(kLeftWidth * m_settings->textScale());  // larger text needs wider columns
    const int right = static_cast<int>(kRightWidth * m_settings->textScale());
    m_columns->setSizes({left, kUsualSize.width() - left - right, right});
    m_centre->setSizes({kTextHeight, kUsualSize.height() - kTextHeight});
}

void MainWindow::resetLayout() {
    shareRoom();
    for (Section* each : m_left->findChildren<Section*>()) each->setOpen(true);
    m_actions->modelCard->setChecked(true);
    m_actions->sidePanels->setChecked(true);
    m_settings->setShowsModelCard(true);
    showModelCard();
    m_side->setCurrentPage(0);
}

QWidget* MainWindow::buildLeft() {
    auto* parts = new QWidget;
    m_left = new ScrollColumn(parts, m_columns);
    m_left->setMinimumWidth(kLeastLeftWidth);
    auto* column = new QVBoxLayout(parts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_card = new ModelCardView(m_run, parts);
    m_checkpoints = new CheckpointList(m_left);
    m_board = new BlockBoard(m_blocks, parts);
    column->addWidget(m_card, 1);
    column->addWidget(new Rule(Qt::Horizontal, parts));
    column->addWidget(section(QStringLiteral("checkpoints"), tr("Checkpoints"), m_checkpoints));
    column->addWidget(new Rule(Qt::Horizontal, parts));
    column->addWidget(m_board);
    m_activity = new BlockActivity(m_run, m_blocks, m_board);
    m_choiceSummary = new ChoiceSummary(m_run, m_blocks, parts);
    column->addWidget(m_choiceSummary);
    m_branches = new BranchesView(m_texts->branches(), parts);
    m_branchSection = section(QStringLiteral("branches"), tr("Texts and branches"), m_branches);
    column->addWidget(new Rule(Qt::Horizontal, parts));
    column->addWidget(m_branchSection);
    return m_left;
}

Section* MainWindow::section(const QString& name, const QString& title, QWidget* content) {
    auto* made = new Section(title, content, m_left);
    made->setObjectName(name);
    made->setOpen(m_settings->isOpen(name));
    connect(made, &Section::openChanged, this, [this, name](bool open) { m_settings->setOpen(name, open); });
    return made;
}

QWidget* MainWindow::buildCentre() {
    m_centre = new QSplitter(Qt::Vertical, m_columns);
    m_centre->setHandleWidth(1);
    m_centre->setChildrenCollapsible(false);
    auto* writing = new QWidget(m_centre);
    auto* top = new QVBoxLayout(writing);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(0);
    m_prompt = new PromptBar(writing);
    m_text = new TextView(m_run, writing);
    top->addWidget(m_prompt);
    top->addWidget(new Rule(Qt::Horizontal, writing));
    top->addWidget(m_text, 1);
    m_laneWriting = new QWidget(writing);
    auto* laneColumn = new QVBoxLayout(m_laneWriting);
    laneColumn->setContentsMargins(0, 0, 0, 0);
    laneColumn->setSpacing(0);
    m_laneText = new TextView(m_laneRun, m_laneWriting);
    m_laneText->setAccessibleName(tr("Text of lane B"));
    auto* laneTitle = new TextLabel(tr("B"), TextLabel::Strong | TextLabel::Secondary, m_laneWriting);
    laneTitle->setContentsMargins(14, 3, 14, 0);
    laneColumn->addWidget(new Rule(Qt::Horizontal, m_laneWriting));
    laneColumn->addWidget(laneTitle);
    laneColumn->addWidget(m_laneText, 1);
    top->addWidget(m_laneWriting, 1);

    auto* spikes = new QWidget(m_centre);
    auto* bottom = new QVBoxLayout(spikes);
    bottom->setContentsMargins(0, 0, 0, 0);
    bottom->setSpacing(0);
    m_raster = new RasterView(m_run, spikes);
    m_search = new NeuronSearchField(m_run, m_raster);
    m_overview = new OverviewStrip(m_run, spikes);
    m_hint = new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Figures, spikes);
    m_hint->setContentsMargins(14, 3, 14, 5);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_hint->setAccessibleName(tr("What is under the mouse"));
    bottom->addWidget(m_raster, 1);
    buildLane();
    bottom->addWidget(m_lane, 1);
    bottom->addWidget(m_overview);
    bottom->addWidget(m_hint);
    m_centre->addWidget(writing);
    m_centre->addWidget(spikes);
    m_centre->setStretchFactor(0, 0);
    m_centre->setStretchFactor(1, 1);
    connect(m_raster, &RasterView::hoverText, this, &MainWindow::showHint);
    connect(m_overview, &OverviewStrip::hoverText, this, &MainWindow::showHint);
    connect(m_text, &TextView::hoverText, this, &MainWindow::showHint);
    return m_centre;
}

/// Lane B's raster, under lane A's.
void MainWindow::buildLane() {
    m_lane = new QWidget(m_centre);
    auto* column = new QVBoxLayout(m_lane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_laneLabel = new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Elide, m_lane);
    m_laneLabel->setContentsMargins(14, 4, 14, 2);
    m_laneRaster = new RasterView(m_laneRun, m_lane);
    m_laneRaster->setAccessibleName(tr("Raster of lane B"));
    column->addWidget(new Rule(Qt::Horizontal, m_lane));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 10, 0);
    m_differenceButton = new QToolButton(m_lane);
    m_differenceButton->setObjectName(QStringLiteral("difference"));
    m_differenceButton->setText(tr("Difference"));
    m_differenceButton->setCheckable(true);
    m_differenceButton->setFocusPolicy(Qt::TabFocus);
    m_differenceButton->setToolTip(tr("One raster that shows which spikes only A fired, and which only B; where both networks have the same sites"));
    connect(m_differenceButton, &QToolButton::toggled, this, &MainWindow::showLane);
    head->addWidget(m_laneLabel, 1);
    head->addWidget(m_differenceButton);
    column->addLayout(head);
    column->addWidget(m_laneRaster, 1);
    connect(m_laneRaster, &RasterView::hoverText, this, &MainWindow::showHint);
}

void MainWindow::showLadder() {
    if (m_ladder == nullptr) {
        m_ladder = new LadderWindow(this);
        m_ladder->restoreState(m_settings->state(QStringLiteral("ladder")));
        QStringList bundled;
        if (const auto models = bundledModels(QCoreApplication::applicationDirPath()))
            for (const BundledModel& model : *models) bundled << model.path;
        m_ladder->offer(bundled, true);
        m_ladder->offer(m_settings->recentFiles(), false);
        connect(m_ladder, &LadderWindow::loadRequested, this, [this](const QString& path, const BlockChoice& choice) {
            m_choiceWhenOpen = choice;
            openModel(path);
        });
        m_figures->offerLadder(m_ladder);
        connect(m_ladder, &QDialog::finished, this, [this] { m_settings->setState(QStringLiteral("ladder"), m_ladder->saveState()); });
    }
    m_ladder->setPricingModelId(m_energy->pricingModelId());
    if (m_run->hasModel()) {
        m_ladder->setPresentChoice(QString::fromStdString(m_run->model().path), m_engine->choice());
        const RunHistory& history = m_run->liveHistory();
        std::size_t prompt = 0;
        for (std::int64_t token = history.begin(); token < history.end(); ++token)
            if (!history.isDropped(token) && history.frame(token).fromPrompt) prompt += countCharacters(history.frame(token).text);
        m_ladder->setRunText(m_texts->textUntil(history.end() - 1), QString::fromStdString(m_run->model().title()), prompt);
    }
    m_ladder->show();
    m_ladder->raise();
    m_ladder->activateWindow();
}

/// Every plot as a table: fills the menu with those that there are now.
void MainWindow::listTables() {
    m_actions->clearTables();
    for (QWidget* widget : findChildren<QWidget*>()) {
        auto* plot = dynamic_cast<PlotTable*>(widget);
        if (plot == nullptr || !widget->isVisibleTo(this)) continue;
        m_actions->addTable(plot->tableTitle(), [this, plot] {
            TableData table{plot->tableTitle(), {}, {}};
            for (const QString& name : plot->tableHeader()) table.header << name;
            for (const std::vector<QString>& row : plot->tableRows()) {
                QVariantList cells;
                for (const QString& cell : row) cells << cell;
                table.rows.push_back(cells);
            }
            TableDialog::open(std::move(table), this);
        });
    }
}

void MainWindow::showLane() {
    const bool active = m_lanes->isActive(), difference = active && m_differenceButton->isChecked();
    m_lane->setVisible(active);
    m_laneRaster->setVisible(!difference);
    m_lane->setSizePolicy(QSizePolicy::Preferred, difference ? QSizePolicy::Fixed : QSizePolicy::Preferred);
    const bool same = active && RunLink::sameSites(*m_run, *m_laneRun);
    m_differenceButton->setEnabled(same);
    m_raster->setOther(difference && same ? m_laneRun : nullptr);
    m_laneWriting->setVisible(m_lanes->hasOwnText());
    m_laneLabel->setText(difference ? tr("orange: only A fired · blue: only B · grey: both   %1").arg(m_lanes->what()) : m_lanes->what());
    m_candidates->setLane(active ? m_laneRun : nullptr);
    m_actions->endCompare->setEnabled(active);
}

}  // namespace spikeglass
