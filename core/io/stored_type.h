// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace spikeglass {

/// How a checkpoint stores weights (docs/checkpoint-format.md).
enum class StoredType : std::uint8_t { Float32, Float16, BFloat16 };

inline const char* nameOf(StoredType type) {
    return type == StoredType::Float32 ? "float32" : type == StoredType::Float16 ? "float16" : "bfloat16";
}

}  // namespace spikeglass
