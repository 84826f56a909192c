// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCharts/QChartView>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QScatterSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace spikeglass {

/// Bits per character against energy per token, a point per row: a colour and a marker's shape per model, the choice
/// written beside each point. A few hundred points at most. Belongs to the window's thread.
class LadderChart : public QChartView {
    Q_OBJECT
  public:
    struct Point {
        int row = 0;
        QString model, label;
        double joules = 0;  // per token
        double bits = 0;    // per character
    };
    static constexpr std::size_t kMostPoints = 400;

    explicit LadderChart(QWidget* parent = nullptr);

    /// pricing: the name of the model behind the joules, for the axis.
    void setPoints(std::vector<Point> points, const QString& pricing);
    void setSelected(std::optional<int> row);
    std::optional<int> selected() const { return m_selected; }
    /// Where a row's point is, in the viewport; nothing if it has none.
    std::optional<QPointF> placeOf(int row) const;
    qsizetype pointCount() const;

    QSize sizeHint() const override { return {620, 340}; }
    QSize minimumSizeHint() const override { return {260, 180}; }

  Q_SIGNALS:
    void clicked(int row);
    void activated(int row);  // by a double click

  protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void restyle();
    void scaleAxes();
    QPointF placeOf(const Point& point) const;
    const Point* pointAt(const QPointF& position) const;
    void drawLabels(QPainter& painter) const;

    std::vector<Point> m_points;
    std::vector<QScatterSeries*> m_series;  // one per model
    QValueAxis *m_energy, *m_bits;
    QString m_pricing;
    double m_unit = 1e-6;  // joules of the axis' unit
    std::optional<int> m_selected;
    bool m_restyling = false;
};

}  // namespace spikeglass
