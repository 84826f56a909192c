// SPDX-License-Identifier: Apache-2.0
#include "trace/frame_builder.h"

#include <algorithm>
#include <limits>

namespace spikeglass {

FrameBuilder::FrameBuilder(const NetworkInfo& info, const FrameLayout& layout)
    : m_layout(&layout), m_components(info.components.size()) {}

void FrameBuilder::begin(Frame& frame) {
    m_frame = &frame;
    frame.spikes.assign(m_layout->words, 0);
    frame.potential.assign(m_layout->floats, std::numeric_limits<float>::quiet_NaN());
    frame.operations.assign(m_components, {});
    frame.twinOperations.clear();
}

void FrameBuilder::onSite(const SiteActivity& activity) {
    const FrameLayout::Site& site = m_layout->sites[static_cast<std::size_t>(activity.site)];
    const auto step = static_cast<std::size_t>(activity.timestep);
    std::copy(activity.spikes.begin(), activity.spikes.end(),
              m_frame->spikes.begin() + static_cast<std::ptrdiff_t>(site.wordOffset + step * site.wordsPerStep));
    if (site.hasMembrane)
        std::copy(activity.potential.begin(), activity.potential.end(),
                  m_frame->potential.begin() + static_cast<std::ptrdiff_t>(site.floatOffset + step * site.width));
}

void FrameBuilder::onOperations(int component, const OperationCounts& counts) {
    m_frame->operations[static_cast<std::size_t>(component)] += counts;
}

}  // namespace spikeglass
