// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "membrane_view.h"

namespace spikeglass {

/// The plots of a MembraneView, one below the other on one time axis. Hovering marks a token, a click pins it, a click on a
/// neuron's name removes it.
class MembraneView::Canvas : public QWidget {
  public:
    Canvas(RunViewModel* run, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void refresh();  // repaints and tells assistive programs
    void forgetRanges() { m_ranges.clear(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Row {
        QRectF title, plot;
    };
    TimeAxis axis() const;
    double titleHeight() const;
    QFont axisFont() const;
    double gutter() const;  // left of the plots, pixels
    std::vector<Row> rows() const;
    int titleAt(const QPointF& position) const;
    void paintTrace(QPainter& painter, const Row& row, std::size_t index);
    void paintValueAxis(QPainter& painter, const QRectF& plot, double lowest, double highest, double threshold);
    void paintMark(QPainter& painter, const QRectF& area) const;
    std::pair<double, double> steadyRange(std::size_t index, double lowest, double highest);
    QString valueAtMark(NeuronId neuron) const;

    RunViewModel* m_run;
    std::vector<std::pair<double, double>> m_ranges;  // [traces], of the potential axis
};

}  // namespace spikeglass
