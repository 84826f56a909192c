// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QTest>
#include <cmath>
#include <thread>

#include "lab_models.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;
using Text = LaneSettings::Text;

namespace {

struct BothLanes {
    std::vector<Frame> a, b;
};

void take(Runner& runner, BothLanes& lanes) {
    while (auto frame = runner.frames().pop()) lanes.a.push_back(std::move(*frame));
    while (auto frame = runner.laneFrames().pop()) lanes.b.push_back(std::move(*frame));
}

BothLanes runToEnd(Runner& runner) {
    QElapsedTimer timer;
    timer.start();
    BothLanes lanes;
    while (runner.status().phase != Phase::Finished && timer.elapsed() < 20000) {
        take(runner, lanes);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    take(runner, lanes);
    return lanes;
}

TextScript asScript(std::vector<std::int32_t> prompt) {
    const auto promptTokens = static_cast<std::int64_t>(prompt.size());
    return {std::move(prompt), promptTokens, {}};
}

/// The same the long way round.
double divergenceBySum(std::span<const float> a, std::span<const float> b) {
    double sumA = 0, sumB = 0, result = 0;
    for (const float x : a) sumA += std::exp(static_cast<double>(x));
    for (const float x : b) sumB += std::exp(static_cast<double>(x));
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double p = std::exp(static_cast<double>(a[i])) / sumA, q = std::exp(static_cast<double>(b[i])) / sumB;
        result += p * std::log2(p / q);
    }
    return result;
}

}  // namespace

/// Two networks on one clock.
class TestEngineLanes : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_tiny;
    const Sampling m_sampling{1.0, 1.0, 11};

    std::vector<std::int32_t> prompt() const { return *m_tiny->encodePrompt("The prince"); }
    Intervention silence(int site) const { return {site, {}, Intervention::Effect::Silence, 0, true}; }

    /// What a lane gives alone.
    std::vector<Frame> alone(const BlockChoice& choice, const std::vector<Intervention>& interventions, const TextScript& script,
                             std::int64_t more) const {
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setSampling(m_sampling);
        runner.setChoice(choice);
        runner.setInterventions(interventions);
        if (script.changes.empty() && more > 0)
            runner.start(script.tokens, more);
        else
            runner.start(script, more, true);
        QElapsedTimer timer;
        timer.start();
        BothLanes lanes;
        const Phase end = more > 0 ? Phase::Finished : Phase::Paused;
        while (runner.status().phase != end && timer.elapsed() < 20000) take(runner, lanes);
        take(runner, lanes);
        return lanes.a;
    }

  private slots:
    void initTestCase() {
        m_tiny = tinyModel();
        QVERIFY(m_tiny);
    }

    void divergenceIsThatOfTheDistributions() {
        const std::vector<float> a{0.5F, -1, 3, 2}, b{1, 1, -2, 0.25F};
        QVERIFY(std::abs(divergenceBits(a, b) - divergenceBySum(a, b)) < 1e-12);
        QCOMPARE(divergenceBits(a, a), 0.0);
        const std::vector<float> shifted{100.5F, 99, 103, 102};  // the same distribution
        QVERIFY(divergenceBits(a, shifted) < 1e-12);
        const std::vector<float> sure{200, 0}, other{0, 200};
        QVERIFY(std::abs(divergenceBits(sure, other) - 200 / std::log(2.0)) < 1e-9);
    }

    void theSameTextInBothLanesIsThatOfEachAlone() {
        const BlockChoice spiking = BlockChoice::allSpiking(m_tiny->info()), analog = BlockChoice::allAnalog(m_tiny->info());
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setSampling(m_sampling);
        runner.setLane(LaneSettings{m_tiny, analog, {silence(0)}, Text::Same, {}});
        runner.start(prompt(), 50);
        const BothLanes lanes = runToEnd(runner);
        QCOMPARE(lanes.a.size(), prompt().size() + 50);
        TextScript given;
        given.tokens = prompt();
        QVERIFY(sameFrames(lanes.a, alone(spiking, {}, given, 50)));
        given.tokens = runner.tokens();
        given.promptTokens = static_cast<std::int64_t>(prompt().size());
        QVERIFY(sameFrames(lanes.b, alone(analog, {silence(0)}, given, 0)));

        Generator a(m_tiny, spiking, m_sampling), b(m_tiny, analog, m_sampling);
        const std::vector<Intervention> list{silence(0)};
        b.setInterventions(std::make_shared<const Interventions>(m_tiny->info(), list));
        double largest = 0;
        for (std::size_t i = 0; i < lanes.a.size(); ++i) {
            a.read(lanes.a[i].token), b.read(lanes.a[i].token);
            const double expected = divergenceBySum(a.logits(), b.logits());
            QVERIFY(std::abs(static_cast<double>(lanes.a[i].divergenceBits) - expected) < 1e-5 * (1 + expected));
            QCOMPARE(lanes.a[i].divergenceBits, lanes.b[i].divergenceBits);
            largest = std::max(largest, expected);
        }
        QVERIFY(largest > 0.01);
    }

    void equalLanesDoNotDiverge() {
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setLane(LaneSettings{m_tiny, BlockChoice::allSpiking(m_tiny->info()), {}, Text::Own, asScript(prompt())});
        runner.start(prompt(), 30);
        const BothLanes lanes = runToEnd(runner);
        QVERIFY(sameFrames(lanes.a, lanes.b));  // the same seed draws the same
        for (const Frame& frame : lanes.a) QCOMPARE(frame.divergenceBits, 0.0F);
    }

    void anOwnTextIsThatOfTheLaneAlone() {
        const BlockChoice analog = BlockChoice::allAnalog(m_tiny->info());
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setSampling(m_sampling);
        const auto other = *m_tiny->encodePrompt("The old count");
        runner.setLane(LaneSettings{m_tiny, analog, {}, Text::Own, asScript(other)});
        runner.start(prompt(), 40);
        const BothLanes lanes = runToEnd(runner);
        QCOMPARE(lanes.b.size(), lanes.a.size());
        TextScript given;
        given.tokens = other;
        const auto more = static_cast<std::int64_t>(lanes.b.size() - other.size());
        QVERIFY(sameFrames(lanes.b, alone(analog, {}, given, more)));
        bool parted = false;
        for (std::size_t i = 0; i < lanes.a.size(); ++i) {
            parted = parted || lanes.a[i].token != lanes.b[i].token;
            QCOMPARE(std::isnan(lanes.a[i].divergenceBits), parted);
        }
        QVERIFY(parted && !std::isnan(lanes.a[0].divergenceBits));  // "The " is common
    }

    void changesOfARunningLane() {
        Runner runner(m_tiny);
        runner.setSpeed(0);
        LaneSettings lane{m_tiny, BlockChoice::allSpiking(m_tiny->info()), {}, Text::Same, {}};
        runner.start(prompt(), 0, true);
        const auto step = [&](BothLanes& lanes) {
            const std::int64_t at = runner.status().tokens;
            runner.stepToken();
            QElapsedTimer timer;
            timer.start();
            while (runner.status().tokens == at && timer.elapsed() < 20000) QTest::qSleep(1);
            take(runner, lanes);
        };
        BothLanes lanes;
        step(lanes);
        runner.setLane(lane);  // a text that runs has begun without it
        step(lanes);
        QCOMPARE(lanes.b.size(), 0U);
        runner.start(prompt(), 0, true);
        lanes = {};
        step(lanes);
        lane.interventions = {silence(1)};
        runner.setLane(lane);
        step(lanes);
        lane.choice = BlockChoice::allAnalog(m_tiny->info());
        runner.setLane(lane);
        step(lanes);
        QCOMPARE(lanes.b.size(), 3U);
        QVERIFY(!lanes.b[0].interventions && lanes.b[1].interventions && !lanes.a[1].interventions);
        QCOMPARE(lanes.b[2].choice, lane.choice);
        QCOMPARE(lanes.a[2].choice, BlockChoice::allSpiking(m_tiny->info()));
        runner.setLane(std::nullopt);
        step(lanes);
        QCOMPARE(lanes.b.size(), 3U);
        QCOMPARE(lanes.a.size(), 4U);
        QVERIFY(std::isnan(lanes.a[3].divergenceBits) && !std::isnan(lanes.a[2].divergenceBits));
    }

    void framesArePutOrDroppedTogether() {
        Runner runner(m_tiny, 8);
        runner.setSpeed(0);
        runner.setLane(LaneSettings{m_tiny, BlockChoice::allSpiking(m_tiny->info()), {}, Text::Same, {}});
        runner.start(prompt(), 0);
        BothLanes lanes;
        QElapsedTimer timer;
        timer.start();
        // Nobody takes any, until both rings are long full, however slow the engine.
        QTRY_VERIFY_WITH_TIMEOUT(runner.status().tokens >= 60, 20000);
        // Then takes the lanes unevenly, as no window should.
        for (int i = 0; runner.status().tokens < 400 && timer.elapsed() < 20000; ++i) {
            if (auto frame = runner.frames().pop()) lanes.a.push_back(std::move(*frame));
            for (int n = 0; n < i % 4; ++n)
                if (auto frame = runner.laneFrames().pop()) lanes.b.push_back(std::move(*frame));
            if (i % 3 == 0) QTest::qSleep(1);
        }
        runner.stop();
        QTest::qSleep(30);  // the token under way
        take(runner, lanes);
        QVERIFY(runner.status().droppedFrames > 0);
        QCOMPARE(lanes.a.size(), lanes.b.size());
        for (std::size_t i = 0; i < lanes.a.size(); ++i) QCOMPARE(lanes.a[i].index, lanes.b[i].index);
    }

    void aLaneGoesOnFromItsOwnPast() {
        const BlockChoice spiking = BlockChoice::allSpiking(m_tiny->info()), analog = BlockChoice::allAnalog(m_tiny->info());
        // A past that was analog, of which B goes on spiking; A goes on likewise: the same text in both lanes.
        Runner past(m_tiny);
        past.setSpeed(0);
        past.setSampling(m_sampling);
        past.setChoice(analog);
        past.start(prompt(), 20);
        runToEnd(past);
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setSampling(m_sampling);
        runner.setLane(LaneSettings{m_tiny, spiking, {}, Text::Own, past.script()});
        runner.start(past.script(), 30);
        const BothLanes lanes = runToEnd(runner);
        QCOMPARE(lanes.a.size(), prompt().size() + 50);
        QVERIFY(sameFrames(lanes.a, lanes.b));
        QCOMPARE(lanes.b[prompt().size() + 19].choice, analog);
        QCOMPARE(lanes.b[prompt().size() + 20].choice, spiking);
    }

    void replayedLanesAreTheSameAgain() {
        Runner runner(m_tiny, 6);
        runner.setSpeed(0);
        runner.setSampling(m_sampling);
        runner.setLane(LaneSettings{m_tiny, BlockChoice::allAnalog(m_tiny->info()), {}, Text::Own, asScript(prompt())});
        runner.start(runner.script(), 0, true);  // of nothing: nothing to replay
        Runner whole(m_tiny, 200);
        whole.setSpeed(0);
        whole.setSampling(m_sampling);
        whole.setLane(LaneSettings{m_tiny, BlockChoice::allAnalog(m_tiny->info()), {}, Text::Own, asScript(prompt())});
        whole.start(prompt(), 60);
        const BothLanes first = runToEnd(whole);
        runner.start(whole.script(), 1);
        BothLanes again;
        QElapsedTimer timer;
        timer.start();
        while (runner.status().phase != Phase::Finished && timer.elapsed() < 20000) take(runner, again);
        take(runner, again);
        QCOMPARE(again.a.size(), first.a.size() + 1);
        QVERIFY(std::equal(first.a.begin(), first.a.end(), again.a.begin(), sameFrame));
        QVERIFY(std::equal(first.b.begin(), first.b.end(), again.b.begin(), sameFrame));
    }

    void vocabulariesThatDifferAreRefused() {
        QVERIFY(canShareTokens(*m_tiny, *m_tiny));
        const auto another = tinyModel();
        QVERIFY(canShareTokens(*m_tiny, *another));
        const auto decoder = smallDecoderModel(), wider = smallDecoderModel(3, 12);
        QVERIFY(canShareTokens(*decoder, *smallDecoderModel(4)));
        const auto sizes = canShareTokens(*decoder, *wider);
        QVERIFY(!sizes);
        QVERIFY2(sizes.error().message.find("11 and 12") != std::string::npos, sizes.error().message.c_str());
        const auto unlike = smallDecoderModel(3, m_tiny->info().vocabulary);
        QVERIFY(!canShareTokens(*m_tiny, *unlike));

        // Without a shared vocabulary each writes its own text, and there is no divergence.
        Runner runner(m_tiny);
        runner.setSpeed(0);
        runner.setWindowEnd(WindowEnd::Restart);
        runner.setLane(LaneSettings{wider, BlockChoice::allSpiking(wider->info()), {}, Text::Own, asScript({1, 2, 3})});
        runner.start(prompt(), 30);
        const BothLanes lanes = runToEnd(runner);
        QCOMPARE(lanes.b.size(), lanes.a.size());
        QVERIFY(std::isnan(lanes.a[0].divergenceBits));
        QCOMPARE(lanes.b[0].spikes.size(), FrameLayout(wider->info()).words);
    }
};

QTEST_APPLESS_MAIN(TestEngineLanes)
#include "test_engine_lanes.moc"
