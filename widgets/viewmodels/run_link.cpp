// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/run_link.h"

#include <QScopedValueRollback>
#include <algorithm>

#include "viewmodels/run_view_model.h"

namespace spikeglass {

RunLink::RunLink(RunViewModel* a, RunViewModel* b, QObject* parent) : QObject(parent), m_a(a), m_b(b) {
    connectOneWay(a, b);
    connectOneWay(b, a);
}

/// Neurons are the same ones where both networks have the same sites.
bool RunLink::sameSites() const {
    if (!m_a->hasModel() || !m_b->hasModel()) return false;
    const std::vector<SiteInfo>&a = m_a->model().info().sites, &b = m_b->model().info().sites;
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const SiteInfo& x, const SiteInfo& y) { return x.name == y.name && x.width == y.width; });
}

void RunLink::connectOneWay(RunViewModel* from, RunViewModel* to) {
    const auto tell = [this](auto words) {
        return [this, words] {
            if (m_telling) return;
            const QScopedValueRollback telling(m_telling, true);
            words();
        };
    };
    connect(from, &RunViewModel::timeAxisChanged, this, tell([from, to] {
                const TimeAxis axis = from->timeAxis();
                // While both follow the newest token each does so by itself.
                if (!(from->isFollowing() && to->isFollowing())) to->setTimeAxis(axis.first, axis.tokens);
                else if (to->timeAxis().tokens != axis.tokens) to->setTimeAxis(axis.first, axis.tokens);
            }));
    connect(from, &RunViewModel::followingChanged, this, tell([from, to] { to->setFollowing(from->isFollowing()); }));
    connect(from, &RunViewModel::markedTokenChanged, this, tell([from, to] {
                to->setHoveredToken(from->hoveredToken());
                to->setPinnedToken(from->pinnedToken());
            }));
    connect(from, &RunViewModel::selectionChanged, this, tell([this, from, to] {
                if (sameSites()) to->setSelection(from->selection());
            }));
    connect(from, &RunViewModel::tracedChanged, this, tell([this, from, to] {
                if (sameSites()) to->setTraced(from->tracedNeurons());
            }));
}

}  // namespace spikeglass
