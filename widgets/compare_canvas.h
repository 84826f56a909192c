// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "compare_view.h"

namespace spikeglass {

/// The strips of the CompareView, on the shared time axis: lane A solid, lane B dashed.
class CompareView::Canvas : public QWidget {
  public:
    explicit Canvas(CompareView* view);

    QSize sizeHint() const override { return {300, 260}; }
    QSize minimumSizeHint() const override { return {160, 150}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    TimeAxis axis() const;
    QRectF stripRect(int strip) const;
    void paintStrip(QPainter& painter, int strip) const;
    QString valueText(LaneComparison::Measure measure, double value) const;

    CompareView* m_view;
};

}  // namespace spikeglass
