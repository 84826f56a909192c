// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "engine/lockstep.h"
#include "engine/runner.h"
#include "engine/text_recording.h"

namespace spikeglass {

/// Shared by the window's thread and the engine's. Private to Runner.
struct Runner::Data {
    Data(std::shared_ptr<const Model> m, std::size_t ringCapacity)
        : model(std::move(m)), ring(ringCapacity), laneRing(ringCapacity) {
        experiment.choice = BlockChoice::allSpiking(model->info());
    }

    // --- guarded by mutex ---
    mutable std::mutex mutex;
    std::condition_variable wake;
    bool quit = false;
    std::uint64_t textNumber = 0;   // grows with every start() and stop()
    std::uint64_t starts = 0;       // grows with every start()
    TextScript given;               // read first
    bool replay = false;            // `given` is a text that was read before
    bool pauseAfterReplay = false;
    std::int64_t maxTokens = 0;
    std::int64_t stepsAllowed = 0;  // tokens that may be read although paused
    double speed = 20;
    bool twin = true;
    WindowEnd windowEnd = WindowEnd::Stop;
    Experiment experiment;
    std::optional<LaneSettings> lane;
    std::optional<RecordingRequest> nextRecording;  // for the next start()
    std::optional<RecordingRequest> recording;      // of this text
    bool writing = false;           // the engine is in a text, and will complete its recording
    RunnerStatus status;
    TextScript written;  // the text so far
    // --- constant, or with its own protection ---
    const std::shared_ptr<const Model> model;
    FrameRing ring;
    FrameRing laneRing;
    std::thread thread;

    void begin(TextScript script, bool isReplay, std::int64_t most, bool paused);
    void run();

  private:
    void guarded(std::unique_lock<std::mutex>& lock, std::uint64_t number, const std::function<void()>& work);
    void writeText(std::unique_lock<std::mutex>& lock, std::uint64_t number);
    void readOn(std::unique_lock<std::mutex>& lock, std::uint64_t number, Lockstep& lanes, Experiment& inForce,
                std::optional<LaneSettings>& laneInForce, TextRecording& record);
    bool mayRead(const Lockstep& lanes, bool replaying);
    const Experiment& wanted(std::int64_t position, bool replaying) const;
    void publish(Lockstep::Frames frames, bool withLane);
};

}  // namespace spikeglass
