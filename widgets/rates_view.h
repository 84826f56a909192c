// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panel.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/site_rates.h"

class QScrollArea;

namespace spikeglass {

/// Firing rate of every site over the visible tokens, as bars in the colours of the blocks. Reads the run, changes nothing.
class RatesView : public Panel {
    Q_OBJECT
  public:
    explicit RatesView(RunViewModel* run, QWidget* parent = nullptr);

    const SiteRates& rates() const { return m_rates; }

  protected:
    void restyle() override;

  private:
    class Canvas;
    void refresh();
    void resetRows();
    void fitRows();

    RunViewModel* m_run;
    SiteRates m_rates;
    Canvas* m_canvas;
    QScrollArea* m_scroll;
    TextLabel* m_summary;
    Throttle m_refresh;
};

}  // namespace spikeglass
