// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/run_recorder.h"

namespace spikeglass {

/// A recording that was asked for.
struct RecordingRequest {
    std::string path;
    std::vector<std::string> membraneSites;
    std::uint64_t mostBytes = 0;  // of the file, which ends before it grows larger; 0: no limit
};

/// The recording of one text beside its being written: an error ends the recording, never the text. One thread at a time.
class TextRecording {
  public:
    TextRecording(const std::optional<RecordingRequest>& request, const Model& model, const Experiment& experiment,
                  const std::vector<std::int32_t>& promptTokens);

    bool isOn() const { return m_recorder != nullptr; }
    Observer* observer() { return m_recorder.get(); }
    /// At the limit of its size the recording is completed, which error() says, and the text goes on.
    void commit(const Frame& frame, std::span<const float> logits, const Experiment& experiment);
    /// Something waits that a crash would lose.
    bool hasUnflushed() const { return m_unflushed; }
    void flush();
    void finish();
    const std::string& error() const { return m_error; }  // a sentence; empty: none
    const std::string& file() const { return m_file; }    // where what is recorded lies, under whichever name; empty: nowhere

  private:
    void note(const Result<void>& done);
    void endAtLimit();

    std::optional<RecordingRequest> m_request;
    std::unique_ptr<RunRecorder> m_recorder;  // null: not recording, or no longer
    std::string m_error, m_file;
    bool m_unflushed = false;
};

}  // namespace spikeglass
