// SPDX-License-Identifier: Apache-2.0
#include "engine/runner.h"

#include <algorithm>
#include <utility>

#include "engine/runner_data.h"

namespace spikeglass {

using Phase = RunnerStatus::Phase;

Runner::Runner(std::shared_ptr<const Model> model, std::size_t ringCapacity)
    : m_data(std::make_unique<Data>(std::move(model), ringCapacity)) {
    m_data->thread = std::thread([data = m_data.get()] { data->run(); });
}

Runner::~Runner() {
    {
        std::lock_guard lock(m_data->mutex);
        m_data->quit = true;
    }
    m_data->wake.notify_all();
    m_data->thread.join();
}

const Model& Runner::model() const { return *m_data->model; }

void Runner::Data::begin(TextScript script, bool isReplay, std::int64_t most, bool paused) {
    {
        std::lock_guard guard(mutex);
        ++textNumber;
        ++starts;
        given = std::move(script);
        given.promptTokens = std::clamp<std::int64_t>(given.promptTokens, 0, std::ssize(given.tokens));
        replay = isReplay && !given.tokens.empty();
        pauseAfterReplay = replay && paused;
        maxTokens = most;
        stepsAllowed = 0;
        recording = std::exchange(nextRecording, std::nullopt);
        written = {};
        written.promptTokens = given.promptTokens;
        ring.clear();  // the engine pushes only under the lock
        laneRing.clear();
        status = {};
        status.phase = paused && !replay ? Phase::Paused : Phase::Running;
        status.replaying = replay;
        status.recording = recording.has_value();
        status.droppedFrames = ring.dropped();
    }
    wake.notify_all();
}

void Runner::start(std::vector<std::int32_t> prompt, std::int64_t maxTokens, bool paused) {
    TextScript script;
    script.promptTokens = static_cast<std::int64_t>(prompt.size());
    script.tokens = std::move(prompt);
    m_data->begin(std::move(script), false, maxTokens, paused);
}

void Runner::start(TextScript given, std::int64_t maxTokens, bool paused) {
    m_data->begin(std::move(given), true, maxTokens, paused);
}

void Runner::pause() {
    std::lock_guard lock(m_data->mutex);
    if (m_data->status.phase == Phase::Running) m_data->status.phase = Phase::Paused;
}

void Runner::resume() {
    {
        std::lock_guard lock(m_data->mutex);
        m_data->pauseAfterReplay = false;
        if (m_data->status.phase == Phase::Paused) m_data->status.phase = Phase::Running;
    }
    m_data->wake.notify_all();
}

void Runner::stepToken() {
    {
        std::lock_guard lock(m_data->mutex);
        if (m_data->status.phase == Phase::Running) m_data->status.phase = Phase::Paused;
        if (m_data->status.phase == Phase::Paused) ++m_data->stepsAllowed;
    }
    m_data->wake.notify_all();
}

void Runner::stop() {
    {
        std::lock_guard lock(m_data->mutex);
        ++m_data->textNumber;
        m_data->status.replaying = false;
        m_data->status.recording = m_data->status.recording && m_data->writing;
        if (m_data->status.phase != Phase::Idle) m_data->status.phase = Phase::Finished;
    }
    m_data->wake.notify_all();
}

void Runner::setSpeed(double tokensPerSecond) {
    {
        std::lock_guard lock(m_data->mutex);
        m_data->speed = tokensPerSecond;
    }
    m_data->wake.notify_all();
}

void Runner::setSampling(const Sampling& sampling) {
    std::lock_guard lock(m_data->mutex);
    m_data->experiment.sampling = sampling;
}

void Runner::setChoice(const BlockChoice& choice) {
    std::lock_guard lock(m_data->mutex);
    m_data->experiment.choice = choice;
}

void Runner::setInterventions(std::vector<Intervention> interventions) {
    std::lock_guard lock(m_data->mutex);
    m_data->experiment.interventions = std::move(interventions);
}

void Runner::setExperiment(const Experiment& experiment) {
    std::lock_guard lock(m_data->mutex);
    m_data->experiment = experiment;
}

void Runner::setWindowEnd(WindowEnd end) {
    std::lock_guard lock(m_data->mutex);
    m_data->windowEnd = end;
}

void Runner::setTwin(bool on) {
    std::lock_guard lock(m_data->mutex);
    m_data->twin = on;
}

void Runner::setLane(std::optional<LaneSettings> lane) {
    std::lock_guard lock(m_data->mutex);
    m_data->lane = std::move(lane);
}

Result<void> Runner::setRecording(const std::string& path, std::vector<std::string> membraneSites, std::uint64_t mostBytes) {
    std::optional<RecordingRequest> request;
    if (!path.empty()) {
        RecordOptions options;
        options.membraneSites = membraneSites;
        if (auto ok = RunRecorder::check(path, *m_data->model, options); !ok) return ok;
        request = RecordingRequest{path, std::move(membraneSites), mostBytes};
    }
    std::lock_guard lock(m_data->mutex);
    m_data->nextRecording = std::move(request);
    return {};
}

RunnerStatus Runner::status() const {
    std::lock_guard lock(m_data->mutex);
    return m_data->status;
}

FrameRing& Runner::frames() { return m_data->ring; }

FrameRing& Runner::laneFrames() { return m_data->laneRing; }

std::vector<std::int32_t> Runner::tokens() const {
    std::lock_guard lock(m_data->mutex);
    return m_data->written.tokens;
}

TextScript Runner::script() const {
    std::lock_guard lock(m_data->mutex);
    return m_data->written.before(static_cast<std::int64_t>(m_data->written.tokens.size()));
}

}  // namespace spikeglass
