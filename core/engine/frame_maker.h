// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "engine/analog_twin.h"
#include "engine/generator.h"
#include "engine/text_script.h"
#include "text/tokenizer.h"
#include "trace/frame_builder.h"

namespace spikeglass {

/// Reads tokens one by one and makes a Frame of each, with all that the views show. One thread at a time.
class FrameMaker {
  public:
    FrameMaker(const std::shared_ptr<const Model>& model, const Experiment& experiment);
    FrameMaker(const FrameMaker&) = delete;  // its builder points to its layout

    /// From the next token on.
    void setExperiment(const Experiment& experiment);
    /// also: is handed what happens too; null: nobody.
    Frame read(std::int32_t token, bool fromPrompt, bool withTwin, Observer* also = nullptr);
    /// At the end of the text: what is left of its last character.
    std::string flushText() { return m_text.flush(); }

    Generator& generator() { return m_generator; }
    const Generator& generator() const { return m_generator; }
    const FrameLayout& layout() const { return m_layout; }

  private:
    std::vector<Intervention> m_given;  // as set, those that are off included
    std::shared_ptr<const std::vector<Intervention>> m_inForce;
    FrameLayout m_layout;
    Generator m_generator;
    FrameBuilder m_builder;
    AnalogTwin m_twin;
    bool m_twinValid = true;
    Sampler m_sampler;
    Utf8Assembler m_text;
};

}  // namespace spikeglass
