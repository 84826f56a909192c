// SPDX-License-Identifier: Apache-2.0
// The products against their scalar twins, bit for bit, on every target that this machine can run.
#include <QtTest>

#include "base/aligned_vector.h"
#include "kernels/kernel_test.h"
#include "kernels/product.h"
#include "kernels/scalar.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

AlignedVector<float> randomRows(Random& random, std::size_t floats) {
    AlignedVector<float> rows(floats);
    for (float& w : rows) w = static_cast<float>(random.uniform() - 0.5);
    return rows;
}

const std::vector<std::pair<std::size_t, std::size_t>> kLargeSizes = {  // inputs, outputs
    {256, 256}, {256, 1024}, {1024, 256}, {768, 768}, {513, 100}, {1025, 33}, {40, 4097}, {16, 9003}};

}  // namespace

class TestKernelsProduct : public QObject {
    Q_OBJECT

    void compareProduct(std::size_t inputs, std::size_t outputs, Random& random) {
        const std::size_t stride = kernels::rowStride(outputs);
        const AlignedVector<float> rows = randomRows(random, inputs * stride);
        Misaligned x(inputs), y(outputs, 7.0F), twin(outputs, 9.0F);
        x.fill(random, 1.0F, true);
        const std::size_t nonZeros = kernels::product(x.view(), rows.data(), stride, 0, outputs, y.data());
        const std::size_t expected = kernels::scalar::product(x.view(), rows.data(), stride, 0, outputs, twin.data());
        QCOMPARE(nonZeros, expected);
        QVERIFY2(sameBits(y.view(), twin.view()), qPrintable(QString("%1 x %2").arg(inputs).arg(outputs)));
        QVERIFY(y.intact());
    }

    void compareSpikeProduct(std::size_t inputs, std::size_t outputs, Random& random) {
        const std::size_t stride = kernels::rowStride(outputs);
        const AlignedVector<float> rows = randomRows(random, inputs * stride);
        std::vector<Word> spikes(wordsFor(inputs));
        for (std::size_t i = 0; i < inputs; ++i)
            if (random.next() % 3 == 0) setBit(spikes, i);
        Misaligned y(outputs, 7.0F), twin(outputs, 9.0F);
        const std::size_t count = kernels::spikeProduct(spikes, rows.data(), stride, 0, outputs, y.data());
        QCOMPARE(count, countBits(spikes));
        QCOMPARE(kernels::scalar::spikeProduct(spikes, rows.data(), stride, 0, outputs, twin.data()), count);
        QVERIFY2(sameBits(y.view(), twin.view()), qPrintable(QString("%1 x %2").arg(inputs).arg(outputs)));
        QVERIFY(y.intact());
    }

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void productMatchesTwinAtEverySmallSize() {
        Random random(1);
        for (std::size_t inputs = 1; inputs <= 70; ++inputs) {
            for (std::size_t outputs = 1; outputs <= 70; outputs += inputs % 5 == 0 ? 1 : 7)
                compareProduct(inputs, outputs, random);
        }
    }

    void productMatchesTwinAtLargeSizes() {
        Random random(2);
        for (const auto& [inputs, outputs] : kLargeSizes) compareProduct(inputs, outputs, random);
    }

    void spikeProductMatchesTwinAtEverySmallSize() {
        Random random(3);
        for (std::size_t inputs = 1; inputs <= 70; ++inputs) {
            for (std::size_t outputs = 1; outputs <= 70; outputs += inputs % 5 == 0 ? 1 : 7)
                compareSpikeProduct(inputs, outputs, random);
        }
    }

    void spikeProductMatchesTwinAtLargeSizes() {
        Random random(4);
        for (const auto& [inputs, outputs] : kLargeSizes) compareSpikeProduct(inputs, outputs, random);
    }

    void partsOfTheOutputsGiveTheWhole() {
        Random random(5);
        const std::size_t inputs = 300, outputs = 205, stride = kernels::rowStride(outputs);
        const AlignedVector<float> rows = randomRows(random, inputs * stride);
        Misaligned x(inputs), whole(outputs), parts(outputs, -1.0F);
        x.fill(random, 1.0F, true);
        kernels::product(x.view(), rows.data(), stride, 0, outputs, whole.data());
        kernels::product(x.view(), rows.data(), stride, 64, 160, parts.data());
        for (std::size_t o = 0; o < outputs; ++o) QCOMPARE(parts[o], o >= 64 && o < 160 ? whole[o] : -1.0F);
        kernels::product(x.view(), rows.data(), stride, 160, outputs, parts.data());
        kernels::product(x.view(), rows.data(), stride, 0, 64, parts.data());
        QVERIFY(sameBits(parts.view(), whole.view()));
    }

    void silenceGivesZero() {
        const std::size_t inputs = 65, outputs = 37, stride = kernels::rowStride(outputs);
        const AlignedVector<float> rows(inputs * stride, 3.0F);
        Misaligned x(inputs), y(outputs, 5.0F);
        QCOMPARE(kernels::product(x.view(), rows.data(), stride, 0, outputs, y.data()), std::size_t{0});
        for (const float value : y.view()) QCOMPARE(value, 0.0F);
        y = Misaligned(outputs, 5.0F);
        const std::vector<Word> silent(wordsFor(inputs));
        QCOMPARE(kernels::spikeProduct(silent, rows.data(), stride, 0, outputs, y.data()), std::size_t{0});
        for (const float value : y.view()) QCOMPARE(value, 0.0F);
    }

    void skippedRowsAreNeverRead() {
        // A row of NaN under a zero input would spoil the sum if it were multiplied by 0 instead of skipped.
        const std::size_t inputs = 20, outputs = 20, stride = kernels::rowStride(outputs);
        AlignedVector<float> rows(inputs * stride, 0.5F);
        for (std::size_t o = 0; o < stride; ++o) rows[7 * stride + o] = std::nanf("");
        Misaligned x(inputs, 2.0F), y(outputs);
        x[7] = 0.0F;
        QCOMPARE(kernels::product(x.view(), rows.data(), stride, 0, outputs, y.data()), inputs - 1);
        for (const float value : y.view()) QCOMPARE(value, 19.0F);
    }

    void rowsNeverLieFourKibibytesApart() {
        for (std::size_t n = 1; n <= 5000; ++n) {
            const std::size_t stride = kernels::rowStride(n);
            QVERIFY(stride >= n && stride < n + 32 && stride % 16 == 0 && stride % 1024 != 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestKernelsProduct)
#include "test_kernels_product.moc"
