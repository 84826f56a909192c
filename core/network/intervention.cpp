// SPDX-License-Identifier: Apache-2.0
#include "network/intervention.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>

#include "base/random.h"
#include "io/hdf5_input.h"
#include "network/slot_forms.h"

namespace spikeglass {

namespace {

using Effect = Intervention::Effect;

struct EffectName {
    Effect effect;
    const char* name;
    bool hasValue;
};
constexpr EffectName kEffects[] = {
    {Effect::Silence, "silence", false},         {Effect::Force, "force", false},
    {Effect::ClampPotential, "clamp", true},     {Effect::ShiftThreshold, "threshold", true},
    {Effect::SetTau, "tau", true},               {Effect::AddNoise, "noise", true},
};
constexpr const char* kShape = "expected SITE=EFFECT or SITE/NEURONS=EFFECT, where EFFECT is silence, force, clamp:V, threshold:V, "
                               "tau:V or noise:V";

Result<float> parseValue(std::string_view text, const std::string& where) {
    float value = 0;
    const char* end = text.data() + text.size();
    const char* begin = text.starts_with('+') ? text.data() + 1 : text.data();
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value))
        return fail(where + ": expected a number, found '" + hdf5::printable(std::string(text)) + "'");
    return value;
}

/// "0-15,412" as a sorted list.
Result<std::vector<std::uint32_t>> parseNeurons(std::string_view text, std::size_t width, const std::string& where) {
    std::vector<std::uint32_t> neurons;
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view part = text.substr(0, comma);
        std::uint32_t first = 0, last = 0;
        const char* end = part.data() + part.size();
        auto [stop, error] = std::from_chars(part.data(), end, first);
        last = first;
        if (error == std::errc{} && stop != end && *stop == '-') {
            const auto second = std::from_chars(stop + 1, end, last);
            stop = second.ptr, error = second.ec;
        }
        if (error != std::errc{} || stop != end || last < first)
            return fail(where + ": expected neurons as 412 or 0-15, found '" + hdf5::printable(std::string(part)) + "'");
        if (last >= width)
            return fail(where + ": neuron " + std::to_string(last) + " is not in this site, which has " + std::to_string(width) +
                        " (0 to " + std::to_string(width - 1) + ")");
        for (std::uint32_t neuron = first; neuron <= last; ++neuron) neurons.push_back(neuron);
        if (comma == text.size()) break;
        text.remove_prefix(comma + 1);
    }
    std::sort(neurons.begin(), neurons.end());
    neurons.erase(std::unique(neurons.begin(), neurons.end()), neurons.end());
    return neurons;
}

std::string number(float value) {
    char text[32];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value);
    return {text, end};
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) { return Random(hash ^ (value * 0x9E3779B97F4A7C15ULL)).next(); }

/// Nearly normal noise of standard deviation 1 from uniform numbers alone, so that it is the same on every machine.
float normal(Random random) {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += random.uniform();
    return static_cast<float>(sum - 6.0);
}

}  // namespace

Result<std::vector<Intervention>> parseInterventions(const NetworkInfo& info, const std::string& text) {
    const std::string where = "intervention '" + hdf5::printable(text) + "'";
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0) return fail(where + ": " + kShape);
    const std::string target = text.substr(0, equals), effect = text.substr(equals + 1);
    const std::size_t colon = std::min(effect.find(':'), effect.size());
    const auto named = std::find_if(std::begin(kEffects), std::end(kEffects),
                                    [&](const EffectName& e) { return effect.substr(0, colon) == e.name; });
    if (named == std::end(kEffects) || named->hasValue != (colon < effect.size())) return fail(where + ": " + kShape);
    Intervention intervention;
    intervention.effect = named->effect;
    if (named->hasValue) {
        const auto value = parseValue(std::string_view(effect).substr(colon + 1), where);
        if (!value) return tl::unexpected<Error>(value.error());
        intervention.value = *value;
        if (named->effect == Effect::SetTau && *value < 1) return fail(where + ": expected a time constant of at least 1 timestep");
        if (named->effect == Effect::AddNoise && *value < 0) return fail(where + ": expected a standard deviation of at least 0");
    }
    const std::size_t slash = target.find('/');
    const std::string pattern = target.substr(0, slash);
    std::vector<Intervention> result;
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        if (!matchesPattern(pattern, site.name)) continue;
        if (named->hasValue && !site.hasMembrane)
            return fail(where + ": " + site.name + " is a plain threshold without a membrane; it can be silenced or forced");
        intervention.site = static_cast<int>(i);
        if (slash != std::string::npos) {
            auto neurons = parseNeurons(std::string_view(target).substr(slash + 1), site.width, where);
            if (!neurons) return tl::unexpected<Error>(neurons.error());
            intervention.neurons = std::move(*neurons);
        }
        result.push_back(intervention);
    }
    if (result.empty()) {
        std::string names;
        for (const SiteInfo& site : info.sites) names += (names.empty() ? "" : ", ") + site.name;
        return fail(where + ": no site matches; this network has " + names);
    }
    return result;
}

std::string describe(const Intervention& intervention, const NetworkInfo& info) {
    std::string text = info.sites[static_cast<std::size_t>(intervention.site)].name;
    const auto& n = intervention.neurons;
    for (std::size_t i = 0; i < n.size();) {
        std::size_t last = i;
        while (last + 1 < n.size() && n[last + 1] == n[last] + 1) ++last;
        text += (i == 0 ? "/" : ",") + std::to_string(n[i]);
        if (last > i) text += "-" + std::to_string(n[last]);
        i = last + 1;
    }
    for (const EffectName& effect : kEffects)
        if (effect.effect == intervention.effect)
            text += std::string("=") + effect.name + (effect.hasValue ? ":" + number(intervention.value) : "");
    return text;
}

Interventions::Interventions(const NetworkInfo& info, std::span<const Intervention> list, std::uint64_t noiseSeed)
    : m_sites(info.sites.size()), m_noiseSeed(noiseSeed) {
    std::vector<std::map<std::uint32_t, Touched>> touched(info.sites.size());
    for (const Intervention& intervention : list) {
        if (!intervention.on) continue;
        const auto site = static_cast<std::size_t>(intervention.site);
        std::vector<std::uint32_t> neurons = intervention.neurons;
        if (neurons.empty())
            for (std::uint32_t n = 0; n < info.sites[site].width; ++n) neurons.push_back(n);
        for (const std::uint32_t neuron : neurons) {
            Touched& t = touched[site][neuron];
            t.neuron = neuron;
            switch (intervention.effect) {
                case Effect::Silence: t.silenced = true; break;
                case Effect::Force: t.forced = true; break;
                case Effect::ClampPotential: t.clamped = true, t.potential = intervention.value; break;
                case Effect::ShiftThreshold: t.thresholdShift += intervention.value; break;
                case Effect::SetTau: t.tau = intervention.value; break;
                case Effect::AddNoise: t.noise = std::hypot(t.noise, intervention.value); break;
            }
        }
        std::uint32_t bits = 0;
        std::memcpy(&bits, &intervention.value, sizeof bits);
        m_identity = mixed(m_identity, site * 8 + static_cast<std::uint64_t>(intervention.effect));
        m_identity = mixed(m_identity, bits);
        for (const std::uint32_t neuron : intervention.neurons) m_identity = mixed(m_identity, neuron + 1);
        m_identity = mixed(m_identity, noiseSeed);
    }
    for (std::size_t site = 0; site < touched.size(); ++site)
        for (const auto& [neuron, t] : touched[site]) m_sites[site].push_back(t);
}

void Interventions::lifStep(const Layer& l) const {
    const std::vector<Touched>& touched = m_sites[static_cast<std::size_t>(l.site)];
    // The kernel overwrites membranes and adds spikes to the residual; what the touched neurons had is needed once more.
    thread_local std::vector<float> before, residual;  // grow to the widest layer once, then stay
    before.resize(touched.size());
    residual.resize(touched.size());
    for (std::size_t i = 0; i < touched.size(); ++i) {
        before[i] = l.membrane[touched[i].neuron];
        if (!l.residual.empty()) residual[i] = l.residual[touched[i].neuron];
    }
    kernels::lifStep(l.lif, l.x, l.membrane, l.spikes, l.potential, l.residual);
    for (std::size_t i = 0; i < touched.size(); ++i) {
        const Touched& t = touched[i];
        const std::size_t n = t.neuron;
        float x = l.x[n];
        if (t.noise > 0) {
            std::uint64_t key = mixed(m_noiseSeed, static_cast<std::uint64_t>(l.token));
            key = mixed(key, (static_cast<std::uint64_t>(l.site) << 8) + l.timestep);
            x += t.noise * normal(Random(mixed(key, n)));
        }
        const float tau = t.tau > 0 ? t.tau : l.lif.tau;
        const float h = t.clamped ? t.potential : before[i] + (x - before[i]) / tau;
        const bool fires = h >= l.lif.threshold + t.thresholdShift;
        const bool was = testBit(l.spikes, n), is = !t.silenced && (t.forced || fires);
        l.membrane[n] = fires || (t.forced && !t.silenced) ? 0.0F : h;
        if (!l.potential.empty()) l.potential[n] = h;
        if (was == is) continue;
        l.spikes[n / kWordBits] ^= Word{1} << (n % kWordBits);
        if (!l.residual.empty()) l.residual[n] = residual[i] + (is ? 1.0F : 0.0F);  // x + 1 - 1 need not be x
    }
}

void Interventions::threshold(int site, std::span<float> x, std::span<Word> spikes) const {
    for (const Touched& t : m_sites[static_cast<std::size_t>(site)]) {
        if (!t.silenced && !t.forced) continue;
        const bool is = !t.silenced;
        x[t.neuron] = is ? 1.0F : 0.0F;
        Word& word = spikes[t.neuron / kWordBits];
        const Word bit = Word{1} << (t.neuron % kWordBits);
        word = is ? word | bit : word & ~bit;
    }
}

}  // namespace spikeglass
