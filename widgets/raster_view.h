// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "described_view.h"
#include "viewmodels/raster_image.h"
#include "viewmodels/raster_layout.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/silent_neurons.h"

namespace spikeglass {

class RasterTools;

/// Every neuron over time: a band per site, ink where it fired, the text below. Hovering marks a token everywhere, a
/// click pins it and traces the neuron, wheel and keys zoom, dragging scrolls or selects. The window's thread.
class RasterView : public QWidget, public DescribedView, public PlotTable {
    Q_OBJECT
  public:
    explicit RasterView(RunViewModel* run, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {900, 620}; }
    QSize minimumSizeHint() const override { return {320, 180}; }
    QString description() const override;
    QString tableTitle() const override;
    std::vector<QString> tableHeader() const override;
    std::vector<std::vector<QString>> tableRows() const override;

    /// Where the spikes are, in the widget's pixels: other views on the time axis align with it.
    QRectF plotRect() const;
    /// What is at a place of the widget.
    std::optional<RasterHit> hitAt(const QPointF& position) const;
    /// The middle of a neuron's row at a token, in the widget's pixels.
    QPointF positionOf(NeuronId neuron, std::int64_t token) const;
    /// The text shown as a tooltip at a place; empty for none.
    QString toolTipAt(const QPointF& position) const;
    bool isFollowChipVisible() const { return m_run->tokenCount() > 0 && !m_run->isFollowing(); }
    QRectF followChipRect() const;
    const RasterImage& rasterImage() const { return m_image; }
    double neuronZoom() const { return m_neuronZoom; }
    /// What dragging does: scroll, or pick neurons and moments. Shift always picks; Ctrl, or Shift when selecting, adds.
    enum class Tool { Pan, Select };
    Tool tool() const { return m_tool; }
    void setTool(Tool tool);
    /// Draws the difference from another run with the same sites; null: none. It outlives the view or is taken away.
    void setOther(RunViewModel* other);
    bool showsDifference() const { return m_other != nullptr; }
    /// By what neurons are sorted within their sites: by what they do in the tokens in sight when this is called.
    using Order = NeuronSort;
    Order order() const { return m_order; }
    void setOrder(Order order);
    const std::vector<bool>& collapsed() const { return m_arrangement.collapsed; }  // [sites]
    void setCollapsed(std::size_t site, bool on);
    void setAllCollapsed(bool on);
    /// Scrolls to a neuron, opening its site, and marks it.
    void reveal(NeuronId neuron);
    /// Where a site's label, or the triangle that collapses it, can be clicked, in the widget's pixels.
    QRectF labelRect(std::size_t site, bool triangle = false) const;

  Q_SIGNALS:
    /// For the selected neurons: "silence", "force", "clamp", "threshold", "tau" or "noise".
    void interventionRequested(const QString& effect);
    void arrangementChanged();  // order or collapsed sites
    void toolChanged();
    void hoverText(const QString& text);  // what is under the mouse; empty when it leaves
    void plotRectChanged();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void onReset();  // raster_view.cpp
    void onFrames();
    void onMarked();
    void onSelection();
    void relayout();
    TimeAxis axis() const;  // with the plot's place, in the widget's pixels
    TokenColumns columns() const;
    int hairline() const { return std::max(1, static_cast<int>(m_scale)); }  // device pixels
    const std::vector<SilentNeurons>& silentNeurons() const;
    QString silentNote() const;  // empty if there are none
    QRect tokenRect(std::int64_t token) const;
    double rowMiddle(NeuronId neuron) const;  // in the widget's pixels
    void hover(const QPointF& position);  // raster_view_input.cpp
    void setCursorNeuron(std::optional<NeuronId> neuron, std::int64_t token, std::optional<std::size_t> timestep = {},
                         const QString& site = {});
    QString textOf(const RasterHit& hit) const;
    void click(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void walkNeurons(int step, bool bySite);
    void stepPinned(int step);
    void zoomTime(double factor, double x);
    void zoomNeurons(double factor, double y);
    void pan(double dx, double dy);
    void resetZoom();
    Selection selectionIn(const QRectF& area) const;  // raster_view_select.cpp
    void select(const Selection& picked, Qt::KeyboardModifiers modifiers, bool toggle);
    std::optional<std::size_t> siteAtLabel(const QPointF& position) const;
    void paintSelection(QPainter& painter) const;
    void sortNow();
    void paintLabels(QPainter& painter) const;  // raster_view_paint.cpp
    void paintFold(QPainter& painter, const RasterLayout::Band& band) const;
    void paintAxis(QPainter& painter) const;
    void paintSwitches(QPainter& painter) const;
    void paintFindings(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintMargin(QPainter& painter) const;
    void paintAnalogNotes(QPainter& painter) const;
    void paintEmpty(QPainter& painter) const;
    void paintChip(QPainter& painter) const;

    RunViewModel* m_run;
    RunViewModel* m_other = nullptr;
    RasterImage m_image;
    RasterLayout m_layout;
    QRect m_plot;                          // device pixels
    double m_scale = 1, m_neuronZoom = 1;  // device pixels per pixel
    int m_scrollY = 0;           // device pixels of the layout above the plot
    std::int64_t m_marked = -1;  // as painted last
    std::int64_t m_end = 0;      // tokens as painted last
    std::optional<NeuronId> m_cursorNeuron;
    std::optional<std::size_t> m_cursorTimestep;  // of the marked token, where timesteps are drawn apart
    Tool m_tool = Tool::Pan;
    Order m_order = Order::Index;
    RasterLayout::Arrangement m_arrangement;
    RasterTools* m_tools = nullptr;
    std::shared_ptr<const Model> m_shownModel;
    std::optional<QPointF> m_pressed;  // position of the left button; m_dragged: the mouse while it is down
    QPointF m_dragged;
    bool m_dragging = false, m_picking = false, m_selecting = false, m_keyboardFocus = false;
    std::vector<NeuronId> m_tracedBeforeClick;
    std::optional<std::int64_t> m_pinnedBeforeClick;
    mutable SilentInSpan m_silent;
};

}  // namespace spikeglass
