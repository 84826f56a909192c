// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>
#include <functional>
#include <thread>

#include "engine/generator.h"
#include "engine/runner.h"
#include "support/wait_for.h"

using namespace spikeglass;
using spikeglass::test::waitFor;
using Phase = RunnerStatus::Phase;

/// The engine's thread, driven as the window drives it, on a small checkpoint with a character tokenizer.
class TestEngineRunner : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_model;

    std::vector<std::int32_t> prompt() const { return *m_model->encodePrompt("The prince"); }

    /// What a Generator writes without a thread.
    std::vector<std::int32_t> expectedText(const Sampling& sampling, std::size_t n) const {
        Generator generator(m_model, BlockChoice::allSpiking(m_model->info()), sampling);
        for (const std::int32_t token : prompt()) generator.read(token);
        while (generator.tokens().size() < prompt().size() + n) generator.read(generator.draw());
        return generator.tokens();
    }

  private slots:
    void initTestCase() {
        auto model = loadModel(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        m_model = *model;
    }

    void writesWhatTheSeedSays() {
        Runner runner(m_model);
        const Sampling sampling{.temperature = 0.8, .topP = 0.9, .seed = 42};
        runner.setSampling(sampling);
        runner.setSpeed(0);
        for (int repetition = 0; repetition < 2; ++repetition) {
            runner.start(prompt(), 50);
            QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished; }));
            QCOMPARE(runner.tokens(), expectedText(sampling, 50));
            QCOMPARE(runner.status().tokens, std::int64_t(prompt().size() + 50));
        }
    }

    void framesTellTheWholeStory() {
        Runner runner(m_model);
        runner.setSpeed(0);
        runner.start(prompt(), 20);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished; }));
        const auto tokens = runner.tokens();
        std::string text;
        std::int64_t n = 0;
        float probabilityOfNext = 0;
        while (auto frame = runner.frames().pop()) {
            QCOMPARE(frame->index, n);
            QCOMPARE(frame->token, tokens[static_cast<std::size_t>(n)]);
            QCOMPARE(frame->fromPrompt, n < std::int64_t(prompt().size()));
            QCOMPARE(frame->candidates.size(), std::size_t(10));
            QCOMPARE(frame->operations.size(), m_model->info().components.size());
            QVERIFY(frame->operations[1].mac > 0);
            QVERIFY(frame->twinOperations[1].mac > 0);
            QCOMPARE(frame->twinOperations[1].neuron, std::int64_t(0));
            // The surprisal of a token is what the candidates of the token before said of it.
            if (n == 0) QVERIFY(std::isnan(frame->surprisalBits));
            if (probabilityOfNext > 0) QVERIFY(std::abs(frame->surprisalBits + std::log2(probabilityOfNext)) < 1e-3);
            probabilityOfNext = 0;
            if (static_cast<std::size_t>(n) + 1 < tokens.size())
                for (const Candidate& candidate : frame->candidates)
                    if (candidate.token == tokens[static_cast<std::size_t>(n) + 1]) probabilityOfNext = candidate.probability;
            text += frame->text;
            ++n;
        }
        QCOMPARE(n, std::int64_t(tokens.size()));
        QCOMPARE(text, m_model->tokenizer->decode(tokens));
    }

    void pauseStepResumeStop() {
        Runner runner(m_model);
        runner.setSpeed(0);
        runner.start(prompt(), 0, true);
        QCOMPARE(runner.status().phase, Phase::Paused);
        runner.stepToken();
        runner.stepToken();
        QVERIFY(waitFor([&] { return runner.status().tokens == 2; }));
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        QCOMPARE(runner.status().tokens, std::int64_t(2));
        runner.resume();
        QVERIFY(waitFor([&] { return runner.status().tokens > 100; }));
        runner.pause();
        std::this_thread::sleep_for(std::chrono::milliseconds(30));  // the token under way
        const std::int64_t at = runner.status().tokens;
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        QCOMPARE(runner.status().tokens, at);
        runner.stop();
        QCOMPARE(runner.status().phase, Phase::Finished);
        QVERIFY(std::int64_t(runner.tokens().size()) >= at);
        runner.resume();  // a stopped text does not go on
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        QCOMPARE(runner.status().phase, Phase::Finished);
    }

    void aFullRingDropsFramesButNoText() {
        Runner runner(m_model, 8);
        runner.setSpeed(0);
        runner.start(prompt(), 200);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished; }));
        const auto total = std::int64_t(prompt().size()) + 200;
        QCOMPARE(std::int64_t(runner.tokens().size()), total);
        QCOMPARE(runner.status().droppedFrames, total - 8);
    }

    void speedIsKeptAndChangesAtOnce() {
        Runner runner(m_model);
        runner.setSpeed(0.01);  // one token in 100 s
        runner.start(prompt(), 0);
        QVERIFY(waitFor([&] { return runner.status().tokens == 1; }));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        QCOMPARE(runner.status().tokens, std::int64_t(1));
        runner.setSpeed(0);
        QVERIFY(waitFor([&] { return runner.status().tokens > 10; }));
    }

    void aChangeOfChoiceTakesEffectWhileItRuns() {
        Runner runner(m_model);
        runner.setSpeed(0);
        runner.setTwin(false);
        runner.start(prompt(), 5, true);
        runner.stepToken();
        QVERIFY(waitFor([&] { return runner.status().tokens == 1; }));
        runner.setChoice(BlockChoice::allAnalog(m_model->info()));
        runner.stepToken();
        QVERIFY(waitFor([&] { return runner.status().tokens == 2; }));
        const auto first = runner.frames().pop();
        const auto second = runner.frames().pop();
        QCOMPARE(first->choice, BlockChoice::allSpiking(m_model->info()));
        QCOMPARE(second->choice, BlockChoice::allAnalog(m_model->info()));
        QVERIFY(first->twinOperations.empty());
        QVERIFY(countBits(first->spikes) > 0);
        QCOMPARE(countBits(second->spikes), std::size_t(0));
        QVERIFY(std::isnan(second->potential[0]));
    }

    void itCanBeDestroyedAtAnyMoment() {
        for (int i = 0; i < 20; ++i) {
            Runner runner(m_model);
            runner.setSpeed(i % 2 ? 0 : 1);
            runner.start(prompt(), 0, i % 3 == 0);
            if (i % 4 == 0) runner.start(prompt(), 10);
        }
    }
};

QTEST_APPLESS_MAIN(TestEngineRunner)
#include "test_engine_runner.moc"
