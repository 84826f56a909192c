// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/sampler.h"

using namespace spikeglass;

class TestEngineSampler : public QObject {
    Q_OBJECT
  private slots:
    void settingsAreChecked() {
        QVERIFY(Sampling({.temperature = 0, .topP = 1, .seed = 0}).check());
        QVERIFY(!Sampling({.temperature = -0.1}).check());
        QVERIFY(!Sampling({.temperature = std::nan("")}).check());
        QVERIFY(!Sampling({.topP = 0}).check());
        QVERIFY(!Sampling({.topP = 1.01}).check());
    }

    void temperatureZeroTakesTheFirstLikeliest() {
        Sampler sampler;
        Random random(1);
        const std::vector<float> logits = {0, 3, 3, -1};
        QCOMPARE(sampler.sample(logits, {.temperature = 0}, random), 1);
    }

    void frequenciesFollowTheProbabilities() {
        Sampler sampler;
        Random random(7);
        const std::vector<float> logits = {std::log(0.5F), std::log(0.3F), std::log(0.15F), std::log(0.05F)};
        std::vector<int> drawn(4);
        constexpr int kDraws = 40000;
        for (int i = 0; i < kDraws; ++i) ++drawn[sampler.sample(logits, {.temperature = 1, .topP = 1}, random)];
        const std::vector<double> expected = {0.5, 0.3, 0.15, 0.05};
        for (int i = 0; i < 4; ++i) QVERIFY(std::abs(drawn[i] / double(kDraws) - expected[i]) < 0.01);
    }

    void topPKeepsTheSmallestSetThatHoldsIt() {
        Sampler sampler;
        Random random(7);
        const std::vector<float> logits = {std::log(0.05F), std::log(0.3F), std::log(0.15F), std::log(0.5F)};
        std::vector<int> drawn(4);
        for (int i = 0; i < 4000; ++i) ++drawn[sampler.sample(logits, {.temperature = 1, .topP = 0.7}, random)];
        QCOMPARE(drawn[0], 0);
        QCOMPARE(drawn[2], 0);
        QVERIFY(std::abs(drawn[3] / 4000.0 - 0.625) < 0.03);
    }

    // A vocabulary so flat that the nucleus is longer than the first piece that is sorted.
    void topPWorksOnALongFlatVocabulary() {
        Sampler sampler;
        Random random(3);
        std::vector<float> logits(1000, 0.0F);
        for (int i = 500; i < 1000; ++i) logits[i] = -20.0F;
        int largest = 0;
        for (int i = 0; i < 5000; ++i) largest = std::max(largest, sampler.sample(logits, {.temperature = 1, .topP = 0.9}, random));
        QVERIFY(largest > 400 && largest < 451);
    }

    // Against the definition: sort all, take the shortest prefix that holds top-p, walk it.
    void drawsWhatTheSortedListSays() {
        Sampler sampler;
        Random logitsFrom(11), drawn(5), again(5);
        std::vector<float> logits(5000);
        for (const double temperature : {0.3, 0.8, 1.0, 4.0}) {
            for (const double topP : {0.05, 0.5, 0.95, 1.0}) {
                for (float& logit : logits) logit = static_cast<float>(12 * logitsFrom.uniform() * logitsFrom.uniform());
                logits[17] = logits[4000] = 11;  // equal ones: the smaller id first
                const std::int32_t token = sampler.sample(logits, {.temperature = temperature, .topP = topP}, drawn);

                const double top = *std::max_element(logits.begin(), logits.end());
                std::vector<std::pair<double, int>> sorted;
                double all = 0;
                for (int i = 0; i < 5000; ++i) {
                    sorted.push_back({-std::exp((logits[i] - top) / temperature), i});
                    all -= sorted.back().first;
                }
                std::sort(sorted.begin(), sorted.end());
                double nucleus = 0;
                std::size_t count = 0;
                while (count < sorted.size() && nucleus < topP * all) nucleus -= sorted[count++].first;
                double rest = again.uniform() * nucleus;
                std::size_t expected = 0;
                while (expected + 1 < count && (rest += sorted[expected].first) >= 0) ++expected;
                QCOMPARE(token, sorted[expected].second);
            }
        }
    }

    // A damaged or diverged network must not take the sampler with it.
    void logitsThatAreNoNumbersStillGiveAToken() {
        const float nan = std::nanf(""), infinity = std::numeric_limits<float>::infinity();
        Sampler sampler;
        Random random(1);
        for (const std::vector<float>& logits : {std::vector<float>{nan, nan, nan}, {infinity, 1, nan}, {-infinity, -infinity, -infinity}}) {
            for (const double temperature : {0.0, 1e-300, 1.0}) {
                const std::int32_t token = sampler.sample(logits, {.temperature = temperature}, random);
                QVERIFY(token >= 0 && token < 3);
            }
            QCOMPARE(sampler.likeliest(logits, 2).size(), std::size_t(2));
        }
        QCOMPARE(sampler.sample(std::vector<float>{nan, 2, 1}, {.temperature = 1e-300}, random), 1);
    }

    void likeliestAreSortedAndSumToTheirShare() {
        Sampler sampler;
        const std::vector<float> logits = {1, 5, 5, 2};
        const auto best = sampler.likeliest(logits, 3);
        QCOMPARE(best.size(), std::size_t(3));
        QCOMPARE(best[0].token, 1);
        QCOMPARE(best[1].token, 2);
        QCOMPARE(best[2].token, 3);
        QVERIFY(std::abs(best[0].probability - 0.4836F) < 1e-3);
        QCOMPARE(sampler.likeliest(logits, 10).size(), std::size_t(4));
    }

    void surprisalIsInBits() {
        const std::vector<float> logits(16, 3.0F);
        QVERIFY(std::abs(Sampler::surprisalBits(logits, 5) - 4.0) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(TestEngineSampler)
#include "test_engine_sampler.moc"
