// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace spikeglass::kernels {

/// IEEE 754 binary16 to binary32, exactly; infinities and NaNs stay what they are. out [halves.size()].
void halvesToFloats(std::span<const std::uint16_t> halves, std::span<float> out);

/// bfloat16 to binary32, exactly. out [values.size()].
void bfloat16sToFloats(std::span<const std::uint16_t> values, std::span<float> out);

/// Whether none is NaN or infinite.
bool allFinite(std::span<const float> values);

}  // namespace spikeglass::kernels
