// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "compare_view.h"
#include "engine/lane.h"

namespace spikeglass {

class EngineBridge;
class ExperimentDesk;
class Playback;
class TextDesk;
class TransportBar;
struct RecordedRun;

/// Starts and ends lane B: loads its network if it is another one, and has the text read again in both lanes. Lives in the
/// window's thread.
class LaneDesk : public QObject {
    Q_OBJECT
  public:
    struct Parts {
        EngineBridge* engine;
        RunViewModel *run, *laneRun;
        ExperimentDesk* experiment;
        TextDesk* texts;
        TransportBar* transport;
        CompareView* view;
    };
    LaneDesk(const Parts& parts, QObject* parent);
    ~LaneDesk() override;  // cancels what is being loaded, and waits for that

    bool isActive() const { return m_active; }
    /// Lane B's texts are its own, so that two texts are to be shown.
    bool hasOwnText() const;
    bool isRecording() const;  // lane B is one
    QString recordingPath() const;  // empty: it is none
    const QString& what() const { return m_what; }  // "B: SpikeDecoder, degree-4, its own text"

    /// As the view is set.
    void compare();
    /// Writes on twice from the newest token: with the interventions in force, and without.
    void withoutInterventions();
    /// By name, on the text in the window: a block choice that the network holds, or "without" for no interventions.
    /// Errors: neither.
    Result<void> compareWith(const QString& name);
    /// A recording as lane B, beside the text or the recording in the window, once it is opened.
    void compareWithRecording(const QString& path);
    /// A kept text as lane B, beside the one in the window.
    void compareWithText(int id);
    void end();
    /// Another network or none in lane A: there is nothing to compare any more.
    void reset();

  Q_SIGNALS:
    void failed(const QString& sentence);
    void changed();

  private:
    void onModelPicked();
    void chooseFile();
    void listPresets(const NetworkInfo& info);
    using TakeModel = std::function<void(std::shared_ptr<const Model>)>;
    using TakeRecording = std::function<void(std::shared_ptr<const RecordedRun>)>;
    void withSource(const QString& path, const TakeModel& model, const TakeRecording& recording);
    void takeRecording(const QString& path, const std::shared_ptr<const RecordedRun>& run);
    void start(const LaneRequest& request, const std::shared_ptr<const Model>& model);
    void show(bool active, const QString& what, std::int64_t from = 0);
    bool set(const LaneSettings& lane);  // false: it cannot be, and failed() said why
    QString describe(const LaneSettings& lane, const LaneRequest& request, const TextScript& whole) const;

    Parts m_parts;
    bool m_active = false;
    QString m_what;
    std::int64_t m_from = 0;  // the first token at which the lanes may differ
    std::vector<BlockChoice> m_presets;  // as the view lists them
    std::shared_ptr<const Model> m_other;  // loaded last for lane B
    QString m_otherPath;
    Playback* m_recorded;  // of lane B, where that is a recording
    std::thread m_loader;
    bool m_loading = false;
    std::atomic<bool> m_cancel = false;
};

}  // namespace spikeglass
