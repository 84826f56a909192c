// SPDX-License-Identifier: Apache-2.0
#include "raster_tools.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

#include "raster_menu.h"
#include "raster_view.h"
#include "viewmodels/theme.h"

namespace spikeglass {

/// A small button with a drawn sign: sharp at every scale and in every theme.
class RasterTools::Button : public QAbstractButton {
  public:
    enum Sign { Pan, Select, Arrange };
    Button(Sign sign, const QString& name, const QString& tip, QWidget* parent) : QAbstractButton(parent), m_sign(sign) {
        setAccessibleName(name);
        setToolTip(tip);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }
    QSize sizeHint() const override { return {23, 19}; }

  protected:
    void paintEvent(QPaintEvent*) override;
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

  private:
    Sign m_sign;
};

void RasterTools::Button::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? Theme::mix(theme.panel, theme.accent, theme.dark ? 0.35 : 0.22) : theme.raised);
        painter.drawRoundedRect(box, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 4, 4);
    }
    const QPointF c = QRectF(rect()).center();
    QPen pen(isChecked() ? theme.text : theme.secondaryText, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (m_sign == Pan) {
        // Arrows to the left and to the right.
        painter.drawLine(c + QPointF(-6, 0), c + QPointF(6, 0));
        painter.drawPolyline(QPolygonF({c + QPointF(-3.5, -3), c + QPointF(-6.5, 0), c + QPointF(-3.5, 3)}));
        painter.drawPolyline(QPolygonF({c + QPointF(3.5, -3), c + QPointF(6.5, 0), c + QPointF(3.5, 3)}));
    } else if (m_sign == Select) {
        pen.setDashPattern({2, 1.8});
        painter.setPen(pen);
        painter.drawRect(QRectF(c + QPointF(-6, -4.5), c + QPointF(6, 4.5)));
    } else {
        // Bars from long to short.
        for (int i = 0; i < 4; ++i)
            painter.drawLine(c + QPointF(-6, -4.5 + 3 * i), c + QPointF(6 - 3.2 * i, -4.5 + 3 * i));
    }
}

RasterTools::RasterTools(RasterView* view, RunViewModel* run)
    : QWidget(view),
      m_view(view),
      m_run(run),
      m_pan(new Button(Button::Pan, tr("Scroll"), tr("Drag to scroll (S switches; Shift and drag selects)"), this)),
      m_select(new Button(Button::Select, tr("Select"), tr("Drag to select neurons and moments (S switches)"), this)),
      m_arrange(new Button(Button::Arrange, tr("Arrange"), tr("Sort neurons, collapse sites, scale of shades"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    for (Button* button : {m_pan, m_select, m_arrange}) row->addWidget(button);
    m_pan->setCheckable(true);
    m_select->setCheckable(true);
    setAutoFillBackground(false);
    connect(m_pan, &QAbstractButton::clicked, view, [view] { view->setTool(RasterView::Tool::Pan); });
    connect(m_select, &QAbstractButton::clicked, view, [view] { view->setTool(RasterView::Tool::Select); });
    connect(m_arrange, &QAbstractButton::clicked, this, &RasterTools::showArrangement);
    for (Button* button : {m_pan, m_select}) connect(button, &QAbstractButton::clicked, this, &RasterTools::refresh);
    connect(view, &RasterView::toolChanged, this, &RasterTools::refresh);
    refresh();
    resize(sizeHint());
}

void RasterTools::refresh() {
    m_pan->setChecked(m_view->tool() == RasterView::Tool::Pan);
    m_select->setChecked(m_view->tool() == RasterView::Tool::Select);
}

void RasterTools::showArrangement() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addArrangement(*menu, *m_view, *m_run);
    menu->popup(m_arrange->mapToGlobal(QPoint(0, 0)));
}

}  // namespace spikeglass
