// SPDX-License-Identifier: Apache-2.0
#include "text_view.h"

#include <QComboBox>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {

namespace {

constexpr double kPadding = 16;  // left and right of the text
constexpr double kTopPadding = 10;
constexpr double kLinePitch = 1.2;      // of the font's height
constexpr int kMostGlyphs = 1'000'000;  // beyond, the oldest half is forgotten

}  // namespace

TextView::TextView(RunViewModel* run, QWidget* parent) : QAbstractScrollArea(parent), m_run(run) {
    DescribedView::installAccessibility();
    loadResources();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Text"));
    connect(run, &RunViewModel::runReset, this, &TextView::onReset);
    connect(run, &RunViewModel::historySwapped, this, &TextView::onReset);
    connect(run, &RunViewModel::framesAppended, this, &TextView::onFrames);
    connect(run, &RunViewModel::markedTokenChanged, this, &TextView::onMarked);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_setting) m_atEnd = value >= verticalScrollBar()->maximum();
        viewport()->update();
    });
    makeMeasureBox();
    connect(run, &RunViewModel::selectionChanged, this, &TextView::refreshMeasures);
    connect(run, &RunViewModel::tracedChanged, this, &TextView::refreshMeasures);
    prepareFont();
    onReset();
}

void TextView::prepareFont() {
    m_font = scaledFont(monoFont(font()), kLargeText);
    m_font.setKerning(false);
    m_rawFont = QRawFont::fromFont(m_font);
    const QFontMetricsF metrics(m_font);
    m_cell = metrics.horizontalAdvance(QLatin1Char('0'));
    m_lineHeight = std::round(metrics.height() * kLinePitch);
    m_ascent = std::round(0.5 * (m_lineHeight - metrics.height()) + metrics.ascent());
    m_layout.setCellsOf([metrics, cell = m_cell](QStringView character) {
        if (character.size() == 1 && character.front().unicode() < 0x80) return 1;
        return metrics.horizontalAdvance(character.toString()) > 1.3 * cell ? 2 : 1;
    });
    relayout();
}

void TextView::onReset() {
    m_layout.clear();
    m_looks.clear();
    m_next = m_firstLook = m_run->history().begin();
    m_anchor = m_cursor = 0;
    m_pressed.reset();
    m_selecting = false;
    m_atEnd = true;
    m_branchMarks.clear();
    refreshMeasures();
    onFrames();
    updateScrollBar();
    viewport()->update();
}

void TextView::onFrames() {
    const RunHistory& history = m_run->history();
    if (m_next < history.begin()) m_next = history.begin();  // more came at once than is kept
    while (m_firstLook + static_cast<std::int64_t>(m_looks.size()) < m_next) m_looks.push_back({false, true});
    for (; m_next < history.end(); ++m_next) {
        const Frame& frame = history.frame(m_next);
        const bool dropped = history.isDropped(m_next);
        const bool first = dropped && (m_looks.empty() || !m_looks.back().dropped);
        m_layout.append(m_next,
                        dropped ? (first ? QString(QChar(0x22EF)) : QString()) : QString::fromStdString(frame.text));
        m_looks.push_back({frame.fromPrompt, dropped});
    }
    // Now and then: a range is of many tokens.
    if (m_measure.highest <= m_measure.lowest && m_next >= m_rangeEnd + std::max<std::int64_t>(16, m_rangeEnd / 16))
        refreshRange();
    if (m_layout.glyphCount() > kMostGlyphs) {
        const int before = m_layout.glyphCount();
        m_layout.keepNewest(kMostGlyphs / 2);
        const int forgotten = before - m_layout.glyphCount();
        m_anchor = std::max(0, m_anchor - forgotten), m_cursor = std::max(0, m_cursor - forgotten);
        const std::int64_t first = m_layout.glyph(0).token;
        m_looks.erase(m_looks.begin(), m_looks.begin() + (first - m_firstLook));
        m_firstLook = first;
    }
    updateScrollBar();
    placeMeasureBox();
    viewport()->update();
}

void TextView::onMarked() {
    // What is marked in another view comes into sight here; afterwards the newest text does again.
    if (m_run->hoveredToken() && !viewport()->underMouse())
        reveal(*m_run->hoveredToken());
    else if (!m_run->hoveredToken() && m_run->pinnedToken())
        reveal(*m_run->pinnedToken());
    else if (!m_run->hoveredToken())
        updateScrollBar();
    viewport()->update();
}

void TextView::reveal(std::int64_t token) {
    const auto [first, end] = m_layout.tokenGlyphs(token);
    if (m_layout.isEmpty() || first >= m_layout.glyphCount()) return;
    const double top = m_layout.lineOf(first) * m_lineHeight;
    const double room = textArea().height() - kTopPadding;
    const int value = verticalScrollBar()->value();
    int wanted = value;
    if (top < value) wanted = static_cast<int>(top);
    if (top + m_lineHeight > value + room) wanted = static_cast<int>(std::ceil(top + m_lineHeight - room));
    m_setting = true;
    verticalScrollBar()->setValue(wanted);
    m_setting = false;
}

QRectF TextView::textArea() const {
    const double legend = std::max(QFontMetricsF(scaledFont(font(), kSmallText)).height() + 12.0,
                                   m_measureBox != nullptr ? m_measureBox->sizeHint().height() + 4.0 : 0.0);
    const double height = viewport()->height();
    return {0, 0, static_cast<double>(viewport()->width()), height > 3 * legend ? height - legend : height};
}

double TextView::textTop() const { return kTopPadding - verticalScrollBar()->value(); }

void TextView::relayout() {
    m_layout.setColumns(static_cast<int>((viewport()->width() - 2 * kPadding) / m_cell));
    updateScrollBar();
}

void TextView::updateScrollBar() {
    const double room = textArea().height() - kTopPadding;
    const int lines = m_layout.isEmpty() ? 0 : m_layout.endPosition().first + 1;
    // Whole lines, so that the uppermost one in sight is not cut.
    const int most = std::max(0, static_cast<int>(std::ceil(lines - room / m_lineHeight) * m_lineHeight));
    m_setting = true;
    verticalScrollBar()->setRange(0, most);
    verticalScrollBar()->setPageStep(std::max(1, static_cast<int>(room - m_lineHeight)));
    verticalScrollBar()->setSingleStep(static_cast<int>(m_lineHeight));
    if (m_atEnd && !(m_run->hoveredToken() && !viewport()->underMouse())) verticalScrollBar()->setValue(most);
    m_setting = false;
}

void TextView::resizeEvent(QResizeEvent*) {
    relayout();
    placeMeasureBox();
    viewport()->update();
}

void TextView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) prepareFont();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) placeMeasureBox();
    if (event->type() == QEvent::PaletteChange) viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

TextView::Look TextView::lookOf(std::int64_t token) const {
    const std::int64_t i = token - m_firstLook;
    return i >= 0 && i < static_cast<std::int64_t>(m_looks.size()) ? m_looks[static_cast<std::size_t>(i)] : Look{};
}

std::vector<QRectF> TextView::tokenRects(std::int64_t token) const {
    std::vector<QRectF> rects;
    const auto [first, end] = m_layout.tokenGlyphs(token);
    if (m_layout.isEmpty()) return rects;
    const auto rect = [&](int line, int column, double cells) {
        return QRectF(kPadding + column * m_cell, textTop() + line * m_lineHeight, cells * m_cell, m_lineHeight);
    };
    if (first >= end) {
        // It printed nothing: a thin mark where it would stand.
        const auto [line, column] = first < m_layout.glyphCount()
                                        ? std::pair(m_layout.lineOf(first), m_layout.columnOf(first))
                                        : m_layout.endPosition();
        rects.push_back(rect(line, column, 0.2));
        return rects;
    }
    for (int g = first; g < end;) {
        const int line = m_layout.lineOf(g), column = m_layout.columnOf(g);
        const int lineEnd = std::min(end, m_layout.lineGlyphs(line).second);
        int cells = 0;
        for (; g < lineEnd; ++g) cells += m_layout.glyph(g).cells;
        rects.push_back(rect(line, column, cells));
    }
    return rects;
}

void TextView::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.panel);
    const QRectF area = textArea();
    if (m_layout.isEmpty()) {
        painter.setFont(font());
        painter.setPen(theme.secondaryText);
        painter.drawText(
            area.adjusted(kPadding, kTopPadding, -kPadding, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
            tr("The text appears here as it is written, each character on a background that tells how much it "
               "surprised the network."));

        return;
    }
    painter.save();
    painter.setClipRect(area.adjusted(0, kTopPadding, 0, 0));
    const int firstLine =
        std::max(0, static_cast<int>(std::floor((verticalScrollBar()->value() - kTopPadding) / m_lineHeight)));
    const int lastLine =
        std::min(m_layout.lineCount() - 1,
                 static_cast<int>(std::floor((verticalScrollBar()->value() + area.height()) / m_lineHeight)));
    for (int line = firstLine; line <= lastLine; ++line) paintLine(painter, line, textTop() + line * m_lineHeight);

    // Where the next character will come.
    const auto [endLine, endColumn] = m_layout.endPosition();
    painter.fillRect(
        QRectF(std::round(kPadding + endColumn * m_cell), textTop() + endLine * m_lineHeight + 3, 2, m_lineHeight - 6),
        theme.accent);
    if (const auto token = m_run->hoveredToken() ? m_run->hoveredToken() : m_run->pinnedToken()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        for (const QRectF& rect : tokenRects(*token)) painter.drawRoundedRect(rect.adjusted(-1, 1, 1, -1), 3, 3);
    }
    painter.restore();
    if (area.height() < viewport()->height()) paintLegend(painter);
    if (hasFocus() && m_keyboardFocus) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
}

void TextView::paintLine(QPainter& painter, int line, double top) const {
    const Theme& theme = currentTheme();
    const auto [first, end] = m_layout.lineGlyphs(line);
    const int selectedFirst = std::min(m_anchor, m_cursor), selectedEnd = std::max(m_anchor, m_cursor);
    QColor selection = theme.accent;
    selection.setAlphaF(theme.dark ? 0.45F : 0.3F);
    int column = 0;
    std::int64_t valued = -1;
    double value = 0;
    for (int g = first; g < end; ++g) {
        const TextLayoutModel::Glyph& glyph = m_layout.glyph(g);
        if (glyph.token != valued) value = m_measure.value(valued = glyph.token);
        // Edges on whole pixels, so that neighbours neither overlap nor leave a seam.
        const double left = std::round(kPadding + column * m_cell),
                     right = std::round(kPadding + (column + glyph.cells) * m_cell);
        if (value > m_lowest)
            painter.fillRect(QRectF(left, top + 1, right - left, m_lineHeight - 2), colorOf(value));
        if (g >= selectedFirst && g < selectedEnd)
            painter.fillRect(QRectF(left, top + 1, right - left, m_lineHeight - 2), selection);
        column += glyph.cells;
    }
    if (first < end) {
        for (const std::int64_t token :
             m_run->switches(m_layout.glyph(first).token, m_layout.glyph(end - 1).token + 1)) {
            const int g = m_layout.tokenGlyphs(token).first;
            if (g < first || g >= end) continue;
            painter.fillRect(QRectF(std::round(kPadding + m_layout.columnOf(g) * m_cell) - 1, top, 1.5, m_lineHeight),
                             theme.accent);
        }
    }
    for (const std::int64_t token : m_branchMarks) {
        const int g = m_layout.tokenGlyphs(token).first;
        if (g < first || g >= end) continue;
        // A fork: two ways up from one.
        const double x = std::round(kPadding + m_layout.columnOf(g) * m_cell), y = top + m_lineHeight - 1;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({{x - 3.5, y - 6.5}, {x, y - 3}, {x + 3.5, y - 6.5}}));
        painter.drawLine(QPointF(x, y - 3), QPointF(x, y));
        painter.restore();
    }
    // Ink in one go for each colour.
    for (int g = first; g < end;) {
        const bool dim = lookOf(m_layout.glyph(g).token).isDim();
        int runEnd = g;
        while (runEnd < end && lookOf(m_layout.glyph(runEnd).token).isDim() == dim) ++runEnd;
        paintGlyphs(painter, g, runEnd, top, dim ? theme.secondaryText : theme.text);
        g = runEnd;
    }
}

// Each character in its cell, straight from the font: no ligatures, no kerning, and no layout to compute. Those that
// the font lacks are left to Qt, which finds another.
void TextView::paintGlyphs(QPainter& painter, int first, int end, double top, const QColor& color) const {
    QList<quint32> indexes;
    QList<QPointF> positions;
    painter.setPen(color);
    painter.setFont(m_font);
    int column = m_layout.columnOf(first);
    for (int g = first; g < end; ++g) {
        const QStringView text = m_layout.textOf(g);
        const int cells = m_layout.glyph(g).cells;
        const QPointF position(kPadding + column * m_cell, top + m_ascent);
        column += cells;
        if (text.front().isSpace()) continue;
        quint32 index = 0;
        int count = 1;
        if (text.size() == 1 && m_rawFont.glyphIndexesForChars(text.data(), 1, &index, &count) && index != 0) {
            indexes << index;
            positions << position;
        } else {
            const QString fallback = text.toString();
            const double width = QFontMetricsF(m_font).horizontalAdvance(fallback);
            painter.drawText(position + QPointF(0.5 * (cells * m_cell - width), 0), fallback);
        }
    }
    if (indexes.isEmpty()) return;
    QGlyphRun run;
    run.setRawFont(m_rawFont);
    run.setGlyphIndexes(indexes);
    run.setPositions(positions);
    painter.drawGlyphRun(QPointF(0, 0), run);
}

}  // namespace spikeglass
