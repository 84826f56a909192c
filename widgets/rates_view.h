// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "described_view.h"
#include "panel.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/site_rates.h"

class QScrollArea;
class QToolButton;

namespace spikeglass {

class HealthList;

/// Firing rate of every site over the visible tokens, as bars in the colours of the blocks, and below them the sites that
/// do not do their work, with the reason. A click on a row, or on such a sentence, selects the neurons.
class RatesView : public Panel, public PlotTable {
    Q_OBJECT
  public:
    explicit RatesView(RunViewModel* run, QWidget* parent = nullptr);

    const SiteRates& rates() const { return m_rates; }
    QString tableTitle() const override;
    std::vector<QString> tableHeader() const override;
    std::vector<std::vector<QString>> tableRows() const override;

  Q_SIGNALS:
    void siteChosen(std::size_t site);  // its neurons were selected

  protected:
    void restyle() override;

  private:
    class Canvas;
    class Scale;
    void refresh();
    void resetRows();
    void fitRows();
    void refreshHealth();
    void choose(const Selection& neurons);

    RunViewModel* m_run;
    SiteRates m_rates;
    Canvas* m_canvas;
    Scale* m_scale;
    QScrollArea* m_scroll;
    TextLabel* m_summary;
    HealthList* m_health;
    QToolButton* m_logarithmic;
    Throttle m_refresh;
};

}  // namespace spikeglass
