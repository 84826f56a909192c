// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "engine/model.h"

namespace spikeglass::test {

/// Computes what another network does, and calls somebody before each token who may throw.
class FailingNetwork : public Network {
  public:
    FailingNetwork(std::shared_ptr<const Model> model, std::function<void(std::int64_t)> beforeToken)
        : m_model(std::move(model)), m_beforeToken(std::move(beforeToken)) {
        m_info = m_model->info();
    }
    State initialState() const override {
        m_beforeToken(-1);
        return m_model->network->initialState();
    }
    void step(State& state, std::int32_t token, const BlockChoice& choice, std::span<float> logits, Observer* observer,
              const Interventions* interventions) const override {
        m_beforeToken(m_steps++);
        m_model->network->step(state, token, choice, logits, observer, interventions);
    }

  private:
    std::shared_ptr<const Model> m_model;
    std::function<void(std::int64_t)> m_beforeToken;  // -1: before there is a state; else the steps of all texts so far
    mutable std::atomic<std::int64_t> m_steps{0};
};

/// The same model with such a network, without its tokenizer.
inline std::shared_ptr<const Model> failingModel(const std::shared_ptr<const Model>& model, const std::function<void(std::int64_t)>& beforeToken) {
    auto failing = std::make_shared<Model>();
    failing->path = model->path;
    failing->sha256 = model->sha256;
    failing->network = std::make_unique<FailingNetwork>(model, beforeToken);
    return failing;
}

}  // namespace spikeglass::test
