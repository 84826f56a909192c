// SPDX-License-Identifier: Apache-2.0
#include "trace/frame.h"

namespace spikeglass {

FrameLayout::FrameLayout(const NetworkInfo& info) {
    sites.reserve(info.sites.size());
    for (const SiteInfo& site : info.sites) {
        Site s;
        s.wordOffset = words;
        s.wordsPerStep = wordsFor(site.width);
        s.floatOffset = floats;
        s.width = site.width;
        s.timesteps = site.timesteps;
        s.hasMembrane = site.hasMembrane;
        words += s.wordsPerStep * s.timesteps;
        if (s.hasMembrane) floats += s.width * s.timesteps;
        sites.push_back(s);
    }
}

}  // namespace spikeglass
