// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace spikeglass::kernels {

/// How the weights of products are held. Everything else (embeddings, norms, biases, thresholds) stays float32.
///     BFloat16  the upper half of a float32, rounded to nearest, ties to even: 8 bits of precision, the same range
///     Int8      -127 .. 127, times a scale of each output: max |w| of that output / 127
enum class WeightType : std::uint8_t { Float32, BFloat16, Int8 };

constexpr std::size_t bytesOf(WeightType type) {
    return type == WeightType::Float32 ? 4 : type == WeightType::BFloat16 ? 2 : 1;
}

/// Outputs to a panel. Weights are input-major panel by panel: [panels][inputs][outputs of the panel], so that what one
/// thread reads, the rows of some panels, lies in one piece.
inline constexpr std::size_t kPanelOutputs = 128;

/// Weights of each row of panel `panel`: kPanelOutputs, in the last panel what is left, padded to a cache line of floats.
constexpr std::size_t panelWidth(std::size_t outputs, std::size_t panel) {
    const std::size_t left = outputs - panel * kPanelOutputs;
    return std::min(kPanelOutputs, (left + 15) / 16 * 16);
}

constexpr std::size_t panelCount(std::size_t outputs) { return (outputs + kPanelOutputs - 1) / kPanelOutputs; }

/// Weights in all panels, padding included, and some behind the last row: kernels read whole vectors of short weights, whose
/// lanes past a row are not used.
constexpr std::size_t kSlack = 32;
constexpr std::size_t panelElements(std::size_t inputs, std::size_t outputs) {
    return inputs * ((outputs + 15) / 16 * 16) + kSlack;
}

/// Weights of a product, in panels; padded outputs are zero. Points into memory of the owner (network/matrix.h).
struct PanelWeights {
    WeightType type = WeightType::Float32;
    const void* data = nullptr;    // panelElements(inputs, outputs) of the type, on a cache line
    const float* scale = nullptr;  // [outputs]; Int8 only
    std::size_t inputs = 0;
    std::size_t outputs = 0;
};

/// Rounds to the nearest finite bfloat16, ties to even. Precondition: finite.
inline std::uint16_t toBFloat16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
    return static_cast<std::uint16_t>((rounded & 0x7F80U) == 0x7F80U ? rounded - 1 : rounded);
}

inline float fromBFloat16(std::uint16_t value) { return std::bit_cast<float>(std::uint32_t{value} << 16); }

}  // namespace spikeglass::kernels
