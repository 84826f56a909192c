// SPDX-License-Identifier: Apache-2.0
// Conversions of numbers against their definitions: every half and every bfloat16 there is.
#include <QtTest>

#include <bit>
#include <limits>

#include "io/half.h"
#include "kernels/conversion.h"
#include "kernels/kernel_test.h"
#include "kernels/weights.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestKernelsConversion : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void everyHalf() {
        std::vector<std::uint16_t> halves(65536 + 7);
        for (std::size_t i = 0; i < halves.size(); ++i) halves[i] = static_cast<std::uint16_t>(i);
        std::vector<float> floats(halves.size());
        kernels::halvesToFloats(halves, floats);
        for (std::size_t i = 0; i < halves.size(); ++i)
            QCOMPARE(std::bit_cast<std::uint32_t>(floats[i]), std::bit_cast<std::uint32_t>(halfToFloat(halves[i])));
    }

    void everyFiniteBFloat16ReturnsToItself() {
        std::vector<std::uint16_t> values(65536);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint16_t>(i);
        std::vector<float> floats(values.size());
        kernels::bfloat16sToFloats(values, floats);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (std::isfinite(floats[i])) QCOMPARE(kernels::toBFloat16(floats[i]), values[i]);
    }

    void oneBadNumberAmongMany() {
        for (std::size_t n = 1; n < 70; ++n) {
            std::vector<float> values(n, 1e38F);
            QVERIFY(kernels::allFinite(values));
            for (const float bad : {std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(),
                                    std::numeric_limits<float>::quiet_NaN()}) {
                for (std::size_t at = 0; at < n; ++at) {
                    values[at] = bad;
                    QVERIFY(!kernels::allFinite(values));
                    values[at] = -1.0F;
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestKernelsConversion)
#include "test_kernels_conversion.moc"
