// SPDX-License-Identifier: Apache-2.0
#include "engine/lockstep.h"

namespace spikeglass {

Lockstep::Lockstep(const std::shared_ptr<const Model>& model, const Experiment& experiment, const std::optional<LaneSettings>& lane)
    : m_a(model, experiment), m_experiment(experiment) {
    if (!lane) return;
    m_comparable = canShareTokens(*model, *lane->model).has_value();
    if (lane->text == LaneSettings::Text::Same && !m_comparable) return;
    m_lane = *lane;
    m_b = std::make_unique<FrameMaker>(m_lane.model, laneExperiment());
}

Experiment Lockstep::laneExperiment() const { return {m_lane.choice, m_lane.interventions, m_experiment.sampling}; }

void Lockstep::setExperiment(const Experiment& experiment) {
    m_experiment = experiment;
    m_a.setExperiment(m_experiment);
    if (m_b) m_b->setExperiment(laneExperiment());
}

void Lockstep::setLane(const std::optional<LaneSettings>& lane) {
    if (!m_b) return;
    if (!lane || lane->model != m_lane.model || lane->text != m_lane.text) {
        m_b.reset();
        return;
    }
    m_lane.choice = lane->choice;
    m_lane.interventions = lane->interventions;
    m_b->setExperiment(laneExperiment());
}

Lockstep::Frames Lockstep::read(std::optional<std::int32_t> given, bool fromPrompt, bool withTwin, Observer* recorder) {
    if (given && !fromPrompt) m_a.generator().skipDraw();  // it was drawn before
    const std::int32_t token = given ? *given : m_a.generator().draw();
    Frames frames;
    frames.a = m_a.read(token, fromPrompt, withTwin, recorder);
    if (!m_b) return frames;
    frames.b = readLane(token, fromPrompt, withTwin);
    m_comparable = m_comparable && frames.b->token == token;
    if (m_comparable) {
        frames.a.divergenceBits = static_cast<float>(divergenceBits(m_a.generator().logits(), m_b->generator().logits()));
        frames.b->divergenceBits = frames.a.divergenceBits;
    }
    return frames;
}

Frame Lockstep::readLane(std::int32_t tokenOfA, bool fromPrompt, bool withTwin) {
    if (m_lane.text == LaneSettings::Text::Same) return m_b->read(tokenOfA, fromPrompt, withTwin);
    Generator& generator = m_b->generator();
    const TextScript& script = m_lane.script;
    const auto position = static_cast<std::int64_t>(generator.tokens().size());
    const bool inPast = position < static_cast<std::int64_t>(script.tokens.size());
    const Experiment* past = inPast ? script.at(position) : nullptr;
    m_b->setExperiment(past != nullptr ? *past : laneExperiment());
    if (!inPast) return m_b->read(generator.draw(), false, withTwin);
    const bool drawn = position >= script.promptTokens;
    if (drawn) generator.skipDraw();
    return m_b->read(script.tokens[static_cast<std::size_t>(position)], !drawn, withTwin);
}

}  // namespace spikeglass
