// SPDX-License-Identifier: Apache-2.0
#include "network/spikegpt/spikegpt_operations.h"

namespace spikeglass {

namespace {

OperationCounts elementwise(std::size_t operations) {
    OperationCounts counts;
    counts.other = static_cast<std::int64_t>(operations);
    return counts;
}

}  // namespace

OperationCounts productCounts(const ProductJob& job) {
    const auto nonZeros = static_cast<std::int64_t>(job.nonZeros);
    const auto inputs = static_cast<std::int64_t>(job.matrix->inputs);
    const auto outputs = static_cast<std::int64_t>(job.matrix->outputs);
    OperationCounts counts;
    counts.mac = nonZeros * outputs;
    counts.denseMac = inputs * outputs;
    counts.weightReads = counts.mac;
    counts.activationAccesses = nonZeros + outputs;
    return counts;
}

OperationCounts lifCounts(std::size_t neurons) {
    OperationCounts counts;
    counts.neuron = static_cast<std::int64_t>(neurons);
    counts.membraneAccesses = 2 * counts.neuron;
    return counts;
}

OperationCounts embeddingElementwise(const SpikeGptConfig& config, bool spiking) {
    return elementwise((spiking ? 2 : 1) * config.width);
}

OperationCounts timeMixElementwise(const SpikeGptConfig& config) { return elementwise(18 * config.width); }

OperationCounts channelMixElementwise(const SpikeGptConfig& config) {
    return elementwise(6 * config.width + config.hidden);
}

OperationCounts halvingElementwise(const SpikeGptConfig& config) { return elementwise(config.width); }

OperationCounts headElementwise(const SpikeGptConfig& config) { return elementwise(config.width); }

std::int64_t denseMacPerToken(const SpikeGptConfig& config) {
    const auto v = static_cast<std::int64_t>(config.vocabulary), c = static_cast<std::int64_t>(config.width);
    const auto l = static_cast<std::int64_t>(config.blocks), h = static_cast<std::int64_t>(config.hidden);
    const std::int64_t timeMix = 4 * c * c, channelMix = 2 * c * h + c * c;
    return l * (timeMix + channelMix) + (config.channelMixFirst ? channelMix - timeMix : 0) + v * c;
}

}  // namespace spikeglass
