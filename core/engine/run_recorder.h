// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "engine/model.h"
#include "engine/text_script.h"
#include "io/recording_file.h"
#include "trace/frame.h"

namespace spikeglass {

/// What to put into a recording besides spikes, text, predictions and operations.
struct RecordOptions {
    bool logits = false;
    std::vector<std::string> membraneSites;  // site names, or "all" alone; empty: none
    std::string prompt;
    std::int64_t promptTokens = 0;           // given, not drawn
    std::uint64_t mostBytes = 0;             // of the file; 0: as many as it takes
};

/// Writes a run into a recording (docs/recording-format.md): hand it to FrameMaker::read as the other observer, then
/// commit() the frame. One thread at a time.
class RunRecorder : public Observer {
  public:
    /// Errors: a membrane site that does not exist or has no membrane (names those there are); RecordingWriter::create.
    static Result<std::unique_ptr<RunRecorder>> create(const std::string& path, const Model& model,
                                                       const Experiment& experiment, const RecordOptions& options);
    /// What create() would say of the options, and of a folder that is not there or may not be written.
    static Result<void> check(const std::string& path, const Model& model, const RecordOptions& options);

    void onSite(const SiteActivity& activity) override;
    void onOperations(int, const OperationCounts&) override {}

    /// Ends a token: appends its frame, and what the sites did since the last commit. experiment: in force at it. What waits
    /// for longer than kFlushInterval goes to disk with it.
    Result<void> commit(const Frame& frame, std::span<const float> logits, const Experiment& experiment);
    /// Whether another token fits within RecordOptions::mostBytes; if not, finish().
    Result<bool> hasRoom() { return m_writer.hasRoom(); }
    /// Puts on disk what waits.
    Result<void> flush();
    static constexpr std::chrono::seconds kFlushInterval{2};
    /// Completes the file under its final name. Without it the file stays under its temporary name, readable.
    Result<void> finish() { return m_writer.finish(); }
    /// Where it lies now, under whichever name.
    const std::string& file() const { return m_writer.file(); }

  private:
    RunRecorder(const Model& model, RecordingWriter writer, const RecordingHeader& header);
    void copyCounts(const std::vector<OperationCounts>& counts, std::vector<std::int64_t>& to) const;

    const NetworkInfo m_info;
    RecordingWriter m_writer;
    bool m_logits;
    std::vector<RecordedSite> m_sites;
    Experiment m_experiment;
    std::vector<std::vector<Word>> m_spikes;     // [sites][timesteps * wordsFor(width)]
    std::vector<std::vector<float>> m_membrane;  // [sites][timesteps * width], empty where not recorded
    std::vector<std::span<const Word>> m_spikeSpans;
    std::vector<std::span<const float>> m_membraneSpans;
    std::vector<std::int64_t> m_operations, m_twinOperations;  // [components, fields]
    std::vector<std::int32_t> m_candidates;
    std::vector<float> m_probabilities;
    bool m_begun = false;
    std::chrono::steady_clock::time_point m_flushed = std::chrono::steady_clock::now();  // stands still while the machine sleeps
};

}  // namespace spikeglass
