// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/fuzzy_match.h"

#include <algorithm>
#include <climits>

namespace spikeglass {
namespace {

constexpr int kImpossible = INT_MIN / 2;
constexpr int kLetter = 16, kAtStart = 12, kAtWord = 10, kFollows = 14;  // what a matched letter is worth
constexpr int kGap = 1;        // per letter between two that matched
constexpr int kMostGap = 10;
constexpr int kPerLetter = 1;  // of the rest of the text, per eight letters
constexpr qsizetype kLongest = 200;  // letters looked at

bool beginsWord(const QString& text, qsizetype at) {
    if (at == 0) return true;
    const QChar before = text[at - 1], here = text[at];
    if (!here.isLetterOrNumber()) return false;
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || (!before.isDigit() && here.isDigit());
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text) {
    QString letters = query.toCaseFolded();
    letters.remove(QLatin1Char(' '));
    if (letters.isEmpty()) return FuzzyMatch{};
    const QString folded = text.left(kLongest).toLower();
    const auto rows = static_cast<std::size_t>(letters.size()), columns = static_cast<std::size_t>(folded.size());
    if (rows > columns) return {};

    // best[r][c]: the best score of the first r + 1 letters with letter r placed at c; from[r][c]: where r - 1 was then.
    std::vector<int> best(rows * columns, kImpossible), from(rows * columns, -1);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = r; c < columns; ++c) {
            const auto at = static_cast<qsizetype>(c);
            if (folded[at] != letters[static_cast<qsizetype>(r)]) continue;
            const int own = kLetter + (c == 0 ? kAtStart : beginsWord(text, at) ? kAtWord : 0);
            if (r == 0) {
                best[c] = own - std::min(static_cast<int>(c) * kGap, kMostGap);
                continue;
            }
            for (std::size_t b = r - 1; b < c; ++b) {
                const int before = best[(r - 1) * columns + b];
                if (before == kImpossible) continue;
                const int gap = static_cast<int>(c - b) - 1;
                const int score = before + own + (gap == 0 ? kFollows : -std::min(gap * kGap, kMostGap));
                if (score <= best[r * columns + c]) continue;
                best[r * columns + c] = score;
                from[r * columns + c] = static_cast<int>(b);
            }
        }
    }
    const auto last = best.begin() + static_cast<std::ptrdiff_t>((rows - 1) * columns);
    const auto top = std::max_element(last, best.end());
    if (*top == kImpossible) return {};
    FuzzyMatch match{*top - kPerLetter * static_cast<int>(columns - rows) / 8, std::vector<int>(rows)};
    auto c = static_cast<int>(top - last);
    for (std::size_t r = rows; r-- > 0;) {
        match.positions[r] = c;
        c = from[r * columns + static_cast<std::size_t>(c)];
    }
    return match;
}

}  // namespace spikeglass
