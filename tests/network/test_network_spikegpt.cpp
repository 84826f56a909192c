// SPDX-License-Identifier: Apache-2.0
// SpikeGPT in every form and variant against a plain double-precision reference; states; the same bits everywhere.
#include <QtTest>

#include "kernels/targets.h"
#include "network/reference_spikegpt.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

enum class Pattern { Spiking, Analog, EverySecond, Changing };

BlockChoice choiceAt(const NetworkInfo& info, Pattern pattern, std::size_t token) {
    BlockChoice choice = BlockChoice::allSpiking(info);
    for (std::size_t slot = 0; slot < choice.size(); ++slot) {
        const bool analog = pattern == Pattern::Analog || (pattern == Pattern::EverySecond && slot % 2 == 1) ||
                            (pattern == Pattern::Changing && (slot + token / 3) % 3 == 0);
        choice.set(slot, analog ? Form::Analog : Form::Spiking);
    }
    return choice;
}

}  // namespace

Q_DECLARE_METATYPE(Pattern)

class TestNetworkSpikeGpt : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { kernels::useBestTarget(); }

    void matchesDoublePrecision_data() {
        QTest::addColumn<Pattern>("pattern");
        QTest::addColumn<bool>("spikingEmbedding");
        QTest::addColumn<bool>("channelMixFirst");
        QTest::addColumn<int>("rescaleEvery");
        QTest::addColumn<float>("tau");
        QTest::addColumn<float>("threshold");
        QTest::newRow("spiking") << Pattern::Spiking << true << false << 0 << 2.0F << 1.0F;
        QTest::newRow("analog") << Pattern::Analog << true << false << 0 << 2.0F << 1.0F;
        QTest::newRow("every second slot analog") << Pattern::EverySecond << true << false << 0 << 2.0F << 1.0F;
        QTest::newRow("choice changes between tokens") << Pattern::Changing << true << false << 0 << 2.0F << 1.0F;
        QTest::newRow("rescaled, float embedding") << Pattern::Spiking << false << false << 2 << 2.0F << 1.0F;
        QTest::newRow("rescaled, analog") << Pattern::Analog << false << false << 1 << 2.0F << 1.0F;
        QTest::newRow("ffnPre") << Pattern::Spiking << true << true << 0 << 2.0F << 1.0F;
        QTest::newRow("ffnPre, rescaled, analog") << Pattern::Analog << true << true << 1 << 2.0F << 1.0F;
        QTest::newRow("other tau and threshold") << Pattern::Spiking << true << false << 0 << 3.5F << 0.25F;
    }
    void matchesDoublePrecision() {
        QFETCH(Pattern, pattern);
        QFETCH(bool, spikingEmbedding);
        QFETCH(bool, channelMixFirst);
        QFETCH(int, rescaleEvery);
        QFETCH(float, tau);
        QFETCH(float, threshold);
        SpikeGptConfig config = smallConfig();
        config.spikingEmbedding = spikingEmbedding;
        config.channelMixFirst = channelMixFirst;
        config.rescaleEvery = static_cast<std::size_t>(rescaleEvery);
        config.lif = {tau, threshold};
        RandomWeights weights(11);
        const auto network = makeNetwork(config, weights);
        ReferenceSpikeGpt reference(config, weights);
        State state = network->initialState();
        const std::vector<std::int32_t> tokens = randomTokens(40, config.vocabulary, 5);
        std::size_t spikes = 0;
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            const BlockChoice choice = choiceAt(network->info(), pattern, t);
            Collector seen;
            const std::vector<float> logits = runTokens(*network, state, {tokens[t]}, choice, &seen);
            const std::vector<double> expected = reference.step(tokens[t], choice);
            for (std::size_t v = 0; v < expected.size(); ++v)
                QVERIFY2(std::abs(static_cast<double>(logits[v]) - expected[v]) < 2e-4,
                         qPrintable(QString("token %1, logit %2").arg(t).arg(v)));
            for (const Collector::Site& site : seen.sites) {
                if (site.site == 0) continue;
                const std::vector<bool>& fired = reference.spikes()[static_cast<std::size_t>(site.site) - 1];
                QCOMPARE(site.spikes.empty(), fired.empty());
                for (std::size_t i = 0; i < fired.size(); ++i) QCOMPARE(testBit(site.spikes, i), bool{fired[i]});
                spikes += countBits(site.spikes);
            }
        }
        QVERIFY(pattern == Pattern::Analog || spikes > 200);
    }

    void anAnalogSiteKeepsItsMembrane() {
        RandomWeights weights(12);
        const auto network = makeNetwork(smallConfig(), weights);
        const BlockChoice spiking = BlockChoice::allSpiking(network->info());
        BlockChoice without = spiking;
        without.set(2, Form::Analog);  // blocks.0.channel_mix
        State state = network->initialState();
        Collector before, during, after;
        runTokens(*network, state, {1, 2, 3}, spiking, &before);
        const std::vector<float> membrane = before.sites[before.sites.size() - 5].membrane;
        QCOMPARE(before.sites[before.sites.size() - 5].site, 2);
        runTokens(*network, state, {4, 5}, without, &during);
        for (const Collector::Site& site : during.sites) {
            QCOMPARE(site.spikes.empty(), site.site == 2);
            QCOMPARE(site.membrane.empty(), site.site == 2 || site.site == 0);
            QCOMPARE(site.potential.empty(), site.membrane.empty());
        }
        const State frozen = state;
        runTokens(*network, state, {6}, spiking, &after);
        // h = v + (x - v) / 2, so the membrane from before the analog tokens is what the neuron goes on from.
        const Collector::Site& site = after.sites[2];
        State other = frozen;
        const SpikeGptLayout layout(smallConfig());
        QVERIFY(sameBits(layout.memory(other, 0, SpikeGptLayout::kMembraneSecond), membrane));
        for (std::size_t i = 0; i < site.membrane.size(); ++i)
            QCOMPARE(site.membrane[i], testBit(site.spikes, i) ? 0.0F : site.potential[i]);
    }

    void observerSeesEverySiteOncePerToken() {
        RandomWeights weights(13);
        const auto network = makeNetwork(smallConfig(), weights);
        const NetworkInfo& info = network->info();
        State state = network->initialState(), unobserved = network->initialState();
        Collector seen;
        const std::vector<std::int32_t> tokens = randomTokens(7, info.vocabulary, 1);
        const BlockChoice choice = BlockChoice::allSpiking(info);
        const std::vector<float> logits = runTokens(*network, state, tokens, choice, &seen);
        QVERIFY(sameBits(logits, runTokens(*network, unobserved, tokens, choice)));  // watching changes nothing
        QCOMPARE(seen.sites.size(), tokens.size() * info.sites.size());
        QCOMPARE(seen.operations.size(), tokens.size() * info.components.size());
        for (std::size_t i = 0; i < seen.sites.size(); ++i) {
            QCOMPARE(seen.sites[i].site, static_cast<int>(i % info.sites.size()));
            const SiteInfo& site = info.sites[i % info.sites.size()];
            QCOMPARE(seen.sites[i].spikes.size(), wordsFor(site.width));
            QCOMPARE(seen.sites[i].membrane.size(), site.hasMembrane ? site.width : 0);
        }
    }

    void forkedStatesContinueAlike() {
        RandomWeights weights(14);
        const auto network = makeNetwork(smallConfig(), weights);
        const BlockChoice choice = BlockChoice::allSpiking(network->info());
        const std::vector<std::int32_t> start = randomTokens(20, 37, 2), one = randomTokens(30, 37, 3),
                                        other = randomTokens(30, 37, 4);
        State state = network->initialState();
        runTokens(*network, state, start, choice);
        State fork = state, rewound = state;
        const std::vector<float> first = runTokens(*network, state, one, choice);
        const std::vector<float> elsewhere = runTokens(*network, fork, other, choice);
        QVERIFY(!sameBits(first, elsewhere));
        QVERIFY(sameBits(runTokens(*network, rewound, one, choice), first));
        QVERIFY(sameBits(rewound.memory(), state.memory()));
    }

    void sameBitsOnEveryTarget() {
        SpikeGptConfig config = smallConfig();
        config.width = 72;  // no multiple of a vector
        config.hidden = 287;
        config.vocabulary = 101;
        RandomWeights weights(15);
        const auto network = makeNetwork(config, weights);
        const std::vector<std::int32_t> tokens = randomTokens(100, config.vocabulary, 6);
        for (const Pattern pattern : {Pattern::Spiking, Pattern::Analog}) {
            const BlockChoice choice = choiceAt(network->info(), pattern, 0);
            std::vector<float> expected, memory;
            for (const std::string& target : kernels::availableTargets()) {
                QVERIFY(kernels::useTarget(target));
                State state = network->initialState();
                const std::vector<float> logits = runTokens(*network, state, tokens, choice);
                if (expected.empty()) {
                    expected = logits;
                    memory.assign(state.memory().begin(), state.memory().end());
                }
                QVERIFY2(sameBits(logits, expected), target.c_str());
                QVERIFY2(sameBits(state.memory(), memory), target.c_str());
            }
        }
#if !defined(HWY_COMPILE_ONLY_SCALAR)  // the preset "scalar" has one
        QVERIFY(kernels::availableTargets().size() > 1);
#endif
    }

    void sameBitsOnEveryNumberOfThreads() {
        SpikeGptConfig config;  // large enough that its products are split
        config.vocabulary = 1003;
        config.width = 512;
        config.blocks = 1;
        config.hidden = 2048;
        RandomWeights weights(16);
        const auto network = makeNetwork(config, weights);
        const std::vector<std::int32_t> tokens = randomTokens(20, config.vocabulary, 7);
        const BlockChoice choice = BlockChoice::allSpiking(network->info());
        std::vector<float> expected;
        OperationCounts operations;
        for (const int threads : {1, 2, 3, 4, 7}) {
            network->setThreads(threads);
            State state = network->initialState();
            Collector seen;
            const std::vector<float> logits = runTokens(*network, state, tokens, choice, &seen);
            if (expected.empty()) {
                expected = logits;
                operations = seen.total();
            }
            QVERIFY2(sameBits(logits, expected), qPrintable(QString::number(threads)));
            QVERIFY(seen.total() == operations);
        }
    }

    void aTokenAfterALongTextIsLikeAnyOther() {
        RandomWeights weights(17);
        const auto network = makeNetwork(smallConfig(), weights);
        const BlockChoice choice = BlockChoice::allSpiking(network->info());
        State state = network->initialState();
        const std::size_t floats = state.memory().size();
        const std::vector<float> logits = runTokens(*network, state, randomTokens(20'000, 37, 8), choice);
        QCOMPARE(state.memory().size(), floats);
        for (const float value : logits) QVERIFY(std::isfinite(value));
    }
};

QTEST_APPLESS_MAIN(TestNetworkSpikeGpt)
#include "test_network_spikegpt.moc"
