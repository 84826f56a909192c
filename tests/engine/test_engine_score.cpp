// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>

#include "engine/generator.h"
#include "engine/score.h"

using namespace spikeglass;

class TestEngineScore : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_model;
    const std::string m_text = "He said nothing, and looked at the window as if he had not heard the question.";

  private slots:
    void initTestCase() {
        auto model = loadModel(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        m_model = *model;
    }

    void bitsAreTheSumOfSurprisals() {
        const auto tokens = *m_model->encodePrompt(m_text);
        const BlockChoice choice = BlockChoice::allSpiking(m_model->info());
        const auto score = scoreTokens(*m_model, choice, tokens);
        QVERIFY(score);
        Generator generator(m_model, choice, {});
        double bits = 0;
        for (std::size_t n = 0; n < tokens.size(); ++n) {
            if (n > 0) bits += Sampler::surprisalBits(generator.logits(), tokens[n]);
            generator.read(tokens[n]);
        }
        QCOMPARE(score->tokens, std::int64_t(tokens.size()));
        QCOMPARE(score->characters, std::int64_t(tokens.size()) - 1);
        QVERIFY(std::abs(score->bitsPerCharacter - bits / (double(tokens.size()) - 1)) < 1e-12);
        QVERIFY(std::abs(score->perplexity - std::exp2(score->bitsPerToken)) < 1e-9);
    }

    void spikingAndAnalogAreCountedByTheSameRules() {
        const auto tokens = *m_model->encodePrompt(m_text);
        const NetworkInfo& info = m_model->info();
        const auto spiking = scoreTokens(*m_model, BlockChoice::allSpiking(info), tokens);
        const auto analog = scoreTokens(*m_model, BlockChoice::allAnalog(info), tokens);
        QVERIFY(spiking && analog);
        QCOMPARE(spiking->firingRate.size(), info.sites.size());
        QVERIFY(analog->firingRate.empty());
        QCOMPARE(analog->meanFiringRate, 0.0);
        QVERIFY(spiking->meanFiringRate > 0 && spiking->meanFiringRate < 1);
        // SpikeGPT's products read floats: strictly counted there is nothing to accumulate (docs/energy.md).
        QCOMPARE(spiking->operations.ac, std::int64_t(0));
        QCOMPARE(spiking->operations.denseMac, analog->operations.denseMac);
        QVERIFY(spiking->operations.mac <= spiking->operations.denseMac);
        QCOMPARE(spiking->twinOperations, analog->operations);
        const auto& energy = spiking->energy.at("compute-fp32");
        QVERIFY(std::abs(energy.thisJoules - 4.6e-12 * double(spiking->operations.mac)) < 4.6e-12);
        QCOMPARE(energy.analogJoules, analog->energy.at("compute-fp32").thisJoules);
        const auto& published = spiking->energy.at("published-spikegpt");
        QVERIFY(published.thisJoules < published.analogJoules);
    }

    void tooShortAndCancelled() {
        const auto tokens = *m_model->encodePrompt(m_text + m_text);
        const BlockChoice choice = BlockChoice::allSpiking(m_model->info());
        QVERIFY(!scoreTokens(*m_model, choice, std::span(tokens).first(1)));
        const auto part = scoreTokens(*m_model, choice, tokens, [](std::int64_t done, std::int64_t) { return done < 64; });
        QVERIFY(part);
        QCOMPARE(part->tokens, std::int64_t(64));
    }
};

QTEST_APPLESS_MAIN(TestEngineScore)
#include "test_engine_score.moc"
