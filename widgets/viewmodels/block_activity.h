// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include "energy/pricing_model.h"
#include "viewmodels/block_board_model.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

/// Feeds the block board: what each slot fired and cost over the newest tokens of the run, at most ten times a second.
/// Lives in the window's thread.
class BlockActivity : public QObject {
    Q_OBJECT
  public:
    static constexpr std::int64_t kTokens = 32;  // looked back on

    /// Both outlive it.
    BlockActivity(RunViewModel* run, BlockBoardModel* board, QObject* parent = nullptr);

    void setPricingModelId(const QString& id);  // unknown: stays
    /// Up to the pinned token instead of the newest: while a recording plays.
    void setFollowsPin(bool on);
    /// Now, instead of soon.
    void update();

  private:
    void request();

    RunViewModel* m_run;
    BlockBoardModel* m_board;
    const PricingModel* m_pricing;
    bool m_followsPin = false;
    QTimer m_timer;
};

}  // namespace spikeglass
