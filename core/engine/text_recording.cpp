// SPDX-License-Identifier: Apache-2.0
#include "engine/text_recording.h"

namespace spikeglass {
TextRecording::TextRecording(const std::optional<RecordingRequest>& request, const Model& model, const Experiment& experiment,
                             const std::vector<std::int32_t>& promptTokens)
    : m_request(request) {
    if (!request) return;
    RecordOptions options;
    options.membraneSites = request->membraneSites;
    options.mostBytes = request->mostBytes;
    if (model.tokenizer)
        for (std::size_t i = 0; i < promptTokens.size(); ++i) options.prompt += model.tokenBytes(promptTokens[i], i == 0);
    options.promptTokens = static_cast<std::int64_t>(promptTokens.size());
    auto recorder = RunRecorder::create(request->path, model, experiment, options);
    if (!recorder) {
        m_error = recorder.error().message;
        return;
    }
    m_recorder = std::move(*recorder);
    m_file = m_recorder->file();
}

void TextRecording::note(const Result<void>& done) {
    if (done) return;
    m_error = done.error().message;
    m_recorder.reset();
    m_unflushed = false;
}

void TextRecording::commit(const Frame& frame, std::span<const float> logits, const Experiment& experiment) {
    if (!m_recorder) return;
    m_unflushed = true;
    note(m_recorder->commit(frame, logits, experiment));
    if (!m_recorder) return;
    const auto room = m_recorder->hasRoom();
    if (!room)
        note(tl::unexpected(room.error()));
    else if (!*room)
        endAtLimit();
}

void TextRecording::endAtLimit() {
    finish();
    if (m_error.empty())
        m_error = m_request->path + ": has reached its limit of " + std::to_string(m_request->mostBytes) +
                  " bytes and is complete up to here; the text goes on without being recorded";
}

void TextRecording::flush() {
    m_unflushed = false;
    if (m_recorder) note(m_recorder->flush());
}

void TextRecording::finish() {
    if (m_recorder) {
        const auto done = m_recorder->finish();
        m_file = m_recorder->file();
        note(done);
    }
    m_recorder.reset();
    m_unflushed = false;
}

}  // namespace spikeglass
