// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>
#include <cmath>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "kernels/targets.h"

namespace spikeglass::test {

/// One row of test data for each target that this machine can run.
inline void addTargetRows() {
    QTest::addColumn<QString>("target");
    for (const std::string& target : kernels::availableTargets())
        QTest::newRow(target.c_str()) << QString::fromStdString(target);
}

/// Makes the kernels use the row's target; call first in each test.
inline bool useRowsTarget() {
    QFETCH_GLOBAL(QString, target);
    return kernels::useTarget(target.toStdString()) && kernels::currentTarget() == target.toStdString();
}

/// Floats at an odd address: element 0 is one float past a cache line. With a sentinel behind the end.
class Misaligned {
  public:
    explicit Misaligned(std::size_t n, float value = 0.0F) : m_n(n), m_floats(n + 18, value) {
        m_floats[n + 1] = kSentinel;
    }
    float* data() { return m_floats.data() + 1; }
    std::span<float> span() { return {data(), m_n}; }
    std::span<const float> view() const { return {m_floats.data() + 1, m_n}; }
    float& operator[](std::size_t i) { return data()[i]; }
    /// Nothing was written just before or behind the array.
    bool intact() const { return m_floats[0] == m_before && m_floats[m_n + 1] == kSentinel; }
    /// About normal numbers, scaled; about every eighth is exactly zero if asked for.
    void fill(Random& random, float scale, bool zeros = false) {
        for (float& x : span()) {
            double sum = -6.0;
            for (int i = 0; i < 12; ++i) sum += random.uniform();
            x = zeros && random.next() % 8 == 0 ? 0.0F : static_cast<float>(sum) * scale;
        }
    }

  private:
    static constexpr float kSentinel = 12345.0F;
    std::size_t m_n;
    std::vector<float> m_floats;
    float m_before = m_floats[0];
};

/// The same bits, not just the same numbers.
inline bool sameBits(std::span<const float> a, std::span<const float> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

}  // namespace spikeglass::test
