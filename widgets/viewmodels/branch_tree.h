// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <vector>

#include "engine/text_script.h"

namespace spikeglass {

/// The texts of a session: each started from a prompt, or branched off another one at a token. All are kept as scripts, so
/// every one of them can be read again and gone on with. One of them is the text in the window. Lives in its thread.
class BranchTree : public QObject {
    Q_OBJECT
  public:
    struct Branch {
        int id = 0;                 // never used again in this tree
        int parent = -1;            // id of the text that it branches off; -1: from a prompt
        std::int64_t forkedAt = 0;  // tokens that it shares with the parent
        QString name;
        QString beginning;          // of what is its own: some characters after the fork, or of the prompt
        TextScript script;
        bool operator==(const Branch&) const = default;
    };
    static constexpr std::size_t kMost = 200;  // then the oldest that nothing branches off makes room

    explicit BranchTree(QObject* parent = nullptr) : QObject(parent) {}

    const std::vector<Branch>& branches() const { return m_branches; }  // oldest first
    const Branch* find(int id) const;
    const Branch* current() const { return find(m_current); }

    void clear();
    /// A text from a prompt, which becomes the current one. Returns its id.
    int addText(const TextScript& script, const QString& beginning);
    /// Branches off `parent` after `forkedAt` tokens; becomes the current one.
    int addBranch(int parent, std::int64_t forkedAt, const TextScript& script);
    /// What the current text has become.
    void update(const TextScript& script, const QString& beginning);
    void setCurrent(int id);
    void rename(int id, const QString& name);  // an empty name: as it was
    /// Its branches then branch off its parent. The current one cannot be removed; false then.
    bool remove(int id);
    bool canRestore() const { return !m_removed.empty(); }
    void restore();  // the one that was removed last
    /// Of a workspace.
    void setAll(std::vector<Branch> branches, int current);

    /// Tokens of the current text at which other texts branch off.
    std::vector<std::int64_t> forks() const;
    /// Tokens that two texts have in common from their beginning.
    static std::int64_t commonTokens(const TextScript& a, const TextScript& b);

  Q_SIGNALS:
    void changed();

  private:
    Branch* findToChange(int id);
    int add(Branch branch);
    QString freeName(const QString& stem) const;

    std::vector<Branch> m_branches, m_removed;
    int m_current = -1, m_nextId = 1;
};

}  // namespace spikeglass
