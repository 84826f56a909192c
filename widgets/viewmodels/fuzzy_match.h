// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace spikeglass {

/// How well a text answers what was typed.
struct FuzzyMatch {
    int score = 0;               // higher is better; comparable for one query only
    std::vector<int> positions;  // of the letters that matched, ascending
};

/// Matches when the letters of the query occur in the text in this order, in either case; blanks in the query are
/// skipped. Of all ways to place them the best counts: beginnings of words and letters that follow one another are worth
/// most, gaps and long texts cost. Nothing typed matches everything. O(query * text).
std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text);

}  // namespace spikeglass
