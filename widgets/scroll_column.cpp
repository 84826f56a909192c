// SPDX-License-Identifier: Apache-2.0
#include "scroll_column.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>
#include <algorithm>

namespace spikeglass {

ScrollColumn::ScrollColumn(QWidget* column, QWidget* parent) : QScrollArea(parent) {
    setWidget(column);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    column->setAutoFillBackground(false);
    column->installEventFilter(this);
}

QSize ScrollColumn::sizeHint() const { return widget()->sizeHint(); }

QSize ScrollColumn::minimumSizeHint() const { return {widget()->minimumSizeHint().width(), 0}; }

void ScrollColumn::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fit();
}

bool ScrollColumn::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) fit();
    return QScrollArea::eventFilter(watched, event);
}

/// As high as there is room, and never lower than what its panels must have at this width.
void ScrollColumn::fit() {
    const QLayout* layout = widget()->layout();
    if (layout == nullptr) return;
    const auto least = [layout](int width) {
        return layout->hasHeightForWidth() ? layout->minimumHeightForWidth(width) : layout->minimumSize().height();
    };
    int width = this->width();
    if (least(width) > height()) width -= verticalScrollBar()->sizeHint().width();
    widget()->resize(width, std::max(height(), least(width)));
}

}  // namespace spikeglass
