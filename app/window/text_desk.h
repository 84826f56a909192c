// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "base/result.h"
#include "viewmodels/branch_tree.h"

namespace spikeglass {

class EngineBridge;
class ExperimentDesk;
class RunViewModel;

/// Starts texts, branches them and keeps all of them: whatever is run, nothing that was written before is lost. Lives in
/// the window's thread.
class TextDesk : public QObject {
    Q_OBJECT
  public:
    TextDesk(EngineBridge* engine, RunViewModel* run, ExperimentDesk* experiment, QObject* parent);

    BranchTree* branches() { return m_branches; }

    /// A new text. Errors: those of EngineBridge::start; the text before stays then.
    Result<void> start(const QString& prompt, std::int64_t maxTokens, bool paused);
    /// Writes on from behind a token of the text, on a branch of its own. Where nothing else was changed since, with the
    /// next seed: the same one would write the same again. Precondition: the token is one of the text.
    void continueFrom(std::int64_t token, std::int64_t maxTokens);
    /// Brings a kept text into the window, paused at its end, with what it was written with.
    void open(int id);
    /// Of a workspace: all texts, and one of them in the window, paused at its end.
    void restore(std::vector<BranchTree::Branch> branches, int current);
    /// What the text in the window has become goes into the tree.
    void keep();
    /// The whole text up to and with a token, for the prompt.
    QString textUntil(std::int64_t token) const;

  private:
    QString beginningOf(const TextScript& script, std::int64_t from) const;

    EngineBridge* m_engine;
    RunViewModel* m_run;
    ExperimentDesk* m_experiment;
    BranchTree* m_branches;
};

}  // namespace spikeglass
