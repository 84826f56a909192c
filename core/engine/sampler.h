// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "trace/frame.h"

namespace spikeglass {

/// How the next token is drawn.
struct Sampling {
    double temperature = 0.8;  // 0: always the likeliest
    double topP = 0.95;        // draw from the smallest set of likeliest tokens that holds this probability; 1: from all
    std::uint64_t seed = 1;

    /// Errors: temperature outside [0, 100] or not a number; top-p outside (0, 1].
    Result<void> check() const;
    bool operator==(const Sampling&) const = default;
};

/// Turns logits [vocabulary] into probabilities and draws from them, the same on every machine. Keeps its working memory:
/// one thread at a time.
class Sampler {
  public:
    std::int32_t sample(std::span<const float> logits, const Sampling& sampling, Random& random);
    /// The n likeliest tokens, best first; equal ones by id.
    std::vector<Candidate> likeliest(std::span<const float> logits, std::size_t n);
    /// -log2 p(token).
    static double surprisalBits(std::span<const float> logits, std::int32_t token);

  private:
    std::vector<Candidate> m_sorted;
};

}  // namespace spikeglass
