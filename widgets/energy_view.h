// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <array>

#include "panel.h"
#include "viewmodels/energy_ledger.h"
#include "viewmodels/run_view_model.h"

class QComboBox;

namespace spikeglass {

class EnergyChart;
class EnergyShares;

/// What the text costs under a named pricing model, beside the analog twin on the same tokens, and the operations that
/// were counted.
class EnergyView : public Panel {
    Q_OBJECT
  public:
    explicit EnergyView(RunViewModel* run, QWidget* parent = nullptr);

    QString pricingModelId() const;
    void setPricingModelId(const QString& id);  // unknown: stays
    EnergyShares& shares() { return *m_shares; }
    const EnergyLedger& ledger() const { return m_ledger; }
    /// Brings figures and chart up to date now.
    void refresh();

  Q_SIGNALS:
    void pricingModelChanged(const QString& id);

  protected:
    void restyle() override;

  private:
    struct PriceRow {
        TextLabel *name, *here, *twin, *ratio;
    };
    void listPricings();
    void addPriceTable();
    void addOperationTable();
    void showPrice(const PriceRow& row, const EnergyLedger::Price& price, bool perToken);
    void showOperations();
    void addShares();
    void showShares();
    void choosePricing(int index);

    RunViewModel* m_run;
    EnergyLedger m_ledger;
    QComboBox* m_pricing;
    PriceRow m_marked{}, m_mean{}, m_total{};
    std::array<TextLabel*, 5> m_operations{}, m_twinOperations{};  // AC, MAC, dense, neuron, other
    EnergyChart* m_chart;
    EnergyShares* m_shares;
    TextLabel* m_sharesOf;
    TextLabel* m_source;
    Throttle m_refresh;
};

}  // namespace spikeglass
