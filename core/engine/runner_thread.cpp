// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <exception>
#include <new>

#include "engine/runner_data.h"

namespace spikeglass {
namespace {

using Clock = std::chrono::steady_clock;
using Phase = RunnerStatus::Phase;

constexpr std::chrono::milliseconds kPictureWait{1};  // while replaying, until there is room in the ring again

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

/// Tokens per second over about the last second of running.
class SpeedMeter {
  public:
    void restart() { m_since = Clock::now(), m_count = 0; }
    void count(double& tokensPerSecond) {
        ++m_count;
        const double elapsed = seconds(Clock::now() - m_since);
        if (elapsed >= 1.0 || (tokensPerSecond == 0 && elapsed >= 0.1)) {
            tokensPerSecond = m_count / elapsed;
            restart();
        }
    }

  private:
    Clock::time_point m_since = Clock::now();
    double m_count = 0;
};

}  // namespace

void Runner::Data::run() {
    std::unique_lock lock(mutex);
    while (!quit) {
        if (status.phase != Phase::Running && !(status.phase == Phase::Paused && stepsAllowed > 0)) {
            wake.wait(lock);
            continue;
        }
        const std::uint64_t number = textNumber, begun = starts;
        writing = true;
        guarded(lock, number, [&] { writeText(lock, number); });
        writing = false;
        // A text that was stopped before its turn came is not recorded either.
        if (starts == begun || status.phase == Phase::Finished) status.recording = false;
    }
}

/// Does work on a text. What it throws ends that text, not the thread. Holds the lock again when it returns.
void Runner::Data::guarded(std::unique_lock<std::mutex>& lock, std::uint64_t number, const std::function<void()>& work) {
    const auto complain = [&](const std::string& sentence) {
        if (!lock.owns_lock()) lock.lock();
        if (textNumber != number) return;  // another text took its place
        status.phase = Phase::Finished;
        status.replaying = false;
        status.error = sentence;
    };
    try {
        work();
    } catch (const std::bad_alloc&) {
        complain("the text ends here: there is not enough memory to go on");
    } catch (const std::exception& error) {
        complain(std::string("the text ends here: ") + error.what());
    }
}

/// What is to be in force at a position of the text.
const Experiment& Runner::Data::wanted(std::int64_t position, bool replaying) const {
    const Experiment* before = replaying ? given.at(position) : nullptr;
    return before != nullptr ? *before : experiment;
}

/// False where the text has come to an end of some kind, which the status then says.
bool Runner::Data::mayRead(const Lockstep& lanes, bool replaying) {
    if (replaying) return true;
    if (maxTokens > 0 && lanes.position() >= static_cast<std::int64_t>(given.tokens.size()) + maxTokens) {
        status.phase = Phase::Finished;
        return false;
    }
    status.windowFull = windowEnd == WindowEnd::Stop && lanes.windowFull();
    if (!status.windowFull) return true;
    status.phase = Phase::Paused;
    stepsAllowed = 0;
    return false;
}

void Runner::Data::publish(Lockstep::Frames frames, bool withLane) {
    if (withLane && !(ring.hasRoom() && laneRing.hasRoom())) {
        ring.countDropped();
    } else {
        ring.push(std::move(frames.a));
        if (withLane) laneRing.push(std::move(*frames.b));
    }
    status.droppedFrames = ring.dropped();
}

/// Writes the current text until it ends, is replaced, or the program quits. Holds the lock except while computing.
void Runner::Data::writeText(std::unique_lock<std::mutex>& lock, std::uint64_t number) {
    Experiment inForce = wanted(0, replay);
    std::optional<LaneSettings> laneInForce = lane;
    const std::optional<RecordingRequest> request = recording;
    const std::uint64_t begun = starts;
    const auto prompt = given.tokens.begin();
    const std::vector<std::int32_t> promptTokens(prompt, prompt + std::min(given.promptTokens, std::ssize(given.tokens)));
    lock.unlock();
    Lockstep lanes(model, inForce, laneInForce);
    TextRecording record(request, *model, inForce, promptTokens);
    lock.lock();
    if (!record.error().empty()) status.recordingError = record.error();
    if (starts == begun) status.recordingFile = record.file();

    // Whatever ends the text, its recording is completed.
    guarded(lock, number, [&] { readOn(lock, number, lanes, inForce, laneInForce, record); });

    lock.unlock();
    record.finish();
    lock.lock();
    if (!record.error().empty()) status.recordingError = record.error();
    if (starts == begun) status.recordingFile = record.file();  // else the status is that of another text
}

void Runner::Data::readOn(std::unique_lock<std::mutex>& lock, std::uint64_t number, Lockstep& lanes, Experiment& inForce,
                          std::optional<LaneSettings>& laneInForce, TextRecording& record) {
    const std::uint64_t begun = starts;
    const auto current = [&] { return !quit && textNumber == number; };
    const auto interval = [&] {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / speed));
    };
    const auto givenTokens = static_cast<std::int64_t>(given.tokens.size());
    SpeedMeter meter;
    auto last = Clock::now() - std::chrono::hours(1);  // when the last token was due

    while (current()) {
        const std::int64_t position = lanes.position();
        const bool replaying = replay && position < givenTokens;
        if (status.phase == Phase::Paused && stepsAllowed == 0) {
            if (record.hasUnflushed()) {
                lock.unlock();
                record.flush();
                lock.lock();
                continue;
            }
            wake.wait(lock, [&] { return !current() || status.phase == Phase::Running || stepsAllowed > 0; });
            meter.restart();
            continue;
        }
        if (!replaying && stepsAllowed == 0 && speed > 0 && Clock::now() < last + interval()) {
            wake.wait_until(lock, last + interval());  // woken early by a change of speed or a command
            continue;
        }
        if (replaying && !(ring.hasRoom() && (!lanes.hasLane() || laneRing.hasRoom()))) {
            wake.wait_for(lock, kPictureWait);
            continue;
        }
        if (!mayRead(lanes, replaying)) {
            if (status.phase == Phase::Finished) return;
            continue;
        }
        if (stepsAllowed > 0) --stepsAllowed;
        const bool experimentChanges = inForce != wanted(position, replaying);
        if (experimentChanges) inForce = wanted(position, replaying);
        const bool laneChanges = laneInForce != lane;
        if (laneChanges) laneInForce = lane;
        const bool withTwin = twin;
        const bool fromPrompt = position < given.promptTokens;
        std::optional<std::int32_t> token;
        if (position < givenTokens) token = given.tokens[static_cast<std::size_t>(position)];

        lock.unlock();
        const auto before = Clock::now();
        if (experimentChanges) lanes.setExperiment(inForce);
        if (laneChanges) lanes.setLane(laneInForce);
        Lockstep::Frames frames = lanes.read(token, fromPrompt, withTwin, record.observer());
        const double busy = seconds(Clock::now() - before);
        lock.lock();

        if (!current()) return;
        written.tokens.push_back(frames.a.token);
        if (written.changes.empty() || written.changes.back().experiment != inForce)
            written.changes.push_back({position, inForce});
        if (record.isOn()) {
            lock.unlock();
            record.commit(frames.a, lanes.generator().logits(), inForce);
            lock.lock();
            if (!record.error().empty()) status.recordingError = record.error();
            if (starts != begun) return;  // stopped is not replaced: its last frame is still to be seen
            status.recording = record.isOn();
            status.recordingFile = record.file();
        }
        publish(std::move(frames), lanes.hasLane());
        status.tokens = position + 1;
        status.windowTokens = model->info().positions > 0 ? lanes.generator().windowPosition() + 1 : 0;
        constexpr double kSmoothing = 0.1;
        status.engineSecondsPerToken =
            position == 0 ? busy : (1 - kSmoothing) * status.engineSecondsPerToken + kSmoothing * busy;
        meter.count(status.tokensPerSecond);
        if (replaying && position + 1 == givenTokens) {
            status.replaying = false;
            if (pauseAfterReplay && status.phase == Phase::Running) status.phase = Phase::Paused;
            status.tokensPerSecond = 0;  // was the replay's
            meter.restart();
        }
        // Keeps the rhythm on average, but never hurries to make up for more than one token.
        if (speed > 0 && before - last < 2 * interval())
            last += interval();
        else
            last = before;
    }
}

}  // namespace spikeglass
