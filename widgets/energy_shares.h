// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "described_view.h"
#include "viewmodels/component_shares.h"
#include "viewmodels/table_data.h"

namespace spikeglass {

/// Where the energy goes: a bar per component (each slot, and the head), the deepest on top as in the raster. Belongs to
/// the window's thread.
class EnergyShares : public QWidget, public DescribedView {
    Q_OBJECT
  public:
    explicit EnergyShares(QWidget* parent = nullptr);

    /// pricing: the name of the model behind the joules.
    void setShares(ComponentShares shares, const QString& pricing);
    const ComponentShares& shares() const { return m_shares; }
    /// The figures behind the bars, with units.
    TableData table() const;
    QString description() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    int rowHeight() const;
    double greatest() const;  // share, the length of a full bar

    ComponentShares m_shares;
    QString m_pricing;
};

}  // namespace spikeglass
