// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCharts/QChartView>

#include "viewmodels/energy_ledger.h"
#include "viewmodels/run_view_model.h"

QT_BEGIN_NAMESPACE
class QLineSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace spikeglass {

/// Energy per token over the visible tokens, this network and its analog twin; at most kMostPoints points each. Hovering
/// marks a token, a click pins it.
class EnergyChart : public QChartView {
    Q_OBJECT
  public:
    static constexpr int kMostPoints = 1000;

    EnergyChart(RunViewModel* run, QWidget* parent = nullptr);

    /// Draws what the ledger holds of the visible tokens.
    void draw(const EnergyLedger& ledger);
    void restyle();
    qsizetype pointCount() const;  // of both lines

    QSize sizeHint() const override { return {240, 92}; }
    QSize minimumSizeHint() const override { return {160, 70}; }

  protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    double keyTop(const QRectF& plot, double height) const;
    std::optional<std::int64_t> tokenAt(const QPointF& position) const;

    RunViewModel* m_run;
    QLineSeries* m_here;
    QLineSeries* m_twin;
    QValueAxis* m_tokens;
    QValueAxis* m_joules;
    QString m_unit;
};

}  // namespace spikeglass
