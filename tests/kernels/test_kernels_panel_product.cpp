// SPDX-License-Identifier: Apache-2.0
// The products with weights in panels against their scalar twins, bit for bit, on every target that this machine can run and
// for every type of weight.
#include <QtTest>

#include "base/aligned_vector.h"
#include "kernels/kernel_test.h"
#include "kernels/panel_product.h"
#include "kernels/scalar.h"

using namespace spikeglass;
using namespace spikeglass::test;
using kernels::PanelWeights;
using kernels::WeightType;

namespace {

/// Random weights of a type; padding is zero, as the owner of real ones promises.
class RandomPanels {
  public:
    RandomPanels(Random& random, WeightType type, std::size_t inputs, std::size_t outputs)
        : m_type(type), m_inputs(inputs), m_outputs(outputs), m_scale(outputs) {
        m_bytes.resize(kernels::panelElements(inputs, outputs) * kernels::bytesOf(type));
        for (float& s : m_scale) s = 0.01F + static_cast<float>(random.uniform()) * 0.01F;
        for (std::size_t i = 0; i < inputs; ++i)
            for (std::size_t o = 0; o < outputs; ++o) set(i, o, static_cast<float>(random.uniform() - 0.5));
    }
    void set(std::size_t input, std::size_t output, float value) {
        const std::size_t panel = output / kernels::kPanelOutputs, first = panel * kernels::kPanelOutputs;
        const std::size_t at = first * m_inputs + input * kernels::panelWidth(m_outputs, panel) + output - first;
        switch (m_type) {
            case WeightType::Float32: reinterpret_cast<float*>(m_bytes.data())[at] = value; break;
            case WeightType::BFloat16: reinterpret_cast<std::uint16_t*>(m_bytes.data())[at] = kernels::toBFloat16(value); break;
            case WeightType::Int8: reinterpret_cast<std::int8_t*>(m_bytes.data())[at] = static_cast<std::int8_t>(value * 254.0F);
        }
    }
    PanelWeights view() const { return {m_type, m_bytes.data(), m_scale.data(), m_inputs, m_outputs}; }

  private:
    WeightType m_type;
    std::size_t m_inputs, m_outputs;
    AlignedVector<std::byte> m_bytes;
    std::vector<float> m_scale;
};

const std::vector<std::pair<std::size_t, std::size_t>> kLargeSizes = {  // inputs, outputs
    {256, 256}, {256, 1024}, {2049, 130}, {768, 768}, {513, 100}, {1025, 33}, {40, 4097}, {4200, 17}};
const std::vector<WeightType> kTypes = {WeightType::Float32, WeightType::BFloat16, WeightType::Int8};

}  // namespace

class TestKernelsPanelProduct : public QObject {
    Q_OBJECT

    static QString describe(WeightType type, std::size_t inputs, std::size_t outputs) {
        return QString("type %1, %2 x %3").arg(static_cast<int>(type)).arg(inputs).arg(outputs);
    }

    void compareProduct(WeightType type, std::size_t inputs, std::size_t outputs, Random& random) {
        const RandomPanels weights(random, type, inputs, outputs);
        Misaligned x(inputs), y(outputs, 7.0F), twin(outputs, 9.0F);
        x.fill(random, 1.0F, true);
        const std::size_t nonZeros = kernels::product(weights.view(), x.view(), 0, outputs, y.data());
        QCOMPARE(nonZeros, kernels::scalar::product(weights.view(), x.view(), 0, outputs, twin.data()));
        QVERIFY2(sameBits(y.view(), twin.view()), qPrintable(describe(type, inputs, outputs)));
        QVERIFY(y.intact());
    }

    void compareSpikeProduct(WeightType type, std::size_t inputs, std::size_t outputs, std::size_t timesteps, Random& random) {
        const RandomPanels weights(random, type, inputs, outputs);
        const std::size_t words = wordsFor(inputs), stride = outputs + 3;
        std::vector<Word> spikes(words * timesteps);
        for (std::size_t t = 0; t < timesteps; ++t)
            for (std::size_t i = 0; i < inputs; ++i)
                if (random.next() % 3 == 0) setBit(std::span(spikes).subspan(t * words, words), i);
        Misaligned y(stride * timesteps, 7.0F), twin(stride * timesteps, 7.0F);
        kernels::spikeProduct(weights.view(), spikes.data(), words, timesteps, 0, outputs, y.data(), stride);
        kernels::scalar::spikeProduct(weights.view(), spikes.data(), words, timesteps, 0, outputs, twin.data(), stride);
        QVERIFY2(sameBits(y.view(), twin.view()), qPrintable(describe(type, inputs, outputs)));
        QVERIFY(y.intact());
    }

    void compareBatch(WeightType type, std::size_t inputs, std::size_t outputs, std::size_t count, Random& random) {
        const RandomPanels weights(random, type, inputs, outputs);
        const std::size_t xStride = inputs + 5, yStride = outputs + 2;
        Misaligned x(xStride * count), y(yStride * count, 7.0F), twin(yStride * count, 7.0F);
        x.fill(random, 1.0F, true);
        kernels::batchProduct(weights.view(), x.data(), xStride, count, 0, outputs, y.data(), yStride);
        kernels::scalar::batchProduct(weights.view(), x.data(), xStride, count, 0, outputs, twin.data(), yStride);
        QVERIFY2(sameBits(y.view(), twin.view()), qPrintable(describe(type, inputs, outputs)));
        QVERIFY(y.intact());
    }

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void productMatchesTwin() {
        Random random(1);
        for (const WeightType type : kTypes) {
            for (std::size_t inputs = 1; inputs <= 70; ++inputs)
                for (std::size_t outputs = 1; outputs <= 150; outputs += inputs % 10 == 0 ? 1 : 17)
                    compareProduct(type, inputs, outputs, random);
            for (const auto& [inputs, outputs] : kLargeSizes) compareProduct(type, inputs, outputs, random);
        }
    }

    void spikeProductMatchesTwin() {
        Random random(2);
        for (const WeightType type : kTypes) {
            for (std::size_t inputs = 1; inputs <= 70; ++inputs)
                for (std::size_t outputs = 1; outputs <= 150; outputs += inputs % 10 == 0 ? 3 : 17)
                    compareSpikeProduct(type, inputs, outputs, 1 + inputs % 4, random);
            for (const auto& [inputs, outputs] : kLargeSizes) compareSpikeProduct(type, inputs, outputs, 4, random);
            compareSpikeProduct(type, 100, 80, 19, random);
        }
    }

    void batchIsTokenByToken() {
        Random random(3);
        for (const WeightType type : kTypes) {
            for (std::size_t count = 1; count <= 14; ++count)
                for (std::size_t outputs = 1; outputs <= 150; outputs += 11) compareBatch(type, 37, outputs, count, random);
            compareBatch(type, 513, 300, 64, random);
        }
    }

    void partsOfTheOutputsGiveTheWhole() {
        Random random(5);
        for (const WeightType type : kTypes) {
            const std::size_t inputs = 300, outputs = 405;
            const RandomPanels weights(random, type, inputs, outputs);
            Misaligned x(inputs), whole(outputs), parts(outputs, -1.0F);
            x.fill(random, 1.0F, true);
            kernels::product(weights.view(), x.view(), 0, outputs, whole.data());
            kernels::product(weights.view(), x.view(), 64, 320, parts.data());
            for (std::size_t o = 0; o < outputs; ++o) QCOMPARE(parts[o], o >= 64 && o < 320 ? whole[o] : -1.0F);
            kernels::batchProduct(weights.view(), x.data(), 0, 1, 320, outputs, parts.data(), 0);
            kernels::product(weights.view(), x.view(), 0, 64, parts.data());
            QVERIFY(sameBits(parts.view(), whole.view()));
        }
    }

    void skippedRowsAreNeverRead() {
        // A row of NaN under a zero input would spoil the sum if it were multiplied by 0 instead of skipped.
        Random random(6);
        const std::size_t inputs = 20, outputs = 20;
        RandomPanels weights(random, WeightType::Float32, inputs, outputs);
        for (std::size_t i = 0; i < inputs; ++i)
            for (std::size_t o = 0; o < outputs; ++o) weights.set(i, o, i == 7 ? std::nanf("") : 0.5F);
        Misaligned x(inputs, 2.0F), y(outputs);
        x[7] = 0.0F;
        QCOMPARE(kernels::product(weights.view(), x.view(), 0, outputs, y.data()), inputs - 1);
        for (const float value : y.view()) QCOMPARE(value, 19.0F);
    }

    void bfloat16RoundsToNearestEven() {
        QCOMPARE(kernels::fromBFloat16(kernels::toBFloat16(1.0F)), 1.0F);
        QCOMPARE(kernels::fromBFloat16(kernels::toBFloat16(1.0F + 0x1p-8F)), 1.0F);             // a tie, to even
        QCOMPARE(kernels::fromBFloat16(kernels::toBFloat16(1.0F + 3 * 0x1p-8F)), 1.0F + 0x1p-6F);  // a tie, to even
        QCOMPARE(kernels::fromBFloat16(kernels::toBFloat16(1.0F + 0x1.1p-8F)), 1.0F + 0x1p-7F);
        QCOMPARE(kernels::fromBFloat16(kernels::toBFloat16(-3.0F)), -3.0F);
        QVERIFY(std::isfinite(kernels::fromBFloat16(kernels::toBFloat16(3.4e38F))));
        QVERIFY(std::isfinite(kernels::fromBFloat16(kernels::toBFloat16(-3.4e38F))));
    }
};

QTEST_APPLESS_MAIN(TestKernelsPanelProduct)
#include "test_kernels_panel_product.moc"
