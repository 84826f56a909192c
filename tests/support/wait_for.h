// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace spikeglass::test {

/// Whether a condition that another thread brings about holds within 20 s. For tests without an event loop; others have
/// QTest::qWaitFor.
inline bool waitFor(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!condition() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return condition();
}

}  // namespace spikeglass::test
