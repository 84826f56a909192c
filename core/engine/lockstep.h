// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "engine/frame_maker.h"
#include "engine/lane.h"

namespace spikeglass {

/// A text being written, and lane B beside it where there is one: both read one token at a time, each exactly as it would
/// alone. One thread at a time.
class Lockstep {
  public:
    /// A lane that is to read A's tokens and cannot is left out (canShareTokens).
    Lockstep(const std::shared_ptr<const Model>& model, const Experiment& experiment, const std::optional<LaneSettings>& lane);

    /// From the next token on.
    void setExperiment(const Experiment& experiment);
    /// From the next token on: choice and interventions. None, another model or kind of text: the lane ends.
    void setLane(const std::optional<LaneSettings>& lane);

    struct Frames {
        Frame a;
        std::optional<Frame> b;
    };
    /// Reads a token, which A draws if none is given. recorder: is handed what happens in A too; null: nobody.
    Frames read(std::optional<std::int32_t> given, bool fromPrompt, bool withTwin, Observer* recorder = nullptr);

    std::int64_t position() const { return static_cast<std::int64_t>(m_a.generator().tokens().size()); }
    bool hasLane() const { return m_b != nullptr; }
    /// In either lane.
    bool windowFull() const { return m_a.generator().windowFull() || (m_b && m_b->generator().windowFull()); }
    Generator& generator() { return m_a.generator(); }

  private:
    Frame readLane(std::int32_t tokenOfA, bool fromPrompt, bool withTwin);
    Experiment laneExperiment() const;

    FrameMaker m_a;
    std::unique_ptr<FrameMaker> m_b;  // null without a lane
    Experiment m_experiment;          // of A
    LaneSettings m_lane;
    bool m_comparable = false;        // the vocabularies are the same, and so were the tokens so far
};

}  // namespace spikeglass
