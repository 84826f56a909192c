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
    m_sorted.resize(logits.size());
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const double weight = portableExp((static_cast<double>(logits[i]) - top) / sampling.temperature);
        m_sorted[i] = {static_cast<std::int32_t>(i), static_cast<float>(weight)};
        total += m_sorted[i].probability;
    }

    // The nucleus: sort ever longer beginnings until they hold top-p of the probability.
    std::size_t kept = m_sorted.size();
    double nucleus = total;
    if (sampling.topP < 1) {
        const double wanted = sampling.topP * total;
        for (std::size_t sorted = 0, next = std::min<std::size_t>(64, kept); sorted < m_sorted.size();
             next = std::min(next * 4, m_sorted.size())) {
            std::partial_sort(m_sorted.begin(), m_sorted.begin() + static_cast<std::ptrdiff_t>(next), m_sorted.end(), likelier);
            nucleus = 0;
            kept = 0;
            while (kept < next && nucleus < wanted) nucleus += m_sorted[kept++].probability;
            if (nucleus >= wanted) break;
            sorted = next;
        }
    }

    double rest = u * nucleus;
    for (std::size_t i = 0; i < kept; ++i) {
        rest -= m_sorted[i].probability;
        if (rest < 0) return m_sorted[i].token;
    }
    return m_sorted[kept - 1].token;
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
