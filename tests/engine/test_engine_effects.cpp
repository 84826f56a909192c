// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/effect_ranking.h"
#include "lab_models.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// How much each silencing changes what is predicted.
class TestEngineEffects : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_model;
    std::vector<std::int32_t> m_tokens;

    BlockChoice spiking() const { return BlockChoice::allSpiking(m_model->info()); }

    /// Logits along the text with these in force.
    std::vector<std::vector<float>> logitsWith(const std::vector<Intervention>& list) const {
        Generator generator(m_model, spiking(), {});
        generator.setInterventions(std::make_shared<const Interventions>(m_model->info(), list));
        std::vector<std::vector<float>> logits;
        for (const std::int32_t token : m_tokens) {
            generator.read(token);
            logits.emplace_back(generator.logits().begin(), generator.logits().end());
        }
        return logits;
    }

  private slots:
    void initTestCase() {
        m_model = tinyModel();
        QVERIFY(m_model);
        m_tokens = *m_model->encodePrompt("The prince looked at the window");
    }

    void theRankingIsThatOfBruteForce() {
        const Intervention already{1, {0, 5}, Intervention::Effect::Silence, 0, true};
        const auto candidates = silenceEachNeuron(m_model->info(), 2);
        QCOMPARE(candidates.size(), m_model->info().sites[2].width);
        const auto effects = rankInterventions(EffectMeter(*m_model, spiking(), m_tokens, {already}), candidates);
        QCOMPARE(effects.size(), candidates.size());
        const auto without = logitsWith({already});
        std::vector<bool> seen(candidates.size());
        double before = std::numeric_limits<double>::infinity();
        for (const InterventionEffect& effect : effects) {
            QVERIFY(!seen[effect.candidate]);
            seen[effect.candidate] = true;
            const auto with = logitsWith({already, candidates[effect.candidate]});
            double mean = 0, last = 0, change = 0;
            for (std::size_t i = 0; i < m_tokens.size(); ++i) {
                last = divergenceBits(without[i], with[i]);
                mean += last / static_cast<double>(m_tokens.size());
                if (i + 1 < m_tokens.size())
                    change += (Sampler::surprisalBits(with[i], m_tokens[i + 1]) - Sampler::surprisalBits(without[i], m_tokens[i + 1])) /
                              static_cast<double>(m_tokens.size() - 1);
            }
            QVERIFY(std::abs(effect.meanDivergenceBits - mean) < 1e-5);
            QVERIFY(std::abs(effect.lastDivergenceBits - last) < 1e-5);
            QVERIFY(std::abs(effect.surprisalChangeBits - change) < 1e-5);
            QCOMPARE(std::size_t(effect.likeliest),
                     std::size_t(std::max_element(with.back().begin(), with.back().end()) - with.back().begin()));
            QVERIFY(effect.meanDivergenceBits <= before);
            before = effect.meanDivergenceBits;
        }
        QVERIFY(effects.front().meanDivergenceBits > 1e-4);
    }

    void stoppedItKeepsWhatWasMeasured() {
        const EffectMeter meter(*m_model, spiking(), m_tokens);
        const auto candidates = silenceEachNeuron(m_model->info(), 1);
        std::size_t told = 0;
        const auto effects = rankInterventions(meter, candidates, [&](std::size_t done, std::size_t total) {
            QTest::qVerify(done == told++ && total == candidates.size(), "progress", "", __FILE__, __LINE__);
            return done < 3;
        });
        QCOMPARE(effects.size(), 3U);
        for (const InterventionEffect& effect : effects) {
            QVERIFY(effect.candidate < 3);
            QCOMPARE(effect.meanDivergenceBits, meter.measure(candidates[effect.candidate]).meanDivergenceBits);
        }
    }

    void onlySitesThatSpikeAreSilenced() {
        const NetworkInfo& info = m_model->info();
        QCOMPARE(silenceEachSite(info, spiking()).size(), info.sites.size());
        BlockChoice choice = spiking();
        choice.set(static_cast<std::size_t>(info.sites[1].slot), Form::Analog);
        for (const Intervention& candidate : silenceEachSite(info, choice)) QVERIFY(candidate.site != 1);
        QCOMPARE(silenceEachSite(info, choice).size(), info.sites.size() - 1);
    }

    void aTextLongerThanTheWindowIsReadFromItsEnd() {
        const auto decoder = smallDecoderModel();
        std::vector<std::int32_t> tokens;
        for (int i = 0; i < 50; ++i) tokens.push_back((i * i + 3) % 11);
        const BlockChoice choice = BlockChoice::allSpiking(decoder->info());
        const EffectMeter meter(*decoder, choice, tokens);
        QCOMPARE(meter.tokens(), decoder->info().positions);
        const EffectMeter end(*decoder, choice, std::span(tokens).last(decoder->info().positions));
        const auto candidates = silenceEachSite(decoder->info(), choice);
        QCOMPARE(meter.measure(candidates[0]).meanDivergenceBits, end.measure(candidates[0]).meanDivergenceBits);
        QCOMPARE(meter.likeliest(), end.likeliest());
    }
};

QTEST_APPLESS_MAIN(TestEngineEffects)
#include "test_engine_effects.moc"
