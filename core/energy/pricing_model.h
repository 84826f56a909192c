// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "network/operation_counts.h"

namespace spikeglass {

/// A component's operations and what its spiking form did: what a price is made from.
struct ComponentActivity {
    OperationCounts counts;
    bool spiking = false;     // the slot's form; a component without a slot (the head) counts as spiking if any slot is
    double firingRate = 0.0;  // spikes per neuron and timestep of the site behind the component's products
    // As the script of SpikeDecoder's paper counts it (energy/published_spikedecoder.h); NaN in another family.
    double publishedAc = std::numeric_limits<double>::quiet_NaN();
    double publishedMac = std::numeric_limits<double>::quiet_NaN();
};

/// Named constants that turn operations into joules. An energy is never shown without the name of its model.
struct PricingModel {
    enum class Rule {
        Operations,  // counted operations times constants
        Published,   // SpikeGPT as published: every product of a spiking component priced as rate * MACs accumulates
        PublishedSpikeDecoder,  // ComponentActivity::publishedAc and publishedMac
    };
    std::string_view id;      // "compute-fp32", stable: keys in JSON
    std::string_view name;    // as the window shows it
    std::string_view source;  // where the constants come from
    Rule rule = Rule::Operations;
    // Joules per ...
    double mac = 0;                // multiply-accumulate
    double ac = 0;                 // accumulate
    double neuronUpdate = 0;       // LIF update
    double weightWord = 0;         // 32-bit weight read
    double activationWord = 0;     // 32-bit activation or membrane access
    std::string_view family = {};  // the architecture whose paper it reproduces; empty: any
};

/// All models, the default ("compute-fp32") first.
std::span<const PricingModel> pricingModels();

/// Whether a model has something to say of an architecture: "as published" rules are offered for their own family alone.
bool pricesFamily(const PricingModel& model, std::string_view architecture);

/// That one; the default one where it has nothing to say of an architecture.
const PricingModel& pricingFor(const PricingModel& wanted, std::string_view architecture);

/// The model of that id, or null.
const PricingModel* findPricingModel(std::string_view id);

/// Energy of a token (or a sum of tokens) in joules. "other" operations are not priced (NeuroBench leaves them out).
/// NaN: SpikeDecoder's published rule for another family.
double energyJoules(const PricingModel& model, std::span<const ComponentActivity> components);
/// What one component adds to it.
double energyJoules(const PricingModel& model, const ComponentActivity& component);

}  // namespace spikeglass
