// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/model.h"
#include "engine/sampler.h"
#include "io/recording_file.h"

namespace spikeglass {

/// What to put into a recording besides spikes and text.
struct RecordOptions {
    bool logits = false;
    std::vector<std::string> membraneSites;  // site names, or "all" alone; empty: none
    std::string prompt;
    Sampling sampling;
};

/// Writes a run into a recording (docs/recording-format.md): hand it to Network::step as the observer, then commit() the
/// token. One thread at a time.
class RunRecorder : public Observer {
  public:
    /// Errors: a membrane site that does not exist or has no membrane (names those there are); RecordingWriter::create.
    static Result<std::unique_ptr<RunRecorder>> create(const std::string& path, const Model& model,
                                                       const BlockChoice& choice, const RecordOptions& options);

    void onSite(const SiteActivity& activity) override;
    void onOperations(int, const OperationCounts&) override {}

    /// Ends a token: appends what the sites did since the last commit. text: whole characters.
    Result<void> commit(std::int32_t token, std::string_view text, std::span<const float> logits);
    /// Completes the file under its final name. Without it the file stays under its temporary name, readable.
    Result<void> finish() { return m_writer.finish(); }

  private:
    RunRecorder(const Model& model, RecordingWriter writer, const RecordingHeader& header);

    RecordingWriter m_writer;
    bool m_logits;
    std::vector<RecordedSite> m_sites;
    std::vector<std::vector<Word>> m_spikes;     // [sites][timesteps * wordsFor(width)]
    std::vector<std::vector<float>> m_membrane;  // [sites][timesteps * width], empty where not recorded
    std::vector<std::span<const Word>> m_spikeSpans;
    std::vector<std::span<const float>> m_membraneSpans;
};

}  // namespace spikeglass
