// SPDX-License-Identifier: Apache-2.0
#include "icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <utility>

namespace spikeglass {
namespace {

/// Draws an SVG whose "currentColor" is replaced. Belongs to the QIcon that holds it.
class TintedEngine : public QIconEngine {
  public:
    TintedEngine(QByteArray svg, QColor color, QColor disabled)
        : m_svg(std::move(svg)), m_color(color), m_disabled(disabled) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray svg = m_svg;
        svg.replace("currentColor", (mode == QIcon::Disabled ? m_disabled : m_color).name().toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new TintedEngine(*this); }

  private:
    QByteArray m_svg;
    QColor m_color, m_disabled;
};

}  // namespace

QIcon tintedIcon(const QString& name, const QColor& color, const QColor& disabled) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QIcon(new TintedEngine(file.readAll(), color, disabled));
}

}  // namespace spikeglass
