// SPDX-License-Identifier: Apache-2.0
// Mouse, keys and selection of the TextView.
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimerEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <memory>

#include "text_view.h"

namespace spikeglass {

namespace {

constexpr double kPadding = 16;          // as in text_view.cpp
constexpr int kDragScrollInterval = 40;  // ms

}  // namespace

std::optional<std::int64_t> TextView::tokenAt(const QPointF& position) const {
    if (!textArea().contains(position)) return std::nullopt;
    const int line = static_cast<int>(std::floor((position.y() - textTop()) / m_lineHeight));
    const int column = static_cast<int>(std::floor((position.x() - kPadding) / m_cell));
    const std::optional<int> glyph = m_layout.glyphAt(line, column);
    if (!glyph) return std::nullopt;
    return m_layout.glyph(*glyph).token;
}

int TextView::caretAt(const QPointF& position) const {
    return m_layout.caretAt(static_cast<int>(std::floor((position.y() - textTop()) / m_lineHeight)),
                            (position.x() - kPadding) / m_cell);
}

QString TextView::tokenText(std::int64_t token) const {
    const RunHistory& history = m_run->history();
    if (token < history.begin() || token >= history.end()) return {};
    if (history.isDropped(token)) return tr("token %1 · not drawn: the window was too slow for it").arg(token);
    const Frame& frame = history.frame(token);
    QString text = tr("token %1 “%2”").arg(token).arg(RunViewModel::visibleText(QString::fromStdString(frame.text)));
    if (frame.fromPrompt) text += tr(" · prompt");
    if (!std::isnan(frame.surprisalBits) && !frame.fromPrompt) {
        const auto bits = static_cast<double>(frame.surprisalBits);
        text += tr(" · surprisal %L1 bits · probability %L2%").arg(bits, 0, 'f', 2).arg(100 * std::exp2(-bits), 0, 'g', 3);
    }
    if (m_measure.id != QLatin1String("surprisal"))
        if (const double value = m_measure.value(token); !std::isnan(value))
            text += tr(" · %1: %2").arg(m_measure.name, formatMeasure(value));
    if (std::find(m_branchMarks.begin(), m_branchMarks.end(), token) != m_branchMarks.end())
        text += tr(" · another text branches off here");
    return text;
}

QString TextView::selectedText() const {
    return m_layout.text(std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor));
}

QString TextView::description() const {
    if (m_layout.isEmpty()) return tr("Empty. Type a prompt and press Run.");
    constexpr int kSpoken = 2000;  // characters
    return m_layout.text(std::max(0, m_layout.glyphCount() - kSpoken), m_layout.glyphCount());
}

void TextView::copy() const {
    if (const QString text = selectedText(); !text.isEmpty()) QApplication::clipboard()->setText(text);
}

void TextView::selectAll() { select(0, m_layout.glyphCount()); }

void TextView::select(int anchor, int cursor) {
    m_anchor = std::clamp(anchor, 0, m_layout.glyphCount());
    m_cursor = std::clamp(cursor, 0, m_layout.glyphCount());
    viewport()->update();
    if (m_anchor != m_cursor && QApplication::clipboard()->supportsSelection())
        QApplication::clipboard()->setText(selectedText(), QClipboard::Selection);
}

bool TextView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) {
        m_run->setHoveredToken(std::nullopt);
        Q_EMIT hoverText({});
    } else if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::optional<std::int64_t> token = tokenAt(help->pos());
        QToolTip::showText(help->globalPos(), token ? tokenText(*token) : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TextView::mouseMoveEvent(QMouseEvent* event) {
    if (m_pressed) {
        if (!m_selecting && (event->position() - *m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            m_selecting = true;
            m_run->setHoveredToken(std::nullopt);
            select(caretAt(*m_pressed), caretAt(event->position()));
        }
        if (!m_selecting) return;
        m_dragPosition = event->position();
        select(m_anchor, caretAt(m_dragPosition));
        // Beyond an edge the text scrolls by as long as the button is held.
        const bool outside = m_dragPosition.y() < 0 || m_dragPosition.y() > textArea().height();
        if (outside && !m_dragScroll.isActive()) m_dragScroll.start(kDragScrollInterval, this);
        if (!outside) m_dragScroll.stop();
        return;
    }
    const std::optional<std::int64_t> token = tokenAt(event->position());
    m_run->setHoveredToken(token);
    Q_EMIT hoverText(token ? tokenText(*token) : QString());
}

void TextView::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_dragScroll.timerId()) return QAbstractScrollArea::timerEvent(event);
    const double over = m_dragPosition.y() < 0 ? m_dragPosition.y() : m_dragPosition.y() - textArea().height();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + static_cast<int>(over / 2));
    select(m_anchor, caretAt(m_dragPosition));
}

void TextView::mousePressEvent(QMouseEvent* event) {
    m_keyboardFocus = false;
    if (event->button() != Qt::LeftButton) return;
    if (event->modifiers() & Qt::ShiftModifier) {
        select(m_anchor, caretAt(event->position()));
        return;
    }
    m_pressed = event->position();
    m_selecting = false;
}

void TextView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_pressed) return;
    m_pressed.reset();
    m_dragScroll.stop();
    if (m_selecting) {
        m_selecting = false;
        return;
    }
    select(m_anchor, m_anchor);
    const std::optional<std::int64_t> token = tokenAt(event->position());
    m_run->setPinnedToken(token == m_run->pinnedToken() ? std::nullopt : token);
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const int line = static_cast<int>(std::floor((event->position().y() - textTop()) / m_lineHeight));
    const int column = static_cast<int>(std::floor((event->position().x() - kPadding) / m_cell));
    const std::optional<int> glyph = m_layout.glyphAt(line, column);
    if (!glyph) return;
    const auto [first, end] = m_layout.wordAround(*glyph);
    select(first, end);
}

void TextView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    QAction* copyAction = menu->addAction(tr("Copy"), QKeySequence::Copy, this, &TextView::copy);
    copyAction->setEnabled(m_anchor != m_cursor);
    QAction* allAction = menu->addAction(tr("Select all"), QKeySequence::SelectAll, this, &TextView::selectAll);
    allAction->setEnabled(!m_layout.isEmpty());
    const std::optional<std::int64_t> under = event->reason() == QContextMenuEvent::Mouse
                                                  ? tokenAt(event->pos())
                                                  : std::optional(m_run->markedToken());
    if (under && *under >= 0 && !m_layout.isEmpty()) {
        menu->addSeparator();
        const QString shown = RunViewModel::visibleText(QString::fromStdString(m_run->history().frame(*under).text));
        menu->addAction(tr("Continue from here, after “%1” …").arg(shown), this, [this, token = *under] {
                Q_EMIT branchRequested(token);
            })->setObjectName(QStringLiteral("branch"));
    }
    menu->addSeparator();
    menu->addActions(actions());  // what the window adds
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

void TextView::stepPinned(int step) {
    const std::int64_t token = m_run->markedToken() + step;
    if (token < m_run->history().begin() || token >= m_run->tokenCount()) return;
    m_run->setPinnedToken(token);
    reveal(token);
}

void TextView::keyPressEvent(QKeyEvent* event) {
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        const int step = event->key() == Qt::Key_Right ? 1 : -1;
        if (!shift) {
            stepPinned(step);
        } else {
            // Selecting with keys starts at the marked token.
            if (m_anchor == m_cursor) m_anchor = m_cursor = m_layout.tokenGlyphs(m_run->markedToken()).first;
            select(m_anchor, m_cursor + step);
        }
    } else if (event->key() == Qt::Key_Home) {
        verticalScrollBar()->setValue(0);
    } else if (event->key() == Qt::Key_End) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    } else if (event->key() == Qt::Key_Escape && (m_anchor != m_cursor || m_run->pinnedToken())) {
        if (m_anchor != m_cursor)
            select(m_anchor, m_anchor);
        else
            m_run->setPinnedToken(std::nullopt);
    } else if (event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    } else {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
    m_keyboardFocus = true;
    viewport()->update();
}

void TextView::focusInEvent(QFocusEvent* event) {
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextView::focusOutEvent(QFocusEvent* event) {
    m_keyboardFocus = false;
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}  // namespace spikeglass
