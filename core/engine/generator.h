// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "engine/model.h"
#include "engine/sampler.h"
#include "trace/frame_builder.h"

namespace spikeglass {

/// What happens when the network's window is full (NetworkInfo::positions): the text ends, or the window restarts from its
/// last half, whose tokens are read again.
enum class WindowEnd { Stop, Restart };

/// A text being written: a network's state, the tokens read so far, and what comes next. A value apart from the shared
/// model: copy it to fork the text. One thread at a time.
class Generator {
  public:
    Generator(std::shared_ptr<const Model> model, BlockChoice choice, Sampling sampling);

    /// Reads one token: logits() then predict the next.
    void read(std::int32_t token, Observer* observer = nullptr);
    /// Reads several, as read() for each of them would, but faster where the architecture reads many at once.
    void readAll(std::span<const std::int32_t> tokens);
    /// Draws the next token from logits(); does not read it. Precondition: something was read.
    std::int32_t draw();
    /// Passes over the random numbers that draw() would take: for a token that was drawn before.
    void skipDraw() { m_random.uniform(); }

    std::span<const float> logits() const { return m_logits; }  // [vocabulary], after the last read
    const std::vector<std::int32_t>& tokens() const { return m_tokens; }
    const Model& model() const { return *m_model; }
    /// True where the next read() would restart the window.
    bool windowFull() const { return m_model->network->positionsLeft(m_state) == 0; }
    /// Place of the last token read in the network's window, from 0; 0 where positions never end.
    std::size_t windowPosition() const { return m_state.window().empty() ? 0 : m_state.window().size() - 1; }

    const BlockChoice& choice() const { return m_choice; }
    void setChoice(const BlockChoice& choice) { m_choice = choice; }  // from the next token on
    /// From the next token on; null: none. SpikeDecoder reads its window again with them (docs/decisions/0006).
    void setInterventions(std::shared_ptr<const Interventions> interventions) { m_interventions = std::move(interventions); }
    const Sampling& sampling() const { return m_sampling; }
    /// Temperature and top-p from the next draw on; a new seed restarts the random numbers.
    void setSampling(const Sampling& sampling);

  private:
    std::shared_ptr<const Model> m_model;
    BlockChoice m_choice;
    std::shared_ptr<const Interventions> m_interventions;
    Sampling m_sampling;
    Random m_random;
    State m_state;
    Sampler m_sampler;
    AlignedVector<float> m_logits;  // [vocabulary]
    std::vector<std::int32_t> m_tokens;
};

}  // namespace spikeglass
