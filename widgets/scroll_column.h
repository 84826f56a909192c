// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace spikeglass {

/// A column of panels that fills its height, and scrolls where that is less than the panels need: none is ever painted over
/// another. Belongs to the window's thread.
class ScrollColumn : public QScrollArea {
    Q_OBJECT
  public:
    /// Owns the column; its layout says how high it must be.
    explicit ScrollColumn(QWidget* column, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fit();
};

}  // namespace spikeglass
