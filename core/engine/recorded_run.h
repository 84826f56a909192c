// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/model.h"
#include "engine/text_script.h"
#include "io/recording_reader.h"
#include "trace/frame.h"

namespace spikeglass {

/// A recording as something that the views can show: a model and frames. One thread at a time.
struct RecordedRun {
    std::string path;
    /// The checkpoint, where the one that was recorded is at hand; else a model that knows its NetworkInfo and is never
    /// stepped (Model::isRecording()).
    std::shared_ptr<const Model> model;

    std::int64_t tokens() const { return reader.tokenCount(); }
    const RecordingHeader& header() const { return reader.header(); }
    /// Tokens [from, to), cut to those that there are, as the window showed them. Where a neuron fired its potential before
    /// reset is not recorded: NaN, as where the membrane is not. What older recordings lack is empty or NaN.
    /// Errors: damaged; more at once than RecordingReader::kMostBytes.
    Result<std::vector<Frame>> frames(std::int64_t from, std::int64_t to) const;
    /// The text with what was in force when, to be read again where there is the checkpoint. Errors: damaged.
    Result<TextScript> script() const;

    RecordingReader reader;
    std::vector<ExperimentChange> changes;  // ascending, from token 0 on
    std::vector<std::shared_ptr<const std::vector<Intervention>>> inForce;  // [changes], null: none
};

/// It is examined first (io/examination.h). checkpoint: used as the model if its file is the one that was recorded (SHA-256),
/// else ignored; read anew if what was recorded had weights of another type in memory.
/// Errors: those of examineFile() and RecordingReader; sites or slots that do not fit each other; a change that names none of
/// them; it was exchanged while it was opened.
Result<RecordedRun> openRecordedRun(const std::string& path, std::shared_ptr<const Model> checkpoint = nullptr);

/// Where a recording of this process lies. A value.
struct OwnRecording {
    std::string now;   // its name, perhaps while it is being written; empty: there is none
    std::string then;  // the name that it gets when it is complete
};
/// The same of one that this process writes or wrote, which is not examined. Errors: as above.
Result<RecordedRun> openOwnRecording(const OwnRecording& recording, std::shared_ptr<const Model> checkpoint);

}  // namespace spikeglass
