// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <map>
#include <vector>

#include "base/result.h"
#include "engine/generator.h"
#include "engine/text_script.h"
#include "network/sites.h"
#include "viewmodels/branch_tree.h"
#include "viewmodels/selection.h"

namespace spikeglass {

/// All that a person set up and wrote, apart from the network itself: which checkpoint, the prompt, every text with what
/// was in force when, the present settings, and how the window is laid out. A value.
struct Workspace {
    QString modelPath, modelSha256;
    QString prompt;
    Experiment experiment;
    std::vector<BranchTree::Branch> branches;
    int currentBranch = -1;
    Selection selection;
    WindowEnd windowEnd = WindowEnd::Stop;
    double tokensPerSecond = 20;        // 0: full
    std::int64_t tokensToGenerate = 0;  // 0: endless
    QString pricingModel;
    std::map<QString, QByteArray> layout;  // opaque, by name
    int page = 0;                          // of the right side
    QString recording;                     // that is being written: what a crash leaves of it; not part of what is reopened
};

/// A workspace as text: JSON, readable, with the names that the command line takes ("blocks.2.mlp": "snn",
/// "blocks.3.mlp.hidden/0-15=silence"). info: the network's that the workspace is of.
QByteArray writeWorkspace(const Workspace& workspace, const NetworkInfo& info);

/// A workspace file that was read but not yet fitted to its network, which has to be loaded first.
class WorkspaceFile {
  public:
    /// Errors: cannot read; too large; no JSON; not a workspace; written by a newer program in a way that this one cannot
    /// read (names the file and the version).
    static Result<WorkspaceFile> read(const QString& path);
    static Result<WorkspaceFile> parse(const QByteArray& text, const QString& path);

    QString path() const { return m_path; }
    /// Where the checkpoint was; if it is not there any more, beside the workspace under the same name.
    QString modelPath() const;
    QString modelSha256() const;
    /// What was being recorded, if the file is there; empty: nothing.
    QString recording() const;

    /// Takes what it knows and leaves out what it does not, or what does not fit this network: each left out thing is one
    /// sentence in `leftOut`. Never fails: an older or newer file gives as much as it holds.
    Workspace fit(const NetworkInfo& info, QStringList* leftOut) const;

    static constexpr qint64 kMostBytes = 256 << 20;
    static constexpr int kVersion = 1;

  private:
    QJsonObject m_json;
    QString m_path;
};

}  // namespace spikeglass
