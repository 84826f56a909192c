// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/intervention.h"
#include "panel.h"

class QComboBox;
class QDoubleSpinBox;
class QPushButton;
class QTreeWidget;

namespace spikeglass {

class ExperimentHistory;
class RunViewModel;

/// Does something to the selected neurons (silence, force, clamp, ...) and lists what is being done, each with a switch.
/// Every change goes through the ExperimentHistory, so it can be taken back. Belongs to the window's thread.
class InterventionsView : public Panel {
    Q_OBJECT
  public:
    InterventionsView(RunViewModel* run, ExperimentHistory* experiment, QWidget* parent = nullptr);

    /// Does an effect to the selected neurons, with the value that stands in its field. False: nothing is selected, or
    /// the effect has nothing to work on there; the panel says so.
    bool apply(Intervention::Effect effect);
    void removeCurrent();
    void setAllOn(bool on);
    QTreeWidget* list() { return m_list; }

  Q_SIGNALS:
    void withoutRequested();  // "continue from here without them"

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildControls();
    void showSelection();
    void showList();
    void showValue();
    void changeOne(std::size_t index, bool on);
    Intervention::Effect effect() const;

    RunViewModel* m_run;
    ExperimentHistory* m_experiment;
    TextLabel *m_selected, *m_valueName, *m_empty;
    QComboBox* m_effect;
    QDoubleSpinBox* m_value;
    QPushButton *m_apply, *m_remove, *m_allOff, *m_without;
    QTreeWidget* m_list;
    bool m_showing = false;
};

}  // namespace spikeglass
