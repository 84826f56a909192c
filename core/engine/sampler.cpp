// SPDX-License-Identifier: Apache-2.0
#include "engine/sampler.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/portable_math.h"

namespace spikeglass {
namespace {

bool likelier(const Candidate& a, const Candidate& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.token < b.token;
}

/// A weight of 0 to 1 as a whole number: sums of these do not depend on their order.
std::uint64_t wholeWeight(const Candidate& candidate) {
    constexpr double kOne = 0x1p40;  // 2^23 tokens of weight 1 still fit
    return static_cast<std::uint64_t>(static_cast<double>(candidate.probability) * kOne);
}

struct Place {
    std::size_t index = 0;      // of the candidate
    std::uint64_t weight = 0;   // of all up to it, itself included
};

/// The first candidate, likeliest first, with which the sum of weights reaches `wanted`. Sorts no more than it must: each
/// round looks at half as many. Afterwards all that are likelier stand before it. Precondition: 1 <= wanted <= sum of all.
Place placeOf(std::span<Candidate> candidates, std::uint64_t wanted) {
    constexpr std::size_t kFew = 64;
    std::size_t begin = 0, end = candidates.size();
    std::uint64_t before = 0;
    while (end - begin > kFew) {
        const std::size_t middle = begin + (end - begin) / 2;
        const auto at = [&](std::size_t i) { return candidates.begin() + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(at(begin), at(middle), at(end), likelier);
        std::uint64_t left = 0;
        for (std::size_t i = begin; i < middle; ++i) left += wholeWeight(candidates[i]);
        if (before + left >= wanted) {
            end = middle;
        } else {
            before += left;
            begin = middle;
        }
    }
    std::sort(candidates.begin() + static_cast<std::ptrdiff_t>(begin), candidates.begin() + static_cast<std::ptrdiff_t>(end), likelier);
    std::size_t i = begin;
    for (; i + 1 < end && before + wholeWeight(candidates[i]) < wanted; ++i) before += wholeWeight(candidates[i]);
    return {i, before + wholeWeight(candidates[i])};
}

float maximum(std::span<const float> logits) { return *std::max_element(logits.begin(), logits.end()); }

std::string asText(double value) {
    std::ostringstream stream;
    stream << value;
    return stream.str();
}

}  // namespace

Result<void> Sampling::check() const {
    if (!(temperature >= 0 && temperature <= 100))
        return fail("temperature: expected a number from 0 to 100, found " + asText(temperature));
    if (!(topP > 0 && topP <= 1)) return fail("top-p: expected a number above 0 and at most 1, found " + asText(topP));
    return {};
}

std::int32_t Sampler::sample(std::span<const float> logits, const Sampling& sampling, Random& random) {
    const double u = random.uniform();  // drawn even if not needed: the sequence does not depend on the temperature
    if (sampling.temperature == 0)
        return static_cast<std::int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());

    const double top = maximum(logits);
    double total = 0;
    std::uint64_t all = 0;
    m_sorted.resize(logits.size());
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const double weight = portableExp((static_cast<double>(logits[i]) - top) / sampling.temperature);
        m_sorted[i] = {static_cast<std::int32_t>(i), static_cast<float>(weight)};
        total += m_sorted[i].probability;
        all += wholeWeight(m_sorted[i]);
    }
    if (sampling.topP == 1) {
        double rest = u * total;
        for (const Candidate& candidate : m_sorted) {
            rest -= candidate.probability;
            if (rest < 0) return candidate.token;
        }
        return m_sorted.back().token;
    }
    // The nucleus: as many of the likeliest as hold top-p of the weight; then one of them.
    const auto wanted = static_cast<std::uint64_t>(std::ceil(sampling.topP * static_cast<double>(all)));
    const Place nucleus = placeOf(m_sorted, std::clamp<std::uint64_t>(wanted, 1, all));
    const auto target = static_cast<std::uint64_t>(u * static_cast<double>(nucleus.weight));
    const Place drawn = placeOf(std::span(m_sorted).first(nucleus.index + 1), std::min(target + 1, nucleus.weight));
    return m_sorted[drawn.index].token;
}

std::vector<Candidate> Sampler::likeliest(std::span<const float> logits, std::size_t n) {
    const double top = maximum(logits);
    double total = 0;
    m_sorted.resize(logits.size());
    for (std::size_t i = 0; i < logits.size(); ++i) {
        total += portableExp(static_cast<double>(logits[i]) - top);
        m_sorted[i] = {static_cast<std::int32_t>(i), logits[i]};
    }
    n = std::min(n, m_sorted.size());
    std::partial_sort(m_sorted.begin(), m_sorted.begin() + static_cast<std::ptrdiff_t>(n), m_sorted.end(), likelier);
    std::vector<Candidate> result(m_sorted.begin(), m_sorted.begin() + static_cast<std::ptrdiff_t>(n));
    for (Candidate& c : result)
        c.probability = static_cast<float>(portableExp(static_cast<double>(c.probability) - top) / total);
    return result;
}

double Sampler::surprisalBits(std::span<const float> logits, std::int32_t token) {
    const double top = maximum(logits);
    double total = 0;
    for (const float logit : logits) total += portableExp(static_cast<double>(logit) - top);
    return (std::log(total) - (static_cast<double>(logits[static_cast<std::size_t>(token)]) - top)) / std::log(2.0);
}

}  // namespace spikeglass
