// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/run_findings.h"

#include <algorithm>
#include <utility>

#include "viewmodels/engine_words.h"

namespace spikeglass {

void RunFindings::reset(std::shared_ptr<const Model> model, const BlockChoice& choice) {
    m_model = std::move(model);
    m_choice = choice;
    m_read = 0;
    m_nextUpdate = kTokensBetween;
    m_monitor = m_model ? std::make_unique<SiteMonitor>(m_model->info()) : nullptr;
    m_changed = true;
    diagnoseNow();
}

void RunFindings::read(const Frame& frame, const FrameLayout& layout) {
    if (!m_model || frame.spikes.size() != layout.words) return;
    if (frame.choice != m_choice) reset(m_model, frame.choice);
    const std::vector<SiteInfo>& sites = m_model->info().sites;
    for (std::size_t site = 0; site < sites.size(); ++site) {
        if (frame.choice[static_cast<std::size_t>(sites[site].slot)] != Form::Spiking) continue;
        for (std::size_t step = 0; step < sites[site].timesteps; ++step) {
            SiteActivity activity;
            activity.site = static_cast<int>(site);
            activity.timestep = static_cast<int>(step);
            activity.spikes = frame.siteSpikes(layout, site, step);
            if (frame.potential.size() == layout.floats) activity.potential = frame.sitePotential(layout, site, step);
            m_monitor->onSite(activity);
        }
    }
    if (frame.token >= 0 && static_cast<std::size_t>(frame.token) < m_model->info().vocabulary)
        m_monitor->countToken(frame.token);
    ++m_read;
}

bool RunFindings::update() {
    const bool changed = std::exchange(m_changed, false);
    if (!m_model || m_read < m_nextUpdate) return changed;
    m_nextUpdate = m_read + kTokensBetween;
    const std::vector<Finding> before = std::move(m_findings);
    diagnoseNow();
    return changed || !std::equal(before.begin(), before.end(), m_findings.begin(), m_findings.end(),
                       [](const Finding& a, const Finding& b) {
                           return a.kind == b.kind && a.site == b.site && a.reason == b.reason && a.tokens == b.tokens;
                       });
}

void RunFindings::diagnoseNow() {
    m_findings.clear();
    if (!m_model || m_choice.size() != m_model->info().slotInfos.size()) return;
    m_findings = diagnose(*m_model->network, m_choice, *m_monitor);
}

QStringList RunFindings::ofSite(std::size_t site) const {
    QStringList sentences;
    for (const Finding& finding : m_findings)
        if (finding.site == static_cast<int>(site)) sentences << sentence(finding);
    return sentences;
}

QString RunFindings::sentence(const Finding& finding) const {
    return m_model ? findingInWords(describe(finding, *m_model)) : QString();
}

}  // namespace spikeglass
