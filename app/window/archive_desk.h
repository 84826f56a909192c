// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "engine/recorded_run.h"

namespace spikeglass {

class RunHistory;
class RunViewModel;

/// Brings old tokens back into view: memory holds the newest part of a run, a recording on disk all of it. Reads the
/// recording while it is being written; a page is read on a thread of its own. Lives in the window's thread.
class ArchiveDesk : public QObject {
    Q_OBJECT
  public:
    explicit ArchiveDesk(RunViewModel* run, QObject* parent);
    ~ArchiveDesk() override;  // waits for the page that is being read

    using Open = std::function<Result<RecordedRun>(const std::shared_ptr<const Model>& model)>;
    /// What opens the recording of the run that is shown, or of the one that begins next, on any thread; asked for at each page,
    /// in the window's thread. Null, or what it returns is null: there is none. path: what sentences call it.
    void setRecording(const QString& path, std::function<Open()> source);
    bool isReading() const { return m_reading; }

    static constexpr std::int64_t kPageTokens = 4096;  // at least; more where more is in sight

  Q_SIGNALS:
    /// A page cannot be read (memory, a file that is gone or damaged); the same sentence once per recording.
    void failed(const QString& sentence);

  private:
    using Range = std::pair<std::int64_t, std::int64_t>;
    using Page = Result<std::unique_ptr<RunHistory>>;  // null: nothing is flushed that far yet
    static Page readPage(const Open& open, const std::shared_ptr<const Model>& model, const Range& wanted);
    void forget();  // what was wanted and said of another recording
    void read(const Range& wanted);
    void show(const std::shared_ptr<const Model>& model, Page page);

    RunViewModel* m_run;
    QString m_path, m_said;
    std::function<Open()> m_source;
    std::thread m_reader;
    bool m_reading = false;
    std::optional<Range> m_next;  // wanted while another page was being read
};

}  // namespace spikeglass
