// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/axis_labels.h"

#include <algorithm>
#include <cmath>

#include "viewmodels/run_view_model.h"

namespace spikeglass {

namespace {

constexpr double kTightFit = 1.08;         // a character may be that much wider than its token: it has side bearings
constexpr double kFittingShare = 0.8;      // of the tokens, for each to show its own text
constexpr double kLeastWordPitch = 0.1;    // of a character, per token
constexpr std::int64_t kLongestWord = 24;  // tokens

struct Range {
    std::int64_t first = 0, end = 0;
};

Range visibleTokens(const RunHistory& history, const TokenColumns& columns) {
    return {std::max(columns.firstToken(), history.begin()), std::min(columns.endToken(), history.end())};
}

QString textOf(const RunHistory& history, std::int64_t token) {
    return QString::fromStdString(history.frame(token).text);
}

bool startsWord(const RunHistory& history, std::int64_t token) {
    const QString text = textOf(history, token);
    if (text.trimmed().isEmpty()) return false;
    if (text.front().isSpace() || token == history.begin()) return true;
    const QString before = textOf(history, token - 1);
    return !before.isEmpty() && before.back().isSpace();
}

// The word that starts at a token, over as many tokens as it has.
QString wordAt(const RunHistory& history, std::int64_t token) {
    QString word = textOf(history, token).trimmed();
    for (std::int64_t t = token + 1; t < std::min(history.end(), token + kLongestWord); ++t) {
        const QString text = textOf(history, t);
        const auto space = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
        word += QStringView(text).left(space - text.begin());
        if (space != text.end()) break;
    }
    return RunViewModel::visibleText(word);
}

}  // namespace

std::vector<AxisLabel> axisText(const RunHistory& history, const TokenColumns& columns,
                                const std::function<double(const QString&)>& width) {
    const Range range = visibleTokens(history, columns);
    std::vector<AxisLabel> labels;
    if (range.first >= range.end) return labels;

    const double room = columns.pitch * kTightFit;
    // A single character is never shortened, though a sign from another font may be wider.
    const auto fits = [&](const QString& text) { return text.size() <= 1 || width(text) <= room; };
    if (room >= width(QStringLiteral("0"))) {
        std::int64_t fitting = 0;
        for (std::int64_t token = range.first; token < range.end; ++token) {
            AxisLabel label{token, RunViewModel::visibleText(textOf(history, token)), true};
            if (fits(label.text)) ++fitting;
            labels.push_back(std::move(label));
        }
        if (static_cast<double>(fitting) >= kFittingShare * static_cast<double>(range.end - range.first)) {
            for (AxisLabel& label : labels) {
                if (fits(label.text)) continue;
                while (label.text.size() > 1 && width(label.text + QChar(0x2026)) > room) label.text.chop(1);
                label.text += QChar(0x2026);
                if (width(label.text) > room) label.text = QChar(0x2026);
            }
            return labels;
        }
        labels.clear();
    }

    const double space = width(QStringLiteral("0"));
    if (columns.pitch < kLeastWordPitch * space) return labels;
    for (std::int64_t token = range.first; token < range.end;) {
        if (!startsWord(history, token)) {
            ++token;
            continue;
        }
        AxisLabel label{token, wordAt(history, token), false};
        const double right = columns.x(token) + width(label.text);
        if (right > columns.columns) break;
        const std::int64_t next =
            columns.firstTokenFrom(columns.origin + static_cast<std::int64_t>(std::ceil(right + space)));
        labels.push_back(std::move(label));
        token = std::max(token + 1, next);
    }
    return labels;
}

std::int64_t roundStep(double least) {
    std::int64_t power = 1;
    while (power < 1'000'000'000'000'000) {
        for (const std::int64_t digit : {1, 2, 5})
            if (static_cast<double>(digit * power) >= least) return digit * power;
        power *= 10;
    }
    return power;
}

std::vector<AxisLabel> axisNumbers(const RunHistory& history, const TokenColumns& columns, double spacing) {
    const Range range = visibleTokens(history, columns);
    const std::int64_t step = roundStep(spacing / columns.pitch);
    std::vector<AxisLabel> labels;
    for (std::int64_t token = (range.first + step - 1) / step * step; token < range.end; token += step)
        labels.push_back({token, QString::number(token), true});
    return labels;
}

}  // namespace spikeglass
