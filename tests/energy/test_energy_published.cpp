// SPDX-License-Identifier: Apache-2.0
// SpikeDecoder's published price, against the figures that its public script gives.
#include <QTest>
#include <cmath>

#include "energy/frame_energy.h"
#include "energy/published_spikedecoder.h"

using namespace spikeglass;

namespace {

// The script's networks: S = 256, E = 80, hidden 16 E, 12 blocks, V = 30; rates are those it falls back to where
// nothing was measured.
constexpr int kBlocks = 12;

published::DecoderSizes publishedSizes(double timesteps) {
    return {.positions = 256, .width = 80, .hidden = 16 * 80, .timesteps = timesteps, .vocabulary = 30};
}

published::DecoderNonZeros publishedNonZeros() {
    constexpr double kWidth = 80;
    return {.attentionInput = 0.27 * kWidth,
            .query = 0.3 * kWidth,
            .attentionMap = 0.16 * kWidth,
            .context = 0.23 * kWidth,
            .mlpInput = 0.29 * kWidth,
            .mlpHidden = 0.11 * 16 * kWidth,
            .head = 0.4 * kWidth};
}

/// Picojoules per token.
double spiking(const published::DecoderSizes& sizes) {
    const auto n = publishedNonZeros();
    return 0.9 * (kBlocks * (spikingAttention(sizes, n) + spikingMlp(sizes, n)) + spikingHead(sizes, n));
}

double analog(const published::DecoderSizes& sizes, bool slips) {
    return 4.6 * (kBlocks * (analogAttention(sizes) + analogMlp(sizes, slips)) + analogHead(sizes, slips));
}

/// A SpikeDecoder of one block with 8 positions, width 4, hidden 8, 2 timesteps, 5 tokens.
NetworkInfo smallNetwork() {
    NetworkInfo info;
    info.architecture = "spikedecoder";
    info.positions = 8, info.width = 4, info.timesteps = 2, info.vocabulary = 5, info.blocks = 1;
    info.configuration = {{"heads", "2"}, {"hidden", "8"}};
    const auto site = [&info](const char* name, int block, int slot, std::size_t width) {
        info.sites.push_back(
            {.name = name, .block = block, .slot = slot, .component = slot, .width = width, .timesteps = 2});
    };
    info.slotInfos = {{"embedding", -1, {true, true}},
                      {"blocks.0.attention", 0, {true, true}},
                      {"blocks.0.mlp", 0, {true, true}},
                      {"head", -1, {true, true}}};
    info.components = {{"embedding", 0}, {"blocks.0.attention", 1}, {"blocks.0.mlp", 2}, {"head", 3}};
    site("embedding", -1, 0, 4);
    for (const char* name : {"input", "query", "key", "value", "context"})
        site((std::string("blocks.0.attention.") + name).c_str(), 0, 1, 4);
    site("blocks.0.mlp.input", 0, 2, 4);
    site("blocks.0.mlp.hidden", 0, 2, 8);
    site("head", -1, 3, 4);
    return info;
}

}  // namespace

class TestEnergyPublished : public QObject {
    Q_OBJECT

  private slots:
    void theScriptsFiguresAreReproduced() {
        const auto four = publishedSizes(4);
        QVERIFY(std::abs(1 - spiking(four) / analog(four, true) - 0.912) < 0.0005);   // as its script has it
        QVERIFY(std::abs(1 - spiking(four) / analog(four, false) - 0.840) < 0.0005);  // without the two slips
        const auto two = publishedSizes(2);
        QVERIFY(std::abs(1 - spiking(two) / analog(two, true) - 0.956) < 0.0005);
        QVERIFY(std::abs(1 - spiking(two) / analog(two, false) - 0.920) < 0.0005);
        // Its second product of the analog MLP is S / E times too much.
        const double second = analogMlp(four, true) - analogMlp(four, false);
        QVERIFY(std::abs((2.0 * 1280 * 80 + second) / (2.0 * 1280 * 80) - 3.2) < 0.01);
    }

    void whatFiredIsCounted() {
        const NetworkInfo info = smallNetwork();
        const BlockChoice choice = BlockChoice::allSpiking(info);
        // In 10 tokens, 20 timesteps: embedding; input, query, key, value, context; mlp input, hidden; head.
        const std::vector<std::int64_t> spikes = {0, 40, 20, 7, 7, 10, 60, 80, 30};
        std::vector<OperationCounts> operations(4);
        operations[1].pairwiseAttentionMac = 24;  // 12 non-zeros of the map, each 4 / 2 wide
        operations[3].ac = 10 * 5 + 17 * 5;       // biases of 10 tokens, 17 non-zeros
        const auto parts = componentActivities(info, choice, operations, spikes, 10);
        const double attention = 3 * (2 * 40 * 4 + 20 * 4) + 2 * 20 * 8 + 2 * 12 * 4 + 2 * 10 * 4 + 20 * 4;
        QCOMPARE(parts[1].publishedAc, attention);
        QCOMPARE(parts[2].publishedAc, 2.0 * 60 * 8 + 20 * 8 + 2.0 * 80 * 4 + 20 * 4);
        QCOMPARE(parts[3].publishedAc, 2.0 * 17 * 5 + 10 * 5);
        double sum = 0;
        for (const ComponentActivity& part : parts) sum += part.publishedAc + part.publishedMac;
        const double joules = energyJoules(*findPricingModel("published-spikedecoder"), parts);
        QVERIFY(std::abs(joules - 0.9e-12 * sum) < 1e-20);
    }

    void analogPartsAreThoseOfTheBaseline() {
        const NetworkInfo info = smallNetwork();
        BlockChoice choice = BlockChoice::allSpiking(info);
        choice.set(2, Form::Analog), choice.set(3, Form::Analog);
        const std::vector<std::int64_t> spikes(info.sites.size(), 3);
        const auto parts = componentActivities(info, choice, std::vector<OperationCounts>(4), spikes, 10);
        const published::DecoderSizes sizes{.positions = 8, .width = 4, .hidden = 8, .timesteps = 2, .vocabulary = 5};
        QCOMPARE(parts[1].publishedMac, 0.0);
        QVERIFY(parts[1].publishedAc > 0);
        QCOMPARE(parts[2].publishedMac, 10 * analogMlp(sizes));
        QCOMPARE(parts[3].publishedMac, 10 * analogHead(sizes));
        QCOMPARE(parts[2].publishedAc + parts[3].publishedAc, 0.0);
    }

    void rulesAreForTheirOwnFamily() {
        const PricingModel& decoder = *findPricingModel("published-spikedecoder");
        const PricingModel& gpt = *findPricingModel("published-spikegpt");
        QVERIFY(pricesFamily(decoder, "spikedecoder") && !pricesFamily(decoder, "spikegpt"));
        QVERIFY(pricesFamily(gpt, "spikegpt") && !pricesFamily(gpt, "spikedecoder"));
        for (const PricingModel& model : pricingModels())
            if (model.rule == PricingModel::Rule::Operations)
                QVERIFY(pricesFamily(model, "spikegpt") && pricesFamily(model, "spikedecoder"));
        // Asked all the same, it has nothing to say of another family.
        const ComponentActivity other{.counts = {.mac = 5, .denseMac = 5}, .spiking = true, .firingRate = 0.5};
        QVERIFY(std::isnan(energyJoules(decoder, std::span(&other, 1))));
    }

    void anAnalogCheckpointHasNoSitesAndTheSamePrice() {
        NetworkInfo spiking = smallNetwork(), analog = spiking;
        analog.sites.clear();
        const BlockChoice choice = BlockChoice::analogTwin(spiking);
        const std::vector<OperationCounts> none(spiking.components.size());
        const auto price = [&](const NetworkInfo& info) {
            const std::vector<std::int64_t> spikes(info.sites.size());
            return energyJoules(*findPricingModel("published-spikedecoder"), componentActivities(info, choice, none, spikes, 10));
        };
        QVERIFY(price(spiking) > 0);
        QCOMPARE(price(analog), price(spiking));
    }
};

QTEST_APPLESS_MAIN(TestEnergyPublished)
#include "test_energy_published.moc"
