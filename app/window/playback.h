// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "engine/recorded_run.h"
#include "engine/runner.h"

namespace spikeglass {

class RunViewModel;

/// Shows a recording: brings its tokens into the views piece by piece, then plays through them at the chosen speed by
/// moving the pinned token. Lives in the window's thread.
class Playback : public QObject {
    Q_OBJECT
  public:
    explicit Playback(RunViewModel* run, QObject* parent = nullptr);

    /// run: from openRecordedRun(). Resets the view model to it.
    void open(std::shared_ptr<const RecordedRun> run);
    void close();  // another thing takes its place
    bool isOpen() const { return m_recorded != nullptr; }
    const RecordedRun& recorded() const { return *m_recorded; }

    void playOrPause();  // from the pinned token; from the beginning where there is none, or it is the last
    void pause();
    void rewind();  // to the beginning, and pauses
    void step();
    /// Whether the views scroll with what is played.
    void setFollowing(bool on) { m_following = on; }
    bool isFollowing() const { return m_following; }
    void setSpeed(double tokensPerSecond);  // 0: as fast as the views are drawn
    /// As the transport shows it: tokens are those up to the pinned one.
    RunnerStatus status() const;
    bool isLoading() const { return m_recorded != nullptr && m_loaded < m_recorded->tokens(); }

  Q_SIGNALS:
    void changed();
    void failed(const QString& sentence);  // the recording turned out to be damaged; what came before it stays

  private:
    void load();
    void advance();

    RunViewModel* m_run;
    std::shared_ptr<const RecordedRun> m_recorded;
    std::int64_t m_loaded = 0;
    bool m_playing = false, m_following = true;
    double m_speed = 20;
    QTimer m_loading, m_clock;
};

}  // namespace spikeglass
