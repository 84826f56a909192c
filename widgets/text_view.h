// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QRawFont>
#include <optional>
#include <vector>

#include "described_view.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/text_layout_model.h"
#include "viewmodels/text_measure.h"

class QComboBox;

namespace spikeglass {

/// The text of a run: the prompt dimmed, what the network wrote in full ink, on a background that tells how much each
/// token surprised the network, or another measure of it. Hovering marks a token everywhere, a click pins it; text can
/// be selected and copied. Belongs to the window's thread.
class TextView : public QAbstractScrollArea, public DescribedView, public PlotTable {
    Q_OBJECT
  public:
    explicit TextView(RunViewModel* run, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {800, 150}; }
    QSize minimumSizeHint() const override { return {240, 64}; }
    QString description() const override;
    QString tableTitle() const override;
    std::vector<QString> tableHeader() const override;
    std::vector<std::vector<QString>> tableRows() const override;

    QString selectedText() const;
    /// Where a token's characters are, in the viewport's pixels; several rectangles where it goes over a line's end.
    std::vector<QRectF> tokenRects(std::int64_t token) const;
    /// The token whose character is at a place of the viewport.
    std::optional<std::int64_t> tokenAt(const QPointF& position) const;
    const TextLayoutModel& layoutModel() const { return m_layout; }
    bool isAtEnd() const { return m_atEnd; }

    /// What the background shows: "surprisal", "spikes", "energy", "neuron", "divergence" or one that was added.
    QString measure() const { return m_measure.id; }
    void setMeasure(const QString& id);
    void setPricingModelId(const QString& id);  // of the energy; unknown: stays
    /// Offers one more measure, or another in place of the one with this id.
    void addMeasure(const TextMeasure& measure);
    /// Lowest and highest value of the colours.
    std::pair<double, double> measureRange() const { return {m_lowest, m_highest}; }
    /// Tokens where another text branches off.
    void setBranchMarks(std::vector<std::int64_t> tokens);

  public Q_SLOTS:
    void copy() const;
    void selectAll();

  Q_SIGNALS:
    void hoverText(const QString& text);  // about the token under the mouse; empty when it leaves
    void branchRequested(std::int64_t token);  // to go on from this token in another way
    void measureChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Look {
        bool fromPrompt = false;
        bool dropped = false;
        bool isDim() const { return fromPrompt || dropped; }
    };
    void onReset();
    void onFrames();
    void onMarked();
    void prepareFont();
    void relayout();
    void updateScrollBar();
    void reveal(std::int64_t token);
    Look lookOf(std::int64_t token) const;
    QString tokenText(std::int64_t token) const;  // one line about it
    int caretAt(const QPointF& position) const;
    void select(int anchor, int cursor);
    void stepPinned(int step);
    double textTop() const;  // of the first line, in the viewport's pixels
    QRectF textArea() const;
    void paintLine(QPainter& painter, int line, double top) const;
    void paintGlyphs(QPainter& painter, int first, int end, double top, const QColor& color) const;
    void paintLegend(QPainter& painter) const;
    QColor colorOf(double value) const;
    // text_view_measure.cpp
    void makeMeasureBox();
    void refreshMeasures();
    void refreshRange();
    void placeMeasureBox();
    QString formatMeasure(double value) const;

    RunViewModel* m_run;
    TextLayoutModel m_layout;
    std::int64_t m_next = 0;       // the next token to take from the history
    std::int64_t m_firstLook = 0;  // token of m_looks[0]
    std::vector<Look> m_looks;     // per token
    QFont m_font;
    QRawFont m_rawFont;
    double m_cell = 8, m_lineHeight = 20, m_ascent = 12;  // pixels
    bool m_atEnd = true;                                  // stays at the end as text comes
    bool m_setting = false;                               // the scroll bar is moved by us, not by the user
    bool m_keyboardFocus = false;

    QComboBox* m_measureBox = nullptr;
    const PricingModel* m_pricing = &pricingModels().front();
    TextMeasure m_measure;
    std::vector<TextMeasure> m_added;
    double m_lowest = 0, m_highest = 8;  // of the measure, as the colours show it
    std::int64_t m_rangeEnd = 0;         // token after the last that these are of
    std::vector<std::int64_t> m_branchMarks;

    int m_anchor = 0, m_cursor = 0;  // selection, between glyphs
    std::optional<QPointF> m_pressed;
    QPointF m_dragPosition;
    bool m_selecting = false;
    QBasicTimer m_dragScroll;
};

}  // namespace spikeglass
