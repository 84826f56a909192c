// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <thread>

#include "viewmodels/ladder_model.h"

namespace spikeglass {

/// On which text a ladder is climbed.
struct LadderText {
    std::string text;               // UTF-8
    double heldOut = 1;             // the last part of it, 0 < heldOut <= 1
    std::int64_t maxCharacters = 0;  // of that part, from its beginning; 0: all
};

/// The characters of a text that a model is to be scored on, before its normalisation. Errors: no UTF-8.
Result<std::string> partOf(const Model& model, const LadderText& text);

/// Scores the variants of a ladder one after the other on a thread of its own and writes what comes of them into a
/// LadderModel. Lives in the window's thread; the destructor stops the work and waits for the token being computed.
class LadderRunner : public QObject {
    Q_OBJECT
  public:
    static constexpr std::size_t kLeastCharacters = 200;  // of a text: fewer say little

    /// model outlives it.
    explicit LadderRunner(LadderModel* model, QObject* parent = nullptr);
    ~LadderRunner() override;

    /// Variants of one checkpoint should follow one another: it is loaded once for them. A checkpoint that cannot be
    /// opened, or cannot read the text, fails its own rows and no other. Not while one is running.
    void start(const std::vector<LadderVariant>& variants, LadderText text);
    /// Finished rows stay.
    void cancel();
    bool isRunning() const { return m_running; }

  Q_SIGNALS:
    void runningChanged(bool running);
    void progressed();

  private:
    void work(std::vector<LadderVariant> variants, const LadderText& text, int job);
    void workOn(std::span<const LadderVariant> group, int firstRow, const LadderText& text, int job);
    void tell(int job, std::function<void()> what);
    void failRows(int from, int to, const std::string& sentence, int job);

    LadderModel* m_model;
    std::thread m_thread;
    std::atomic<bool> m_cancelled{false};
    bool m_running = false;
    int m_job = 0;  // what an earlier one still has to say is not heard
};

}  // namespace spikeglass
