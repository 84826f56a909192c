// SPDX-License-Identifier: Apache-2.0
// Hours of use in minutes, by a monkey that a seed leads: SPIKEGLASS_SOAK=600 SPIKEGLASS_SEED=7 test_engine_soak
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <stdexcept>
#include <thread>

#include "engine/recorded_run.h"
#include "engine/run_export.h"
#include "lab_models.h"
#include "support/soak.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

namespace {

constexpr int kActs = 10;          // of a round, each of several texts
constexpr int kWarmUpRounds = 2;
// Bytes. Between rounds everything is closed; what is in use then, 4 MB, wavers by half a megabyte with what the HDF5 library and
// the threads' heaps keep at hand. A forgotten model would be 0.1 to 14 MB, and there are several in each round.
constexpr std::size_t kMostGrowthInUse = std::size_t{2} << 20;
constexpr std::size_t kMostGrowthResident = std::size_t{24} << 20;

const std::vector<std::string> kModels = {SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5", SPIKEGLASS_MODELS "/spikedecoder-switchable.h5",
                                          SPIKEGLASS_MODELS "/war-and-peace-switchable.h5", SPIKEGLASS_MODELS "/spikedecoder-macfree.h5"};

void demand(bool holds, const std::string& sentence) {
    if (!holds) throw std::runtime_error(sentence);
}

/// One round: models opened and closed, texts written, changed, replayed and recorded, all as the seed says. What follows
/// from the seed alone is folded into a signature; what depends on the moment is only checked.
class Monkey {
  public:
    Monkey(std::uint64_t seed, QString folder) : m_dice(seed), m_folder(std::move(folder)) {}

    std::uint64_t round() {
        for (int act = 0; act < kActs; ++act) {
            if (!m_model || m_dice.oneIn(3)) openModel();
            switch (m_dice.below(4)) {
                case 0: writeAndReplay(); break;
                case 1: record(); break;
                case 2: compareLanes(); break;
                case 3: playAround(); break;
            }
            if (m_dice.oneIn(3)) m_runner.reset();
        }
        m_runner.reset();
        readBackRecordings();
        return m_signature;
    }

  private:
    void openModel() {
        m_runner.reset();
        m_other = m_dice.oneIn(2) ? m_model : nullptr;
        auto loaded = loadModel(m_dice.of(kModels), {.weights = static_cast<WeightType>(m_dice.below(3))});
        demand(loaded.has_value(), loaded ? "" : loaded.error().message);
        m_model = *loaded;
    }

    Runner& runner() {
        if (!m_runner) m_runner = std::make_unique<Runner>(m_model, m_dice.oneIn(2) ? 64 : 1024);
        m_runner->setWindowEnd(WindowEnd::Restart);
        m_runner->setSpeed(0);
        m_runner->setLane(std::nullopt);
        return *m_runner;
    }

    std::vector<std::int32_t> prompt() {
        std::vector<std::int32_t> tokens(1 + m_dice.below(20));
        for (std::int32_t& token : tokens) token = static_cast<std::int32_t>(m_dice.below(m_model->info().vocabulary));
        return tokens;
    }

    BlockChoice choice() {
        BlockChoice choice = BlockChoice::allSpiking(m_model->info());
        for (std::size_t slot = 0; slot < choice.size(); ++slot) {
            BlockChoice other = choice;
            other.set(slot, Form::Analog);
            if (m_dice.oneIn(3) && other.isHeldBy(m_model->info())) choice = other;
        }
        return choice;
    }

    std::vector<Intervention> interventions() {
        std::vector<Intervention> list(m_dice.below(4));
        const std::vector<SiteInfo>& sites = m_model->info().sites;
        for (Intervention& each : list) {
            each.site = static_cast<int>(m_dice.below(sites.size()));
            const SiteInfo& site = sites[static_cast<std::size_t>(each.site)];
            each.effect = static_cast<Intervention::Effect>(m_dice.below(site.hasMembrane ? 6 : 2));
            // As recordings keep them: a value where the effect has one.
            if (each.effect != Intervention::Effect::Silence && each.effect != Intervention::Effect::Force)
                each.value = static_cast<float>(1 + m_dice.uniform());
            for (std::size_t n = m_dice.below(4) * site.width / 4; n < site.width; n += 1 + site.width / 7)
                each.neurons.push_back(static_cast<std::uint32_t>(n));
        }
        return list;
    }

    void changeExperiment(Runner& runner) {
        runner.setChoice(choice());
        runner.setInterventions(interventions());
        runner.setSampling({.temperature = 2 * m_dice.uniform(), .topP = 0.5 + 0.5 * m_dice.uniform(), .seed = m_dice.below(100)});
    }

    /// Waits for the end of the text and takes its frames.
    std::vector<Frame> finish(Runner& runner) {
        std::vector<Frame> frames;
        QElapsedTimer timer;
        timer.start();
        for (bool done = false; !done;) {
            const RunnerStatus status = runner.status();
            done = status.phase != Phase::Running && !status.replaying && !(status.recording && status.phase == Phase::Finished);
            while (auto frame = runner.frames().pop()) frames.push_back(std::move(*frame));
            while (runner.laneFrames().pop()) {}
            demand(status.error.empty(), status.error);
            demand(status.recordingError.empty(), status.recordingError);
            demand(timer.elapsed() < 60'000, "a text does not end: phase " + std::to_string(static_cast<int>(status.phase)) + (status.replaying ? ", replaying" : "") +
                                                (status.recording ? ", recording" : ""));
            if (!done) std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        return frames;
    }

    /// The whole text once more, with every frame of it.
    std::vector<Frame> replay(Runner& runner, const TextScript& script) {
        runner.start(script, 0, true);
        std::vector<Frame> frames = finish(runner);
        demand(runner.tokens() == script.tokens, "a replay reads other tokens");
        demand(frames.size() == script.tokens.size(), "a replay loses frames");
        return frames;
    }

    void fold(const std::vector<Frame>& frames) {
        const auto mix = [this](std::uint64_t value) { m_signature = (m_signature ^ value) * 0x100000001B3ULL; };
        for (const Frame& frame : frames) {
            mix(static_cast<std::uint64_t>(frame.token));
            for (const Word word : frame.spikes) mix(word);
            for (const OperationCounts& counts : frame.operations) mix(static_cast<std::uint64_t>(counts.mac + counts.ac));
        }
    }

    /// A text that goes on several times, each time with other blocks and interventions.
    TextScript write(Runner& runner) {
        changeExperiment(runner);
        runner.start(prompt(), 1 + static_cast<std::int64_t>(m_dice.below(30)));
        finish(runner);
        for (std::size_t more = m_dice.below(4); more > 0; --more) {
            changeExperiment(runner);
            runner.start(runner.script(), 1 + static_cast<std::int64_t>(m_dice.below(20)));
            finish(runner);
        }
        return runner.script();
    }

    void writeAndReplay() {
        Runner& runner = this->runner();
        runner.setTwin(m_dice.oneIn(3));
        const TextScript script = write(runner);
        const std::vector<Frame> once = replay(runner, script), again = replay(runner, script);
        demand(sameFrames(once, again), "two replays differ");
        fold(once);
    }

    void record() {
        Runner& runner = this->runner();
        const TextScript script = write(runner);
        const std::string path = newFile();
        const auto set = runner.setRecording(path, m_dice.oneIn(2) ? std::vector<std::string>{"all"} : std::vector<std::string>{});
        demand(set.has_value(), set ? "" : set.error().message);
        fold(replay(runner, script));
        runner.stop();  // a text that rests is still being recorded
        finish(runner);
        const auto run = openRecordedRun(path, m_dice.oneIn(2) ? m_model : nullptr);
        demand(run.has_value(), run ? "" : run.error().message);
        demand(run->script()->tokens == script.tokens && run->script()->changes == script.changes, path + ": is not the text that was recorded");
        const ExportFormat& format = kExportFormats[m_dice.below(4)];
        const auto written = exportRun(*run, exportAll(*run), format.name, path + format.suffix + ".export");
        demand(written.has_value(), written ? "" : written.error().message);
    }

    void compareLanes() {
        Runner& runner = this->runner();
        LaneSettings lane;
        lane.model = m_other && m_dice.oneIn(2) ? m_other : m_model;
        lane.choice = BlockChoice::allSpiking(lane.model->info());
        const bool shares = canShareTokens(*m_model, *lane.model).has_value();
        lane.text = shares && m_dice.oneIn(2) ? LaneSettings::Text::Same : LaneSettings::Text::Own;
        lane.script.tokens = {0, 1, 2};
        lane.script.promptTokens = 3;
        runner.setLane(lane);
        const TextScript script = write(runner);
        fold(replay(runner, script));
    }

    /// Commands at any moment. What comes of them depends on the moment; that it can be read again does not.
    void playAround() {
        Runner& runner = this->runner();
        for (std::size_t command = 20 + m_dice.below(60); command > 0; --command) {
            switch (m_dice.below(13)) {
                case 0: runner.start(prompt(), static_cast<std::int64_t>(m_dice.below(50)), m_dice.oneIn(4)); break;
                case 1: runner.pause(); break;
                case 2: runner.resume(); break;
                case 3: runner.stepToken(); break;
                case 4: runner.stop(); break;
                case 5: runner.setSpeed(m_dice.oneIn(2) ? 0 : 500); break;
                case 6: runner.setChoice(choice()); break;
                case 7: runner.setInterventions(interventions()); break;
                case 8: runner.setTwin(m_dice.oneIn(2)); break;
                case 9: runner.start(runner.script(), static_cast<std::int64_t>(m_dice.below(50)), m_dice.oneIn(4)); break;
                case 10:
                    if (m_dice.oneIn(2)) (void)runner.setRecording(newFile());
                    break;
                case 11:
                    runner.setLane(m_dice.oneIn(2) ? std::optional<LaneSettings>()
                                                   : LaneSettings{m_model, choice(), interventions(), LaneSettings::Text::Same, {}});
                    break;
                case 12: (void)runner.tokens(); break;
            }
            for (std::size_t frames = m_dice.below(40); frames > 0; --frames) {
                (void)runner.frames().pop();
                (void)runner.laneFrames().pop();
            }
            std::this_thread::sleep_for(std::chrono::microseconds(m_dice.below(3000)));
        }
        if (m_dice.oneIn(4)) return m_runner.reset();  // in the middle of it
        runner.stop();
        finish(runner);
        const TextScript script = runner.script();
        if (script.tokens.empty()) return;
        runner.setLane(std::nullopt);
        runner.setSpeed(0);
        replay(runner, script);
    }

    std::string newFile() { return (m_folder + QString("/run%1.h5").arg(m_files++)).toStdString(); }

    void readBackRecordings() {
        m_model.reset(), m_other.reset();
        demand(QDir(m_folder).entryList({"*.partial*"}).isEmpty(), "a recording was left unfinished");
        for (const QString& name : QDir(m_folder).entryList({"*.h5"})) {
            const auto run = openRecordedRun((m_folder + '/' + name).toStdString());
            demand(run.has_value(), run ? "" : run.error().message);
            for (std::int64_t token = 0; token < run->tokens(); token += 256) {
                const auto frames = run->frames(token, token + 256);
                demand(frames.has_value(), frames ? "" : frames.error().message);
            }
        }
    }

    Dice m_dice;
    const QString m_folder;
    int m_files = 0;
    std::uint64_t m_signature = 0xCBF29CE484222325ULL;
    std::shared_ptr<const Model> m_model, m_other;
    std::unique_ptr<Runner> m_runner;
};

}  // namespace

class TestEngineSoak : public QObject {
    Q_OBJECT

    static std::uint64_t round(std::uint64_t seed) {
        const QTemporaryDir folder;
        return Monkey(seed, folder.path()).round();
    }

  private slots:
    void aMonkeyAtTheEngine() {
        const std::uint64_t seed = soakSeed();
        const double seconds = soakSeconds(6);
        QElapsedTimer timer;
        timer.start();
        Footprint warm;  // at most, while it warms up
        int rounds = 0;
        try {
            const std::uint64_t signature = round(seed);
            QCOMPARE(round(seed), signature);
            for (rounds = kWarmUpRounds; rounds <= kWarmUpRounds || 1e-3 * static_cast<double>(timer.elapsed()) < seconds; ++rounds) {
                // A long soak warms up longer: pools and caches fill as the monkey finds its way to them.
                if (rounds == kWarmUpRounds || 1e-3 * static_cast<double>(timer.elapsed()) < seconds / 4) warm.raiseTo(Footprint::now());
                round(seed + static_cast<std::uint64_t>(rounds));
            }
        } catch (const std::exception& error) {
            QFAIL(qPrintable(QString("round %1 from seed %2: %3").arg(rounds).arg(seed).arg(error.what())));
        }
        const Footprint end = Footprint::now();
        const QString said = QString("%1 rounds: in use %2 then %3 bytes, resident %4 then %5")
                                 .arg(rounds).arg(warm.inUse).arg(end.inUse).arg(warm.resident).arg(end.resident);
        qInfo("%s", qPrintable(said));
        if (!kMeasuresMemory) return;
        QVERIFY2(end.inUse <= warm.inUse + kMostGrowthInUse, qPrintable(said));
        QVERIFY2(end.resident <= warm.resident + kMostGrowthResident, qPrintable(said));
    }
};

int main(int argc, char** argv) {
    letTestsTakeTheirTime();
    QCoreApplication application(argc, argv);
    TestEngineSoak test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_engine_soak.moc"
