// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sampler.h"
#include "network/block_choice.h"
#include "network/intervention.h"

namespace spikeglass {

/// What a person sets while a text is written, and what decides how it goes on.
struct Experiment {
    BlockChoice choice;
    std::vector<Intervention> interventions;
    Sampling sampling;
    bool operator==(const Experiment&) const = default;
};

struct ExperimentChange {
    std::int64_t token = 0;  // in force from this token on
    Experiment experiment;
    bool operator==(const ExperimentChange&) const = default;
};

/// A text as a script: its tokens, and what was in force when. Reading it again gives the same spikes (Runner). A value.
struct TextScript {
    std::vector<std::int32_t> tokens;
    std::int64_t promptTokens = 0;          // the first so many were given, the others drawn
    std::vector<ExperimentChange> changes;  // ascending; before the first, what is in force is up to who reads the script

    /// The first `token` tokens of it.
    TextScript before(std::int64_t token) const;
    /// In force at a token; null before the first change.
    const Experiment* at(std::int64_t token) const;
    bool operator==(const TextScript&) const = default;
};

}  // namespace spikeglass
