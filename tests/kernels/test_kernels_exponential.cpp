// SPDX-License-Identifier: Apache-2.0
// Our own exp: its error over the whole range in units in the last place, and the vector form against the scalar one.
#include <QtTest>
#include <limits>

#include "kernels/elementwise.h"
#include "kernels/exponential.h"
#include "kernels/kernel_test.h"
#include "kernels/reductions.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestKernelsExponential : public QObject {
    Q_OBJECT

    /// Distance from the exact e^x in units of the last place of the nearest float.
    static double errorInUlp(float x) {
        const double exact = std::exp(static_cast<double>(x));
        const auto nearest = static_cast<float>(exact);
        const double ulp = static_cast<double>(std::nextafter(nearest, INFINITY)) - static_cast<double>(nearest);
        return std::abs(static_cast<double>(kernels::scalar::exp(x)) - exact) / ulp;
    }

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void errorBoundHolds() {
        double worst = 0.0;
        for (float x = -87.33F; x < 88.72F; x += 3.7e-5F) worst = std::max(worst, errorInUlp(x));  // 4.7 million points
        for (float x = 1e-20F; x < 1.0F; x *= 1.0003F) worst = std::max({worst, errorInUlp(x), errorInUlp(-x)});
        QVERIFY2(worst <= kernels::exponential::kMaxErrorUlp, qPrintable(QString::number(worst)));
        QVERIFY(worst > 0.5);  // the measure measures: no float32 polynomial is always correctly rounded
        worst = 0.0;
        for (float x = -103.9F; x < -87.34F; x += 1e-4F) worst = std::max(worst, errorInUlp(x));  // denormal results
        QVERIFY2(worst <= 1.0, qPrintable(QString::number(worst)));
    }

    void specialValues() {
        const float infinity = std::numeric_limits<float>::infinity();
        QCOMPARE(kernels::scalar::exp(0.0F), 1.0F);
        QCOMPARE(kernels::scalar::exp(-0.0F), 1.0F);
        QCOMPARE(kernels::scalar::exp(infinity), infinity);
        QCOMPARE(kernels::scalar::exp(88.73F), infinity);
        QVERIFY(std::isfinite(kernels::scalar::exp(88.72F)));
        QCOMPARE(kernels::scalar::exp(-infinity), 0.0F);
        QCOMPARE(kernels::scalar::exp(-1e30F), 0.0F);
        QCOMPARE(kernels::scalar::exp(-104.0F), 0.0F);
        QVERIFY(kernels::scalar::exp(-103.9F) > 0.0F);
        QVERIFY(std::isnan(kernels::scalar::exp(std::nanf(""))));
        QCOMPARE(kernels::scalar::sigmoid(0.0F), 0.5F);
        QCOMPARE(kernels::scalar::sigmoid(-200.0F), 0.0F);
        QCOMPARE(kernels::scalar::sigmoid(200.0F), 1.0F);
    }

    void vectorFormGivesTheSameBits() {
        std::vector<float> x = {0.0F,   -0.0F,  1e-30F,  88.72F,  88.73F,  89.0F,  89.1F, 1e9F,     -87.3F,
                                -87.4F, -95.0F, -103.9F, -104.0F, -104.1F, -1e30F, 1e30F, INFINITY, -INFINITY};
        for (float value = -110.0F; value < 95.0F; value += 0.0071F) x.push_back(value);
        std::vector<float> out(x.size()), expected;
        kernels::exponentials(x, 0.0F, 1.0F, out);
        for (const float value : x) expected.push_back(kernels::scalar::exp(value));
        QVERIFY(sameBits(out, expected));
        const float nan[] = {std::nanf(""), -std::nanf("")};
        float result[2];
        kernels::exponentials(nan, 0.0F, 1.0F, result);
        QVERIFY(std::isnan(result[0]) && std::isnan(result[1]));
    }
};

QTEST_APPLESS_MAIN(TestKernelsExponential)
#include "test_kernels_exponential.moc"
