// SPDX-License-Identifier: Apache-2.0
// What is done to neurons while a network runs: exactly that, and nothing to any other.
#include <QtTest>

#include "network/spikedecoder_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

/// What each site did at each token and timestep, by name.
struct Run {
    std::map<std::string, std::vector<Collector::Site>> sites;
    std::vector<float> logits;

    Run(const Network& network, const std::vector<std::int32_t>& tokens, const std::vector<std::string>& texts,
        std::uint64_t noiseSeed = 1) {
        std::vector<Intervention> list;
        for (const std::string& text : texts) {
            const auto parsed = parseInterventions(network.info(), text).value();
            list.insert(list.end(), parsed.begin(), parsed.end());
        }
        const Interventions interventions(network.info(), list, noiseSeed);
        const std::size_t vocabulary = network.info().vocabulary;
        logits.resize(tokens.size() * vocabulary);
        State state = network.initialState();
        Collector seen;
        const BlockChoice choice = BlockChoice::allSpiking(network.info());
        for (std::size_t t = 0; t < tokens.size(); ++t)
            network.step(state, tokens[t], choice, std::span(logits).subspan(t * vocabulary, vocabulary), &seen, &interventions);
        for (const Collector::Site& site : seen.sites)
            sites[network.info().sites[static_cast<std::size_t>(site.site)].name].push_back(site);
    }
    std::size_t spikesOf(const std::string& site, std::size_t neuron) const {
        std::size_t n = 0;
        for (const Collector::Site& s : sites.at(site)) n += testBit(s.spikes, neuron);
        return n;
    }
};

SpikeDecoderConfig decoder() {
    SpikeDecoderConfig config = smallDecoder();
    config.tokenShift = true;
    return config;
}

}  // namespace

class TestNetworkInterventions : public QObject {
    Q_OBJECT

  private slots:
    void noneChangesNothing() {
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto network = random.network();
        const auto tokens = randomTokens(15, 11, 2);
        State state = network->initialState();
        const auto plain = runTokens(*network, state, tokens, BlockChoice::allSpiking(network->info()));
        QVERIFY(sameBits(plain, Run(*network, tokens, {}).logits));
        Intervention off = parseInterventions(network->info(), "head=silence").value().front();
        off.on = false;
        const Interventions list(network->info(), std::vector{off});
        QCOMPARE(list.identity(), std::uint64_t{0});
        QVERIFY(!list.touches(off.site));
    }

    void silencedNeuronsAreOnesWithoutOutgoingWeights() {
        const SpikeDecoderConfig config = decoder();
        const RandomSpikeDecoder random(config, 5, true);
        const auto tokens = randomTokens(20, 11, 2);  // past the window's end
        constexpr std::size_t kNeurons = 12;
        const Run silenced(*random.network(), tokens, {"blocks.0.mlp.hidden/0-11=silence"}), whole(*random.network(), tokens, {});
        std::size_t fired = 0;
        for (std::size_t neuron = 0; neuron < kNeurons; ++neuron) {
            QCOMPARE(silenced.spikesOf("blocks.0.mlp.hidden", neuron), std::size_t{0});
            fired += whole.spikesOf("blocks.0.mlp.hidden", neuron);
        }
        QVERIFY(fired > 0);

        RandomSpikeDecoder cut(config, 5, true);
        const auto read = cut.source.read;
        cut.source.read = [read](const std::string& name, const std::vector<std::size_t>& shape) {
            auto values = read(name, shape);
            if (name == "blocks.0.MLP.net.7.weight")
                for (std::size_t o = 0; o < shape[0]; ++o) std::fill_n(values->begin() + static_cast<std::ptrdiff_t>(o * shape[1]), kNeurons, 0.0F);
            return values;
        };
        QVERIFY(sameBits(silenced.logits, Run(*cut.network(), tokens, {}).logits));
        QVERIFY(!sameBits(silenced.logits, whole.logits));
    }

    void aSilencedSiteAddsNothingToTheResidual_data() {
        QTest::addColumn<QString>("family");
        QTest::newRow("spikegpt") << "spikegpt";
        QTest::newRow("spikedecoder") << "spikedecoder";
    }
    void aSilencedSiteAddsNothingToTheResidual() {
        QFETCH(QString, family);
        const auto tokens = randomTokens(10, 11, 4);
        if (family == "spikegpt") {
            // Silencing the channel mix of the last block is the network without it.
            RandomWeights weights(9);
            const auto network = makeNetwork(smallConfig(), weights);
            const Run run(*network, tokens, {"blocks.2.channel_mix=silence"});
            for (std::size_t n = 0; n < 48; ++n) QCOMPARE(run.spikesOf("blocks.2.channel_mix", n), std::size_t{0});
            const Run before(*network, tokens, {});
            for (const char* site : {"blocks.0.time_mix", "blocks.1.channel_mix", "blocks.2.time_mix"})
                for (std::size_t t = 0; t < tokens.size(); ++t)
                    QCOMPARE(run.sites.at(site)[t].spikes, before.sites.at(site)[t].spikes);
            QVERIFY(!sameBits(run.logits, before.logits));
            // To the bit what the network says whose value matrix is 0, so that this site never fires.
            TensorSource mute = weights.source();
            const auto read = mute.read;
            mute.read = [read](const std::string& name, const std::vector<std::size_t>& shape) {
                auto values = read(name, shape);
                if (name == "blocks.2.ffn.value.weight") std::fill(values->begin(), values->end(), 0.0F);
                return values;
            };
            const Run muted(*makeNetwork(smallConfig(), mute), tokens, {});
            for (std::size_t n = 0; n < 48; ++n) QCOMPARE(muted.spikesOf("blocks.2.channel_mix", n), std::size_t{0});
            QVERIFY(sameBits(run.logits, muted.logits));
            return;
        }
        // With residual degree 1 the MLP adds spikes: without them x stays what blockLIF made of it.
        SpikeDecoderConfig config = decoder();
        config.residualDegree = 1, config.blocks = 1;
        const RandomSpikeDecoder random(config, 5, true);
        const auto network = random.network();
        const Run run(*network, tokens, {"blocks.0.mlp.output=silence", "head=tau:1", "head=threshold:0.2"});
        // The head's LIF (tau 1) then sees exactly blockLIF's spikes.
        const auto& head = run.sites.at("head");
        const auto& residual = run.sites.at("blocks.0.residual");
        for (std::size_t i = 0; i < head.size(); ++i) QCOMPARE(head[i].spikes, residual[i].spikes);
    }

    void forceFiresAlways() {
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto tokens = randomTokens(8, 11, 2);
        const Run run(*random.network(), tokens, {"blocks.1.attention.key/3,5-6=force", "embedding/0=force"});
        for (const std::size_t neuron : {3, 5, 6}) QCOMPARE(run.spikesOf("blocks.1.attention.key", neuron), tokens.size() * 3);
        QCOMPARE(run.spikesOf("embedding", 0), tokens.size() * 3);
        // Silence wins over force.
        const Run both(*random.network(), tokens, {"blocks.1.attention.key/3=force", "blocks.1.attention.key/3=silence"});
        QCOMPARE(both.spikesOf("blocks.1.attention.key", 3), std::size_t{0});
    }

    void potentialsThresholdsAndTauAreThoseAskedFor() {
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto network = random.network();
        const auto tokens = randomTokens(6, 11, 2);
        const Run clamped(*network, tokens, {"blocks.1.mlp.input/2=clamp:0.125"});
        for (const auto& site : clamped.sites.at("blocks.1.mlp.input")) QCOMPARE(site.potential[2], 0.125F);
        QCOMPARE(Run(*network, tokens, {"blocks.1.mlp.input=threshold:1000"}).spikesOf("blocks.1.mlp.input", 2), std::size_t{0});
        QCOMPARE(Run(*network, tokens, {"blocks.1.mlp.input=threshold:-1000"}).spikesOf("blocks.1.mlp.input", 2), tokens.size() * 3);
        // tau 1: the potential is the input itself, which is what tau 2 halves at the first timestep.
        const Run plain(*network, tokens, {}), quick(*network, tokens, {"blocks.0.attention.query/1=tau:1"});
        QCOMPARE(quick.sites.at("blocks.0.attention.query")[0].potential[1],
                 2 * plain.sites.at("blocks.0.attention.query")[0].potential[1]);
    }

    void noiseIsReproducibleAndItsOwn() {
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto network = random.network();
        const auto tokens = randomTokens(40, 11, 2);  // restarts read the same noise again
        const std::vector<std::string> noise = {"blocks.0.attention.input=noise:0.5"};
        const Run a(*network, tokens, noise), b(*network, tokens, noise), other(*network, tokens, noise, 2);
        QVERIFY(sameBits(a.logits, b.logits));
        QVERIFY(!sameBits(a.logits, other.logits));
        // Its size: the potential at the first timestep is half of input plus noise.
        const Run plain(*network, tokens, {});
        double square = 0;
        std::size_t n = 0;
        for (std::size_t i = 0; i < tokens.size() * 3; i += 3)
            for (std::size_t neuron = 0; neuron < 24; ++neuron, ++n) {
                const auto& site = "blocks.0.attention.input";
                square += std::pow(2 * static_cast<double>(a.sites.at(site)[i].potential[neuron] - plain.sites.at(site)[i].potential[neuron]), 2);
            }
        QVERIFY2(std::abs(std::sqrt(square / static_cast<double>(n)) - 0.5) < 0.05, qPrintable(QString::number(std::sqrt(square / static_cast<double>(n)))));
    }

    void aChangeReadsTheWindowAgain() {
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto network = random.network();
        const NetworkInfo& info = network->info();
        const BlockChoice choice = BlockChoice::allSpiking(info);
        const auto tokens = randomTokens(9, 11, 2);
        const Interventions list(info, parseInterventions(info, "blocks.0.attention.key=silence").value());
        State state = network->initialState();
        std::vector<float> logits(11);
        for (std::size_t t = 0; t < 8; ++t) network->step(state, tokens[t], choice, logits);
        network->step(state, tokens[8], choice, logits, nullptr, &list);
        const Run whole(*network, tokens, {"blocks.0.attention.key=silence"});
        QVERIFY(sameBits(logits, std::span(whole.logits).last(11)));
    }

    void saysWhatItReads() {
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto network = random.network();
        const NetworkInfo& info = network->info();
        for (const std::string text : {"blocks.0.mlp.hidden/0-15,17=silence", "head=force", "blocks.1.attention.query/3=threshold:0.25",
                                       "blocks.1.mlp.input=tau:3", "blocks.1.mlp.input/1,3=clamp:-0.5", "head=noise:0.1"}) {
            const auto parsed = parseInterventions(info, text);
            QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
            QCOMPARE(parsed->size(), std::size_t{1});
            QCOMPARE(describe(parsed->front(), info), text);
        }
        QCOMPARE(parseInterventions(info, "blocks.*.mlp.hidden=silence").value().size(), std::size_t{2});
    }

    void refusesInOneSentence_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << "" << "expected SITE=EFFECT";
        QTest::newRow("no effect") << "head" << "expected SITE=EFFECT";
        QTest::newRow("unknown effect") << "head=kill" << "expected SITE=EFFECT";
        QTest::newRow("no value") << "head=tau" << "expected SITE=EFFECT";
        QTest::newRow("a value too many") << "head=silence:1" << "expected SITE=EFFECT";
        QTest::newRow("no number") << "head=clamp:x" << "expected a number, found 'x'";
        QTest::newRow("not finite") << "head=clamp:inf" << "expected a number";
        QTest::newRow("tau") << "head=tau:0.5" << "at least 1 timestep";
        QTest::newRow("noise") << "head=noise:-1" << "at least 0";
        QTest::newRow("no site") << "blocks.9.mlp.hidden=silence" << "no site matches; this network has embedding, blocks.0.attention.input";
        QTest::newRow("neuron") << "head/24=silence" << "neuron 24 is not in this site, which has 24 (0 to 23)";
        QTest::newRow("range") << "head/5-2=silence" << "found '5-2'";
        QTest::newRow("letters") << "head/a=silence" << "expected neurons as 412 or 0-15, found 'a'";
        QTest::newRow("empty list") << "head/=silence" << "found ''";
        QTest::newRow("membrane") << "embedding=tau:3" << "plain threshold without a membrane";
    }
    void refusesInOneSentence() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const RandomSpikeDecoder random(decoder(), 5, true);
        const auto parsed = parseInterventions(random.network()->info(), text.toStdString());
        QVERIFY(!parsed);
        QVERIFY2(QString::fromStdString(parsed.error().message).contains(says), parsed.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestNetworkInterventions)
#include "test_network_interventions.moc"
