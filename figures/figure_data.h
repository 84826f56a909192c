// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/lane.h"
#include "engine/recorded_run.h"
#include "engine/text_script.h"
#include "trace/frame.h"

namespace spikeglass::figures {

/// One row of a ladder.
struct LadderRow {
    std::string model;
    std::string choice;
    double bitsPerCharacter = 0;
    double energyJoules = 0;       // per token, under LadderData::pricing
    double analogJoules = 0;       // of the analog twin
    double firingRate = 0;         // mean
};

/// What the marks of a figure are made from: a stretch of a run, read back or computed anew. A value that shares its model.
struct FigureData {
    std::shared_ptr<const Model> model;  // null: a ladder alone
    std::vector<Frame> frames;           // [to - from), of tokens from .. to - 1; potentials after reset
    std::vector<Frame> other;            // lane B on the same tokens; empty: none
    std::shared_ptr<const Model> otherModel;
    std::string otherName;               // what B is, in words
    std::vector<LadderRow> ladder;
    std::string ladderPricing;           // id

    // Of the whole run:
    std::string modelSha256, modelTitle, prompt;
    std::int64_t tokens = 0;
    TextScript script;

    std::int64_t from() const { return frames.empty() ? 0 : frames.front().index; }
    std::int64_t to() const { return frames.empty() ? 0 : frames.back().index + 1; }
};

/// Tokens [from, to) of a recording; to: -1 for the end. Errors: damaged; an empty range; too many tokens for memory; it
/// was asked to stop.
Result<FigureData> dataOfRecording(const RecordedRun& run, std::int64_t from, std::int64_t to, const std::stop_token& stop = {});

/// The same from the run's script, computed anew: the same bits as it was recorded.
/// Errors: the model is a recording's; an empty range; a lane that cannot read these tokens; it was asked to stop.
Result<FigureData> dataOfScript(const std::shared_ptr<const Model>& model, const TextScript& script, std::int64_t from, std::int64_t to,
                                const std::optional<LaneSettings>& lane = std::nullopt, const std::stop_token& stop = {});

/// Puts another recording of the same tokens beside it as lane B; where both hold logits, with the divergence.
Result<void> addOther(FigureData& data, const RecordedRun& run, const RecordedRun& other);

}  // namespace spikeglass::figures
