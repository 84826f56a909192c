// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/bits.h"
#include "base/result.h"
#include "kernels/elementwise.h"
#include "network/sites.h"

namespace spikeglass {

/// Something done to neurons of a site while the network runs: a lesion, a stimulus, another parameter. A value.
struct Intervention {
    enum class Effect : unsigned char {
        Silence,         // never fires; its membrane charges and resets as if it had
        Force,           // fires at every timestep
        ClampPotential,  // the membrane potential before firing is `value`
        ShiftThreshold,  // the threshold is higher by `value`
        SetTau,          // the membrane time constant is `value` timesteps
        AddNoise,        // normal noise of standard deviation `value` is added to the input at every timestep
    };
    int site = 0;                        // index into NetworkInfo::sites
    std::vector<std::uint32_t> neurons;  // sorted; empty: every neuron of the site
    Effect effect = Effect::Silence;
    float value = 0;  // potential, threshold and input are dimensionless; tau in timesteps
    bool on = true;

    bool operator==(const Intervention&) const = default;
};

/// Reads "SITE=EFFECT" or "SITE/NEURONS=EFFECT", as `--intervene` takes it: "blocks.3.mlp.hidden/0-15,412=silence".
/// EFFECT: silence, force, clamp:V, threshold:V (added), tau:V, noise:V. SITE may hold "*" ("blocks.*.mlp.hidden").
/// One intervention per matching site. Errors: not of this shape; no such site (names those there are); a neuron outside
/// the site; a value that is no finite number, or a tau below 1; an effect on potentials of a site without membrane.
Result<std::vector<Intervention>> parseInterventions(const NetworkInfo& info, const std::string& text);

/// The same text again, which parseInterventions() reads: "blocks.3.mlp.hidden/0-15,412=silence".
std::string describe(const Intervention& intervention, const NetworkInfo& info);

/// A list of interventions, ready to run. Constant after construction; any thread may use it. Where several meet in one
/// neuron they add up: thresholds and noise do, the last tau and clamp count, silence wins over force.
class Interventions {
  public:
    Interventions(const NetworkInfo& info, std::span<const Intervention> list, std::uint64_t noiseSeed = 1);

    bool touches(int site) const { return !m_sites[static_cast<std::size_t>(site)].empty(); }
    /// Differs where what they do differs: a state's memory belongs to one of these.
    std::uint64_t identity() const { return m_identity; }

    /// The arguments of a LIF layer, as kernels::lifStep takes them.
    struct Layer {
        int site;
        std::int64_t token;  // of the text, from 0: noise depends on it
        std::size_t timestep;
        const kernels::LifParameters& lif;
        std::span<const float> x;
        std::span<float> membrane;
        std::span<Word> spikes;
        std::span<float> potential;
        std::span<float> residual;
    };
    /// Does what lifStep does to the layer, and then what the interventions make of the touched neurons. Bit for bit
    /// lifStep for all others. Precondition: touches(layer.site).
    void lifStep(const Layer& layer) const;

    /// Silences and forces outputs of a plain threshold, such as the embedding's: x of zeros and ones, and its bits.
    void threshold(int site, std::span<float> x, std::span<Word> spikes) const;

  private:
    struct Touched {
        std::uint32_t neuron = 0;
        float thresholdShift = 0, noise = 0;
        float tau = 0;       // 0: as it is
        float potential = 0; // if clamped
        bool clamped = false, silenced = false, forced = false;
    };
    std::vector<std::vector<Touched>> m_sites;  // [sites], sorted by neuron
    std::uint64_t m_identity = 0;
    std::uint64_t m_noiseSeed = 1;
};

}  // namespace spikeglass
