// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/model.h"
#include "engine/text_script.h"

namespace spikeglass {

/// Lane B: a second network that is computed in step with the first, for comparison. Any of model, choice and
/// interventions may differ from lane A's.
struct LaneSettings {
    std::shared_ptr<const Model> model;
    BlockChoice choice;
    std::vector<Intervention> interventions;
    /// Same: B reads A's tokens. Own: B draws its own tokens, with its own random numbers from A's seed and sampling.
    enum class Text { Same, Own } text = Text::Same;
    /// Of B's own text, not used with Text::Same: the prompt, encoded by B's tokenizer, or a longer past, which B reads
    /// again with what was in force then (where the script says so) before it goes on with choice and interventions above.
    TextScript script;

    bool operator==(const LaneSettings&) const = default;
};

/// Whether B can read A's tokens: every id must print the same bytes in both.
/// Errors: it cannot, with the reason; then only Text::Own is possible.
Result<void> canShareTokens(const Model& a, const Model& b);

/// KL(A || B) of two next-token distributions, given as logits [vocabulary], in bits. The same on every machine.
double divergenceBits(std::span<const float> logitsA, std::span<const float> logitsB);

}  // namespace spikeglass
