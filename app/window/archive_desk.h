// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace spikeglass {

class RunHistory;
class RunViewModel;
struct Model;

/// Brings old tokens back into view: memory holds the newest part of a run, a recording on disk all of it. Reads the
/// recording while it is being written; a page is read on a thread of its own. Lives in the window's thread.
class ArchiveDesk : public QObject {
    Q_OBJECT
  public:
    explicit ArchiveDesk(RunViewModel* run, QObject* parent);
    ~ArchiveDesk() override;  // waits for the page that is being read

    /// The recording of the run that is shown, or of the one that begins next; empty: there is none.
    void setRecording(const QString& path);
    bool isReading() const { return m_reading; }

    static constexpr std::int64_t kPageTokens = 4096;  // at least; more where more is in sight

  private:
    using Range = std::pair<std::int64_t, std::int64_t>;
    void read(const Range& wanted);
    void show(const std::shared_ptr<const Model>& model, std::unique_ptr<RunHistory> page);

    RunViewModel* m_run;
    QString m_path;
    std::thread m_reader;
    bool m_reading = false;
    std::optional<Range> m_next;  // wanted while another page was being read
};

}  // namespace spikeglass
