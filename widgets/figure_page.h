// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "described_view.h"
#include "viewmodels/figure_maker.h"

namespace spikeglass {

/// The page of a figure as it will print, with rulers in millimetres; its panels are dragged to another place, by their
/// lower right corner to another size, and moved by keys. Belongs to the window's thread.
class FigurePage : public QWidget, public DescribedView {
    Q_OBJECT
  public:
    explicit FigurePage(QWidget* parent = nullptr);

    void setPreview(const FigurePreview& preview, const figures::FigurePreset& preset, int columns);
    const FigurePreview& preview() const { return m_preview; }
    void setSelected(std::size_t panel);
    /// Pixels of the screen per millimetre of paper.
    void setScale(double pixelsPerMm);
    double scale() const { return m_scale; }
    /// So that the page fits, with its rulers.
    double scaleToFit(QSize room) const;
    QString description() const override;
    QSize sizeHint() const override;

    /// Where a panel lies in the widget.
    QRectF panelRect(std::size_t panel) const;
    QRectF paperRect() const;

  Q_SIGNALS:
    void selectRequested(std::size_t panel);
    void moveRequested(int places);
    void moveBeforeRequested(std::size_t panel, std::size_t before);
    void resizeRequested(std::size_t panel, int span, double heightMm);
    void removeRequested();
    void undoRequested();
    void redoRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    enum class Drag { None, Move, Resize };
    QPointF toPoints(QPointF position) const;
    QRectF toWidget(const QRectF& points) const;
    std::optional<std::size_t> panelAt(QPointF position) const;
    QRectF gripOf(std::size_t panel) const;
    double stripHeight() const;  // of a panel's letter, points
    int columnOf(std::size_t panel) const;
    QRectF resized() const;      // points
    void paintRulers(QPainter& painter) const;
    void paintDrop(QPainter& painter) const;

    FigurePreview m_preview;
    figures::FigurePreset m_preset;
    int m_columns = 1;
    std::size_t m_selected = 0;
    double m_scale = 4;
    Drag m_drag = Drag::None;
    QPointF m_pressed, m_at;  // of the mouse
};

}  // namespace spikeglass
