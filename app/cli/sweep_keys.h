// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/sampler.h"

namespace spikeglass::cli {

struct SweepText {
    std::string file;
    double heldOut = 1;
    std::int64_t maxTokens = 0;  // 0: all
};

struct SweepPrompt {
    std::string prompt;
    std::int64_t tokens = 200;
    Sampling sampling;  // its seed is one of SweepKeys::seeds
};

/// What a plan says, key by key; no model or text was opened.
struct SweepKeys {
    std::string plan, sha256;  // absolute path, of its bytes
    std::vector<std::string> models, choices = {"all"}, weights = {"float32"}, interventions = {""};
    std::vector<SweepText> texts;
    std::vector<SweepPrompt> prompts;
    std::vector<std::uint64_t> seeds = {1};
    bool seedsGiven = false;

    /// The absolute path of a file that the plan names: relative ones lie beside the plan.
    std::string beside(const std::string& file) const;
};

/// Errors, naming the plan and the key: it cannot be read; no JSON object; an unknown key; another type or range than
/// expected; no models; neither texts nor prompts.
Result<SweepKeys> readSweepKeys(const std::string& path);

}  // namespace spikeglass::cli
