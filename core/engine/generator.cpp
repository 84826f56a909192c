// SPDX-License-Identifier: Apache-2.0
#include "engine/generator.h"

namespace spikeglass {

Generator::Generator(std::shared_ptr<const Model> model, BlockChoice choice, Sampling sampling)
    : m_model(std::move(model)),
      m_choice(std::move(choice)),
      m_sampling(sampling),
      m_random(sampling.seed),
      m_state(m_model->network->initialState()),
      m_logits(m_model->info().vocabulary) {}

void Generator::read(std::int32_t token, Observer* observer) {
    m_model->network->step(m_state, token, m_choice, m_logits, observer, m_interventions.get());
    m_tokens.push_back(token);
}

void Generator::readAll(std::span<const std::int32_t> tokens) {
    if (tokens.empty()) return;
    m_model->network->read(m_state, tokens, m_choice, m_logits, {}, m_interventions.get());
    m_tokens.insert(m_tokens.end(), tokens.begin(), tokens.end());
}

std::int32_t Generator::draw() { return m_sampler.sample(m_logits, m_sampling, m_random); }

void Generator::setSampling(const Sampling& sampling) {
    if (sampling.seed != m_sampling.seed) m_random = Random(sampling.seed);
    m_sampling = sampling;
}

}  // namespace spikeglass
