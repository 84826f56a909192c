// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/score.h"

namespace spikeglass {

/// One row that a comparison is to compute.
struct ComparisonTask {
    std::shared_ptr<const Model> model;
    BlockChoice choice;
    std::string choiceName;  // nameOf(choice), or as it was asked for
    std::vector<Intervention> interventions = {};
};

/// One row computed.
struct ComparisonRow {
    ComparisonTask task;
    Score score;
    double tokensPerSecond() const { return score.secondsPerToken > 0 ? 1.0 / score.secondsPerToken : 0.0; }
};

/// The short name of a choice: a preset's ("degree-2"), else "snn" or "ann" where all slots have that form, else what
/// BlockChoice::describe() says.
std::string nameOf(const BlockChoice& choice, const NetworkInfo& info);

/// Every preset that the checkpoint holds, in their order: the architecture's, then all spiking and all analog; no
/// choice twice. A checkpoint that holds none of them (one form per slot, mixed): the choice that it was trained for.
std::vector<BlockChoice> heldPresets(const NetworkInfo& info);

/// The choice of a preset's name: one of NetworkInfo::presets, "snn" or "ann". Empty where the network has no such
/// preset or the checkpoint does not hold every form in it.
std::vector<BlockChoice> heldPreset(const NetworkInfo& info, const std::string& name);

/// The last part of a text, in characters of what the model's tokenizer reads (after its normalisation): of n
/// characters the last round(n * fraction). Precondition: 0 < fraction <= 1; the text is UTF-8.
std::string lastPart(const Model& model, std::string_view text, double fraction);

/// A text as a model reads it: its last part (heldOut; 1 for all), at most maxTokens of it (0: all).
/// Errors, naming the model: no tokenizer; what the tokenizer cannot encode; fewer than two tokens. And: no UTF-8.
Result<std::vector<std::int32_t>> readingOf(const Model& model, std::string_view text, double heldOut,
                                            std::int64_t maxTokens);

/// What happens while rows are computed; each may be empty.
struct ComparisonEvents {
    /// A row is done. Returning false ends the comparison after it.
    std::function<bool(const ComparisonRow&)> finished;
    /// Now and then. Returning false leaves out the row being computed and ends.
    std::function<bool(std::size_t row, std::int64_t done, std::int64_t total)> progress;
};

/// Scores every task on its model's reading of the text, one after the other, and returns the rows that were finished.
/// Nothing is computed before every model has read the text. Runs on the calling thread.
/// Errors: those of readingOf().
Result<std::vector<ComparisonRow>> compare(std::span<const ComparisonTask> tasks, std::string_view text, double heldOut,
                                           std::int64_t maxTokens, const ComparisonEvents& events = {});

}  // namespace spikeglass
