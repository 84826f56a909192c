// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace spikeglass::cli {

/// Runs from its construction on.
class Stopwatch {
  public:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }
    /// Seconds so far; then from 0 again.
    double restart() {
        const Clock::time_point now = Clock::now();
        return std::chrono::duration<double>(now - std::exchange(m_start, now)).count();
    }

  private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_start = Clock::now();
};

/// The middle one of some measurements.
class Median {
  public:
    void add(double value) { m_values.push_back(value); }
    /// 0 if there are none.
    double value() const {
        if (m_values.empty()) return 0;
        std::vector<double> sorted = m_values;
        std::sort(sorted.begin(), sorted.end());
        const std::size_t half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

  private:
    std::vector<double> m_values;
};

}  // namespace spikeglass::cli
