// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "described_view.h"
#include "panel.h"
#include "viewmodels/membrane_curve.h"
#include "viewmodels/run_view_model.h"

class QToolButton;

namespace spikeglass {

/// Membrane potentials of the traced neurons over the visible tokens, with threshold, spikes and resets. Where the user has
/// chosen none, three of moderate firing rate are traced once enough tokens were read.
class MembraneView : public Panel, public PlotTable {
    Q_OBJECT
  public:
    explicit MembraneView(RunViewModel* run, QWidget* parent = nullptr);

    static constexpr std::int64_t kTokensBeforeChoice = 32;
    static constexpr std::size_t kAutomaticTraces = 3;
    /// Chooses now, if the user has not and there is anything to choose from: for texts shorter than that.
    void chooseAutomatically();
    /// Recordings keep potentials after reset: then no crossing of the threshold is seen, and the legend says so.
    void setRecorded(bool on);
    bool isChosenAutomatically() const { return m_automatic; }
    QString tableTitle() const override;
    std::vector<QString> tableHeader() const override;
    std::vector<std::vector<QString>> tableRows() const override;

  protected:
    void restyle() override;

  private:
    class Canvas;
    void onTracedChanged();
    void refresh();

    RunViewModel* m_run;
    Canvas* m_canvas;
    QToolButton* m_chooseButton;
    TextLabel* m_legend;
    Throttle m_refresh;
    bool m_userChose = false;              // also: the user chose to trace none
    bool m_recorded = false;
    bool m_automatic = false;              // the traces are those in m_chosen
    bool m_choosing = false;               // we are changing the selection ourselves
    std::vector<NeuronId> m_chosen;
};

}  // namespace spikeglass
