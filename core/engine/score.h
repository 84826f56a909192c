// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/model.h"

namespace spikeglass {

/// What `score` reports: teacher-forced on a text, from the state before the first token.
struct Score {
    std::int64_t tokens = 0;      // read
    std::int64_t predicted = 0;   // tokens that were predicted: all but the first
    std::int64_t characters = 0;  // Unicode code points of the predicted tokens
    double bitsPerCharacter = 0;
    double bitsPerToken = 0;
    double perplexity = 0;        // 2^bitsPerToken
    double top1Accuracy = 0;      // share of tokens that the network held likeliest
    std::map<std::string, double> firingRate;  // site -> spikes per neuron and timestep; analog sites are absent
    double meanFiringRate = 0;    // all LIF neurons (the embedding's threshold is no LIF)
    double sparsity = 0;          // zeros among the outputs of all spiking sites
    OperationCounts operations;      // per token, rounded to whole operations
    OperationCounts twinOperations;  // of the analog twin, likewise
    bool twinInFull = false;         // AnalogTwin::isCountedInFull()
    struct Energy {
        double thisJoules = 0;    // per token
        double analogJoules = 0;  // per token, the analog twin on the same tokens
    };
    std::map<std::string, Energy> energy;  // pricing model id -> joules per token
    double secondsPerToken = 0;   // of reading, by the network itself, without the twin; SpikeGPT reads 64 tokens at once
    std::vector<Finding> findings;  // sites that do not do their work (engine/diagnosis.h)
};

/// Whether a network has spiking attention, whose operations are counted in the linear form and the pairwise one.
bool hasAttentionBothWays(const OperationCounts& counts);
/// Joules per token under compute-fp32 if its spiking attention were computed pairwise, as published.
double pairwiseAttentionJoules(const Score& score);

/// progress(done, total) is called now and then; returning false stops early with what was read so far.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// interventions: in force for the whole text; null: none. Precondition: tokens within the vocabulary. Errors: fewer than two tokens.
Result<Score> scoreTokens(const Model& model, const BlockChoice& choice, std::span<const std::int32_t> tokens,
                          const Progress& progress = {}, const Interventions* interventions = nullptr);

}  // namespace spikeglass
