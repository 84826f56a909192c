// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMainWindow>
#include <memory>
#include <optional>

#include "engine_bridge.h"
#include "settings.h"

class QLabel;
class QSplitter;

namespace spikeglass {

class BlockBoard;
class BlockBoardModel;
class BranchesView;
class CandidatesView;
class CheckpointList;
class CompareView;
class EnergyView;
class ErrorBanner;
class ExperimentDesk;
class InterventionsView;
class LaneDesk;
class MembraneView;
class ModelCardView;
class OverviewStrip;
class PromptBar;
class RasterView;
class RatesView;
class Section;
class SidePanels;
class TextDesk;
class TextLabel;
class TextView;
class TransportBar;
class WindowActions;

/// The window: puts the views together and connects what the user does with the engine. Lives in the window's thread.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    static constexpr QSize kUsualSize{1440, 900};

    /// settings outlives the window.
    explicit MainWindow(Settings* settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openModel(const QString& path, const QStringList& blockAssignments = {});
    /// Runs the prompt as soon as the model that is being opened is there.
    void runWhenOpen() { m_runWhenOpen = true; }
    void showError(const QString& sentence);

    // What the actions and the transport do.
    void runOrPause();
    bool startText(bool paused);  // false: the prompt cannot be read, the banner says why
    void step();
    void stop();
    /// Writes on from behind a token, on a branch of its own.
    void continueFrom(std::int64_t token);
    void setTheme(ThemeChoice choice);
    void setTextScale(double scale);

    EngineBridge& engine() { return *m_engine; }
    RunViewModel& run() { return *m_run; }
    PromptBar& promptBar() { return *m_prompt; }
    TransportBar& transport() { return *m_transport; }
    ErrorBanner& banner() { return *m_banner; }
    MembraneView& membranes() { return *m_membranes; }
    EnergyView& energy() { return *m_energy; }
    WindowActions& actionsOfWindow() { return *m_actions; }
    BlockBoardModel& blocks() { return *m_blocks; }
    BlockBoard& board() { return *m_board; }
    ExperimentDesk& experiment() { return *m_experiment; }
    TextDesk& texts() { return *m_texts; }
    InterventionsView& interventions() { return *m_interventions; }
    LaneDesk& lanes() { return *m_lanes; }
    RunViewModel& laneRun() { return *m_laneRun; }
    CompareView& compareView() { return *m_compare; }

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildViews();
    QWidget* buildLeft();
    QWidget* buildCentre();
    Section* section(const QString& name, const QString& title, QWidget* content);
    void connectActions();
    void connectEngine();
    void connectExperiment();
    void connectTexts();
    void connectLanes();
    void buildLane();
    void showLane();
    void connectTransport();
    void restoreSettings();
    void onModelOpened();
    void showStatus();
    void showTitle();
    void showBranches();
    void showReadAs();
    void showHint(const QString& text);
    void showModelCard();
    void zoom(double factor);
    void chooseFile();

    Settings* m_settings;
    RunViewModel *m_run, *m_laneRun;
    EngineBridge* m_engine;
    BlockBoardModel* m_blocks;
    WindowActions* m_actions;
    ExperimentDesk* m_experiment = nullptr;
    TextDesk* m_texts = nullptr;
    LaneDesk* m_lanes = nullptr;
    bool m_runWhenOpen = false;

    QSplitter *m_columns = nullptr, *m_centre = nullptr;
    QWidget* m_left = nullptr;
    ErrorBanner* m_banner = nullptr;
    BlockBoard* m_board = nullptr;
    ModelCardView* m_card = nullptr;
    CheckpointList* m_checkpoints = nullptr;
    BranchesView* m_branches = nullptr;
    Section* m_branchSection = nullptr;
    PromptBar* m_prompt = nullptr;
    TextView* m_text = nullptr;
    RasterView *m_raster = nullptr, *m_laneRaster = nullptr;
    QWidget *m_lane = nullptr, *m_laneWriting = nullptr;
    TextView* m_laneText = nullptr;
    TextLabel* m_laneLabel = nullptr;
    OverviewStrip* m_overview = nullptr;
    TextLabel* m_hint = nullptr;
    SidePanels* m_side = nullptr;
    MembraneView* m_membranes = nullptr;
    RatesView* m_rates = nullptr;
    EnergyView* m_energy = nullptr;
    CandidatesView* m_candidates = nullptr;
    InterventionsView* m_interventions = nullptr;
    CompareView* m_compare = nullptr;
    TransportBar* m_transport = nullptr;
    TextLabel* m_fileLabel = nullptr;
};

}  // namespace spikeglass
