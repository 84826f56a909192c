// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "engine/run_recorder.h"

namespace spikeglass {

/// A recording that was asked for.
struct RecordingRequest {
    std::string path;
    std::vector<std::string> membraneSites;
};

/// The recording of one text beside its being written: an error ends the recording, never the text. One thread at a time.
class TextRecording {
  public:
    TextRecording(const std::optional<RecordingRequest>& request, const Model& model, const Experiment& experiment,
                  const std::vector<std::int32_t>& promptTokens);

    bool isOn() const { return m_recorder != nullptr; }
    Observer* observer() { return m_recorder.get(); }
    /// Flushes now and then.
    void commit(const Frame& frame, std::span<const float> logits, const Experiment& experiment);
    /// Something waits that a crash would lose.
    bool hasUnflushed() const { return m_unflushed; }
    void flush();
    void finish();
    const std::string& error() const { return m_error; }  // a sentence; empty: none

  private:
    void note(const Result<void>& done);

    std::unique_ptr<RunRecorder> m_recorder;  // null: not recording, or no longer
    std::string m_error;
    bool m_unflushed = false;
    std::chrono::steady_clock::time_point m_flushed = std::chrono::steady_clock::now();
};

}  // namespace spikeglass
