// SPDX-License-Identifier: Apache-2.0
#include "text_desk.h"

#include "engine_bridge.h"
#include "experiment_desk.h"

namespace spikeglass {
namespace {

constexpr std::int64_t kBeginning = 60;  // tokens, of what a branch says of itself

}  // namespace

TextDesk::TextDesk(EngineBridge* engine, RunViewModel* run, ExperimentDesk* experiment, QObject* parent)
    : QObject(parent), m_engine(engine), m_run(run), m_experiment(experiment), m_branches(new BranchTree(this)) {}

QString TextDesk::beginningOf(const TextScript& script, std::int64_t from) const {
    if (!m_run->hasModel()) return {};
    std::string bytes;
    const auto end = std::min(from + kBeginning, static_cast<std::int64_t>(script.tokens.size()));
    for (std::int64_t i = std::max<std::int64_t>(from, 0); i < end; ++i)
        bytes += m_run->model().tokenBytes(script.tokens[static_cast<std::size_t>(i)], i == 0);
    return QString::fromStdString(bytes);
}

void TextDesk::keep() {
    const BranchTree::Branch* shown = m_branches->current();
    if (shown == nullptr || m_engine->status().replaying) return;  // half read again, the script is half as long
    const TextScript script = m_engine->script();
    if (script.tokens.empty()) return;  // not begun: what is kept is the better one
    m_branches->update(script, beginningOf(script, shown->parent >= 0 ? shown->forkedAt : 0));
}

Result<void> TextDesk::start(const QString& prompt, std::int64_t maxTokens, bool paused) {
    keep();
    if (const Result<void> started = m_engine->start(prompt, maxTokens, paused); !started) return started;
    const BranchTree::Branch* shown = m_branches->current();
    // A text of which nothing was read is no text to keep.
    if (shown == nullptr || !shown->script.tokens.empty())
        m_branches->addText({}, prompt);
    else
        m_branches->update({}, prompt);
    return {};
}

void TextDesk::continueFrom(std::int64_t token, std::int64_t maxTokens) {
    keep();
    const BranchTree::Branch* shown = m_branches->current();
    const TextScript whole = m_engine->script();
    const TextScript past = whole.before(token + 1);
    const auto forkedAt = static_cast<std::int64_t>(past.tokens.size());
    const Experiment* then = whole.at(forkedAt);
    const bool toldApart = then == nullptr || !(*then == m_experiment->now());
    if (!toldApart && forkedAt < static_cast<std::int64_t>(whole.tokens.size())) {
        Experiment other = m_experiment->now();
        ++other.sampling.seed;
        m_experiment->adopt(tr("seed %1 for the branch").arg(other.sampling.seed), other);
    }
    m_branches->addBranch(shown == nullptr ? -1 : shown->id, forkedAt, past);
    m_engine->replay(past, maxTokens, false);
}

void TextDesk::open(int id) {
    const BranchTree::Branch* branch = m_branches->find(id);
    if (branch == nullptr || branch == m_branches->current()) return;
    keep();
    m_branches->setCurrent(id);
    branch = m_branches->find(id);
    if (!branch->script.changes.empty())
        m_experiment->adopt(tr("what “%1” was written with").arg(branch->name), branch->script.changes.back().experiment);
    m_engine->replay(branch->script, 0, true);
}

void TextDesk::restore(std::vector<BranchTree::Branch> branches, int current) {
    m_branches->setAll(std::move(branches), current);
    const BranchTree::Branch* shown = m_branches->current();
    if (shown != nullptr && !shown->script.tokens.empty()) m_engine->replay(shown->script, 0, true);
}

QString TextDesk::textUntil(std::int64_t token) const {
    QString text;
    const RunHistory& history = m_run->liveHistory();
    for (std::int64_t i = history.begin(); i <= token && i < history.end(); ++i)
        text += QString::fromStdString(history.frame(i).text);
    return text;
}

}  // namespace spikeglass
