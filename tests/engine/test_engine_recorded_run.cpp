// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFileInfo>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <thread>

#include "engine/recorded_run.h"
#include "engine/run_export.h"
#include "io/examination.h"
#include "io/recording_file.h"
#include "lab_models.h"
#include "support/test_folder.h"
#include "support/wait_for.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

namespace {

std::vector<Frame> take(Runner& runner) {
    std::vector<Frame> frames;
    while (auto frame = runner.frames().pop()) frames.push_back(std::move(*frame));
    return frames;
}

/// What a recording must give of a frame: everything, but of potentials those that did not end in a spike.
Frame asRecorded(Frame frame, const FrameLayout& layout) {
    for (std::size_t site = 0; site < layout.sites.size(); ++site) {
        const FrameLayout::Site& s = layout.sites[site];
        for (std::size_t step = 0; s.hasMembrane && step < s.timesteps; ++step)
            for (std::size_t n = 0; n < s.width; ++n)
                if (testBit(frame.siteSpikes(layout, site, step), n))
                    frame.potential[s.floatOffset + step * s.width + n] = std::nanf("");
    }
    return frame;
}

}  // namespace

/// Recordings made beside a text, and opened again as something that the window can show.
class TestEngineRecordedRun : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_tiny;
    QTemporaryDir m_folder;

    std::vector<std::int32_t> prompt() const { return *m_tiny->encodePrompt("The prince"); }
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }

    /// Step by step, so that what changes when is certain.
    void step(Runner& runner, int tokens) const {
        for (int i = 0; i < tokens; ++i) {
            const std::int64_t at = runner.status().tokens;
            runner.stepToken();
            QVERIFY(waitFor([&] { return runner.status().tokens > at; }));
        }
    }

  private slots:
    void initTestCase() {
        m_tiny = tinyModel();
        QVERIFY(m_tiny);
    }

    void aRecordingKnowsItsWeights() {
        const std::string checkpoint = SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5", path = file("int8.h5");
        const auto rounded = loadModel(checkpoint, {.weights = WeightType::Int8}).value();
        Runner runner(rounded);
        QVERIFY(runner.setRecording(path, {"all"}));
        runner.start(prompt(), 20, false);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished && !runner.status().recording; }));
        const std::vector<Frame> frames = take(runner);

        QCOMPARE(openRecordedRun(path)->model->weights, WeightType::Int8);
        const auto beside = openRecordedRun(path, m_tiny);  // which holds float32
        QVERIFY(beside && !beside->model->isRecording());
        QCOMPARE(beside->model->weights, WeightType::Int8);
        Runner again(beside->model);
        again.start(*beside->script(), 0, true);
        QVERIFY(waitFor([&] { return again.status().phase == Phase::Paused; }));
        const std::vector<Frame> replayed = take(again);
        QCOMPARE(replayed.size(), frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) QVERIFY(sameFrame(replayed[i], frames[i]));
        QCOMPARE(openRecordedRun(path, rounded)->model, rounded);
    }

    void aRecordedRunShowsTheSameFrames_data() {
        QTest::addColumn<bool>("decoder");
        QTest::newRow("SpikeGPT") << false;
        QTest::newRow("SpikeDecoder") << true;
    }
    void aRecordedRunShowsTheSameFrames() {
        QFETCH(const bool, decoder);
        const auto model = decoder ? smallDecoderModel() : m_tiny;
        const auto first = decoder ? std::vector<std::int32_t>{3, 1, 4} : prompt();
        const std::string path = file(decoder ? "decoder.h5" : "gpt.h5");
        Runner runner(model);
        runner.setWindowEnd(WindowEnd::Restart);
        QVERIFY(runner.setRecording(path, {"all"}));
        runner.start(first, 0, true);
        step(runner, static_cast<int>(first.size()) + 5);
        runner.setInterventions({{1, {0, 2}, Intervention::Effect::Force, 0, true}, {1, {}, Intervention::Effect::Silence, 0, false}});
        step(runner, 5);
        runner.setTwin(false);
        runner.setChoice(BlockChoice::allAnalog(model->info()));
        runner.setSampling({0.5, 0.9, 99});
        step(runner, 5);
        QVERIFY(runner.status().recording);
        runner.stop();
        QVERIFY(waitFor([&] { return !runner.status().recording; }));
        QCOMPARE(runner.status().recordingError, std::string());
        const std::vector<Frame> frames = take(runner);

        for (const bool withCheckpoint : {false, true}) {
            const auto run = openRecordedRun(path, withCheckpoint ? model : nullptr);
            QVERIFY2(run, run ? "" : run.error().message.c_str());
            QCOMPARE(run->model->isRecording(), !withCheckpoint);
            QCOMPARE(run->tokens(), std::int64_t(frames.size()));
            const NetworkInfo &info = run->model->info(), &expected = model->info();
            QCOMPARE(info.architecture, expected.architecture);
            QCOMPARE(info.positions, expected.positions);
            QCOMPARE(info.slotInfos.size(), expected.slotInfos.size());
            QCOMPARE(info.components.size(), expected.components.size());
            for (std::size_t i = 0; i < info.sites.size(); ++i) {
                QCOMPARE(info.sites[i].name, expected.sites[i].name);
                QCOMPARE(info.sites[i].slot, expected.sites[i].slot);
                QCOMPARE(info.sites[i].component, expected.sites[i].component);
                QCOMPARE(info.sites[i].block, expected.sites[i].block);
                QCOMPARE(info.sites[i].threshold, expected.sites[i].threshold);
                QCOMPARE(info.sites[i].hasMembrane, expected.sites[i].hasMembrane);
            }
            const FrameLayout layout(expected);
            const auto all = run->frames(0, run->tokens());
            QVERIFY2(all, all ? "" : all.error().message.c_str());
            for (std::size_t i = 0; i < frames.size(); ++i) QVERIFY(sameFrame(asRecorded(frames[i], layout), all->at(i)));
            const auto some = run->frames(7, 9);
            QVERIFY(sameFrame(some->at(1), all->at(8)));
            QVERIFY(run->frames(500, 600)->empty());
            for (const Candidate& candidate : all->at(3).candidates)
                QCOMPARE(run->model->tokenBytes(candidate.token), model->tokenBytes(candidate.token));
        }

        // With the checkpoint the text goes on where it was: the interventions that are off are not part of it.
        const auto script = openRecordedRun(path)->script();
        QVERIFY(script);
        QCOMPARE(script->tokens, runner.tokens());
        QCOMPARE(script->promptTokens, std::int64_t(first.size()));
        QCOMPARE(script->changes.size(), 3U);
        QVERIFY(script->changes[2].experiment.sampling == (Sampling{0.5, 0.9, 99}));
        runner.setTwin(true);
        runner.start(*script, 0, true);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Paused; }));
        const std::vector<Frame> again = take(runner);
        for (std::size_t i = 0; i < frames.size(); ++i) QCOMPARE(again[i].spikes, frames[i].spikes);
    }

    void everyTokenIsRecordedWhateverTheWindowDrops() {
        Runner runner(m_tiny, 8);
        runner.setSpeed(0);
        QVERIFY(runner.setRecording(file("drops.h5")));
        runner.start(prompt(), 300);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished && !runner.status().recording; }));
        QVERIFY(runner.status().droppedFrames > 0);
        const auto run = openRecordedRun(file("drops.h5"));
        QVERIFY(run);
        QCOMPARE(run->script()->tokens, runner.tokens());
        std::string text;
        const auto frames = run->frames(0, run->tokens());
        for (const Frame& frame : *frames) text += frame.text;
        QCOMPARE(text, m_tiny->tokenizer->decode(runner.tokens()));
        QVERIFY(run->frames(0, 1)->front().potential.empty());  // no membranes were asked for

        // It was for one text.
        runner.start(prompt(), 3);
        QVERIFY(!runner.status().recording);
    }

    void aNewTextCompletesTheRecording() {
        Runner runner(m_tiny);
        runner.setSpeed(0);
        QVERIFY(runner.setRecording(file("replaced.h5")));
        runner.start(prompt(), 0);
        QVERIFY(waitFor([&] { return runner.status().tokens > 20; }));
        runner.start(prompt(), 5);
        QVERIFY(waitFor([&] { return QFile::exists(m_folder.filePath("replaced.h5")); }));
        QVERIFY(openRecordedRun(file("replaced.h5"))->tokens() > 20);
        QVERIFY(runner.setRecording(file("destroyed.h5")));
        runner.start(prompt(), 0);
        QVERIFY(waitFor([&] { return runner.status().tokens > 20; }));
        { Runner other(m_tiny); }
    }

    void aRecordingEndsAtItsLimitAndTheTextGoesOn() {
        constexpr std::uint64_t kLimit = 3U << 20;
        Runner runner(m_tiny);
        runner.setSpeed(0);
        QVERIFY(runner.setRecording(file("limited.h5"), {"all"}, kLimit));
        runner.start(prompt(), 0);
        QVERIFY(waitFor([&] { return !runner.status().recordingError.empty(); }));
        QCOMPARE(runner.status().recordingError, file("limited.h5") + ": has reached its limit of 3145728 bytes and is complete up to here; "
                                                                      "the text goes on without being recorded");
        const std::int64_t then = runner.status().tokens;
        QVERIFY(waitFor([&] { return runner.status().tokens > then + 100; }));
        QVERIFY(!runner.status().recording);
        QVERIFY(QFileInfo(m_folder.filePath("limited.h5")).size() <= qint64{kLimit});
        const auto run = openRecordedRun(file("limited.h5"));
        QVERIFY(run && run->tokens() > 100 && run->tokens() <= then);
        const std::vector<std::int32_t> all = runner.tokens(), recorded = run->script()->tokens;
        QVERIFY(std::equal(recorded.begin(), recorded.end(), all.begin()));
    }

    void aPausedRecordingIsOnDisk() {
        Runner runner(m_tiny);
        runner.setSpeed(0);
        QVERIFY(runner.setRecording(file("paused.h5")));
        runner.start(prompt(), 0, true);
        step(runner, 4);
        QVERIFY(waitFor([&] {
            const auto reader = RecordingReader::open(file("paused.h5.partial"));
            return reader && reader->tokenCount() == 4;
        }));
    }

    void aTextThatNeverBeganIsNotRecorded() {
        Runner runner(m_tiny);
        QVERIFY(runner.setRecording(file("never.h5")));
        runner.start(prompt(), 0, true);
        QVERIFY(runner.status().recording);
        runner.stop();
        QVERIFY(waitFor([&] { return !runner.status().recording; }));
        QVERIFY(!QFile::exists(m_folder.filePath("never.h5")));
    }

    void whatCannotBeRecordedIsSaid() {
        Runner runner(m_tiny);
        runner.setSpeed(0);
        const auto nowhere = runner.setRecording(file("no/such/folder.h5"));
        QVERIFY(!nowhere);
        QVERIFY2(nowhere.error().message.find("there is no folder") != std::string::npos, nowhere.error().message.c_str());
        QVERIFY(!runner.setRecording(m_folder.path().toStdString()));
        const auto membrane = runner.setRecording(file("x.h5"), {"embedding"});
        QVERIFY(!membrane);
        QVERIFY(membrane.error().message.find("blocks.0.time_mix") != std::string::npos);

        // A folder that goes away costs the recording, not the text.
        QVERIFY(QDir(m_folder.path()).mkdir("gone"));
        QVERIFY(runner.setRecording(file("gone/run.h5")));
        QVERIFY(QDir(m_folder.path()).rmdir("gone"));
        runner.start(prompt(), 10);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished && !runner.status().recording; }));
        QCOMPARE(runner.tokens().size(), prompt().size() + 10);
        QVERIFY(runner.status().recordingError.starts_with(file("gone/run.h5") + ": cannot be created"));
    }

    void itIsKnownWhereARecordingLies() {
        QVERIFY(test::writeFile(m_folder.filePath("where.h5.partial"), "of a program that crashed"));
        Runner runner(m_tiny);
        runner.setSpeed(0);
        QVERIFY(runner.setRecording(file("where.h5")));
        runner.start(prompt(), 0, true);
        step(runner, 4);
        QVERIFY(waitFor([&] { return openOwnRecording({runner.status().recordingFile, file("where.h5")}, m_tiny)->tokens() == 4; }));
        const OwnRecording before{runner.status().recordingFile, file("where.h5")};
        QCOMPARE(before.now, file("where.h5.partial.2"));
        runner.stop();
        QVERIFY(waitFor([&] { return !runner.status().recording; }));
        QCOMPARE(runner.status().recordingFile, file("where.h5"));
        QCOMPARE(openOwnRecording(before, m_tiny)->tokens(), std::int64_t{4});  // who asked before it was complete finds it as well
        // While it is being written an earlier one has its name: that is not it.
        QVERIFY(test::writeFile(m_folder.filePath("where.h5.partial.2"), "damaged"));
        QVERIFY(!openOwnRecording(before, m_tiny));
        runner.start(prompt(), 3);
        QVERIFY(waitFor([&] { return runner.status().phase == Phase::Finished; }));
        QCOMPARE(runner.status().recordingFile, std::string());
    }

    void whatItSaysOfItsNetworkIsBounded() {
        RecordingHeader header;
        header.network = {"spikegpt", std::int64_t{1} << 40, std::int64_t{1} << 40, std::int64_t{1} << 40, 0, 0, {{"a", 0, true, true}}, {{"a", "a"}}};
        header.sites = {{"a", 2, 6, true, "a", "a"}, {"b", 3, 5, true, "a", "a"}};
        header.blockChoice["a"] = "snn";
        header.vocabulary = 5;
        auto writer = RecordingWriter::create(file("boasts.h5"), header);
        QVERIFY(writer);
        const std::vector<std::span<const Word>> none(2);
        for (int n = 0; n < 3; ++n) QVERIFY(writer->append({n, "a", none, {}, {}}));
        QVERIFY(writer->finish());
        const auto run = openRecordedRun(file("boasts.h5"));
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        QCOMPARE(run->model->info().timesteps, 3U);
        QCOMPARE(run->model->info().width, 6U);
        QCOMPARE(run->model->info().blocks, 2U);
        const auto written = exportRun(*run, exportAll(*run), "sonata-report", file("boasts-report.h5"));
        QVERIFY2(written, written ? "" : written.error().message.c_str());
    }

    /// A network that spikes nowhere, or in its embedding only, has blocks all the same.
    void whatHasNoSitesIsDescribedToo() {
        for (const std::size_t sites : {0U, 1U}) {
            RecordingHeader header;
            header.network = {"spikedecoder", 128, 2, 1, 64, 1000, {}, {}};
            for (const char* slot : {"embedding", "blocks.0.attention", "blocks.0.mlp", "blocks.1.attention", "blocks.1.mlp", "head"}) {
                header.network.slotInfos.push_back({slot, slot[0] == 'b' ? slot[7] - '0' : -1, true, false});
                header.network.components.emplace_back(slot, slot);
                header.blockChoice[slot] = "ann";
            }
            if (sites == 1) header.sites = {{"embedding", 1, 128, false, "embedding", "embedding"}};
            header.vocabulary = 5;
            auto writer = RecordingWriter::create(file("analog.h5"), header);
            QVERIFY(writer);
            const std::vector<std::span<const Word>> none(sites);
            QVERIFY(writer->append({1, "a", none, {}, {}}) && writer->finish());
            const auto run = openRecordedRun(file("analog.h5"));
            QVERIFY2(run, run ? "" : run.error().message.c_str());
            QCOMPARE(run->model->info().width, 128U);
            QCOMPARE(run->model->info().blocks, 2U);
        }
    }

    /// A token with few timesteps of many neurons, and another site with many timesteps: a report has a row of all neurons for each.
    void aReportThatIsTooLargeIsRefused() {
        RecordingHeader header;
        header.sites = {{"wide", 1, 1U << 17, true}, {"long", 1U << 10, 1, true}};
        header.blockChoice = {{"wide", "snn"}, {"long", "snn"}};
        auto writer = RecordingWriter::create(file("large.h5"), header);
        QVERIFY(writer);
        const std::vector<std::span<const Word>> none(2);
        QVERIFY(writer->append({0, "a", none, {}, {}}) && writer->finish());
        const auto run = openRecordedRun(file("large.h5"));
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        const auto written = exportRun(*run, exportAll(*run), "sonata-report", file("large-report.h5"));
        QVERIFY(!written);
        QCOMPARE(written.error().message, file("large.h5") + ": a token has 1024 timesteps of up to 131072 neurons, too many for a report; select fewer neurons");
        QVERIFY(!QFile::exists(m_folder.filePath("large-report.h5")));
        ExportSelection few = exportAll(*run);
        few.sites[0].neurons = {5, 7};
        QVERIFY(exportRun(*run, few, "sonata-report", file("large-report.h5")));
    }

    /// Neither while it is examined and opened nor under the name of one that is exchanged for another.
    void anExchangedRecordingIsNoticed() {
        const auto record = [&](const char* name, int tokens) {
            RecordingHeader header;
            header.sites = {{"head", 1, 6, false}};
            header.blockChoice["head"] = "snn";
            header.vocabulary = 5;
            auto writer = RecordingWriter::create(file(name), header);
            const std::vector<std::span<const Word>> none(1);
            for (int n = 0; n < tokens; ++n)
                if (!writer->append({n % 5, "a", none, {}, {}})) return false;
            return writer->finish().has_value();
        };
        QVERIFY(record("shown.h5", 3) && record("other.h5", 4));
        int times = 0;
        const auto read = readExamined(file("shown.h5"), [&](const Examined& examined) -> Result<int> {
            QTest::qSleep(20);  // more than the resolution of file times
            QFile::remove(m_folder.filePath("shown.h5"));
            return QFile::copy(m_folder.filePath("other.h5"), m_folder.filePath("shown.h5")) && examined.kind == Examined::Kind::Recording ? ++times : 0;
        });
        QVERIFY(!read);
        QCOMPARE(times, 1);
        QCOMPARE(read.error().message, file("shown.h5") + ": was changed while it was read; open it again");
        times = 0;
        const auto again = readExamined(file("shown.h5"), [&](const Examined&) -> Result<int> {  // it grew once: examined and read again
            if (times == 0) QFile(m_folder.filePath("shown.h5")).resize(QFileInfo(m_folder.filePath("shown.h5")).size() + 100);
            return ++times;
        });
        QCOMPARE(again ? *again : -1, 2);
        times = 0;
        const auto growing = readExamined(file("shown.h5"), [&](const Examined&) -> Result<int> {  // as it was at the last attempt
            QFile(m_folder.filePath("shown.h5")).resize(QFileInfo(m_folder.filePath("shown.h5")).size() + 100);
            return ++times;
        });
        QCOMPARE(growing ? *growing : -1, 3);
    }

    void anOlderRecordingIsShownToo() {
        RecordingHeader header;
        header.sites = {{"embedding", 1, 6, false}, {"blocks.0.attention.query", 2, 6, true}, {"blocks.0.input", 2, 6, false},
                        {"blocks.0.residual", 2, 6, false}, {"head", 1, 6, false}};
        header.vocabulary = 5;
        header.modelName = "old";
        for (const char* slot : {"embedding", "blocks.0.attention", "blocks.0.mlp", "head"}) header.blockChoice[slot] = "snn";
        auto writer = RecordingWriter::create(file("old.h5"), header);
        QVERIFY(writer);
        const std::vector<Word> spikes{0x15}, twice{0x15, 0x2A};
        const std::vector<std::span<const Word>> all{spikes, twice, twice, twice, spikes};
        QVERIFY(writer->append({3, "a", all, {}, {}}));
        QVERIFY(writer->finish());
        const auto run = openRecordedRun(file("old.h5"));
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        const NetworkInfo& info = run->model->info();
        QCOMPARE(info.architecture, std::string("spikedecoder"));
        const auto slotName = [&](std::size_t site) { return info.slotInfos[static_cast<std::size_t>(info.sites[site].slot)].name; };
        QCOMPARE(slotName(1), std::string("blocks.0.attention"));
        QCOMPARE(slotName(2), std::string("blocks.0.attention"));
        QCOMPARE(slotName(3), std::string("blocks.0.mlp"));
        QCOMPARE(info.timesteps, 2U);
        auto frames = run->frames(0, 1);
        QCOMPARE(frames->front().siteSpikes(FrameLayout(info), 1, 1)[0], Word{0x2A});
        QVERIFY(std::isnan(frames->front().surprisalBits));
        QVERIFY(frames->front().operations.empty());
        RunHistory history(info);
        history.append(std::move(frames->front()));
        QVERIFY(history.spiked(1, 1, 0, 1));
    }
};

QTEST_APPLESS_MAIN(TestEngineRecordedRun)
#include "test_engine_recorded_run.moc"
