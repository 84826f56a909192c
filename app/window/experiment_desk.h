// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "viewmodels/experiment_history.h"

namespace spikeglass {

class BlockBoardModel;
class EngineBridge;
class RunViewModel;
class TransportBar;

/// Keeps board, transport and engine at what the experiment is set to, and makes every change of theirs a step that can be
/// taken back. Lives in the window's thread.
class ExperimentDesk : public QObject {
    Q_OBJECT
  public:
    ExperimentDesk(EngineBridge* engine, RunViewModel* run, BlockBoardModel* board, TransportBar* transport, QObject* parent);

    ExperimentHistory* history() { return m_history; }
    const Experiment& now() const { return m_history->now(); }
    /// Another model was opened.
    void reset();
    /// A recording is open: its last choice stands on the board, and nothing can be taken back.
    void showRecorded(const BlockChoice& choice);
    /// The choice in force at the token that is played.
    void showRecordedMoment(const BlockChoice& choice);
    /// What a text was written with takes the place of what is set now, as one step. what: as the menu names it.
    void adopt(const QString& what, const Experiment& experiment);
    /// Interventions in words, as --intervene takes them. Errors: those of parseInterventions(); then nothing is done.
    Result<void> intervene(const QStringList& interventions);

  private:
    void onBoard();
    void onSampling();
    void onExperiment();

    EngineBridge* m_engine;
    RunViewModel* m_run;
    BlockBoardModel* m_board;
    TransportBar* m_transport;
    ExperimentHistory* m_history;
    bool m_showing = false;  // the controls are being set, not used
};

}  // namespace spikeglass
