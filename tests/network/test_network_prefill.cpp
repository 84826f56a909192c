// SPDX-License-Identifier: Apache-2.0
// Many tokens at once are the same as one after the other: logits, spikes, membranes, operations and state, bit for bit.
#include <QtTest>

#include "network/network_test.h"
#include "network/spikedecoder_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

/// Everything that a network says about one token.
class Everything : public Observer {
  public:
    void onSite(const SiteActivity& a) override {
        auto& site = sites[{a.site, a.timestep}];
        site.spikes.assign(a.spikes.begin(), a.spikes.end());
        site.floats.assign(a.membrane.begin(), a.membrane.end());
        site.floats.insert(site.floats.end(), a.potential.begin(), a.potential.end());
    }
    void onOperations(int component, const OperationCounts& counts) override { operations[component] = counts; }
    bool operator==(const Everything& other) const { return sites == other.sites && operations == other.operations; }

    struct Site {
        std::vector<Word> spikes;
        std::vector<float> floats;
        bool operator==(const Site&) const = default;
    };
    std::map<std::pair<int, int>, Site> sites;
    std::map<int, OperationCounts> operations;
};

std::vector<Observer*> pointers(std::vector<Everything>& observers) {
    std::vector<Observer*> result;
    for (Everything& observer : observers) result.push_back(&observer);
    return result;
}

void compare(const Network& network, std::size_t count, const BlockChoice& choice, const Interventions* interventions = nullptr) {
    const std::size_t vocabulary = network.info().vocabulary;
    const auto tokens = randomTokens(count, vocabulary, 5);
    State one = network.initialState(), many = network.initialState(), silent = network.initialState();
    std::vector<float> expected(count * vocabulary), logits(count * vocabulary), last(vocabulary);
    std::vector<Everything> seen(count), seenAtOnce(count), seenWithoutLogits(count);
    for (std::size_t t = 0; t < count; ++t)
        network.step(one, tokens[t], choice, std::span(expected).subspan(t * vocabulary, vocabulary), &seen[t], interventions);
    network.read(many, tokens, choice, logits, pointers(seenAtOnce), interventions);
    QCOMPARE(logits, expected);
    QVERIFY(seen == seenAtOnce);
    network.read(silent, tokens, choice, last, {}, interventions);
    QVERIFY(std::equal(last.begin(), last.end(), expected.end() - static_cast<std::ptrdiff_t>(vocabulary)));
    State again = network.initialState();
    network.read(again, tokens, choice, last, pointers(seenWithoutLogits), interventions);
    QVERIFY(seen == seenWithoutLogits);
    for (State* state : {&many, &silent, &again}) {
        QVERIFY(std::equal(one.memory().begin(), one.memory().end(), state->memory().begin(), state->memory().end()));
        QCOMPARE(state->tokensRead(), one.tokensRead());
    }
}

}  // namespace

class TestNetworkPrefill : public QObject {
    Q_OBJECT
  private slots:
    void spikeGptIsTokenByToken_data() {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 7, 128, 129, 300}) QTest::addRow("%d tokens", count) << count;
    }
    void spikeGptIsTokenByToken() {
        QFETCH(int, count);
        SpikeGptConfig config = smallConfig();
        for (const bool variant : {false, true}) {
            config.channelMixFirst = variant;
            config.rescaleEvery = variant ? 2 : 0;
            RandomWeights weights(31);
            const auto network = makeNetwork(config, weights);
            for (const int threads : {1, 3}) {
                network->setThreads(threads);
                compare(*network, static_cast<std::size_t>(count), BlockChoice::allSpiking(network->info()));
                compare(*network, static_cast<std::size_t>(count), BlockChoice::analogTwin(network->info()));
            }
        }
    }

    void interventionsSeeTheSameTokens() {
        RandomWeights weights(32);
        const auto network = makeNetwork(smallConfig(), weights);
        std::vector<Intervention> list;
        for (const char* text : {"blocks.1.time_mix/0-9=silence", "blocks.0.channel_mix/3-20=noise:0.5", "embedding/1=force"}) {
            const auto parsed = parseInterventions(network->info(), text);
            QVERIFY2(parsed, text);
            list.insert(list.end(), parsed->begin(), parsed->end());
        }
        const Interventions interventions(network->info(), list);
        compare(*network, 140, BlockChoice::allSpiking(network->info()), &interventions);
    }

    void otherArchitecturesReadOneByOne() {
        const RandomSpikeDecoder fixture(smallDecoder(), 3);
        const auto network = fixture.network();
        compare(*network, 10, BlockChoice::allSpiking(network->info()));
    }
};

QTEST_APPLESS_MAIN(TestNetworkPrefill)
#include "test_network_prefill.moc"
