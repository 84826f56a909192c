// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <array>
#include <cmath>

namespace spikeglass::figures {
namespace {

QPen penOf(const Stroke& stroke) {
    QPen pen(stroke.color, stroke.width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (stroke.dash.empty() || stroke.width <= 0) return pen;
    QList<qreal> pattern;  // Qt wants it in widths of the line
    for (const double length : stroke.dash) pattern.append(length / stroke.width);
    pen.setDashPattern(pattern);
    return pen;
}

class Painting {
  public:
    explicit Painting(QPainter& painter) : m_painter(painter) {}

    void operator()(const DisplayList::Path& item) {
        m_painter.setPen(item.stroke ? penOf(*item.stroke) : QPen(Qt::NoPen));
        m_painter.setBrush(item.fill.isValid() ? QBrush(item.fill) : QBrush(Qt::NoBrush));
        m_painter.drawPath(item.path);
    }
    void operator()(const DisplayList::Marks& item) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(item.color);
        m_painter.drawRects(item.rects.data(), static_cast<int>(item.rects.size()));
    }
    void operator()(const DisplayList::Image& item) { m_painter.drawImage(item.rect, item.image); }
    void operator()(const DisplayList::Text& item) {
        const QFont font = scaledFont(item.style);
        const double width = QFontMetricsF(font).horizontalAdvance(item.text);
        m_painter.save();
        m_painter.translate(item.at);
        m_painter.rotate(item.turn);
        m_painter.scale(1 / kFontScale, 1 / kFontScale);
        m_painter.setFont(font);
        m_painter.setPen(item.style.color);
        const double share = item.anchor == DisplayList::Anchor::Left ? 0 : item.anchor == DisplayList::Anchor::Middle ? 0.5 : 1;
        m_painter.drawText(QPointF(-share * width, 0), item.text);
        m_painter.restore();
    }
    void operator()(const DisplayList::GroupBegin& item) {
        m_painter.save();
        if (item.clip) m_painter.setClipRect(*item.clip, Qt::IntersectClip);
    }
    void operator()(const DisplayList::GroupEnd&) { m_painter.restore(); }

  private:
    QPainter& m_painter;
};

double toLinear(int channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

int fromLinear(double value) {
    const double c = value <= 0 ? 0 : value >= 1 ? 1 : value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255 * c));
}

}  // namespace

void paintFigure(QPainter& painter, const DisplayList& list) {
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform |
                           QPainter::LosslessImageRendering);
    Painting painting(painter);
    for (const DisplayList::Item& item : list.items()) std::visit(painting, item);
    painter.restore();
}

QImage paintToImage(const DisplayList& list, double dpi) {
    const double scale = dpi / 72;
    QImage image((list.size() * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / 0.0254)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / 0.0254)));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintFigure(painter, list);
    return image;
}

QImage asSeen(const QImage& image, Vision vision) {
    if (vision == Vision::Full) return image;
    // Machado, Oliveira, Fernandes 2009, severity 1; grey: relative luminance. On linear light.
    using Matrix = std::array<std::array<double, 3>, 3>;
    constexpr Matrix kDeuteranopia{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
    constexpr Matrix kGrey{{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};
    const Matrix& matrix = vision == Vision::Grey ? kGrey : kDeuteranopia;
    std::array<double, 256> linear{};
    for (int i = 0; i < 256; ++i) linear[static_cast<std::size_t>(i)] = toLinear(i);
    QImage seen = image.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < seen.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(seen.scanLine(y));
        for (int x = 0; x < seen.width(); ++x) {
            const std::array<double, 3> rgb{linear[static_cast<std::size_t>(qRed(line[x]))],
                                            linear[static_cast<std::size_t>(qGreen(line[x]))],
                                            linear[static_cast<std::size_t>(qBlue(line[x]))]};
            std::array<int, 3> out{};
            for (std::size_t r = 0; r < 3; ++r) out[r] = fromLinear(matrix[r][0] * rgb[0] + matrix[r][1] * rgb[1] + matrix[r][2] * rgb[2]);
            line[x] = qRgb(out[0], out[1], out[2]);
        }
    }
    return seen;
}

}  // namespace spikeglass::figures
