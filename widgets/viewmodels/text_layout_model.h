// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace spikeglass {

/// Text of tokens on a grid of equal cells: which line and cell each character has, and which token it came with. Lines
/// break at newlines and between words, and within words longer than a line; a space may stand one cell beyond the
/// last. Text is appended at the cost of what is appended. A value without a window.
class TextLayoutModel {
  public:
    /// A character as people see it, perhaps of several code points.
    struct Glyph {
        int offset = 0;           // in UTF-16 units of the text
        std::int16_t length = 0;  // likewise
        std::int16_t cells = 1;   // 2: wide, as Chinese characters; 4: a tab
        std::int64_t token = 0;
    };
    using CellsOf = std::function<int(QStringView)>;

    /// cellsOf: 1 or 2 for a character.
    explicit TextLayoutModel(CellsOf cellsOf = {}) : m_cellsOf(std::move(cellsOf)) {}

    void clear();
    /// Another font: lays out everything anew.
    void setCellsOf(CellsOf cellsOf);
    /// Cells of a line, at least 1. Lays out everything anew if it differs.
    void setColumns(int columns);
    int columns() const { return m_columns; }
    /// Tokens come in order, each once, also those that print nothing.
    void append(std::int64_t token, const QString& text);
    /// Forgets the oldest characters, in whole lines, so that about so many are left.
    void keepNewest(int glyphs);

    int lineCount() const { return static_cast<int>(m_lineStarts.size()); }
    int glyphCount() const { return static_cast<int>(m_glyphs.size()); }
    bool isEmpty() const { return m_glyphs.empty(); }
    const Glyph& glyph(int index) const { return m_glyphs[static_cast<std::size_t>(index)]; }
    QStringView textOf(int glyph) const;
    bool isNewline(int glyph) const { return textOf(glyph) == QLatin1Char('\n'); }
    /// Characters [from, to) as text.
    QString text(int from, int to) const;

    /// Glyphs [first, end) of a line.
    std::pair<int, int> lineGlyphs(int line) const;
    int lineOf(int glyph) const;
    int columnOf(int glyph) const;  // its first cell
    /// Where the next character would go: line and cell.
    std::pair<int, int> endPosition() const;
    /// The glyph that covers a cell; nothing beyond the end of the line.
    std::optional<int> glyphAt(int line, int column) const;
    /// The place between characters nearest to a point in cells; the end of a line is before its newline.
    int caretAt(int line, double column) const;
    /// Glyphs [first, end) that came with a token: none where it printed nothing, then `first` is where it stands.
    std::pair<int, int> tokenGlyphs(std::int64_t token) const;
    /// Glyphs [first, end) of the word around a glyph.
    std::pair<int, int> wordAround(int glyph) const;

  private:
    int cellsOf(QStringView character) const;
    void place(int glyph);
    void placeAll();

    CellsOf m_cellsOf;
    int m_columns = 80;
    QString m_text;
    std::vector<Glyph> m_glyphs;
    std::vector<int> m_lineStarts{0};  // [lines], glyphs
    int m_nextColumn = 0;              // in the last line
    std::int64_t m_firstToken = 0;
    std::vector<int> m_tokenStarts;  // [tokens], glyphs
};

}  // namespace spikeglass
