// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "engine/effect_ranking.h"

namespace spikeglass {

/// Ranks interventions by what each changes in the network's predictions, on a thread of its own. Lives in the window's
/// thread; one job at a time.
class EffectJob : public QObject {
    Q_OBJECT
  public:
    struct Question {
        std::shared_ptr<const Model> model;
        BlockChoice choice;
        std::vector<std::int32_t> tokens;  // the text, at least one
        std::vector<Intervention> already, candidates;
    };
    explicit EffectJob(QObject* parent = nullptr) : QObject(parent) {}
    ~EffectJob() override;  // cancels and waits for the candidate being measured

    void start(Question question);  // ends the one that runs
    void cancel();                  // what was measured stays
    bool isRunning() const { return m_running; }

    const Question& question() const { return m_question; }
    /// Largest mean divergence first; candidate: index into question().candidates.
    const std::vector<InterventionEffect>& effects() const { return m_effects; }
    const QString& error() const { return m_error; }  // a sentence: there was not enough memory; empty: none

  Q_SIGNALS:
    void progressed(int done, int total);
    void finished(bool cancelled);

  private:
    void stop();

    Question m_question;
    std::vector<InterventionEffect> m_effects;
    QString m_error;
    std::thread m_thread;
    std::atomic<bool> m_cancel = false;
    bool m_running = false;
    int m_number = 0;  // of the job, so that the last words of one that was ended are not heard
};

}  // namespace spikeglass
