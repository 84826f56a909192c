// SPDX-License-Identifier: Apache-2.0
// The elementwise kernels against their scalar twins, bit for bit, on every target that this machine can run.
#include <QtTest>

#include "kernels/elementwise.h"
#include "kernels/kernel_test.h"
#include "kernels/scalar.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

std::vector<std::size_t> sizes() {
    std::vector<std::size_t> all;
    for (std::size_t n = 1; n <= 70; ++n) all.push_back(n);
    for (const std::size_t n : {127, 128, 129, 255, 256, 512, 767, 768, 1023, 3072}) all.push_back(n);
    return all;
}

}  // namespace

class TestKernelsElementwise : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void init() { QVERIFY(useRowsTarget()); }
    void cleanupTestCase() { kernels::useBestTarget(); }

    void mixGateSquareAddScale() {
        Random random(1);
        for (const std::size_t n : sizes()) {
            Misaligned a(n), b(n), m(n), out(n), twin(n);
            a.fill(random, 1.5F, true);
            b.fill(random, 5.0F);
            m.fill(random, 0.5F);
            kernels::shiftMix(a.view(), b.view(), m.view(), out.span());
            kernels::scalar::shiftMix(a.view(), b.view(), m.view(), twin.span());
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
            kernels::sigmoidGate(b.view(), a.view(), out.span());
            kernels::scalar::sigmoidGate(b.view(), a.view(), twin.span());
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
            kernels::reluSquare(a.view(), out.span());
            kernels::scalar::reluSquare(a.view(), twin.span());
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
            kernels::add(b.view(), out.span());
            kernels::scalar::add(b.view(), twin.span());
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
            kernels::scale(0.3F, out.span());
            kernels::scalar::scale(0.3F, twin.span());
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
        }
    }

    void outputMayBeAnInput() {
        Random random(2);
        Misaligned a(53), b(53), expected(53);
        a.fill(random, 2.0F);
        b.fill(random, 2.0F);
        kernels::sigmoidGate(a.view(), b.view(), expected.span());
        kernels::sigmoidGate(a.view(), b.view(), b.span());
        QVERIFY(sameBits(b.view(), expected.view()));
        kernels::reluSquare(a.view(), expected.span());
        kernels::reluSquare(a.view(), a.span());
        QVERIFY(sameBits(a.view(), expected.view()));
    }

    void heavisidePacksItsSpikes() {
        Random random(3);
        for (const std::size_t n : sizes()) {
            Misaligned x(n), out(n), twin(n);
            x.fill(random, 1.0F, true);
            x[0] = -0.0F;  // not below zero: fires
            std::vector<Word> spikes(wordsFor(n), ~Word{0}), twinSpikes(wordsFor(n), ~Word{0});
            kernels::heaviside(x.view(), out.span(), spikes);
            kernels::scalar::heaviside(x.view(), twin.span(), twinSpikes);
            QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
            QCOMPARE(spikes, twinSpikes);
            QVERIFY(testBit(spikes, 0));
        }
    }

    void lifMatchesTwinOverManySteps_data() {
        QTest::addColumn<float>("tau");
        QTest::addColumn<float>("threshold");
        QTest::newRow("published") << 2.0F << 1.0F;
        QTest::newRow("other") << 3.7F << 0.15F;
    }
    void lifMatchesTwinOverManySteps() {
        QFETCH(float, tau);
        QFETCH(float, threshold);
        const kernels::LifParameters lif{tau, threshold};
        Random random(4);
        for (const std::size_t n : sizes()) {
            Misaligned x(n), v(n), h(n), sum(n), twinV(n), twinH(n), twinSum(n);
            std::vector<Word> spikes(wordsFor(n), ~Word{0}), twinSpikes(wordsFor(n));
            for (int step = 0; step < 6; ++step) {
                x.fill(random, 2.0F);
                kernels::lifStep(lif, x.view(), v.span(), spikes, h.span(), sum.span());
                kernels::scalar::lifStep(lif, x.view(), twinV.span(), twinSpikes, twinH.span(), twinSum.span());
                QVERIFY(sameBits(v.view(), twinV.view()) && v.intact());
                QVERIFY(sameBits(h.view(), twinH.view()) && h.intact());
                QVERIFY(sameBits(sum.view(), twinSum.view()) && sum.intact());
                QCOMPARE(spikes, twinSpikes);
            }
            Misaligned before = v;
            kernels::lifStep(lif, x.view(), v.span(), spikes, {}, {});  // without potential and residual
            kernels::lifStep(lif, x.view(), before.span(), twinSpikes, h.span(), sum.span());
            QVERIFY(sameBits(v.view(), before.view()));
            QCOMPARE(spikes, twinSpikes);
        }
    }

    void lifFollowsItsEquation() {
        // From rest, a constant input of 1.5 gives h = 0.75, 1.125 (fires, resets to 0), 0.75, ...
        Misaligned x(1, 1.5F), v(1), h(1), sum(1, 10.0F);
        std::vector<Word> spikes(1);
        const float potentials[] = {0.75F, 1.125F, 0.75F, 1.125F};
        for (int step = 0; step < 4; ++step) {
            kernels::lifStep({}, x.view(), v.span(), spikes, h.span(), sum.span());
            const bool fires = step % 2 == 1;
            QCOMPARE(h[0], potentials[step]);
            QCOMPARE(v[0], fires ? 0.0F : 0.75F);
            QCOMPARE(spikes[0], Word{fires});
        }
        QCOMPARE(sum[0], 12.0F);
        x[0] = 2.0F;  // h is exactly the threshold: fires
        v[0] = 0.0F;
        kernels::lifStep({}, x.view(), v.span(), spikes, h.span(), {});
        QCOMPARE(spikes[0], Word{1});
    }

    void wkvMatchesTwinOverManySteps() {
        Random random(5);
        for (const std::size_t n : sizes()) {
            Misaligned k(n), v(n), decay(n), first(n), out(n), twin(n);
            Misaligned a(n), b(n), p(n, -1e30F), twinA(n), twinB(n), twinP(n, -1e30F);
            decay.fill(random, 1.0F);
            for (float& w : decay.span()) w = -w * w;
            first.fill(random, 1.0F);
            for (int step = 0; step < 8; ++step) {
                k.fill(random, step == 5 ? 60.0F : 3.0F);  // once far apart: exponentials that vanish
                v.fill(random, 2.0F);
                kernels::wkvStep(k.view(), v.view(), decay.view(), first.view(), {a.span(), b.span(), p.span()},
                                 out.span());
                kernels::scalar::wkvStep(k.view(), v.view(), decay.view(), first.view(),
                                         {twinA.span(), twinB.span(), twinP.span()}, twin.span());
                QVERIFY(sameBits(out.view(), twin.view()) && out.intact());
                QVERIFY(sameBits(a.view(), twinA.view()) && sameBits(b.view(), twinB.view()));
                QVERIFY(sameBits(p.view(), twinP.view()));
            }
        }
    }

    void wkvIsAWeightedMeanOfTheValues() {
        // In double, straight from the definition: weights e^(k_j + (t-1-j) w) for j < t, and e^(u + k_t) for t itself.
        Random random(6);
        const std::size_t steps = 40;
        Misaligned k(1), v(1), decay(1, -0.2F), first(1, 0.5F), a(1), b(1), p(1, -1e30F), out(1);
        std::vector<double> keys, values;
        for (std::size_t t = 0; t < steps; ++t) {
            k.fill(random, 2.0F);
            v.fill(random, 2.0F);
            keys.push_back(k[0]);
            values.push_back(v[0]);
            kernels::wkvStep(k.view(), v.view(), decay.view(), first.view(), {a.span(), b.span(), p.span()},
                             out.span());
            double top = std::exp(0.5 + keys[t]) * values[t], bottom = std::exp(0.5 + keys[t]);
            for (std::size_t j = 0; j < t; ++j) {
                const double weight = std::exp(keys[j] - static_cast<double>(0.2F) * static_cast<double>(t - 1 - j));
                top += weight * values[j];
                bottom += weight;
            }
            QVERIFY(std::abs(top / bottom - static_cast<double>(out[0])) < 1e-5);
        }
    }
};

QTEST_APPLESS_MAIN(TestKernelsElementwise)
#include "test_kernels_elementwise.moc"
