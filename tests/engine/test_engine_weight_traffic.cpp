// SPDX-License-Identifier: Apache-2.0
// Weights that a token needs from memory: a row counts once, however many timesteps add it.
#include <QTest>

#include "engine/read_bandwidth.h"
#include "engine/synthetic_model.h"
#include "engine/weight_traffic.h"
#include "network/spikedecoder/spikedecoder_network.h"
#include "network/spikegpt/spikegpt_operations.h"
#include "network/synthetic_weights.h"

using namespace spikeglass;

class TestEngineWeightTraffic : public QObject {
    Q_OBJECT

    static SpikeDecoderConfig decoder() {
        SpikeDecoderConfig c;
        c.vocabulary = 9, c.positions = 20, c.width = 24, c.blocks = 2, c.heads = 3, c.hidden = 70, c.timesteps = 4;
        c.position = PositionCode::Learned;
        c.tokenWidth = 14, c.positionWidth = 10;
        return c;
    }

    /// All LIFs have this threshold.
    static SpikeDecoderNetwork network(SpikeDecoderConfig config, float threshold) {
        config.lif.threshold = threshold;
        const SlotFormList forms(slotCount(config.blocks), SlotForms{false, true});
        return {config, describeSpikeDecoder(config, forms),
                readSpikeDecoderWeights(config, forms, syntheticTensors({}, WeightType::Float32)).value()};
    }

    static WeightTraffic trafficOf(const Network& network, int tokens) {
        const NetworkInfo& info = network.info();
        WeightTraffic traffic(info);
        State state = network.initialState();
        AlignedVector<float> logits(info.vocabulary);
        for (int n = 0; n < tokens; ++n) {
            network.step(state, n % static_cast<int>(info.vocabulary), BlockChoice::allSpiking(info), logits, &traffic);
            traffic.onToken();
        }
        return traffic;
    }

  private slots:
    void everyRowOnceWhereEverythingFires_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("average") << static_cast<int>(SpikeMode::Average);
        QTest::newRow("accumulate") << static_cast<int>(SpikeMode::Accumulate);
        QTest::newRow("concatenate") << static_cast<int>(SpikeMode::Concatenate);
        QTest::newRow("final") << static_cast<int>(SpikeMode::Final);
    }
    void everyRowOnceWhereEverythingFires() {
        QFETCH(int, mode);
        SpikeDecoderConfig c = decoder();
        c.spikeMode = static_cast<SpikeMode>(mode);
        const std::size_t products = c.blocks * (4 * c.width * c.width + 2 * c.width * c.hidden) + c.headInputs() * c.vocabulary;
        const std::size_t biases = c.blocks * (5 * c.width + c.hidden) + c.vocabulary;
        const WeightTraffic all = trafficOf(network(c, -1e6F), 5);
        QCOMPARE(all.denseWeightsPerToken(), static_cast<double>(products));
        QCOMPARE(all.rowWeightsPerToken(), static_cast<double>(products + biases));
        QCOMPARE(trafficOf(network(c, 1e6F), 5).rowWeightsPerToken(), static_cast<double>(biases));
    }

    void denseOfSpikeGptIsItsProducts() {
        const SyntheticSpec spec = parseSyntheticSpec("spikegpt:2x24:40:50").value();
        const auto model = makeSyntheticModel(spec, std::nullopt, {}).value();
        const WeightTraffic traffic = trafficOf(*model->network, 4);
        SpikeGptConfig config;
        config.vocabulary = 40, config.width = 24, config.blocks = 2, config.hidden = 50;
        QCOMPARE(traffic.denseWeightsPerToken(), static_cast<double>(denseMacPerToken(config)));
        QVERIFY(traffic.rowWeightsPerToken() > 0 && traffic.rowWeightsPerToken() < traffic.denseWeightsPerToken());
    }

    void syntheticModelIsNamedByItsText() {
        const auto make = [](const char* text) { return makeSyntheticModel(parseSyntheticSpec(text).value(), 0.2, {.weights = WeightType::Int8}).value(); };
        const auto model = make("spikegpt:1x32:40");
        QCOMPARE(model->title(), std::string("spikegpt:1x32:40"));
        QCOMPARE(model->weights, WeightType::Int8);
        QVERIFY(model->tokenizer == nullptr);
        QCOMPARE(model->sha256, make("spikegpt:1x32:40")->sha256);
        QVERIFY(model->sha256 != make("spikegpt:1x32:41")->sha256);
    }

    void memoryIsReadAtAPlausibleSpeed() {
        ReadBandwidth memory(3'000'000);
        QVERIFY(memory.bufferBytes() >= 3'000'000);
        const double speed = memory.measure(2'000'000, 2, 0.01);
        QVERIFY2(speed > 1e7 && speed < 1e13, QByteArray::number(speed));
    }
};

QTEST_APPLESS_MAIN(TestEngineWeightTraffic)
#include "test_engine_weight_traffic.moc"
