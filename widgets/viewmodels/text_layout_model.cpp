// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/text_layout_model.h"

#include <QTextBoundaryFinder>
#include <algorithm>

namespace spikeglass {

namespace {

constexpr int kTabCells = 4;

bool isMark(QStringView text) {
    const QChar::Category category = text.front().category();
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
           category == QChar::Mark_SpacingCombining;
}

bool isSpace(QStringView glyph) { return glyph.front().isSpace(); }

}  // namespace

void TextLayoutModel::clear() {
    m_text.clear();
    m_glyphs.clear();
    m_lineStarts.assign(1, 0);
    m_nextColumn = 0;
    m_firstToken = 0;
    m_tokenStarts.clear();
}

void TextLayoutModel::setColumns(int columns) {
    columns = std::max(columns, 1);
    if (columns == m_columns) return;
    m_columns = columns;
    placeAll();
}

void TextLayoutModel::setCellsOf(CellsOf cellsOf) {
    m_cellsOf = std::move(cellsOf);
    for (int g = 0; g < glyphCount(); ++g)
        m_glyphs[static_cast<std::size_t>(g)].cells = static_cast<std::int16_t>(this->cellsOf(textOf(g)));
    placeAll();
}

int TextLayoutModel::cellsOf(QStringView character) const {
    if (character.front() == QLatin1Char('\t')) return kTabCells;
    return m_cellsOf && !isSpace(character) ? std::clamp(m_cellsOf(character), 1, 2) : 1;
}

void TextLayoutModel::placeAll() {
    m_lineStarts.assign(1, 0);
    m_nextColumn = 0;
    for (int g = 0; g < glyphCount(); ++g) place(g);
}

void TextLayoutModel::append(std::int64_t token, const QString& text) {
    if (m_tokenStarts.empty()) m_firstToken = token;
    // Tokens that were never given print nothing.
    while (m_firstToken + static_cast<std::int64_t>(m_tokenStarts.size()) <= token)
        m_tokenStarts.push_back(glyphCount());

    const auto base = static_cast<int>(m_text.size());
    m_text += text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype start = 0, end = finder.toNextBoundary(); end > 0; start = end, end = finder.toNextBoundary()) {
        const QStringView character = QStringView(text).mid(start, end - start);
        // An accent that comes with a later token than its letter joins it.
        if (start == 0 && !m_glyphs.empty() && isMark(character) && !isSpace(textOf(glyphCount() - 1))) {
            m_glyphs.back().length = static_cast<std::int16_t>(m_glyphs.back().length + character.size());
            continue;
        }
        Glyph glyph;
        glyph.offset = base + static_cast<int>(start);
        glyph.length = static_cast<std::int16_t>(character.size());
        glyph.token = token;
        glyph.cells = static_cast<std::int16_t>(cellsOf(character));
        m_glyphs.push_back(glyph);
        place(glyphCount() - 1);
    }
}

void TextLayoutModel::place(int index) {
    const Glyph& g = glyph(index);
    const QStringView character = textOf(index);
    const int lineStart = m_lineStarts.back();
    if (index > lineStart && isNewline(index - 1)) {
        m_lineStarts.push_back(index);
        m_nextColumn = 0;
    } else if (isSpace(character) ? m_nextColumn > m_columns : m_nextColumn + g.cells > m_columns) {
        // The word that does not fit moves to the next line, unless it is longer than a line.
        int word = index;
        while (word > lineStart && !isSpace(character)) {
            const QStringView before = textOf(word - 1);
            if (isSpace(before) || glyph(word - 1).cells > 1 || g.cells > 1 || before == QLatin1Char('-')) break;
            --word;
        }
        if (word == lineStart) word = index;
        if (word > lineStart) {
            m_lineStarts.push_back(word);
            m_nextColumn = 0;
            for (int moved = word; moved < index; ++moved) m_nextColumn += glyph(moved).cells;
        }
    }
    m_nextColumn += g.cells;
}

void TextLayoutModel::keepNewest(int glyphs) {
    if (glyphCount() <= glyphs) return;
    const int cut = lineGlyphs(lineOf(glyphCount() - glyphs)).first;
    if (cut == 0) return;
    const int units = glyph(cut).offset;
    m_text.remove(0, units);
    m_glyphs.erase(m_glyphs.begin(), m_glyphs.begin() + cut);
    for (Glyph& g : m_glyphs) g.offset -= units;
    const auto kept = std::find_if(m_tokenStarts.begin(), m_tokenStarts.end(), [&](int start) { return start >= cut; });
    m_firstToken += kept - m_tokenStarts.begin();
    m_tokenStarts.erase(m_tokenStarts.begin(), kept);
    for (int& start : m_tokenStarts) start -= cut;
    const auto line = std::lower_bound(m_lineStarts.begin(), m_lineStarts.end(), cut);
    m_lineStarts.erase(m_lineStarts.begin(), line);
    for (int& start : m_lineStarts) start -= cut;
}

QStringView TextLayoutModel::textOf(int index) const {
    const Glyph& g = glyph(index);
    return QStringView(m_text).mid(g.offset, g.length);
}

QString TextLayoutModel::text(int from, int to) const {
    if (from >= to) return {};
    const Glyph& last = glyph(to - 1);
    return m_text.mid(glyph(from).offset, last.offset + last.length - glyph(from).offset);
}

std::pair<int, int> TextLayoutModel::lineGlyphs(int line) const {
    const auto i = static_cast<std::size_t>(line);
    return {m_lineStarts[i], i + 1 < m_lineStarts.size() ? m_lineStarts[i + 1] : glyphCount()};
}

int TextLayoutModel::lineOf(int glyph) const {
    const auto after = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), glyph);
    return static_cast<int>(after - m_lineStarts.begin()) - 1;
}

int TextLayoutModel::columnOf(int index) const {
    int column = 0;
    for (int g = lineGlyphs(lineOf(index)).first; g < index; ++g) column += glyph(g).cells;
    return column;
}

std::pair<int, int> TextLayoutModel::endPosition() const {
    if (!isEmpty() && isNewline(glyphCount() - 1)) return {lineCount(), 0};
    return {lineCount() - 1, m_nextColumn};
}

std::optional<int> TextLayoutModel::glyphAt(int line, int column) const {
    if (line < 0 || line >= lineCount() || column < 0) return std::nullopt;
    const auto [first, end] = lineGlyphs(line);
    int at = 0;
    for (int g = first; g < end; ++g) {
        at += glyph(g).cells;
        if (column < at) return g;
    }
    return std::nullopt;
}

int TextLayoutModel::caretAt(int line, double column) const {
    if (line < 0) return 0;
    if (line >= lineCount()) return glyphCount();
    const auto [first, end] = lineGlyphs(line);
    int at = 0;
    for (int g = first; g < end; ++g) {
        if (isNewline(g) || column < at + 0.5 * glyph(g).cells) return g;
        at += glyph(g).cells;
    }
    return end;
}

std::pair<int, int> TextLayoutModel::tokenGlyphs(std::int64_t token) const {
    const std::int64_t i = token - m_firstToken;
    if (i < 0) return {0, 0};
    const auto size = static_cast<std::int64_t>(m_tokenStarts.size());
    if (i >= size) return {glyphCount(), glyphCount()};
    const int end = i + 1 < size ? m_tokenStarts[static_cast<std::size_t>(i) + 1] : glyphCount();
    return {m_tokenStarts[static_cast<std::size_t>(i)], end};
}

std::pair<int, int> TextLayoutModel::wordAround(int index) const {
    const auto inWord = [this](int g) {
        const QChar c = textOf(g).front();
        return c.isLetterOrNumber() || c.isSurrogate() || c == QLatin1Char('\'');
    };
    int first = index, end = index + 1;
    if (!inWord(index)) return {first, end};
    while (first > 0 && inWord(first - 1)) --first;
    while (end < glyphCount() && inWord(end)) ++end;
    return {first, end};
}

}  // namespace spikeglass
