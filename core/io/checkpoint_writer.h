// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "io/checkpoint_file.h"
#include "io/stored_type.h"

namespace spikeglass {

/// What goes into a checkpoint, in the order in which it is written. A value.
struct CheckpointContent {
    using Setting = std::variant<bool, std::int64_t, double, std::string>;
    struct Weights {
        std::string name;
        std::vector<std::uint64_t> shape;
        StoredType type = StoredType::Float32;
        /// All elements, row-major, little endian.
        std::function<Result<std::vector<std::byte>>()> read;
    };

    std::string architecture;
    std::vector<std::pair<std::string, Setting>> configuration;
    std::vector<std::pair<std::string, std::string>> slots;  // "ann", "snn" or "both"
    TokenizerDefinition tokenizer;                           // none where kind is empty
    std::vector<std::pair<std::string, std::string>> cardTexts;
    std::optional<std::int64_t> tokensSeen;
    std::vector<std::pair<std::string, double>> heldOutBitsPerCharacter;
    std::vector<Weights> weights;
};

/// Writes a checkpoint (docs/checkpoint-format.md), whose datasets are aligned so that they can be memory-mapped, under a
/// temporary name, which then takes the place of what was there. last: asked before it does; an Error of it and all stays as it
/// was. Errors: those of Weights::read and of `last`; cannot be written.
Result<void> writeCheckpoint(const std::string& path, const CheckpointContent& content, const std::function<Result<void>()>& last = {});

}  // namespace spikeglass
