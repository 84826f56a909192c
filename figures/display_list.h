// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <QRectF>
#include <QString>
#include <optional>
#include <variant>
#include <vector>

#include "figures/text_style.h"

namespace spikeglass::figures {

/// How a line is drawn. Lengths in points.
struct Stroke {
    QColor color = Qt::black;
    double width = 0.5;
    std::vector<double> dash = {};  // lengths on and off; empty: solid
};

/// A figure as a list of marks, the same for every kind of file and for the preview. Lengths in points (1/72 inch),
/// y downwards, from the upper left corner. A value.
class DisplayList {
  public:
    struct Path {
        QPainterPath path;
        std::optional<Stroke> stroke;
        QColor fill;  // invalid: none
    };
    /// Many rectangles of one colour: the ticks of a raster.
    struct Marks {
        std::vector<QRectF> rects;
        QColor color;
    };
    struct Image {
        QRectF rect;
        QImage image;
    };
    enum class Anchor { Left, Middle, Right };
    struct Text {
        QPointF at;  // on the base line
        QString text;
        TextStyle style;
        Anchor anchor = Anchor::Left;
        double turn = 0;  // degrees, clockwise, about `at`
    };
    struct GroupBegin {
        QString name;  // unique within the figure
        std::optional<QRectF> clip;
    };
    struct GroupEnd {};
    using Item = std::variant<Path, Marks, Image, Text, GroupBegin, GroupEnd>;

    explicit DisplayList(QSizeF size) : m_size(size) {}

    QSizeF size() const { return m_size; }  // points
    const std::vector<Item>& items() const { return m_items; }
    /// Marks that a vector file would hold: paths, rectangles and texts.
    std::size_t markCount() const;

    void beginGroup(const QString& name, std::optional<QRectF> clip = {}) { m_items.emplace_back(GroupBegin{name, clip}); }
    void endGroup() { m_items.emplace_back(GroupEnd{}); }
    void stroke(const QPainterPath& path, const Stroke& stroke) { m_items.emplace_back(Path{path, stroke, {}}); }
    void fill(const QPainterPath& path, const QColor& color) { m_items.emplace_back(Path{path, {}, color}); }
    void line(QPointF from, QPointF to, const Stroke& stroke);
    void rect(const QRectF& rect, const QColor& color) { marks({rect}, color); }
    void marks(std::vector<QRectF> rects, const QColor& color);
    void image(const QRectF& rect, const QImage& image) { m_items.emplace_back(Image{rect, image}); }
    void text(QPointF at, const QString& text, const TextStyle& style, Anchor anchor = Anchor::Left, double turn = 0);
    /// Everything of another list, moved by an offset and in a group of that name, to which its groups' names are added.
    void append(const DisplayList& other, QPointF offset, const QString& name);

  private:
    QSizeF m_size;
    std::vector<Item> m_items;
};

}  // namespace spikeglass::figures
