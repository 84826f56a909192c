// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace spikeglass {

/// A switch of the block board, or a header that moves several of them. A switch shows its form as a sign and a word, and
/// what its slot did lately: a figure and two bars. Belongs to the window's thread.
class BlockSwitch : public QAbstractButton {
    Q_OBJECT
  public:
    BlockSwitch(bool header, Qt::Alignment alignment, QWidget* parent);

    /// Figure at the right (empty: nothing is known), bars of the firing rate and of the share of the energy, 0 to 1 of
    /// their full length.
    void setActivity(const QString& figure, double rate, double energy);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QFont ownFont() const;
    void paintHeader(QPainter& painter);
    void paintSwitch(QPainter& painter);
    void paintBars(QPainter& painter);

    bool m_header;
    Qt::Alignment m_alignment;
    QString m_figure;
    double m_rate = 0, m_energy = 0;
};

/// What the two bars of the switches are: drawn beside their names, so that the words need no colour.
class BlockLegend : public QWidget {
    Q_OBJECT
  public:
    explicit BlockLegend(QWidget* parent) : QWidget(parent) {}

    /// The share of the energy at which its bar is full; empty: none is known.
    void setGreatest(const QString& greatest);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString energyText() const;

    QString m_greatest;
};

}  // namespace spikeglass
