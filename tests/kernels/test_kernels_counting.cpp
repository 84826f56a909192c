// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "kernels/counting.h"
#include "kernels/kernel_test.h"
#include "kernels/scalar.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestKernelsCounting : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void countMatchesTwin() {
        Random random(1);
        for (std::size_t n = 0; n <= 70; ++n)
            for (const Word mask : {Word{0}, Word{1}, (Word{1} << 33) - 1, ~Word{0}, Word{0xF0F0F0F0F0F0F0F0}}) {
                // One element past an aligned address, and one more that must stay as it is.
                std::vector<Word> words(80);
                std::vector<std::uint32_t> before(80), counts(80, 7), twin(80, 0);
                for (Word& word : words) word = random.next();
                for (std::uint32_t& b : before) b = static_cast<std::uint32_t>(random.next());
                if (n > 0) words[1] = ~Word{0}, before[1] = 0xFFFFFFFFU;  // carries over
                const auto w = std::span<const Word>(words).subspan(1, n);
                const auto b = std::span<const std::uint32_t>(before).subspan(1, n);
                kernels::countMasked(w, mask, b, std::span(counts).subspan(1, n));
                kernels::scalar::countMasked(w, mask, b, std::span(twin).first(n));
                for (std::size_t i = 0; i < n; ++i) QCOMPARE(counts[i + 1], twin[i]);
                QCOMPARE(counts[0], 7U);
                QCOMPARE(counts[n + 1], 7U);
                for (std::size_t i = 0; i < n; ++i) {
                    std::uint32_t bits = 0;
                    for (int bit = 0; bit < 64; ++bit) bits += static_cast<std::uint32_t>((w[i] & mask) >> bit & 1U);
                    QCOMPARE(twin[i], b[i] + bits);
                }
            }
    }
};

QTEST_APPLESS_MAIN(TestKernelsCounting)
#include "test_kernels_counting.moc"
