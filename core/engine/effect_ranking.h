// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/model.h"

namespace spikeglass {

/// How much one intervention changes what a network predicts, on one text.
struct InterventionEffect {
    std::size_t candidate = 0;       // its place in the list that was given
    double lastDivergenceBits = 0;   // KL(without || with) of the distribution after the last token, in bits
    double meanDivergenceBits = 0;   // the same, mean over all tokens
    double surprisalChangeBits = 0;  // per token of the text: how many bits more it takes to predict
    std::int32_t likeliest = 0;      // after the last token, with the intervention
};

/// What a network predicts along a text without an intervention, to compare others with. One thread at a time.
class EffectMeter {
  public:
    /// Reads the text, with `already` (or null) in force. tokens: at least one, within the vocabulary; more than the
    /// network's window, or than kLongest, only its end.
    EffectMeter(const Model& model, BlockChoice choice, std::span<const std::int32_t> tokens,
                std::vector<Intervention> already = {});
    static constexpr std::size_t kLongest = 256;

    /// Reads the text again with one more intervention.
    InterventionEffect measure(const Intervention& candidate) const;

    std::size_t tokens() const { return m_tokens.size(); }
    std::int32_t likeliest() const { return m_likeliest; }  // after the last token, without

  private:
    const Model& m_model;
    BlockChoice m_choice;
    std::vector<std::int32_t> m_tokens;
    std::vector<Intervention> m_already;
    std::vector<float> m_logProbabilities;  // [tokens, vocabulary], natural logarithm
    std::int32_t m_likeliest = 0;
};

/// Measures every candidate and sorts them, the largest mean divergence first. progress(done, total): false stops, with those
/// measured so far.
std::vector<InterventionEffect> rankInterventions(const EffectMeter& meter, std::span<const Intervention> candidates,
                                                  const std::function<bool(std::size_t, std::size_t)>& progress = {});

/// One silencing per site that spikes under this choice.
std::vector<Intervention> silenceEachSite(const NetworkInfo& info, const BlockChoice& choice);
/// One silencing per neuron of a site.
std::vector<Intervention> silenceEachNeuron(const NetworkInfo& info, int site);

}  // namespace spikeglass
