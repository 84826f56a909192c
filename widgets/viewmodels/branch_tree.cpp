// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/branch_tree.h"

#include <algorithm>
#include <utility>

namespace spikeglass {

const BranchTree::Branch* BranchTree::find(int id) const { return const_cast<BranchTree*>(this)->findToChange(id); }

BranchTree::Branch* BranchTree::findToChange(int id) {
    const auto found = std::find_if(m_branches.begin(), m_branches.end(), [&](const Branch& b) { return b.id == id; });
    return found == m_branches.end() ? nullptr : &*found;
}

void BranchTree::clear() {
    m_branches.clear();
    m_removed.clear();
    m_current = -1;
    Q_EMIT changed();
}

QString BranchTree::freeName(const QString& stem) const {
    for (int number = 1;; ++number) {
        const QString name = QStringLiteral("%1 %2").arg(stem).arg(number);
        if (std::none_of(m_branches.begin(), m_branches.end(), [&](const Branch& b) { return b.name == name; })) return name;
    }
}

int BranchTree::add(Branch branch) {
    branch.id = m_nextId++;
    m_current = branch.id;
    m_branches.push_back(std::move(branch));
    while (m_branches.size() > kMost) {
        const auto leaf = std::find_if(m_branches.begin(), m_branches.end(), [this](const Branch& candidate) {
            return candidate.id != m_current &&
                   std::none_of(m_branches.begin(), m_branches.end(), [&](const Branch& b) { return b.parent == candidate.id; });
        });
        if (leaf == m_branches.end()) break;
        m_branches.erase(leaf);
    }
    Q_EMIT changed();
    return m_current;
}

int BranchTree::addText(const TextScript& script, const QString& beginning) {
    return add({.name = freeName(tr("text")), .beginning = beginning, .script = script});
}

int BranchTree::addBranch(int parent, std::int64_t forkedAt, const TextScript& script) {
    return add({.parent = find(parent) ? parent : -1, .forkedAt = forkedAt, .name = freeName(tr("branch")), .beginning = {}, .script = script});
}

void BranchTree::update(const TextScript& script, const QString& beginning) {
    Branch* branch = findToChange(m_current);
    if (branch == nullptr || (branch->script == script && branch->beginning == beginning)) return;
    branch->script = script;
    branch->beginning = beginning;
    Q_EMIT changed();
}

void BranchTree::setCurrent(int id) {
    if (id == m_current || find(id) == nullptr) return;
    m_current = id;
    Q_EMIT changed();
}

void BranchTree::rename(int id, const QString& name) {
    Branch* branch = findToChange(id);
    const QString given = name.simplified();
    if (branch == nullptr || given.isEmpty() || given == branch->name) return;
    branch->name = given;
    Q_EMIT changed();
}

bool BranchTree::remove(int id) {
    const auto found = std::find_if(m_branches.begin(), m_branches.end(), [&](const Branch& b) { return b.id == id; });
    if (found == m_branches.end() || id == m_current) return false;
    Branch gone = std::move(*found);
    m_branches.erase(found);
    for (Branch& branch : m_branches)
        if (branch.parent == gone.id) {
            branch.parent = gone.parent;
            branch.forkedAt = std::min(branch.forkedAt, gone.parent < 0 ? std::int64_t{0} : gone.forkedAt);
        }
    m_removed.push_back(std::move(gone));
    Q_EMIT changed();
    return true;
}

void BranchTree::restore() {
    if (m_removed.empty()) return;
    Branch back = std::move(m_removed.back());
    m_removed.pop_back();
    if (find(back.parent) == nullptr) back.parent = -1;
    const auto place = std::upper_bound(m_branches.begin(), m_branches.end(), back.id, [](int id, const Branch& b) { return id < b.id; });
    m_branches.insert(place, std::move(back));
    Q_EMIT changed();
}

void BranchTree::setAll(std::vector<Branch> branches, int current) {
    m_branches = std::move(branches);
    m_removed.clear();
    m_nextId = 1;
    for (const Branch& branch : m_branches) m_nextId = std::max(m_nextId, branch.id + 1);
    m_current = find(current) != nullptr ? current : m_branches.empty() ? -1 : m_branches.back().id;
    Q_EMIT changed();
}

std::vector<std::int64_t> BranchTree::forks() const {
    std::vector<std::int64_t> places;
    const Branch* shown = current();
    if (shown == nullptr) return places;
    for (const Branch& branch : m_branches) {
        if (branch.id == shown->id) continue;
        if (branch.parent == shown->id)
            places.push_back(branch.forkedAt);
        else if (shown->parent == branch.id)
            places.push_back(shown->forkedAt);
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

std::int64_t BranchTree::commonTokens(const TextScript& a, const TextScript& b) {
    const auto ends = std::mismatch(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end());
    return ends.first - a.tokens.begin();
}

}  // namespace spikeglass
