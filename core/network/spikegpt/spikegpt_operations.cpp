// SPDX-License-Identifier: Apache-2.0
#include "network/spikegpt/spikegpt_operations.h"

#include <algorithm>

namespace spikeglass {

OperationCounts productCounts(const Matrix& matrix, std::span<const float> x) {
    const std::int64_t nonZeros = std::count_if(x.begin(), x.end(), [](float value) { return value != 0.0F; });
    const auto inputs = static_cast<std::int64_t>(matrix.inputs());
    const auto outputs = static_cast<std::int64_t>(matrix.outputs());
    OperationCounts counts;
    counts.mac = nonZeros * outputs;
    counts.denseMac = inputs * outputs;
    counts.weightReads = counts.mac;
    counts.activationAccesses = nonZeros + outputs;
    return counts;
}

OperationCounts embeddingElementwise(const SpikeGptConfig& config, bool spiking) {
    return otherCounts(static_cast<std::int64_t>((spiking ? 2 : 1) * config.width));
}

OperationCounts timeMixElementwise(const SpikeGptConfig& config) { return otherCounts(static_cast<std::int64_t>(18 * config.width)); }

OperationCounts channelMixElementwise(const SpikeGptConfig& config) {
    return otherCounts(static_cast<std::int64_t>(6 * config.width + config.hidden));
}

OperationCounts halvingElementwise(const SpikeGptConfig& config) { return otherCounts(static_cast<std::int64_t>(config.width)); }

OperationCounts headElementwise(const SpikeGptConfig& config) { return otherCounts(static_cast<std::int64_t>(config.width)); }

std::int64_t denseMacPerToken(const SpikeGptConfig& config) {
    const auto v = static_cast<std::int64_t>(config.vocabulary), c = static_cast<std::int64_t>(config.width);
    const auto l = static_cast<std::int64_t>(config.blocks), h = static_cast<std::int64_t>(config.hidden);
    const std::int64_t timeMix = 4 * c * c, channelMix = 2 * c * h + c * c;
    return l * (timeMix + channelMix) + (config.channelMixFirst ? channelMix - timeMix : 0) + v * c;
}

}  // namespace spikeglass
