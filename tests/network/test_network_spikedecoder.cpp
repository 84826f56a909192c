// SPDX-License-Identifier: Apache-2.0
// Every option of SpikeDecoder, one token at a time, against a plain implementation that computes all positions at once.
#include <QtTest>

#include "network/reference_spikedecoder.h"
#include "network/spikedecoder_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

struct Case {
    SpikeDecoderConfig config = smallDecoder();
    bool learned = true;
    std::string choice = "snn";
};
using Change = void (*)(Case&);

const std::map<QString, Change>& cases() {
    static const std::map<QString, Change> all = {
        {"all spiking", [](Case&) {}},
        {"thresholds fixed", [](Case& c) { c.learned = false; }},
        {"all analog", [](Case& c) { c.choice = "ann"; }},
        {"degree 1", [](Case& c) { c.choice = "degree-1"; }},
        {"degree 2", [](Case& c) { c.choice = "degree-2"; }},
        {"degree 3", [](Case& c) { c.choice = "degree-3"; }},
        {"analog attention behind a spiking MLP", [](Case& c) { c.choice = "blocks.*.attention=ann"; }},
        {"one analog MLP", [](Case& c) { c.choice = "blocks.0.mlp=ann"; }},
        {"analog embedding alone", [](Case& c) { c.choice = "embedding=ann"; }},
        {"residual degree 1", [](Case& c) { c.config.residualDegree = 1; }},
        {"residual degree 2", [](Case& c) { c.config.residualDegree = 2; }},
        {"residual degree 2, degree 2", [](Case& c) { c.config.residualDegree = 2, c.choice = "degree-2"; }},
        {"first block's residual", [](Case& c) { c.config.firstBlockResidual = true; }},
        {"first block's residual, degree 2", [](Case& c) { c.config.firstBlockResidual = true, c.config.residualDegree = 2; }},
        {"token shift", [](Case& c) { c.config.tokenShift = true; }},
        {"token shift, analog", [](Case& c) { c.config.tokenShift = true, c.choice = "ann"; }},
        {"token shift, degree 2", [](Case& c) { c.config.tokenShift = true, c.choice = "degree-2"; }},
        {"token shift, residual degree 2", [](Case& c) { c.config.tokenShift = true, c.config.residualDegree = 2; }},
        {"token shift of an odd width", [](Case& c) {
             c.config.tokenShift = true, c.config.width = 75, c.config.heads = 5, c.config.tokenWidth = 65;
         }},
        {"batch normalisation", [](Case& c) { c.config.normalization = Normalization::Batch; }},
        {"batch normalisation, analog", [](Case& c) { c.config.normalization = Normalization::Batch, c.choice = "ann"; }},
        {"power normalisation", [](Case& c) { c.config.normalization = Normalization::Power; }},
        {"accumulate", [](Case& c) { c.config.spikeMode = SpikeMode::Accumulate; }},
        {"accumulate, analog", [](Case& c) { c.config.spikeMode = SpikeMode::Accumulate, c.choice = "ann"; }},
        {"accumulate, degree 3", [](Case& c) { c.config.spikeMode = SpikeMode::Accumulate, c.choice = "degree-3"; }},
        {"concatenate", [](Case& c) { c.config.spikeMode = SpikeMode::Concatenate; }},
        {"concatenate, degree 3", [](Case& c) { c.config.spikeMode = SpikeMode::Concatenate, c.choice = "degree-3"; }},
        {"concatenate, analog", [](Case& c) { c.config.spikeMode = SpikeMode::Concatenate, c.choice = "ann"; }},
        {"final", [](Case& c) { c.config.spikeMode = SpikeMode::Final; }},
        {"final, degree 3", [](Case& c) { c.config.spikeMode = SpikeMode::Final, c.choice = "degree-3"; }},
        {"reunited floats", [](Case& c) { c.config.floatReunite = true; }},
        {"reunited floats, concatenated", [](Case& c) { c.config.floatReunite = true, c.config.spikeMode = SpikeMode::Concatenate; }},
        {"reunited floats, accumulated", [](Case& c) { c.config.floatReunite = true, c.config.spikeMode = SpikeMode::Accumulate; }},
        {"one-hot", [](Case& c) {
             c.config.token = TokenCode::OneHot, c.config.position = PositionCode::None;
             c.config.width = c.config.vocabulary * c.config.positions;
         }},
        {"two-hot, linear", [](Case& c) {
             c.config.token = TokenCode::TwoHot, c.config.position = PositionCode::Linear;
             c.config.vocabulary = c.config.tokenWidth = 12, c.config.positionWidth = 12;
         }},
        {"binary, binary", [](Case& c) {
             c.config.token = TokenCode::Binary, c.config.position = PositionCode::Binary;
             c.config.tokenWidth = c.config.positionWidth = 4, c.config.width = 8, c.config.heads = 2;
         }},
        {"binary-left, learned", [](Case& c) {
             c.config.token = TokenCode::BinaryLeft, c.config.position = PositionCode::Learned;
             c.config.tokenWidth = 4, c.config.positionWidth = 20;
         }},
        {"learned, binary-left", [](Case& c) {
             c.config.position = PositionCode::BinaryLeft, c.config.tokenWidth = 20, c.config.positionWidth = 4;
         }},
        {"float, float", [](Case& c) { c.config.token = TokenCode::Float, c.config.position = PositionCode::Float; }},
        {"combined, static", [](Case& c) { c.config.combinePosition = true, c.config.tokenWidth = c.config.positionWidth = 24; }},
        {"combined, learned", [](Case& c) {
             c.config.combinePosition = true, c.config.position = PositionCode::Learned;
             c.config.tokenWidth = c.config.positionWidth = 24;
         }},
        {"position bias", [](Case& c) { c.config.positionBias = 0.37F; }},
        {"learned analog positions", [](Case& c) { c.config.learnedAnalogPosition = true, c.choice = "ann"; }},
        {"another scale", [](Case& c) { c.config.attentionScale = 0.3F; }},
        {"heads across words", [](Case& c) { c.config.width = 150, c.config.tokenWidth = 140, c.config.heads = 3; }},
        {"one timestep", [](Case& c) { c.config.timesteps = 1; }},
        {"six timesteps", [](Case& c) { c.config.timesteps = 6; }},
        {"another tau", [](Case& c) { c.config.lif.tau = 1.5F; }},
    };
    return all;
}

}  // namespace

class TestNetworkSpikeDecoder : public QObject {
    Q_OBJECT

  private slots:
    void isWhatThePaperComputes_data() {
        QTest::addColumn<QString>("name");
        for (const auto& [name, change] : cases()) QTest::addRow("%s", qPrintable(name)) << name;
    }
    void isWhatThePaperComputes() {
        QFETCH(QString, name);
        Case c;
        cases().at(name)(c);
        const RandomSpikeDecoder random(c.config, 5, c.learned);
        const auto network = random.network();
        const NetworkInfo& info = network->info();
        const BlockChoice choice = parseBlockChoice(info, std::vector{c.choice}).value();
        const std::vector<std::int32_t> tokens = randomTokens(c.config.positions, c.config.vocabulary, 77);

        ReferenceSpikeDecoder reference(c.config, random.source);
        const ReferenceSpikeDecoder::Rows expected = reference.run(tokens, choice);
        State state = network->initialState();
        Collector seen;
        const std::vector<float> logits = runTokens(*network, state, tokens, choice, &seen);

        std::size_t wrong = 0, spikes = 0, neurons = 0;
        std::map<std::string, std::size_t> rows;
        for (const Collector::Site& site : seen.sites) {
            const SiteInfo& about = info.sites[static_cast<std::size_t>(site.site)];
            const std::size_t row = rows[about.name]++;
            if (about.name == "embedding") continue;
            if (site.spikes.empty()) {
                QVERIFY(!reference.spikes.contains(about.name));
                continue;
            }
            QVERIFY2(reference.spikes.contains(about.name), about.name.c_str());
            const auto& grid = reference.spikes[about.name];
            QCOMPARE(grid.size(), about.timesteps);
            const auto& fired = grid[row % about.timesteps][row / about.timesteps];
            QCOMPARE(fired.size(), about.width);
            QCOMPARE(site.membrane.size(), about.width);
            for (std::size_t i = 0; i < about.width; ++i) {
                wrong += testBit(site.spikes, i) != (fired[i] != 0);
                spikes += testBit(site.spikes, i);
                ++neurons;
                QCOMPARE(testBit(site.spikes, i), site.potential[i] >= about.threshold);
                QCOMPARE(site.membrane[i], testBit(site.spikes, i) ? 0.0F : site.potential[i]);
            }
        }
        for (const auto& [site, grid] : reference.spikes) QCOMPARE(rows[site], tokens.size() * grid.size());
        double worst = 0, largest = 1;
        for (std::size_t p = 0; p < tokens.size(); ++p)
            for (std::size_t i = 0; i < c.config.vocabulary; ++i) {
                largest = std::max(largest, std::abs(expected[p][i]));
                worst = std::max(worst, std::abs(expected[p][i] - static_cast<double>(logits[p * c.config.vocabulary + i])));
            }
        qInfo("%zu of %zu neurons fired, %zu wrong; largest error of a logit %.1e of %.1f", spikes, neurons, wrong, worst, largest);
        QCOMPARE(wrong, std::size_t{0});
        QVERIFY(neurons == 0 || (spikes > neurons / 100 && spikes < neurons));
        QVERIFY(worst < 1e-5 * largest);
    }

    void anySwitchReadsTheWindowAgain() {
        SpikeDecoderConfig config = smallDecoder();
        config.tokenShift = true;
        const RandomSpikeDecoder random(config, 8, true);
        const auto network = random.network();
        const NetworkInfo& info = network->info();
        const auto tokens = randomTokens(9, config.vocabulary, 3);
        std::vector<BlockChoice> choices = {BlockChoice::allSpiking(info), BlockChoice::allAnalog(info)};
        for (const ChoicePreset& preset : info.presets) choices.push_back(BlockChoice::fromPreset(preset));
        State state = network->initialState();
        for (std::size_t t = 0; t < tokens.size(); ++t) {
            const BlockChoice& now = choices[t * 3 % choices.size()];
            std::vector<float> logits(config.vocabulary);
            network->step(state, tokens[t], now, logits);
            State fresh = network->initialState();
            const std::vector<std::int32_t> soFar(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(t) + 1);
            const auto expected = runTokens(*network, fresh, soFar, now);
            QVERIFY(sameBits(logits, std::span(expected).last(config.vocabulary)));
        }
    }

    void aFullWindowRestartsFromItsLastHalf_data() {
        QTest::addColumn<QString>("choice");
        QTest::newRow("spiking") << "snn";
        QTest::newRow("analog") << "ann";
        QTest::newRow("mixed") << "degree-2";
    }
    void aFullWindowRestartsFromItsLastHalf() {
        QFETCH(QString, choice);
        SpikeDecoderConfig config = smallDecoder();
        config.tokenShift = true;
        const RandomSpikeDecoder random(config, 4, true);
        const auto network = random.network();
        const BlockChoice forms = parseBlockChoice(network->info(), std::vector{choice.toStdString()}).value();
        const std::size_t s = config.positions, v = config.vocabulary;
        const auto tokens = randomTokens(s + 9, v, 12);
        State state = network->initialState();
        QCOMPARE(network->positionsLeft(state), s);
        Collector seen;
        const auto logits = runTokens(*network, state, tokens, forms, &seen);
        QCOMPARE(state.window().size(), s / 2 + 9 - s / 2);  // restarted twice: at s and at s + s / 2
        // What is read again is not shown: each site comes once per token and timestep.
        std::size_t expectedSites = 0;
        for (const SiteInfo& site : network->info().sites) expectedSites += site.timesteps * tokens.size();
        if (choice == "snn") QCOMPARE(seen.sites.size(), expectedSites);
        QCOMPARE(seen.operations.size(), network->info().components.size() * tokens.size());

        const std::vector<std::int32_t> window(tokens.begin() + static_cast<std::ptrdiff_t>(s - s / 2),
                                               tokens.begin() + static_cast<std::ptrdiff_t>(s + s / 2));
        State fresh = network->initialState();
        const auto expected = runTokens(*network, fresh, window, forms);
        for (std::size_t t = s; t < s + s / 2; ++t)
            QVERIFY(sameBits(std::span(logits).subspan(t * v, v), std::span(expected).subspan((t - s + s / 2) * v, v)));
    }

    void aCopiedStateGoesOnAlike() {
        const RandomSpikeDecoder random(smallDecoder(), 6, true);
        const auto network = random.network();
        const BlockChoice choice = BlockChoice::allSpiking(network->info());
        const auto tokens = randomTokens(30, random.config.vocabulary, 9);
        State state = network->initialState();
        runTokens(*network, state, {tokens.begin(), tokens.begin() + 7}, choice);
        State fork = state;
        const std::vector<std::int32_t> rest(tokens.begin() + 7, tokens.end());
        const auto a = runTokens(*network, state, rest, choice);
        const auto b = runTokens(*network, fork, rest, choice);
        QVERIFY(sameBits(a, b));
    }

    void theTwinIsCountedAsIfItRan_data() {
        QTest::addColumn<bool>("shift");
        QTest::addColumn<bool>("batch");
        QTest::newRow("as published") << false << false;
        QTest::newRow("token shift, folded norms") << true << true;
    }
    void theTwinIsCountedAsIfItRan() {
        QFETCH(bool, shift);
        QFETCH(bool, batch);
        SpikeDecoderConfig config = smallDecoder();
        config.tokenShift = shift;
        if (batch) config.normalization = Normalization::Batch;
        const RandomSpikeDecoder random(config, 10);
        const auto network = random.network(), spikingOnly = random.network(false);
        const BlockChoice analog = BlockChoice::analogTwin(network->info());
        State state = network->initialState();
        std::vector<float> logits(config.vocabulary);
        for (std::size_t t = 0; t < config.positions; ++t) {
            Collector seen;
            network->step(state, static_cast<std::int32_t>(t % config.vocabulary), analog, logits, &seen);
            std::vector<OperationCounts> counts(network->info().components.size());
            QVERIFY(spikingOnly->countTwin(t, counts));
            QVERIFY(!network->countTwin(t, counts));  // it has the weights to run it
            for (const auto& [component, operations] : seen.operations) {
                OperationCounts twin = counts[static_cast<std::size_t>(component)];
                const std::string& name = network->info().components[static_cast<std::size_t>(component)].name;
                if (name.ends_with(".mlp")) {
                    // Of a very negative input GELU is 0 in float32; the closed form counts it all the same.
                    const std::int64_t zeros = twin.activationAccesses - operations.activationAccesses;
                    QVERIFY(zeros >= 0 && zeros < static_cast<std::int64_t>(config.hidden));
                    const std::int64_t skipped = zeros * static_cast<std::int64_t>(config.width);
                    twin.activationAccesses -= zeros, twin.mac -= skipped, twin.weightReads -= skipped;
                }
                QVERIFY2(twin == operations, name.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestNetworkSpikeDecoder)
#include "test_network_spikedecoder.moc"
