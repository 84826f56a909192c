// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/generator.h"
#include "engine/lane.h"
#include "engine/model.h"
#include "engine/text_script.h"
#include "trace/frame_ring.h"

namespace spikeglass {

/// What the engine's thread is doing, read at any time from any thread.
struct RunnerStatus {
    enum class Phase { Idle, Running, Paused, Finished };
    Phase phase = Phase::Idle;
    bool replaying = false;             // reads the tokens of a script again
    std::int64_t tokens = 0;            // read so far, prompt included
    std::int64_t droppedFrames = 0;     // frames the window was too slow for; the text itself is never lost
    std::size_t windowTokens = 0;       // in the network's window; 0 where positions never end
    bool windowFull = false;            // paused because the network's window is full and WindowEnd is Stop
    double tokensPerSecond = 0;         // measured over the last second of running
    double engineSecondsPerToken = 0;   // time spent computing, without the wait that keeps the chosen speed
    bool recording = false;             // a recording is being written; false once it has its name
    std::string recordingFile;          // where this text is being recorded, under whichever name; empty: nowhere
    std::string recordingError;         // a sentence: the recording ended (a full disk), the text did not; empty: none
    std::string error;                  // a sentence: computing failed (no memory), so the text ended; empty: none
};

/// Generates on a thread of its own and never waits for the picture. All members may be called from one other thread (the
/// window's); they return at once. Where computing throws, the text ends and RunnerStatus::error says why; what was written
/// stays, its recording is complete up to there, and start() begins another.
class Runner {
  public:
    explicit Runner(std::shared_ptr<const Model> model, std::size_t ringCapacity = 1024);
    ~Runner();  // stops the thread, waits for the token being computed

    const Model& model() const;

    /// Starts a new text: reads the prompt, then generates up to maxTokens more (0: without end). paused: waits for
    /// resume() or stepToken() before the first token.
    void start(std::vector<std::int32_t> prompt, std::int64_t maxTokens, bool paused = false);
    /// The same from a script: reads its tokens again as fast as it can, each with what was in force then, and goes on with
    /// what the setters below say. Nothing changed: as if it had never stopped. While it replays it waits for the picture,
    /// so that no frame is lost, and passes the end of the network's window. maxTokens counts from the end of the script;
    /// paused: waits there. Precondition: its tokens are within the vocabulary, its changes fit the network.
    void start(TextScript given, std::int64_t maxTokens, bool paused = false);
    void pause();
    void resume();
    void stepToken();  // one token, then pause
    void stop();       // ends the text; what was written stays

    void setSpeed(double tokensPerSecond);  // 0: as fast as it can
    void setSampling(const Sampling& sampling);
    void setChoice(const BlockChoice& choice);  // from the next token on
    void setInterventions(std::vector<Intervention> interventions);  // from the next token on
    void setExperiment(const Experiment& experiment);                // all three at once: no token sees a part of it
    /// Stop (the default): at the end of the network's window the text pauses with RunnerStatus::windowFull; after
    /// setWindowEnd(Restart), resume() goes on.
    void setWindowEnd(WindowEnd end);
    /// Whether the analog twin runs beside the network, for the energy of the same tokens (it costs as much again).
    void setTwin(bool on);

    /// Lane B, from the next start() on. Of a lane that runs, choice and interventions take effect at the next token; none,
    /// another model or kind of text end it. Precondition of Text::Same: canShareTokens().
    void setLane(std::optional<LaneSettings> lane);

    /// Records the next text that start() begins, every token of it, whatever frames are dropped (lane B is not recorded);
    /// the file is complete when that text ends or another begins. An empty path: nothing. To record a text that runs, start
    /// its script() again. membraneSites: as RecordOptions says. mostBytes: where the file would grow larger it is completed, which
    /// RunnerStatus::recordingError says, and the text goes on; 0: no limit. Errors: those of RunRecorder::check().
    Result<void> setRecording(const std::string& path, std::vector<std::string> membraneSites = {}, std::uint64_t mostBytes = 0);

    RunnerStatus status() const;
    /// Frames in order; take them from the window's thread only. A new start() clears it.
    FrameRing& frames();
    /// Those of lane B, index for index: both are put there or both are dropped (counted by frames() alone).
    FrameRing& laneFrames();
    /// Every token of the text so far, whatever frames were dropped.
    std::vector<std::int32_t> tokens() const;
    /// The text so far, to be read again.
    TextScript script() const;

  private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

}  // namespace spikeglass
