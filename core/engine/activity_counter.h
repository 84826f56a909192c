// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "network/network.h"

namespace spikeglass {

/// Sums spikes per site and operations per component over many tokens. One thread at a time.
class ActivityCounter : public Observer {
  public:
    explicit ActivityCounter(const NetworkInfo& info) : spikes(info.sites.size()), operations(info.components.size()) {}
    void onSite(const SiteActivity& activity) override {
        spikes[static_cast<std::size_t>(activity.site)] += static_cast<std::int64_t>(countBits(activity.spikes));
    }
    void onOperations(int component, const OperationCounts& counts) override {
        operations[static_cast<std::size_t>(component)] += counts;
    }

    std::vector<std::int64_t> spikes;         // [sites]
    std::vector<OperationCounts> operations;  // [components]
};

}  // namespace spikeglass
