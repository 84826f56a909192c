// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <memory>
#include <vector>

#include "engine/diagnosis.h"
#include "trace/frame.h"

namespace spikeglass {

/// What a user should know about the network of a run: what it says beforehand, and what the frames of this text show.
/// Belongs to the window's thread.
class RunFindings {
  public:
    /// A new text, or another choice: what was measured is forgotten. model may be null.
    void reset(std::shared_ptr<const Model> model, const BlockChoice& choice);
    /// A frame with its spikes, before the history takes them. Frames of another choice begin anew.
    void read(const Frame& frame, const FrameLayout& layout);
    /// Works out the findings, if enough was read since the last time. True: they are others.
    bool update();

    const BlockChoice& choice() const { return m_choice; }
    const std::vector<Finding>& all() const { return m_findings; }
    /// The sentences about a site; none for most.
    QStringList ofSite(std::size_t site) const;
    QString sentence(const Finding& finding) const;

    static constexpr std::int64_t kTokensBetween = 32;  // updates

  private:
    void diagnoseNow();

    std::shared_ptr<const Model> m_model;
    BlockChoice m_choice;
    std::unique_ptr<SiteMonitor> m_monitor;
    std::vector<Finding> m_findings;
    std::int64_t m_read = 0, m_nextUpdate = 0;  // tokens
    bool m_changed = false;                     // since the last update()
};

}  // namespace spikeglass
