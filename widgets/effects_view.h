// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panel.h"
#include "viewmodels/effect_job.h"

class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace spikeglass {

class ExperimentHistory;
class RunViewModel;

/// Which site, or which neuron of a site, matters: each is silenced in turn on the text so far, and ranked by how much
/// that changes the next-token distribution (KL divergence, bits). A click selects it. Belongs to the window's thread.
class EffectsView : public Panel {
    Q_OBJECT
  public:
    EffectsView(RunViewModel* run, ExperimentHistory* experiment, QWidget* parent = nullptr);

    void rankSites();
    /// The neurons of the first selected site.
    void rankNeurons();
    EffectJob& job() { return *m_job; }
    QTreeWidget* table() { return m_table; }

  private:
    void start(std::vector<Intervention> candidates);
    void showEffects(bool cancelled);
    void showControls();
    void forget();
    void select(int row);
    QString nameOf(const Intervention& candidate) const;

    RunViewModel* m_run;
    ExperimentHistory* m_experiment;
    EffectJob* m_job;
    std::weak_ptr<const Model> m_ranked;  // what the table is about
    QPushButton *m_sites, *m_neurons, *m_cancel;
    QProgressBar* m_progress;
    QTreeWidget* m_table;
    TextLabel* m_said;
};

}  // namespace spikeglass
