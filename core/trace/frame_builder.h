// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/network.h"
#include "trace/frame.h"

namespace spikeglass {

/// Collects what a network does for one token into a Frame. Reused from token to token by its one thread.
class FrameBuilder : public Observer {
  public:
    FrameBuilder(const NetworkInfo& info, const FrameLayout& layout);

    /// Clears spikes and operations before a token; potentials become NaN.
    void begin(Frame& frame);
    void onSite(const SiteActivity& activity) override;
    void onOperations(int component, const OperationCounts& counts) override;

  private:
    const FrameLayout* m_layout;
    std::size_t m_components;
    Frame* m_frame = nullptr;
};

}  // namespace spikeglass
