// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QTest>
#include <functional>
#include <thread>

#include "lab_models.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

namespace {

/// Runs until the condition holds, taking every frame as the window would.
bool runUntil(Runner& runner, std::vector<Frame>& frames, const std::function<bool()>& condition) {
    QElapsedTimer timer;
    timer.start();
    for (bool done = false; !done && timer.elapsed() < 20000;) {
        done = condition();
        while (auto frame = runner.frames().pop()) frames.push_back(std::move(*frame));
        if (done) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

bool runToEnd(Runner& runner, std::vector<Frame>& frames) {
    return runUntil(runner, frames, [&] { return runner.status().phase == Phase::Finished; });
}

Intervention silence(int site, std::vector<std::uint32_t> neurons = {}) {
    return {site, std::move(neurons), Intervention::Effect::Silence, 0, true};
}

/// A text that a person changed in the middle: its frames and its script.
struct ChangedText {
    std::vector<Frame> frames;
    TextScript script;
};

}  // namespace

/// A text read again from its script, and branches of it.
class TestEngineReplay : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_tiny, m_decoder;

    const std::shared_ptr<const Model>& modelOf(bool decoder) const { return decoder ? m_decoder : m_tiny; }
    std::vector<std::int32_t> promptOf(bool decoder) const {
        return decoder ? std::vector<std::int32_t>{3, 1, 4, 1, 5} : *m_tiny->encodePrompt("The prince");
    }

    /// 40 tokens beyond the prompt; the choice changes after 10 of them, interventions after 20, both back after 30.
    ChangedText changedText(bool decoder, const Sampling& sampling) const {
        const auto model = modelOf(decoder);
        Runner runner(model, 16);
        runner.setSpeed(0);
        runner.setWindowEnd(WindowEnd::Restart);
        runner.setSampling(sampling);
        ChangedText text;
        const auto prompt = promptOf(decoder);
        runner.start(prompt, 40, true);
        for (std::size_t n = 0; n < prompt.size() + 40; ++n) {
            const std::size_t written = n < prompt.size() ? 0 : n - prompt.size();
            if (written == 10) runner.setChoice(BlockChoice::allAnalog(model->info()));
            if (written == 20) runner.setInterventions({silence(2, {0, 1, 2, 3}), silence(0)});
            if (written == 30) {
                runner.setChoice(BlockChoice::allSpiking(model->info()));
                runner.setInterventions({});
            }
            runner.stepToken();
            runUntil(runner, text.frames, [&] { return runner.status().tokens == static_cast<std::int64_t>(n + 1); });
        }
        text.script = runner.script();
        return text;
    }

    static void samplings() {
        QTest::addColumn<bool>("decoder");
        QTest::addColumn<double>("temperature");
        QTest::addColumn<quint64>("seed");
        for (const bool decoder : {false, true})
            for (const double temperature : {0.0, 0.8, 1.5})
                for (const quint64 seed : {1ULL, 7ULL, 1234567890123ULL})
                    QTest::addRow("%s, temperature %g, seed %llu", decoder ? "decoder over window restarts" : "SpikeGPT",
                                  temperature, static_cast<unsigned long long>(seed))
                        << decoder << temperature << seed;
    }

  private slots:
    void initTestCase() {
        m_tiny = tinyModel();
        m_decoder = smallDecoderModel();
        QVERIFY(m_tiny);
    }

    void aScriptRemembersWhatWasInForceWhen() {
        const ChangedText text = changedText(false, {});
        const auto prompt = static_cast<std::int64_t>(promptOf(false).size());
        QCOMPARE(std::int64_t(text.script.tokens.size()), prompt + 40);
        QCOMPARE(text.script.promptTokens, prompt);
        QCOMPARE(text.script.changes.size(), 4U);
        QCOMPARE(text.script.changes[1].token, prompt + 10);
        QCOMPARE(text.script.changes[2].experiment.interventions.size(), 2U);
        QCOMPARE(text.script.at(prompt + 29), &text.script.changes[2].experiment);
        QCOMPARE(text.script.at(prompt + 30), &text.script.changes[3].experiment);
        const TextScript beginning = text.script.before(prompt + 20);
        QCOMPARE(beginning.changes.size(), 2U);  // that of token prompt + 20 is not in force among them
        QCOMPARE(text.script.before(3).promptTokens, std::int64_t(3));
        QVERIFY(text.script.before(0).changes.empty());
        QVERIFY(text.script.before(1000) == text.script);
    }

    void replayingMakesTheSameFrames_data() { samplings(); }
    void replayingMakesTheSameFrames() {
        QFETCH(const bool, decoder);
        QFETCH(const double, temperature);
        QFETCH(const quint64, seed);
        const ChangedText text = changedText(decoder, {temperature, 0.95, seed});
        Runner runner(modelOf(decoder), 16);
        runner.setSampling({temperature, 0.95, seed});
        runner.setSpeed(0.01);  // must not matter
        std::vector<Frame> frames;
        runner.start(text.script, 0, true);
        QVERIFY(runUntil(runner, frames, [&] { return runner.status().phase == Phase::Paused; }));
        QVERIFY(!runner.status().replaying);
        QCOMPARE(runner.status().droppedFrames, 0);
        QVERIFY(sameFrames(frames, text.frames));
        QVERIFY(runner.script() == text.script);
    }

    void goingOnIsAsIfItHadNeverStopped_data() { samplings(); }
    void goingOnIsAsIfItHadNeverStopped() {
        QFETCH(const bool, decoder);
        QFETCH(const double, temperature);
        QFETCH(const quint64, seed);
        const ChangedText text = changedText(decoder, {temperature, 0.95, seed});
        const auto prompt = static_cast<std::int64_t>(promptOf(decoder).size());
        Runner runner(modelOf(decoder), 256);  // generating does not wait for the picture
        runner.setSpeed(0);
        runner.setWindowEnd(WindowEnd::Restart);
        for (const std::int64_t at : {prompt, prompt + 13, prompt + 25, prompt + 33}) {
            // Between two changes: what was in force at its end still is.
            const TextScript beginning = text.script.before(at);
            const Experiment& present = beginning.changes.back().experiment;
            runner.setChoice(present.choice);
            runner.setInterventions(present.interventions);
            runner.setSampling(present.sampling);
            const std::int64_t next = prompt + ((at - prompt) / 10 + 1) * 10;
            std::vector<Frame> frames;
            runner.start(beginning, next - at);
            QVERIFY(runToEnd(runner, frames));
            QCOMPARE(std::int64_t(frames.size()), next);
            QVERIFY(sameFrames(frames, std::vector<Frame>(text.frames.begin(), text.frames.begin() + next)));
        }
    }

    void anotherSeedOrInterventionDiffersFromThereOn() {
        const Sampling sampling{1.0, 1.0, 5};
        std::vector<Frame> original;
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setSampling(sampling);
        runner.start(promptOf(false), 60);
        QVERIFY(runToEnd(runner, original));
        const TextScript script = runner.script();
        const std::int64_t at = script.promptTokens + 20;
        const auto begins = [&](const std::vector<Frame>& frames) {
            return std::equal(frames.begin(), frames.begin() + at, original.begin(), sameFrame);
        };
        const auto branchDiffers = [&](const std::vector<Frame>& frames) {
            return !std::equal(frames.begin() + at, frames.end(), original.begin() + at, original.end(), sameFrame);
        };

        std::vector<Frame> frames;
        runner.setSampling({1.0, 1.0, 6});
        runner.start(script.before(at), 40);
        QVERIFY(runToEnd(runner, frames));
        QVERIFY(begins(frames) && branchDiffers(frames));
        QVERIFY(frames[static_cast<std::size_t>(at)].interventions == nullptr);

        frames.clear();
        runner.setSampling(sampling);
        runner.setInterventions({silence(1), {0, {}, Intervention::Effect::Force, 0, false}});
        runner.start(script.before(at), 40);
        QVERIFY(runToEnd(runner, frames));
        QVERIFY(begins(frames) && branchDiffers(frames));
        // The token drawn next was predicted before the intervention; what it does to the spikes shows at once.
        const Frame& first = frames[static_cast<std::size_t>(at)];
        QCOMPARE(first.token, original[static_cast<std::size_t>(at)].token);
        QVERIFY(countBits(first.siteSpikes(FrameLayout(m_tiny->info()), 1)) == 0);
        QVERIFY(first.interventions != nullptr);
        QCOMPARE(first.interventions->size(), 1U);  // the one that is off is not in force
        QCOMPARE(first.interventions.get(), frames.back().interventions.get());  // shared
    }

    void replayingWaitsForThePicture() {
        Runner runner(m_tiny, 4);
        runner.setSpeed(0);
        runner.start(promptOf(false), 30);
        QElapsedTimer timer;
        timer.start();
        while (runner.status().phase != Phase::Finished && timer.elapsed() < 20000) QTest::qSleep(1);
        QCOMPARE(runner.status().droppedFrames, 30 + std::int64_t(promptOf(false).size()) - 4);
        const std::int64_t before = runner.status().droppedFrames;

        runner.start(runner.script(), 0, true);
        QTest::qSleep(60);
        QCOMPARE(runner.status().tokens, std::int64_t(4));
        QVERIFY(runner.status().replaying);
        std::vector<Frame> frames;
        QVERIFY(runUntil(runner, frames, [&] { return runner.status().phase == Phase::Paused; }));
        QCOMPARE(std::int64_t(frames.size()), 30 + std::int64_t(promptOf(false).size()));
        QCOMPARE(runner.status().droppedFrames, before);

        runner.start(runner.script(), 0);  // held, and left
        QTest::qSleep(10);
        runner.stop();
        QVERIFY(!runner.status().replaying);
    }

    void stretchesEndWhereInterventionsChange() {
        const ChangedText text = changedText(false, {});
        RunHistory history(m_tiny->info());
        for (Frame frame : text.frames) history.append(std::move(frame));
        const auto prompt = static_cast<std::int64_t>(promptOf(false).size());
        QCOMPARE(history.stretches().size(), 4U);
        QCOMPARE(history.stretches()[2].begin, prompt + 20);
        QCOMPARE(history.stretches()[2].end, prompt + 30);
        QVERIFY(history.stretches()[2].interventions != nullptr);
        QVERIFY(history.stretches()[3].interventions == nullptr);
    }
};

QTEST_APPLESS_MAIN(TestEngineReplay)
#include "test_engine_replay.moc"
