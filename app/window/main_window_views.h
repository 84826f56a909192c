// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <utility>

class QLabel;
class QSplitter;
class QToolButton;
class QWidget;

namespace spikeglass {

class ArchiveDesk;
class BlockActivity;
class BlockBoard;
class BranchesView;
class CandidatesView;
class CheckpointList;
class ChoiceSummary;
class CommandPalette;
class CompareView;
class EnergyView;
class ErrorBanner;
class ExperimentDesk;
class FigureDesk;
class InterventionsView;
class LadderWindow;
class ImportDesk;
class LaneDesk;
class LoadingBar;
class MembraneView;
class ModelCardView;
class NeuronSearchField;
class NoticeBar;
class OverviewStrip;
class Playback;
class PromptBar;
class RasterView;
class RatesView;
class Section;
class SidePanels;
class TextDesk;
class TextLabel;
class TextView;
class TransportBar;
class WorkspaceDesk;

/// The views of the MainWindow, and the desks that do its work, by name. They belong to it as QObjects do to their parents.
struct MainWindowViews {
    ExperimentDesk* m_experiment = nullptr;
    TextDesk* m_texts = nullptr;
    LaneDesk* m_lanes = nullptr;
    WorkspaceDesk* m_workspace = nullptr;
    Playback* m_playback = nullptr;
    ArchiveDesk* m_archive = nullptr;
    FigureDesk* m_figures = nullptr;
    ImportDesk* m_imports = nullptr;
    LadderWindow* m_ladder = nullptr;  // made when it is first wanted
    QSplitter *m_columns = nullptr, *m_centre = nullptr;
    QList<int> m_columnsGiven;                    // what widenColumns() made last, pixels
    std::pair<double, double> m_columnsWanted{};  // left and right, at the usual size of text, pixels
    QWidget* m_left = nullptr;
    BlockActivity* m_activity = nullptr;
    ErrorBanner* m_banner = nullptr;
    NoticeBar* m_notice = nullptr;
    LoadingBar* m_loadingBar = nullptr;
    BlockBoard* m_board = nullptr;
    ChoiceSummary* m_choiceSummary = nullptr;
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
    QToolButton* m_differenceButton = nullptr;
    OverviewStrip* m_overview = nullptr;
    NeuronSearchField* m_search = nullptr;
    CommandPalette* m_palette = nullptr;
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
