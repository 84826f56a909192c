// SPDX-License-Identifier: Apache-2.0
#include "engine/effect_ranking.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/reductions.h"

namespace spikeglass {
namespace {

void toLogProbabilities(std::span<float> logits) {
    const double sum = kernels::logSumExp(logits);
    for (float& value : logits) value = static_cast<float>(static_cast<double>(value) - sum);
}

std::int32_t largest(std::span<const float> values) {
    return static_cast<std::int32_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

/// Calls seen(position, log-probabilities after the token there) along a text.
template <class Seen>
void readAlong(const Model& model, const BlockChoice& choice, std::span<const std::int32_t> tokens,
               std::span<const Intervention> list, Seen seen) {
    const Interventions interventions(model.info(), list);
    State state = model.network->initialState();
    constexpr std::size_t kAtOnce = 64;  // tokens
    const std::size_t vocabulary = model.info().vocabulary;
    std::vector<float> logits(std::min(kAtOnce, tokens.size()) * vocabulary);
    for (std::size_t first = 0; first < tokens.size(); first += kAtOnce) {
        const std::size_t count = std::min(kAtOnce, tokens.size() - first);
        model.network->read(state, tokens.subspan(first, count), choice, std::span(logits).first(count * vocabulary), {}, &interventions);
        for (std::size_t i = 0; i < count; ++i) {
            const std::span<float> row = std::span(logits).subspan(i * vocabulary, vocabulary);
            toLogProbabilities(row);
            seen(first + i, std::span<const float>(row));
        }
    }
}

}  // namespace

EffectMeter::EffectMeter(const Model& model, BlockChoice choice, std::span<const std::int32_t> tokens,
                         std::vector<Intervention> already)
    : m_model(model), m_choice(std::move(choice)), m_already(std::move(already)) {
    const std::size_t window = model.info().positions == 0 ? kLongest : std::min(kLongest, model.info().positions);
    const std::span<const std::int32_t> end = tokens.last(std::min(tokens.size(), window));
    m_tokens.assign(end.begin(), end.end());
    m_logProbabilities.reserve(m_tokens.size() * model.info().vocabulary);
    readAlong(model, m_choice, m_tokens, m_already, [this](std::size_t, std::span<const float> values) {
        m_logProbabilities.insert(m_logProbabilities.end(), values.begin(), values.end());
        m_likeliest = largest(values);
    });
}

InterventionEffect EffectMeter::measure(const Intervention& candidate) const {
    std::vector<Intervention> list = m_already;
    list.push_back(candidate);
    const std::size_t vocabulary = m_model.info().vocabulary;
    InterventionEffect effect;
    readAlong(m_model, m_choice, m_tokens, list, [&](std::size_t i, std::span<const float> with) {
        const std::span<const float> without = std::span(m_logProbabilities).subspan(i * vocabulary, vocabulary);
        double divergence = 0;
        for (std::size_t v = 0; v < vocabulary; ++v) {
            const auto before = static_cast<double>(without[v]);
            divergence += std::exp(before) * (before - static_cast<double>(with[v]));
        }
        effect.lastDivergenceBits = divergence / std::numbers::ln2;
        effect.meanDivergenceBits += effect.lastDivergenceBits / static_cast<double>(m_tokens.size());
        effect.likeliest = largest(with);
        if (i + 1 == m_tokens.size()) return;
        const auto next = static_cast<std::size_t>(m_tokens[i + 1]);
        effect.surprisalChangeBits += static_cast<double>(without[next] - with[next]) / std::numbers::ln2;
    });
    if (m_tokens.size() > 1) effect.surprisalChangeBits /= static_cast<double>(m_tokens.size() - 1);
    return effect;
}

std::vector<InterventionEffect> rankInterventions(const EffectMeter& meter, std::span<const Intervention> candidates,
                                                  const std::function<bool(std::size_t, std::size_t)>& progress) {
    std::vector<InterventionEffect> effects;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (progress && !progress(i, candidates.size())) break;
        effects.push_back(meter.measure(candidates[i]));
        effects.back().candidate = i;
    }
    std::stable_sort(effects.begin(), effects.end(), [](const InterventionEffect& a, const InterventionEffect& b) {
        return a.meanDivergenceBits > b.meanDivergenceBits;
    });
    return effects;
}

std::vector<Intervention> silenceEachSite(const NetworkInfo& info, const BlockChoice& choice) {
    std::vector<Intervention> list;
    for (std::size_t i = 0; i < info.sites.size(); ++i)
        if (choice[static_cast<std::size_t>(info.sites[i].slot)] == Form::Spiking)
            list.push_back({static_cast<int>(i), {}, Intervention::Effect::Silence, 0, true});
    return list;
}

std::vector<Intervention> silenceEachNeuron(const NetworkInfo& info, int site) {
    std::vector<Intervention> list;
    for (std::uint32_t n = 0; n < info.sites[static_cast<std::size_t>(site)].width; ++n)
        list.push_back({site, {n}, Intervention::Effect::Silence, 0, true});
    return list;
}

}  // namespace spikeglass
