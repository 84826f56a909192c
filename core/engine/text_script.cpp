// SPDX-License-Identifier: Apache-2.0
#include "engine/text_script.h"

#include <algorithm>

namespace spikeglass {

TextScript TextScript::before(std::int64_t token) const {
    const std::int64_t end = std::clamp<std::int64_t>(token, 0, static_cast<std::int64_t>(tokens.size()));
    TextScript beginning;
    beginning.tokens.assign(tokens.begin(), tokens.begin() + end);
    beginning.promptTokens = std::min(promptTokens, end);
    for (const ExperimentChange& change : changes)
        if (change.token < end) beginning.changes.push_back(change);
    return beginning;
}

const Experiment* TextScript::at(std::int64_t token) const {
    const auto next = std::upper_bound(changes.begin(), changes.end(), token,
                                       [](std::int64_t t, const ExperimentChange& change) { return t < change.token; });
    return next == changes.begin() ? nullptr : &std::prev(next)->experiment;
}

}  // namespace spikeglass
