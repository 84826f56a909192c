// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <vector>

#include "engine/text_script.h"

namespace spikeglass {

/// What the experiment is set to (which blocks spike, what is done to which neurons, how tokens are drawn) and the way
/// back and forth through what the user changed. Everything in it takes effect at the next token. Lives in the window's
/// thread.
class ExperimentHistory : public QObject {
    Q_OBJECT
  public:
    explicit ExperimentHistory(QObject* parent = nullptr) : QObject(parent) {}

    const Experiment& now() const { return m_now; }
    /// Another network: nothing to take back.
    void reset(const Experiment& experiment);

    /// The user changed something. what: as the menu names it ("silence 2.time_mix/7"). Changes with the same, not empty
    /// `run` that follow each other closely are one step: a spin box held down is one change.
    void change(const QString& what, const Experiment& next, const QString& run = {});

    static constexpr std::size_t kMostSteps = 500;
    static constexpr int kSameRunMilliseconds = 1500;
    bool canUndo() const { return !m_before.empty(); }
    bool canRedo() const { return !m_undone.empty(); }
    QString undoText() const { return canUndo() ? m_before.back().what : QString(); }
    QString redoText() const { return canRedo() ? m_undone.back().what : QString(); }
    void undo();
    void redo();

  Q_SIGNALS:
    void experimentChanged();  // now() is another, by whatever way
    void stepsChanged();       // what can be taken back, or how it is named

  private:
    struct Step {
        QString what;
        Experiment experiment;  // what the step leads to when it is gone
    };
    void move(std::vector<Step>& from, std::vector<Step>& to);

    Experiment m_now;
    std::vector<Step> m_before, m_undone;
    QString m_run;
    QElapsedTimer m_sinceRun;
};

}  // namespace spikeglass
