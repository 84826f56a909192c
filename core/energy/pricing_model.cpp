// SPDX-License-Identifier: Apache-2.0
#include "energy/pricing_model.h"

#include <array>

namespace spikeglass {
namespace {

constexpr double kPico = 1e-12;
constexpr double kNano = 1e-9;
constexpr std::string_view kHorowitz = "Horowitz, ISSCC 2014";
constexpr std::string_view kKerasSpiking = "constants as in KerasSpiking";

// Horowitz gives the price of 64 bits; a word here has 32, so half of it.
constexpr double kSram8KB = 10 * kPico / 2;
constexpr double kSram1MB = 100 * kPico / 2;
constexpr double kDram = 1300 * kPico / 2;

using Rule = PricingModel::Rule;

// id, name, source, rule, mac, ac, neuron update, weight word, activation word
constexpr std::array<PricingModel, 12> kModels = {{
    {"compute-fp32", "compute only, fp32, 45 nm", kHorowitz, Rule::Operations, 4.6 * kPico, 0.9 * kPico, 0, 0, 0},
    {"compute-fp16", "compute only, fp16, 45 nm", kHorowitz, Rule::Operations, 1.5 * kPico, 0.4 * kPico, 0, 0, 0},
    {"compute-int8", "compute only, int8, 45 nm", kHorowitz, Rule::Operations, 0.23 * kPico, 0.03 * kPico, 0, 0, 0},
    {"compute-memory-sram", "compute + memory, fp32, weights in 1 MB SRAM",
     "Horowitz, ISSCC 2014; accounting after Lemaire et al., arXiv 2210.13107; activations and membranes in 8 KB SRAM",
     Rule::Operations, 4.6 * kPico, 0.9 * kPico, 0, kSram1MB, kSram8KB},
    {"compute-memory-dram", "compute + memory, fp32, weights in DRAM",
     "Horowitz, ISSCC 2014 (1300 pJ per 64 bits, the low end); accounting after Lemaire et al., arXiv 2210.13107; "
     "activations and membranes in 8 KB SRAM",
     Rule::Operations, 4.6 * kPico, 0.9 * kPico, 0, kDram, kSram8KB},
    {"loihi", "Loihi, per synaptic operation", kKerasSpiking, Rule::Operations, 27.1 * kPico, 27.1 * kPico, 81 * kPico, 0, 0},
    {"spinnaker", "SpiNNaker, per synaptic operation", kKerasSpiking, Rule::Operations, 13.3 * kNano, 13.3 * kNano,
     26 * kNano, 0, 0},
    {"spinnaker2", "SpiNNaker 2, per synaptic operation", kKerasSpiking, Rule::Operations, 450 * kPico, 450 * kPico,
     2.19 * kNano, 0, 0},
    {"cpu", "CPU, per synaptic operation", kKerasSpiking, Rule::Operations, 8.6 * kNano, 8.6 * kNano, 8.6 * kNano, 0, 0},
    {"gpu", "GPU, per synaptic operation", kKerasSpiking, Rule::Operations, 0.3 * kNano, 0.3 * kNano, 0.3 * kNano, 0, 0},
    {"published-spikedecoder", "as published: SpikeDecoder (its script and its slips)", "arXiv 2606.12287 and its public script",
     Rule::PublishedSpikeDecoder, 4.6 * kPico, 0.9 * kPico, 0, 0, 0, "spikedecoder"},
    {"published-spikegpt", "as published: SpikeGPT (rate \u00d7 MACs as accumulates)", "arXiv 2302.13939", Rule::Published,
     4.5 * kPico, 0.9 * kPico, 0, 0, 0, "spikegpt"},
}};

double price(const PricingModel& m, const ComponentActivity& c) {
    const OperationCounts& n = c.counts;
    if (m.rule == Rule::Published)
        return static_cast<double>(n.denseMac) * (c.spiking ? c.firingRate * m.ac : m.mac);
    if (m.rule == Rule::PublishedSpikeDecoder) return c.publishedMac * m.mac + c.publishedAc * m.ac;
    return static_cast<double>(n.mac) * m.mac + static_cast<double>(n.ac) * m.ac +
           static_cast<double>(n.neuron) * m.neuronUpdate + static_cast<double>(n.weightReads) * m.weightWord +
           static_cast<double>(n.membraneAccesses + n.activationAccesses) * m.activationWord;
}

}  // namespace

std::span<const PricingModel> pricingModels() { return kModels; }

bool pricesFamily(const PricingModel& model, std::string_view architecture) {
    return model.family.empty() || model.family == architecture;
}

const PricingModel& pricingFor(const PricingModel& wanted, std::string_view architecture) {
    return pricesFamily(wanted, architecture) ? wanted : pricingModels().front();
}

const PricingModel* findPricingModel(std::string_view id) {
    for (const PricingModel& model : kModels)
        if (model.id == id) return &model;
    return nullptr;
}

double energyJoules(const PricingModel& model, std::span<const ComponentActivity> components) {
    double joules = 0;
    for (const ComponentActivity& component : components) joules += price(model, component);
    return joules;
}

double energyJoules(const PricingModel& model, const ComponentActivity& component) { return price(model, component); }

}  // namespace spikeglass
