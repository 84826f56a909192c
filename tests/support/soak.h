// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <malloc.h>

#include <QByteArray>
#include <QElapsedTimer>
#include <algorithm>
#include <cstddef>
#include <fstream>

#include "base/random.h"
#include "base/sanitized.h"

namespace spikeglass::test {

/// How long a soak test lasts: SPIKEGLASS_SOAK seconds, or a few.
inline double soakSeconds(double usual) {
    bool isNumber = false;
    const double asked = qgetenv("SPIKEGLASS_SOAK").toDouble(&isNumber);
    return isNumber && asked > 0 ? asked : usual;
}

/// Where it begins: SPIKEGLASS_SEED, or 1.
inline std::uint64_t soakSeed() {
    bool isNumber = false;
    const qulonglong asked = qgetenv("SPIKEGLASS_SEED").toULongLong(&isNumber);
    return isNumber ? asked : 1;
}

/// QtTest ends a test after five minutes, which a soak may well take. Call it before QTest::qExec().
inline void letTestsTakeTheirTime() {
    constexpr int kHours = 12, kMillisecondsPerHour = 3'600'000;
    if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT")) qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(kHours * kMillisecondsPerHour));
}

/// What this process holds. A value.
struct Footprint {
    std::size_t inUse = 0;     // bytes that were asked for and not given back; 0 under a sanitizer, which has its own allocator
    std::size_t resident = 0;  // bytes of memory, once what is free went back to the system, without pages of files (libraries, fonts)

    static Footprint now() {
        ::malloc_trim(0);
        const struct mallinfo2 heap = ::mallinfo2();
        std::size_t pages = 0, resident = 0, ofFiles = 0;
        std::ifstream("/proc/self/statm") >> pages >> resident >> ofFiles;
        return {heap.uordblks + heap.hblkhd, (resident - ofFiles) * 4096};
    }
    void raiseTo(const Footprint& other) {
        inUse = std::max(inUse, other.inUse);
        resident = std::max(resident, other.resident);
    }
};

inline constexpr bool kMeasuresMemory = !kSanitized;  // sanitizers keep what was freed; LeakSanitizer counts by itself

/// A monkey's dice.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}
    /// From 0 to n - 1.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random.next() % n); }
    bool oneIn(std::size_t n) { return below(n) == 0; }
    double uniform() { return m_random.uniform(); }
    template <class List>
    auto& of(List& list) {
        return list[below(std::size(list))];
    }

  private:
    Random m_random;
};

}  // namespace spikeglass::test
