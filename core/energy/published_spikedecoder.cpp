// SPDX-License-Identifier: Apache-2.0
#include "energy/published_spikedecoder.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace spikeglass::published {
namespace {

/// "blocks.3.mlp.hidden" as "mlp.hidden".
std::string_view withoutBlock(std::string_view name) {
    if (!name.starts_with("blocks.")) return name;
    const std::size_t dot = name.find('.', sizeof "blocks." - 1);
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

/// A number that the configuration lists; there also where a checkpoint holds no site that would tell.
double configured(const NetworkInfo& info, std::string_view wanted) {
    for (const auto& [name, value] : info.configuration)
        if (name == wanted) return std::strtod(value.c_str(), nullptr);
    return 0;
}

double headsOf(const NetworkInfo& info) { return std::max(1.0, configured(info, "heads")); }

DecoderSizes sizesOf(const NetworkInfo& info) {
    DecoderSizes sizes;
    sizes.positions = static_cast<double>(info.positions);
    sizes.width = static_cast<double>(info.width);
    sizes.timesteps = static_cast<double>(info.timesteps);
    sizes.vocabulary = static_cast<double>(info.vocabulary);
    sizes.hidden = configured(info, "hidden");
    return sizes;
}

/// What fired in a block, per token and timestep. Without an input LIF of its own a product reads the block's input, or
/// its residual.
DecoderNonZeros nonZerosOf(const NetworkInfo& info, std::span<const std::int64_t> spikes, double steps, int block) {
    DecoderNonZeros n;
    double blockInput = 0, blockResidual = 0;
    bool attentionInput = false, mlpInput = false;
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        if (info.sites[i].block != block) continue;
        const std::string_view name = withoutBlock(info.sites[i].name);
        const double count = static_cast<double>(spikes[i]) / steps;
        if (name == "input") blockInput = count;
        if (name == "residual") blockResidual = count;
        if (name == "attention.input") n.attentionInput = count, attentionInput = true;
        if (name == "attention.query") n.query = count;
        if (name == "attention.context") n.context = count;
        if (name == "mlp.input") n.mlpInput = count, mlpInput = true;
        if (name == "mlp.hidden") n.mlpHidden = count;
    }
    if (!attentionInput) n.attentionInput = blockInput;
    if (!mlpInput) n.mlpInput = blockResidual;
    return n;
}

/// A product of `outputs` rows: a multiplication and an addition per non-zero, and its bias.
double product(double nonZeros, double outputs) { return 2 * nonZeros * outputs + outputs; }

/// The same with every input read: 2 n - 1 operations per output, and its bias.
double dense(double inputs, double outputs) { return (2 * inputs - 1) * outputs + outputs; }

}  // namespace

double spikingAttention(const DecoderSizes& s, const DecoderNonZeros& n) {
    return s.timesteps * (3 * product(n.attentionInput, s.width) + 2 * n.query * s.positions +
                          2 * n.attentionMap * s.width + product(n.context, s.width));
}

double spikingMlp(const DecoderSizes& s, const DecoderNonZeros& n) {
    return s.timesteps * (product(n.mlpInput, s.hidden) + product(n.mlpHidden, s.width));
}

double spikingHead(const DecoderSizes& s, const DecoderNonZeros& n) { return product(n.head, s.vocabulary); }

double analogAttention(const DecoderSizes& s) {
    return (2 * s.width - 1) * s.positions + (2 * s.positions - 1) * s.width + 4 * dense(s.width, s.width);
}

double analogMlp(const DecoderSizes& s, bool slips) {
    const double second = slips ? 2 * s.positions * (s.hidden / s.width) * s.width + s.width : dense(s.hidden, s.width);
    return dense(s.width, s.hidden) + second;
}

double analogHead(const DecoderSizes& s, bool slips) {
    return slips ? 0.2 * s.vocabulary + s.vocabulary : dense(s.width, s.vocabulary);
}

void count(const NetworkInfo& info, const BlockChoice& choice, std::span<const std::int64_t> spikes,
           std::int64_t tokens, std::vector<ComponentActivity>& components) {
    const DecoderSizes sizes = sizesOf(info);
    const auto n = static_cast<double>(tokens);
    for (std::size_t c = 0; c < components.size(); ++c) {
        ComponentActivity& component = components[c];
        component.publishedAc = component.publishedMac = 0;
        const ComponentInfo& what = info.components[c];
        const std::string_view name = withoutBlock(what.name);
        const bool spiking = what.slot >= 0 && choice[static_cast<std::size_t>(what.slot)] == Form::Spiking;
        const OperationCounts& counts = component.counts;
        if (name == "head" && spiking) {
            // The non-zeros of the head's product, from its strict count: it reads V weights for each, and adds a bias.
            DecoderNonZeros nonZeros;
            nonZeros.head = std::max(0.0, static_cast<double>(counts.ac + counts.mac) / (n * sizes.vocabulary) - 1);
            component.publishedAc = n * spikingHead(sizes, nonZeros);
        } else if (name == "head") {
            component.publishedMac = n * analogHead(sizes);
        } else if (name == "attention" || name == "mlp") {
            const int block = what.slot >= 0 ? info.slotInfos[static_cast<std::size_t>(what.slot)].block : -1;
            if (!spiking) {
                component.publishedMac = n * (name == "mlp" ? analogMlp(sizes) : analogAttention(sizes));
                continue;
            }
            DecoderNonZeros nonZeros = nonZerosOf(info, spikes, n * sizes.timesteps, block);
            // A non-zero of the map reads a head's part of v: E / heads multiply-accumulates.
            nonZeros.attentionMap =
                static_cast<double>(counts.pairwiseAttentionMac) * headsOf(info) / (n * sizes.timesteps * sizes.width);
            component.publishedAc =
                n * (name == "mlp" ? spikingMlp(sizes, nonZeros) : spikingAttention(sizes, nonZeros));
        }
    }
}

}  // namespace spikeglass::published
