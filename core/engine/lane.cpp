// SPDX-License-Identifier: Apache-2.0
#include "engine/lane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/portable_math.h"

namespace spikeglass {

Result<void> canShareTokens(const Model& a, const Model& b) {
    if (&a == &b) return {};
    const std::string only = ": " + b.title() + " can only write its own text beside " + a.title();
    if (a.info().vocabulary != b.info().vocabulary)
        return fail("the vocabularies differ, " + std::to_string(a.info().vocabulary) + " and " +
                    std::to_string(b.info().vocabulary) + " tokens" + only);
    if (!a.tokenizer && !b.tokenizer) return {};
    if (!a.tokenizer || !b.tokenizer) return fail("only one of the two embeds a tokenizer" + only);
    if (a.tokenizer->size() != b.tokenizer->size())
        return fail("the tokenizers differ, " + std::to_string(a.tokenizer->size()) + " and " +
                    std::to_string(b.tokenizer->size()) + " tokens" + only);
    for (std::int32_t token = 0; token < a.tokenizer->size(); ++token)
        if (a.tokenizer->bytes(token) != b.tokenizer->bytes(token))
            return fail("token " + std::to_string(token) + " is not the same text in both" + only);
    return {};
}

double divergenceBits(std::span<const float> logitsA, std::span<const float> logitsB) {
    const auto topA = static_cast<double>(*std::max_element(logitsA.begin(), logitsA.end()));
    const auto topB = static_cast<double>(*std::max_element(logitsB.begin(), logitsB.end()));
    // With weights a = exp(logit - top) and sums A, B: sum (a / A) (log a - log b) - log A + log B.
    double sumA = 0, sumB = 0, difference = 0;
    for (std::size_t i = 0; i < logitsA.size(); ++i) {
        const double a = static_cast<double>(logitsA[i]) - topA, b = static_cast<double>(logitsB[i]) - topB;
        const double weight = portableExp(a);
        sumA += weight;
        sumB += portableExp(b);
        difference += weight * (a - b);
    }
    // Rounding may leave equal distributions a hair below zero.
    return std::max(0.0, (difference / sumA - std::log(sumA) + std::log(sumB)) / std::numbers::ln2);
}

}  // namespace spikeglass
