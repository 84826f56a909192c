// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panel.h"
#include "viewmodels/block_board_model.h"
#include "viewmodels/choice_ledger.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

/// What the block choice in force comes to on this run, beside the same network all analog on the same tokens: bits per
/// character, operations and energy per token. "–" for what the run does not tell. Belongs to the window's thread.
class ChoiceSummary : public Panel {
    Q_OBJECT
  public:
    /// Both outlive it.
    ChoiceSummary(RunViewModel* run, BlockBoardModel* board, QWidget* parent = nullptr);

    void setPricingModelId(const QString& id);  // unknown: stays
    /// Up to the pinned token instead of the newest: while a recording plays.
    void setFollowsPin(bool on);
    /// Brings the figures up to date now.
    void refresh();

  private:
    struct Row {
        TextLabel *name, *here, *twin;
    };
    void addRow(Row& row, const QString& name, const QString& hint, int line);

    RunViewModel* m_run;
    BlockBoardModel* m_board;
    ChoiceLedger m_ledger;
    bool m_followsPin = false;
    std::size_t m_pricing = 0;  // index into pricingModels()
    QGridLayout* m_grid;
    Row m_bits{}, m_ac{}, m_mac{}, m_energy{};
    TextLabel* m_counted;
    Throttle m_refresh;
};

}  // namespace spikeglass
