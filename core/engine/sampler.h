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
    struct Place {
        std::int32_t token = 0;
        std::uint64_t weight = 0;  // of all up to it, likeliest first, itself included
    };
    void classify();  // m_weights into m_classWeight
    /// The first token, likeliest first, with which the sum of weights reaches `wanted`: only the class of weights in which
    /// that happens is sorted. Precondition: 1 <= wanted <= sum of all.
    Place placeOf(std::uint64_t wanted);

    std::vector<float> m_weights;              // e^((logit - largest) / temperature) [vocabulary]
    std::vector<std::uint64_t> m_classWeight;  // sums of the weights that are nearly equal
    std::vector<Candidate> m_members;          // of the class that decides
};

}  // namespace spikeglass
