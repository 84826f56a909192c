// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include "engine/recorded_run.h"
#include "engine/runner.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

/// What a person calls the tokens of a model: "characters", "words" or "tokens".
QString tokenUnit(const Model& model);

/// Between the window and the engine: loads models on a thread of its own, owns the Runner, and moves its frames into the
/// RunViewModel, a bounded amount at a time. Lives in the window's thread; every member returns at once except
/// finishText(), finishRecording() and the destructor, which cancels and waits for what is being loaded.
class EngineBridge : public QObject {
    Q_OBJECT
  public:
    /// lane: where lane B's frames go.
    EngineBridge(RunViewModel* run, RunViewModel* lane, QObject* parent = nullptr);
    ~EngineBridge() override;

    /// Loads in the background; then modelOpened(), or openFailed() and the model before stays. The last request wins.
    /// blockAssignments: "SLOT=ann|snn", as --block gives them.
    void openModel(const QString& path, const QStringList& blockAssignments = {});
    /// A recording instead of a checkpoint: then recordingOpened(), and no engine until a checkpoint is opened.
    bool isLoading() const { return m_loading; }
    const QString& loadingPath() const { return m_loadingPath; }
    /// Ends that soon: then openCancelled(), and what was open before stays.
    void cancelLoading();
    bool hasModel() const { return m_runner != nullptr; }
    /// Without loading anything: goes on with a model that is there.
    void useModel(std::shared_ptr<const Model> model, const BlockChoice& choice) { adopt(std::move(model), choice); }
    /// See Runner::setRecording(); every membrane.
    Result<void> setRecording(const QString& path, std::uint64_t mostBytes = 0);
    /// Records each text by itself (spikes alone) in a folder of its own below this one, gone with the bridge, so that what
    /// leaves memory is still there. A text that is recorded by setRecording() is not recorded twice.
    void spoolBelow(const QString& folder);
    /// The recording of the text that runs; empty: none.
    QString recordingPath() const { return m_recordingPath; }
    bool isSpooling() const { return m_isSpooling; }  // that is the spool beside memory, no file of the user's
    /// Where it can be read.
    OwnRecording recording() const { return {status().recordingFile, m_recordingPath.toStdString()}; }

    /// A new text. maxTokens 0: without end. Errors: no model; what Model::encodePrompt says; a prompt longer than the
    /// network's window, at whose end the text shall stop. The text before stays then.
    Result<void> start(const QString& prompt, std::int64_t maxTokens, bool paused = false);
    /// Reads a script again, then goes on (or waits, if paused). Precondition: a model is open and the tokens are its own.
    void replay(TextScript script, std::int64_t maxTokens, bool paused);
    TextScript script() const;  // of the text so far
    /// Lane B, from the next text or replay on; what is in force in a lane that runs changes at the next token. None: ends
    /// it; what it wrote stays in its view model until the next text. Errors: no model; B is to read A's text and cannot.
    Result<void> setLane(const std::optional<LaneSettings>& lane);
    const std::optional<LaneSettings>& lane() const { return m_lane; }
    std::shared_ptr<const Model> model() const { return m_run->sharedModel(); }
    void pause();
    void resume();
    void step();
    void stop();

    void setSpeed(double tokensPerSecond);  // 0: full
    /// What is in force from the next token on. Precondition: the open checkpoint holds every form of the choice.
    void setExperiment(const Experiment& experiment);
    void setTwin(bool on);
    void setWindowEnd(WindowEnd end);
    /// What the next models to be loaded hold in memory.
    void setWeights(WeightType weights) { m_weights = weights; }
    WeightType weights() const { return m_weights; }
    const Experiment& experiment() const { return m_experiment; }
    const BlockChoice& choice() const { return m_experiment.choice; }
    const Sampling& sampling() const { return m_experiment.sampling; }

    RunnerStatus status() const;
    /// A text is being written or is paused.
    bool hasText() const;
    /// Ends the text and waits until its recording is complete: for a program that is about to end.
    void finishRecording();
    /// Waits until the text is written to its end and every frame of it has arrived, dropping none: for pictures.
    /// Precondition: a text with an end is running.
    void finishText();

  Q_SIGNALS:
    void loadingChanged(bool loading);
    void loadingProgressed(double part);  // 0: the file is being examined
    void modelClosing();  // another one, or a recording, is about to take its place
    void modelOpened();
    void recordingOpened(std::shared_ptr<const RecordedRun> run);
    void openFailed(const QString& sentence);
    void openCancelled();
    void statusChanged();
    void textStarting();  // recordingPath() is that of the text that comes

  private:
    struct Request {
        QString path;
        QStringList blockAssignments;
    };
    void load(const Request& request);
    bool reportLoading(double part, double& said);
    bool endLoading();
    void loadRecording(const Request& request, const std::shared_ptr<const Model>& checkpoint);
    void finishLoading(const Request& request, Result<std::shared_ptr<const Model>> model);
    void adopt(std::shared_ptr<const Model> model, const BlockChoice& choice);
    void wake();  // look for frames often
    void tick();
    bool drain(int milliseconds);

    void resetViews();
    void prepareRecording();

    RunViewModel *m_run, *m_laneRun;
    std::unique_ptr<QTemporaryDir> m_spool;  // before the runner: it writes there to its end
    std::unique_ptr<Runner> m_runner;
    std::optional<LaneSettings> m_lane;
    QString m_wantedRecording, m_recordingPath;
    bool m_isSpooling = false;
    Experiment m_experiment;
    double m_speed = 20;
    bool m_twin = true;
    WindowEnd m_windowEnd = WindowEnd::Stop;
    WeightType m_weights = WeightType::Float32;

    std::thread m_loader;
    bool m_loading = false;
    std::atomic<bool> m_cancelLoading = false;
    QString m_loadingPath;
    std::optional<Request> m_next;  // asked for while another was being loaded

    QTimer m_timer;
    QElapsedTimer m_sinceCommand;
    RunnerStatus m_reported;
};

}  // namespace spikeglass
