// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/run_link.h"

#include <QScopedValueRollback>
#include <algorithm>

#include "viewmodels/run_view_model.h"

namespace spikeglass {

RunLink::RunLink(RunViewModel* a, RunViewModel* b, QObject* parent) : QObject(parent), m_a(a), m_b(b) {
    connectOneWay(a, b);
    connectOneWay(b, a);
    // What was selected before lane B began is selected in it too.
    connect(b, &RunViewModel::runReset, this, [this] {
        if (m_telling || !sameSites(*m_a, *m_b)) return;
        const QScopedValueRollback telling(m_telling, true);
        m_b->setSelection(m_a->selection());
        m_b->setTraced(m_a->tracedNeurons());
    });
}

bool RunLink::sameSites(const RunViewModel& a, const RunViewModel& b) {
    if (!a.hasModel() || !b.hasModel()) return false;
    const std::vector<SiteInfo>&sitesA = a.model().info().sites, &sitesB = b.model().info().sites;
    return std::equal(sitesA.begin(), sitesA.end(), sitesB.begin(), sitesB.end(), [](const SiteInfo& x, const SiteInfo& y) {
        return x.name == y.name && x.width == y.width && x.timesteps == y.timesteps;
    });
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
                const bool byItself = from->isFollowing() && to->isFollowing();
                if (!byItself || to->timeAxis().tokens != axis.tokens) to->setTimeAxis(axis.first, axis.tokens);
            }));
    connect(from, &RunViewModel::followingChanged, this, tell([from, to] { to->setFollowing(from->isFollowing()); }));
    connect(from, &RunViewModel::markedTokenChanged, this, tell([from, to] {
                to->setHoveredToken(from->hoveredToken());
                to->setPinnedToken(from->pinnedToken());
            }));
    connect(from, &RunViewModel::selectionChanged, this, tell([from, to] {
                if (sameSites(*from, *to)) to->setSelection(from->selection());
            }));
    connect(from, &RunViewModel::tracedChanged, this, tell([from, to] {
                if (sameSites(*from, *to)) to->setTraced(from->tracedNeurons());
            }));
}

}  // namespace spikeglass
