// SPDX-License-Identifier: Apache-2.0
#include "engine/frame_maker.h"

#include <limits>

namespace spikeglass {
namespace {

constexpr std::size_t kCandidates = 10;

/// Hands on to two.
class BothObservers : public Observer {
  public:
    BothObservers(Observer& first, Observer* second) : m_first(first), m_second(second) {}
    void onSite(const SiteActivity& activity) override { m_first.onSite(activity), m_second->onSite(activity); }
    void onOperations(int component, const OperationCounts& counts) override {
        m_first.onOperations(component, counts), m_second->onOperations(component, counts);
    }

  private:
    Observer& m_first;
    Observer* m_second;
};

}  // namespace

FrameMaker::FrameMaker(const std::shared_ptr<const Model>& model, const Experiment& experiment)
    : m_layout(model->info()),
      m_generator(model, experiment.choice, experiment.sampling),
      m_builder(model->info(), m_layout),
      m_twin(*model->network) {
    setExperiment(experiment);
}

void FrameMaker::setExperiment(const Experiment& experiment) {
    m_generator.setChoice(experiment.choice);
    m_generator.setSampling(experiment.sampling);
    if (experiment.interventions == m_given) return;
    m_given = experiment.interventions;
    std::vector<Intervention> inForce;
    for (const Intervention& intervention : m_given)
        if (intervention.on) inForce.push_back(intervention);
    if (inForce.empty()) {
        m_inForce = nullptr;
        m_generator.setInterventions(nullptr);
        return;
    }
    m_generator.setInterventions(std::make_shared<const Interventions>(m_generator.model().info(), inForce));
    m_inForce = std::make_shared<const std::vector<Intervention>>(std::move(inForce));
}

Frame FrameMaker::read(std::int32_t token, bool fromPrompt, bool withTwin, Observer* also) {
    Frame frame;
    frame.index = static_cast<std::int64_t>(m_generator.tokens().size());
    frame.token = token;
    frame.fromPrompt = fromPrompt;
    frame.choice = m_generator.choice();
    frame.interventions = m_inForce;
    frame.surprisalBits = frame.index == 0 ? std::numeric_limits<float>::quiet_NaN()
                                           : static_cast<float>(Sampler::surprisalBits(m_generator.logits(), token));
    m_builder.begin(frame);
    BothObservers both(m_builder, also);
    m_generator.read(token, also != nullptr ? static_cast<Observer*>(&both) : &m_builder);
    frame.text = m_text.push(m_generator.model().tokenBytes(token, frame.index == 0));
    frame.candidates = m_sampler.likeliest(m_generator.logits(), kCandidates);
    // The twin has to have read the whole text, so once left out it stays out until the next text.
    m_twinValid = m_twinValid && withTwin;
    if (m_twinValid) {
        m_twin.read(token, m_generator.windowPosition());
        frame.twinOperations = m_twin.counts();
    }
    return frame;
}

}  // namespace spikeglass
