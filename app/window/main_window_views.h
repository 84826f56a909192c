// SPDX-License-Identifier: Apache-2.0
#pragma once

class QLabel;
class QSplitter;
class QToolButton;
class QWidget;

namespace spikeglass {

class BlockBoard;
class BranchesView;
class CandidatesView;
class CheckpointList;
class ChoiceSummary;
class CommandPalette;
class CompareView;
class EnergyView;
class ErrorBanner;
class InterventionsView;
class MembraneView;
class ModelCardView;
class NeuronSearchField;
class NoticeBar;
class OverviewStrip;
class PromptBar;
class RasterView;
class RatesView;
class Section;
class SidePanels;
class TextLabel;
class TextView;
class TransportBar;

/// The views of the MainWindow, by name. They belong to it as QObjects do to their parents.
struct MainWindowViews {
    QSplitter *m_columns = nullptr, *m_centre = nullptr;
    QWidget* m_left = nullptr;
    ErrorBanner* m_banner = nullptr;
    NoticeBar* m_notice = nullptr;
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
