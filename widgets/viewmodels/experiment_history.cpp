// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/experiment_history.h"

#include <utility>

namespace spikeglass {

void ExperimentHistory::reset(const Experiment& experiment) {
    m_before.clear();
    m_undone.clear();
    m_run.clear();
    const bool other = !(experiment == m_now);
    m_now = experiment;
    if (other) Q_EMIT experimentChanged();
    Q_EMIT stepsChanged();
}

void ExperimentHistory::change(const QString& what, const Experiment& next, const QString& run) {
    if (next == m_now) return;
    const bool goesOn = !run.isEmpty() && run == m_run && m_sinceRun.isValid() &&
                        m_sinceRun.elapsed() < kSameRunMilliseconds && !m_before.empty();
    if (goesOn)
        m_before.back().what = what;
    else
        m_before.push_back({what, m_now});
    if (m_before.size() > kMostSteps) m_before.erase(m_before.begin());
    m_undone.clear();
    m_run = run;
    m_sinceRun.start();
    m_now = next;
    Q_EMIT experimentChanged();
    Q_EMIT stepsChanged();
}

void ExperimentHistory::undo() { move(m_before, m_undone); }

void ExperimentHistory::redo() { move(m_undone, m_before); }

void ExperimentHistory::move(std::vector<Step>& from, std::vector<Step>& to) {
    if (from.empty()) return;
    Step step = std::move(from.back());
    from.pop_back();
    std::swap(step.experiment, m_now);
    to.push_back(std::move(step));
    m_run.clear();
    Q_EMIT experimentChanged();
    Q_EMIT stepsChanged();
}

}  // namespace spikeglass
