// SPDX-License-Identifier: Apache-2.0
// Layer normalisation and the softmax helpers against their scalar twins on every target, and against double precision.
#include <QtTest>
#include <algorithm>
#include <limits>

#include "kernels/kernel_test.h"
#include "kernels/reductions.h"
#include "kernels/scalar.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestKernelsReductions : public QObject {
    Q_OBJECT

    static std::vector<std::size_t> sizes() {
        std::vector<std::size_t> all;
        for (std::size_t n = 1; n <= 70; ++n) all.push_back(n);
        for (const std::size_t n : {205, 256, 512, 768, 1023, 1024, 1025, 3000, 50277}) all.push_back(n);
        return all;
    }

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void layerNormMatchesTwin() {
        Random random(1);
        for (const std::size_t n : sizes()) {
            Misaligned x(n), weight(n), bias(n), out(n), twin(n);
            x.fill(random, 3.0F);
            weight.fill(random, 1.0F);
            bias.fill(random, 1.0F);
            kernels::layerNorm(x.view(), weight.view(), bias.view(), out.span());
            kernels::scalar::layerNorm(x.view(), weight.view(), bias.view(), twin.span());
            QVERIFY2(sameBits(out.view(), twin.view()), qPrintable(QString::number(n)));
            QVERIFY(out.intact());
            kernels::layerNorm(x.view(), weight.view(), bias.view(), x.span());  // in place
            QVERIFY(sameBits(x.view(), twin.view()));
        }
    }

    void layerNormMatchesDoublePrecision() {
        Random random(2);
        for (const std::size_t n : {2, 33, 256, 768}) {
            Misaligned x(n), weight(n), bias(n), out(n);
            x.fill(random, 3.0F);
            for (float& value : x.span()) value += 40.0F;  // a mean that would spoil E[x^2] - E[x]^2
            weight.fill(random, 1.0F);
            bias.fill(random, 1.0F);
            kernels::layerNorm(x.view(), weight.view(), bias.view(), out.span());
            double mean = 0.0, variance = 0.0;
            for (const float value : x.view()) mean += static_cast<double>(value) / static_cast<double>(n);
            for (const float value : x.view())
                variance += std::pow(static_cast<double>(value) - mean, 2) / static_cast<double>(n);
            for (std::size_t i = 0; i < n; ++i) {
                const double normal = (static_cast<double>(x[i]) - mean) / std::sqrt(variance + 1e-5);
                const double expected = normal * static_cast<double>(weight[i]) + static_cast<double>(bias[i]);
                QVERIFY(std::abs(expected - static_cast<double>(out[i])) < 5e-5);
            }
        }
    }

    void maximumFindsTheLargest() {
        Random random(3);
        for (const std::size_t n : sizes()) {
            Misaligned x(n);
            x.fill(random, 1.0F);
            for (float& value : x.span()) value -= 100.0F;  // zeros in lanes past the end would win
            x[random.next() % n] = -50.0F;
            QCOMPARE(kernels::maximum(x.view()), -50.0F);
            QCOMPARE(kernels::scalar::maximum(x.view()), -50.0F);
        }
        QCOMPARE(kernels::maximum({}), -std::numeric_limits<float>::infinity());
        const float withNan[] = {1.0F, std::nanf(""), 3.0F, std::nanf("")};
        QCOMPARE(kernels::maximum(withNan), 3.0F);
    }

    void exponentialsMatchTwin() {
        Random random(4);
        for (const std::size_t n : sizes()) {
            Misaligned x(n), out(n), twin(n);
            x.fill(random, 5.0F);
            const float top = kernels::maximum(x.view());
            const double sum = kernels::exponentials(x.view(), top, 1.25F, out.span());
            QCOMPARE(sum, kernels::scalar::exponentials(x.view(), top, 1.25F, twin.span()));
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
            QCOMPARE(kernels::exponentials(x.view(), top, 1.25F, {}), sum);
            QCOMPARE(*std::max_element(out.view().begin(), out.view().end()), 1.0F);
            double exact = 0.0;
            for (const float value : x.view()) exact += std::exp(static_cast<double>(value - top) * 1.25);
            QVERIFY(std::abs(sum / exact - 1.0) < 2e-6);
        }
    }

    void logSumExpMatchesDoublePrecision() {
        Random random(5);
        for (const float shift : {0.0F, 1000.0F, -1000.0F}) {
            Misaligned x(1234);
            x.fill(random, 4.0F);
            double exact = 0.0;
            for (float& value : x.span()) {
                value += shift;
                exact += std::exp(static_cast<double>(value) - static_cast<double>(shift));
            }
            QVERIFY(std::abs(kernels::logSumExp(x.view()) - (std::log(exact) + static_cast<double>(shift))) < 2e-6);
        }
    }
};

QTEST_APPLESS_MAIN(TestKernelsReductions)
#include "test_kernels_reductions.moc"
