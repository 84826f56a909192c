// SPDX-License-Identifier: Apache-2.0
#include "figures/display_list.h"

#include <type_traits>
#include <utility>

namespace spikeglass::figures {

std::size_t DisplayList::markCount() const {
    std::size_t count = 0;
    for (const Item& item : m_items) {
        if (const auto* marks = std::get_if<Marks>(&item)) count += marks->rects.size();
        if (std::holds_alternative<Path>(item) || std::holds_alternative<Text>(item)) ++count;
    }
    return count;
}

void DisplayList::line(QPointF from, QPointF to, const Stroke& stroke) {
    QPainterPath path(from);
    path.lineTo(to);
    this->stroke(path, stroke);
}

void DisplayList::marks(std::vector<QRectF> rects, const QColor& color) {
    if (!rects.empty()) m_items.emplace_back(Marks{std::move(rects), color});
}

void DisplayList::text(QPointF at, const QString& text, const TextStyle& style, Anchor anchor, double turn) {
    if (!text.trimmed().isEmpty()) m_items.emplace_back(Text{at, text, style, anchor, turn});
}

void DisplayList::append(const DisplayList& other, QPointF offset, const QString& name) {
    beginGroup(name);
    for (Item item : other.m_items) {
        std::visit(
            [&](auto& it) {
                using T = std::decay_t<decltype(it)>;
                if constexpr (std::is_same_v<T, Path>) it.path.translate(offset);
                if constexpr (std::is_same_v<T, Marks>)
                    for (QRectF& rect : it.rects) rect.translate(offset);
                if constexpr (std::is_same_v<T, Image>) it.rect.translate(offset);
                if constexpr (std::is_same_v<T, Text>) it.at += offset;
                if constexpr (std::is_same_v<T, GroupBegin>) {
                    it.name = name + QLatin1Char('-') + it.name;
                    if (it.clip) it.clip->translate(offset);
                }
            },
            item);
        m_items.push_back(std::move(item));
    }
    endGroup();
}

}  // namespace spikeglass::figures
