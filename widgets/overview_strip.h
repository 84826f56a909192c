// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "described_view.h"
#include "viewmodels/rate_summary.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

/// The mean firing rate of the whole run, lowest to highest per pixel, and where in it the visible window lies: drag
/// the window or its edges, or click elsewhere to go there. Belongs to the window's thread.
class OverviewStrip : public QWidget, public DescribedView {
    Q_OBJECT
  public:
    explicit OverviewStrip(RunViewModel* run, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {900, 58}; }
    QSize minimumSizeHint() const override { return {240, 44}; }
    QString description() const override;

    /// Left and right edge of the plot, in pixels: those of the RasterView above, which is as wide.
    void alignWith(const QRectF& plot);
    QRectF plotRect() const;
    /// The visible tokens as a rectangle, at least wide enough to hold.
    QRectF windowRect() const;

  Q_SIGNALS:
    void hoverText(const QString& text);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum class Grip { None, Left, Right, Inside };
    void onReset();
    void onFrames();
    TimeAxis axis() const;  // the whole run on the plot's width
    Grip gripAt(const QPointF& position) const;
    double greatestRate() const;  // of the value axis, a round share
    void paintCurve(QPainter& painter, const QRectF& plot) const;

    RunViewModel* m_run;
    RateSummary m_rates;
    std::int64_t m_next = 0;
    std::optional<QRectF> m_alignment;  // plot of the RasterView
    Grip m_grip = Grip::None;
    bool m_keyboardFocus = false;
    double m_grabbed = 0;  // tokens from the grip to the mouse
};

}  // namespace spikeglass
