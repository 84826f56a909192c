// SPDX-License-Identifier: Apache-2.0
#include "engine/sampler.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <sstream>

#include "base/portable_math.h"
#include "kernels/reductions.h"

namespace spikeglass {
namespace {

bool likelier(const Candidate& a, const Candidate& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.token < b.token;
}

/// A weight of 0 to 1 as a whole number: sums of these do not depend on their order.
std::uint64_t wholeWeight(float weight) {
    constexpr float kOne = 0x1p40F;  // 2^23 tokens of weight 1 still fit
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(weight * kOne));
}

/// Weights of 0 to 1 fall into 1017 classes by their exponent and the upper 3 bits of their fraction: a larger class has
/// larger weights only.
constexpr std::size_t kClasses = (std::bit_cast<std::uint32_t>(1.0F) >> 20) + 1;
std::size_t classOf(float weight) { return std::bit_cast<std::uint32_t>(weight) >> 20; }

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

void Sampler::classify() {
    m_classWeight.assign(kClasses, 0);
    for (float& weight : m_weights) {
        if (!(weight > 0)) weight = 0;  // not a number, where logits are not
        m_classWeight[classOf(weight)] += wholeWeight(weight);
    }
}

Sampler::Place Sampler::placeOf(std::uint64_t wanted) {
    std::uint64_t before = 0;
    std::size_t deciding = kClasses - 1;
    for (; deciding > 0 && before + m_classWeight[deciding] < wanted; --deciding) before += m_classWeight[deciding];

    m_members.clear();
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        if (classOf(m_weights[i]) == deciding) m_members.push_back({static_cast<std::int32_t>(i), m_weights[i]});
    std::sort(m_members.begin(), m_members.end(), likelier);
    for (const Candidate& member : m_members) {
        before += wholeWeight(member.probability);
        if (before >= wanted) return {member.token, before};
    }
    return {m_members.back().token, before};
}

std::int32_t Sampler::sample(std::span<const float> logits, const Sampling& sampling, Random& random) {
    const double u = random.uniform();  // drawn even if not needed: the sequence does not depend on the temperature
    if (sampling.temperature == 0)
        return static_cast<std::int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());

    constexpr double kSteepest = 1e30;  // a colder distribution has all its weight on the likeliest as well
    m_weights.resize(logits.size());
    kernels::exponentials(logits, kernels::maximum(logits), static_cast<float>(std::min(1 / sampling.temperature, kSteepest)),
                          m_weights);
    classify();
    std::uint64_t all = 0;
    for (const std::uint64_t weight : m_classWeight) all += weight;
    if (all == 0) return likeliest(logits, 1).front().token;  // logits that are all infinite or no numbers
    // The nucleus: as many of the likeliest as hold top-p of the weight; then one of them.
    const auto wanted = static_cast<std::uint64_t>(std::ceil(sampling.topP * static_cast<double>(all)));
    const Place nucleus = placeOf(std::clamp<std::uint64_t>(wanted, 1, all));
    const auto target = static_cast<std::uint64_t>(u * static_cast<double>(nucleus.weight));
    return placeOf(std::min(target + 1, nucleus.weight)).token;
}

std::vector<Candidate> Sampler::likeliest(std::span<const float> logits, std::size_t n) {
    n = std::min(n, logits.size());
    std::vector<Candidate> best;  // sorted; few, and soon hardly any logit is larger than the last of them
    best.reserve(n + 1);
    for (std::size_t i = 0; i < logits.size() && n > 0; ++i) {
        if (best.size() == n && !(logits[i] > best.back().probability)) continue;
        const Candidate candidate{static_cast<std::int32_t>(i), logits[i]};
        best.insert(std::upper_bound(best.begin(), best.end(), candidate, likelier), candidate);
        if (best.size() > n) best.pop_back();
    }
    const float top = kernels::maximum(logits);
    const double total = kernels::exponentials(logits, top, 1.0F, {});
    for (Candidate& c : best)
        c.probability = static_cast<float>(portableExp(static_cast<double>(c.probability) - static_cast<double>(top)) / total);
    return best;
}

double Sampler::surprisalBits(std::span<const float> logits, std::int32_t token) {
    return (kernels::logSumExp(logits) - static_cast<double>(logits[static_cast<std::size_t>(token)])) / std::log(2.0);
}

}  // namespace spikeglass
