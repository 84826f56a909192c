// SPDX-License-Identifier: Apache-2.0
// What SpikeDecoder counts, allocates and knows of itself.
#include <QtTest>
#include <cstdlib>
#include <new>

#include "network/spikedecoder_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

static std::size_t g_allocations = 0;

void* operator new(std::size_t size) {
    ++g_allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    ++g_allocations;
    const auto a = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(a, (size + a - 1) / a * a)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

class TestNetworkSpikeDecoderCounts : public QObject {
    Q_OBJECT

    /// Spikes of a site, all timesteps of the last token that was seen.
    static std::vector<std::vector<Word>> lastSpikes(const Collector& seen, const NetworkInfo& info, const std::string& name) {
        std::vector<std::vector<Word>> steps;
        for (const Collector::Site& site : seen.sites)
            if (info.sites[static_cast<std::size_t>(site.site)].name == name) steps.push_back(site.spikes);
        const auto timesteps = static_cast<std::ptrdiff_t>(info.timesteps);
        return {steps.end() - timesteps, steps.end()};
    }
    static std::int64_t count(const std::vector<std::vector<Word>>& steps) {
        std::int64_t n = 0;
        for (const auto& words : steps) n += static_cast<std::int64_t>(countBits(words));
        return n;
    }
    static OperationCounts of(const Collector& seen, const NetworkInfo& info, const std::string& component) {
        OperationCounts last;
        for (const auto& [index, counts] : seen.operations)
            if (info.components[static_cast<std::size_t>(index)].name == component) last = counts;
        return last;
    }

    static std::vector<Finding> silent(const Network& network, const BlockChoice& choice) {
        std::vector<Finding> findings = network.knownFindings(choice);
        std::erase_if(findings, [](const Finding& f) { return f.kind != Finding::Kind::Silent; });
        return findings;
    }

  private slots:
    void noTokenAllocatesAfterTheFirst() {
        SpikeDecoderConfig config = smallDecoder();
        config.tokenShift = true;
        const RandomSpikeDecoder random(config, 3, true);
        const auto network = random.network();
        std::vector<float> logits(config.vocabulary);
        for (const char* name : {"snn", "ann", "degree-2"}) {
            const BlockChoice choice = parseBlockChoice(network->info(), std::vector<std::string>{name}).value();
            State state = network->initialState();
            network->step(state, 1, choice, logits);
            const std::size_t before = g_allocations;
            for (int t = 0; t < 40; ++t) network->step(state, t % 11, choice, logits);  // two restarts among them
            QCOMPARE(g_allocations, before);
        }
        QVERIFY(g_allocations > 0);
    }

    void threadsDoNotChangeTheResult() {
        SpikeDecoderConfig config = smallDecoder();
        config.width = 768, config.tokenWidth = 758, config.heads = 8, config.hidden = 1536;  // large enough to be split
        const RandomSpikeDecoder random(config, 3, true);
        const auto network = random.network();
        const auto tokens = randomTokens(4, config.vocabulary, 2);
        for (const char* name : {"snn", "ann"}) {
            const BlockChoice choice = parseBlockChoice(network->info(), std::vector<std::string>{name}).value();
            network->setThreads(1);
            State one = network->initialState();
            const auto alone = runTokens(*network, one, tokens, choice);
            network->setThreads(3);
            State three = network->initialState();
            QVERIFY(sameBits(alone, runTokens(*network, three, tokens, choice)));
        }
    }

    void everySpikeCostsItsOutputs() {
        SpikeDecoderConfig config = smallDecoder();  // E 24, A 3, d 8, H 40, T 3, V 11
        config.attentionScale = 4.0F;                // so that a few keys make the context fire
        const RandomSpikeDecoder random(config, 6, true);
        const auto network = random.network();
        const NetworkInfo& info = network->info();
        State state = network->initialState();
        Collector seen;
        runTokens(*network, state, randomTokens(12, 11, 1), BlockChoice::allSpiking(info), &seen);
        const auto spikes = [&](const std::string& site) { return lastSpikes(seen, info, site); };
        const std::int64_t e = 24, d = 8, h = 40, t = 3, v = 11;

        const OperationCounts attention = of(seen, info, "blocks.1.attention");
        const std::int64_t in = count(spikes("blocks.1.attention.input")), q = count(spikes("blocks.1.attention.query"));
        const std::int64_t k = count(spikes("blocks.1.attention.key")), context = count(spikes("blocks.1.attention.context"));
        QVERIFY2(in > 0 && q > 0 && k > 0 && context > 0,
                 qPrintable(QString("%1 %2 %3 %4").arg(in).arg(q).arg(k).arg(context)));
        QCOMPARE(attention.linearAttentionAc, (q + k) * d);
        QCOMPARE(attention.ac, in * 3 * e + (q + k) * d + context * e + t * 4 * e);
        QCOMPARE(attention.mac, std::int64_t{0});
        QCOMPARE(attention.denseMac, t * (4 * e * e + 3 * 2 * d * d));
        QCOMPARE(attention.neuron, t * 5 * e);
        QCOMPARE(attention.other, t * (4 * e + e));  // four layer normalisations, the residual sum

        // Pairwise, as published: every score of a query against the 12 keys so far; those that are not 0 multiply d values.
        QCOMPARE(attention.pairwiseAttentionAc, q * 12);
        std::int64_t nonZero = 0;
        std::vector<std::vector<Word>> keys;
        for (const Collector::Site& site : seen.sites)
            if (info.sites[static_cast<std::size_t>(site.site)].name == "blocks.1.attention.key") keys.push_back(site.spikes);
        const auto query = spikes("blocks.1.attention.query");
        for (std::size_t step = 0; step < 3; ++step)
            for (std::size_t position = 0; position < 12; ++position)
                for (std::size_t head = 0; head < 3; ++head) {
                    int score = 0;
                    for (std::size_t i = head * 8; i < head * 8 + 8; ++i)
                        score += testBit(query[step], i) && testBit(keys[position * 3 + step], i);
                    nonZero += score != 0;
                }
        QVERIFY(nonZero > 0);
        QCOMPARE(attention.pairwiseAttentionMac, nonZero * d);

        const OperationCounts mlp = of(seen, info, "blocks.1.mlp");
        QCOMPARE(mlp.ac, count(spikes("blocks.1.mlp.input")) * h + count(spikes("blocks.1.mlp.hidden")) * e + t * (h + e));
        QCOMPARE(mlp.mac, std::int64_t{0});
        const OperationCounts head = of(seen, info, "head");
        QCOMPARE(head.ac, count(spikes("head")) * v + v);
        QCOMPARE(head.mac, std::int64_t{0});
    }

    void equalTimestepsAreComputedOnce() {
        const RandomSpikeDecoder random(smallDecoder(), 5, true);
        const auto network = random.network();
        const NetworkInfo& info = network->info();
        const auto mac = [&](const char* first, const char* second) {
            const BlockChoice choice = parseBlockChoice(info, std::vector<std::string>{first, second}).value();
            State state = network->initialState();
            Collector seen;
            runTokens(*network, state, {4}, choice, &seen);
            return of(seen, info, "blocks.1.mlp").mac;
        };
        const std::int64_t once = mac("ann", "embedding=snn");
        QVERIFY(once > 0);
        QVERIFY(mac("ann", "blocks.0.mlp=snn") > 2 * once);  // three timesteps differ by then; GELU may skip a few
    }

    void foldedNormalisationLeavesNoMultiply() {
        for (const Normalization norm : {Normalization::Batch, Normalization::Power}) {
            SpikeDecoderConfig config = smallDecoder();
            config.normalization = norm;
            const RandomSpikeDecoder random(config, 5, true);
            const auto network = random.network();
            State state = network->initialState();
            Collector seen;
            runTokens(*network, state, {4, 5}, BlockChoice::allSpiking(network->info()), &seen);
            QCOMPARE(seen.total().mac, std::int64_t{0});
            const OperationCounts mlp = of(seen, network->info(), "blocks.0.mlp");
            QCOMPARE(mlp.other, std::int64_t{3} * 24);  // the residual sum alone
        }
    }

    void knowsThatABinaryInputNeverFires() {
        const RandomSpikeDecoder fixed(smallDecoder(), 5);
        const auto network = fixed.network();
        const NetworkInfo& info = network->info();
        const auto findings = silent(*network, BlockChoice::allSpiking(info));
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(info.sites[static_cast<std::size_t>(findings[0].site)].name, std::string("blocks.0.attention.input"));
        QVERIFY(findings[0].reason.find("at most 0.875") != std::string::npos);
        // And it is so.
        State state = network->initialState();
        Collector seen;
        runTokens(*network, state, randomTokens(12, 11, 1), BlockChoice::allSpiking(info), &seen);
        for (const Collector::Site& site : seen.sites)
            if (site.site == findings[0].site) QCOMPARE(countBits(site.spikes), std::size_t{0});
        // With the analog embedding, or analog attention, nothing is known; with a lower threshold it fires.
        for (const char* analog : {"embedding=ann", "blocks.0.attention=ann"})
            QVERIFY(silent(*network, parseBlockChoice(info, std::vector<std::string>{analog}).value()).empty());
        const RandomSpikeDecoder learned(smallDecoder(), 5, true);
        QVERIFY(silent(*learned.network(), BlockChoice::allSpiking(info)).empty());
    }

    void knowsCodesThatAreShared() {
        SpikeDecoderConfig config = smallDecoder();
        config.token = TokenCode::Binary, config.position = PositionCode::Binary;
        config.tokenWidth = config.positionWidth = 4, config.width = 8, config.heads = 2;
        const RandomSpikeDecoder random(config, 5, true);
        const auto network = random.network();
        const auto findings = network->knownFindings(BlockChoice::allSpiking(network->info()));
        QVERIFY(!findings.empty());
        QCOMPARE(findings[0].kind, Finding::Kind::SharedCodes);
        QCOMPARE(findings[0].tokens, (std::vector<std::int32_t>{1, 2, 4, 8}));
        QVERIFY(std::any_of(findings.begin(), findings.end(), [](const Finding& f) {
            return f.reason.starts_with("positions 1, 2, 4 and 8; 3 and 6; 5 and 10, because");
        }));
        config.token = TokenCode::BinaryLeft, config.position = PositionCode::BinaryLeft;
        const RandomSpikeDecoder corrected(config, 5, true);
        QVERIFY(corrected.network()->knownFindings(BlockChoice::allSpiking(network->info())).empty());
    }
};

QTEST_APPLESS_MAIN(TestNetworkSpikeDecoderCounts)
#include "test_network_spikedecoder_counts.moc"
