// SPDX-License-Identifier: Apache-2.0
// Operations per component, counted by hand here and by the network there.
#include <QtTest>

#include "network/network_test.h"
#include "network/spikegpt/spikegpt_operations.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestNetworkOperations : public QObject {
    Q_OBJECT

    /// What every component counted for the last of three tokens.
    static std::map<std::string, OperationCounts> lastToken(const SpikeGptNetwork& network, const BlockChoice& choice) {
        State state = network.initialState();
        Collector seen;
        runTokens(network, state, {3, 1, 4}, choice, &seen);
        const NetworkInfo& info = network.info();
        std::map<std::string, OperationCounts> counts;
        for (std::size_t i = seen.operations.size() - info.components.size(); i < seen.operations.size(); ++i)
            counts[info.components[static_cast<std::size_t>(seen.operations[i].first)].name] =
                seen.operations[i].second;
        return counts;
    }

  private slots:
    void publishedModelsHaveTheirPublishedCounts() {
        SpikeGptConfig config;
        config.vocabulary = 50277;
        config.width = 768;
        config.blocks = 18;
        config.hidden = 3072;
        QCOMPARE(denseMacPerToken(config), std::int64_t{176'631'552});
        QCOMPARE(config.parameters(), std::int64_t{2 * 50277 * 768 + 4 * 768 + 18 * (13 * 768 * 768 + 11 * 768)});
        QCOMPARE(denseMacPerToken(config) - 50277 * 768, std::int64_t{18 * 13 * 768 * 768});
    }

    void everyComponentCountsItsOwn_data() {
        QTest::addColumn<bool>("spiking");
        QTest::newRow("spiking") << true;
        QTest::newRow("analog") << false;
    }
    void everyComponentCountsItsOwn() {
        QFETCH(bool, spiking);
        const SpikeGptConfig config = smallConfig();  // V 37, C 48, L 3, H 192
        RandomWeights weights(21);
        const auto network = makeNetwork(config, weights);
        const NetworkInfo& info = network->info();
        const auto counts =
            lastToken(*network, spiking ? BlockChoice::allSpiking(info) : BlockChoice::analogTwin(info));
        QCOMPARE(counts.size(), std::size_t{8});
        const std::int64_t c = 48, h = 192, v = 37;
        std::int64_t dense = 0;
        for (const auto& [name, count] : counts) {
            const bool timeMix = name.ends_with("time_mix"), channelMix = name.ends_with("channel_mix");
            QCOMPARE(count.ac, std::int64_t{0});
            QCOMPARE(count.neuron, (timeMix || channelMix) && spiking ? c : 0);
            QCOMPARE(count.membraneAccesses, 2 * count.neuron);
            QCOMPARE(count.weightReads, count.mac);
            dense += count.denseMac;
            if (timeMix) {  // LayerNorm outputs and gated wkv are never exactly zero here
                QCOMPARE(count.denseMac, 4 * c * c);
                QCOMPARE(count.mac, 4 * c * c);
                QCOMPARE(count.activationAccesses, 8 * c);
                QCOMPARE(count.other, 18 * c);
            } else if (channelMix) {  // relu^2 silences part of the hidden layer
                QCOMPARE(count.denseMac, 2 * c * h + c * c);
                const std::int64_t hidden = (count.mac - c * h - c * c) / c;
                QCOMPARE(count.mac, c * h + c * c + hidden * c);
                QVERIFY(hidden > 0 && hidden < h);
                QCOMPARE(count.activationAccesses, (c + h) + (c + c) + (hidden + c));
                QCOMPARE(count.other, 6 * c + h);
            } else if (name == "head") {
                QCOMPARE(count.mac, v * c);
                QCOMPARE(count.denseMac, v * c);
                QCOMPARE(count.other, c);
            } else {
                QCOMPARE(name, std::string("embedding"));
                QCOMPARE(count.denseMac, std::int64_t{0});
                QCOMPARE(count.other, spiking ? 2 * c : c);
            }
        }
        QCOMPARE(dense, denseMacPerToken(config));
    }

    void variantsAreCounted() {
        SpikeGptConfig config = smallConfig();
        config.channelMixFirst = true;
        config.rescaleEvery = 2;
        RandomWeights weights(22);
        const auto network = makeNetwork(config, weights);
        const auto counts = lastToken(*network, BlockChoice::allSpiking(network->info()));
        QCOMPARE(counts.at("blocks.0.time_mix").denseMac, std::int64_t{2 * 48 * 192 + 48 * 48});
        QCOMPARE(counts.at("blocks.0.channel_mix").other, std::int64_t{6 * 48 + 192});
        QCOMPARE(counts.at("blocks.1.channel_mix").other, std::int64_t{7 * 48 + 192});  // and the halving of x
        std::int64_t dense = 0;
        for (const auto& [name, count] : counts) dense += count.denseMac;
        QCOMPARE(dense, denseMacPerToken(config));
        std::int64_t parameters = 0;
        TensorSource counting;
        counting.read = [&](const std::string& name, const std::vector<std::size_t>& shape) -> Result<std::vector<float>> {
            const std::vector<float>& values = weights(name, shape);
            parameters += static_cast<std::int64_t>(values.size());
            return values;
        };
        const auto read = readSpikeGptWeights(config, counting);
        QVERIFY(read);
        QCOMPARE(config.parameters(), parameters);
    }
};

QTEST_APPLESS_MAIN(TestNetworkOperations)
#include "test_network_operations.moc"
