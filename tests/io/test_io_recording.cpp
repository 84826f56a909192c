// SPDX-License-Identifier: Apache-2.0
// What is recorded is what is read: by our own reader, which shares no code with the library that writes.
#include <QTemporaryDir>
#include <QTest>

#include "base/random.h"
#include "checkpoint_test.h"
#include "io/hdf5_attributes.h"
#include "io/hdf5_dataset.h"
#include "io/recording_file.h"
#include "recording_test.h"

using namespace spikeglass;

class TestIoRecording : public QObject {
    Q_OBJECT
  private slots:
    void recordsEverything_data();
    void recordsEverything();
    void writesBehindALink();
    void recordsNothing();
    void leavesOutWhatIsAnalogNow();
    void replacesOnlyWhenFinished();
    void keepsEarlierPartialFiles();
    void staysReadableWhenAbandoned();
    void survivesUnusualTexts();
    void refusesBadTargets();
    void recognizesRecordings();
    void refusesOtherFiles();
};

namespace {

/// All elements of a dataset under the root, by the path of its groups.
template <class T>
std::vector<T> readAll(const std::string& path, const std::vector<std::string>& places, hdf5::Element element) {
    const auto file = hdf5::InputFile::open(path);
    auto object = hdf5::Object::read(*file, file->rootAddress(), path + ": /").value();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto links = hdf5::readLinks(*file, object, 1000).value();
        const bool last = i + 1 == places.size();
        object = hdf5::openMember(*file, object, links, places[i],
                                  last ? hdf5::Object::Kind::Dataset : hdf5::Object::Kind::Group).value();
    }
    const auto dataset = hdf5::openDataset(*file, object, "this", true).value();
    if (dataset.element != element) return {};
    std::vector<T> values(dataset.elements);
    const auto ok = hdf5::readRows(*file, dataset, 0, dataset.rows(), std::as_writable_bytes(std::span(values)));
    return ok ? values : std::vector<T>();
}

}  // namespace

void TestIoRecording::recordsEverything_data() {
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("flushEvery");
    QTest::newRow("one token") << 1 << 1000000;
    QTest::newRow("one batch") << 100 << 1000000;
    QTest::newRow("flushed after each") << 60 << 1;
    QTest::newRow("chunks filled by halves") << 3000 << 97;
    QTest::newRow("several batches") << 2500 << 1000000;
}

void TestIoRecording::writesBehindALink() {
    const QTemporaryDir folder;
    const QString target = folder.filePath("elsewhere.h5"), link = folder.filePath("run.h5");
    QVERIFY(QFile::link("elsewhere.h5", link));
    auto writer = RecordingWriter::create(link.toStdString(), test::exampleHeader());
    QVERIFY2(writer, writer ? "" : writer.error().message.c_str());
    QVERIFY(test::ExampleToken(0).appendTo(*writer));
    QCOMPARE(writer->file(), target.toStdString() + ".partial");
    QVERIFY(writer->finish());
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(!QFileInfo(target).isSymLink());
    QCOMPARE(summarizeRecording(target.toStdString())->tokens, std::int64_t{1});
}

void TestIoRecording::recordsEverything() {
    QFETCH(int, tokens);
    QFETCH(int, flushEvery);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    const RecordingHeader header = test::exampleHeader();
    auto writer = RecordingWriter::create(path, header);
    QVERIFY2(writer, writer ? "" : writer.error().message.c_str());
    for (int n = 0; n < tokens; ++n) {
        QVERIFY(test::ExampleToken(n).appendTo(*writer));
        if (n % flushEvery == flushEvery - 1) QVERIFY(writer->flush());
    }
    QCOMPARE(writer->tokensWritten(), std::int64_t{tokens});
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    QVERIFY(writer->finish());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"run.h5"});

    const auto summary = summarizeRecording(path);
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->tokens, std::int64_t{tokens});
    QCOMPARE(summary->header.modelSha256, header.modelSha256);
    QCOMPARE(summary->header.modelName, header.modelName);
    QCOMPARE(summary->header.prompt, header.prompt);
    QCOMPARE(summary->header.programVersion, header.programVersion);
    QVERIFY(summary->header.blockChoice == header.blockChoice);
    QCOMPARE(summary->header.seed, header.seed);
    QCOMPARE(summary->header.temperature, header.temperature);
    QCOMPARE(summary->header.topP, header.topP);
    QCOMPARE(summary->header.vocabulary, header.vocabulary);
    QVERIFY(summary->header.logits);
    QCOMPARE(summary->header.sites.size(), header.sites.size());

    std::vector<std::int32_t> expectedTokens;
    std::vector<float> expectedLogits;
    std::string expectedText;
    std::vector<std::vector<std::uint8_t>> expectedSpikes(header.sites.size());
    std::vector<std::vector<float>> expectedMembranes(header.sites.size());
    for (int n = 0; n < tokens; ++n) {
        const test::ExampleToken token(n);
        expectedTokens.push_back(token.id);
        expectedText += token.text;
        expectedLogits.insert(expectedLogits.end(), token.logits.begin(), token.logits.end());
        for (std::size_t s = 0; s < header.sites.size(); ++s) {
            for (std::size_t t = 0; t < header.sites[s].timesteps; ++t)
                for (std::size_t i = 0; i < header.sites[s].width; ++i)
                    expectedSpikes[s].push_back(token.fires(s, t, i) ? 1 : 0);
            expectedMembranes[s].insert(expectedMembranes[s].end(), token.membranes[s].begin(), token.membranes[s].end());
        }
    }
    QCOMPARE(summary->text, expectedText);
    QCOMPARE(readAll<std::int32_t>(path, {"tokens"}, hdf5::Element::Int32), expectedTokens);
    QCOMPARE(readAll<float>(path, {"logits"}, hdf5::Element::Float32), expectedLogits);
    for (std::size_t s = 0; s < header.sites.size(); ++s) {
        const std::string& name = header.sites[s].name;
        QCOMPARE(summary->header.sites[s].name, name);
        QCOMPARE(summary->header.sites[s].timesteps, header.sites[s].timesteps);
        QCOMPARE(summary->header.sites[s].width, header.sites[s].width);
        QCOMPARE(summary->header.sites[s].membrane, header.sites[s].membrane);
        QVERIFY(readAll<std::uint8_t>(path, {"sites", name, "spikes"}, hdf5::Element::UInt8) == expectedSpikes[s]);
        if (header.sites[s].membrane)
            QVERIFY(readAll<float>(path, {"sites", name, "membrane"}, hdf5::Element::Float32) == expectedMembranes[s]);
        const auto fired = std::count(expectedSpikes[s].begin(), expectedSpikes[s].end(), 1);
        QVERIFY(fired > 0);
        QCOMPARE(summary->firingRate.at(name), static_cast<double>(fired) / static_cast<double>(expectedSpikes[s].size()));
    }
}

void TestIoRecording::recordsNothing() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    RecordingHeader header = test::exampleHeader();
    header.logits = false;
    auto writer = RecordingWriter::create(path, header);
    QVERIFY(writer);
    QVERIFY(writer->finish());
    const auto summary = summarizeRecording(path);
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->tokens, std::int64_t{0});
    QVERIFY(!summary->header.logits);
    QCOMPARE(summary->text, std::string());
    QCOMPARE(summary->firingRate.at("head"), 0.0);
    QVERIFY(writer->append({}).error().message.ends_with("run.h5: the recording is finished; nothing can be added"));
}

void TestIoRecording::leavesOutWhatIsAnalogNow() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    RecordingHeader header;
    header.sites = {{"a", 1, 5, true}};
    auto writer = RecordingWriter::create(path, header);
    QVERIFY(writer);
    const std::vector<Word> spikes{0x1F};
    const std::vector<float> membrane(5, 2.0F);
    const std::vector<std::span<const Word>> none{{}}, all{spikes};
    const std::vector<std::span<const float>> noMembrane{{}}, allMembrane{membrane};
    QVERIFY(writer->append({1, "a", all, allMembrane, {}}));
    QVERIFY(writer->append({2, "b", none, noMembrane, {}}));
    QVERIFY(writer->finish());
    using Bytes = std::vector<std::uint8_t>;
    QCOMPARE(readAll<std::uint8_t>(path, {"sites", "a", "spikes"}, hdf5::Element::UInt8), (Bytes{1, 1, 1, 1, 1, 0, 0, 0, 0, 0}));
    const std::vector<float> potentials = readAll<float>(path, {"sites", "a", "membrane"}, hdf5::Element::Float32);
    QCOMPARE(potentials.size(), 10U);
    for (std::size_t i = 0; i < 10; ++i) QVERIFY(i < 5 ? potentials[i] == 2 : potentials[i] != potentials[i]);
}

void TestIoRecording::replacesOnlyWhenFinished() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.h5");
    QVERIFY(test::writeFile(path, "an earlier run"));
    auto writer = RecordingWriter::create(path.toStdString(), test::exampleHeader());
    QVERIFY(writer);
    QVERIFY(test::ExampleToken(0).appendTo(*writer));
    QVERIFY(writer->flush());
    QCOMPARE(test::contentOf(path), QByteArray("an earlier run"));
    QVERIFY(writer->finish());
    QCOMPARE(summarizeRecording(path.toStdString())->tokens, std::int64_t{1});
}

void TestIoRecording::keepsEarlierPartialFiles() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.h5");
    QVERIFY(test::writeFile(path + ".partial", "from a crash"));
    auto first = RecordingWriter::create(path.toStdString(), test::exampleHeader());
    auto second = RecordingWriter::create(path.toStdString(), test::exampleHeader());
    QVERIFY(first && second);
    QCOMPARE(first->file(), (path + ".partial.2").toStdString());
    QCOMPARE(second->file(), (path + ".partial.3").toStdString());
    QVERIFY(test::ExampleToken(0).appendTo(*second));
    QVERIFY(first->finish());
    QCOMPARE(first->file(), path.toStdString());
    QCOMPARE(summarizeRecording(path.toStdString())->tokens, std::int64_t{0});
    QVERIFY(second->finish());
    QCOMPARE(summarizeRecording(path.toStdString())->tokens, std::int64_t{1});
    QCOMPARE(test::contentOf(path + ".partial"), QByteArray("from a crash"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), (QStringList{"run.h5", "run.h5.partial"}));
}

void TestIoRecording::staysReadableWhenAbandoned() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.h5");
    {
        auto writer = RecordingWriter::create(path.toStdString(), test::exampleHeader());
        QVERIFY(writer);
        for (int n = 0; n < 7; ++n) QVERIFY(test::ExampleToken(n).appendTo(*writer));
        RecordingWriter moved = std::move(*writer);
        QVERIFY(test::ExampleToken(7).appendTo(moved));
    }
    QVERIFY(!QFile::exists(path));
    const auto summary = summarizeRecording((path + ".partial").toStdString());
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->tokens, std::int64_t{8});
}

void TestIoRecording::survivesUnusualTexts() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.h5").toStdString();
    RecordingHeader header;
    header.prompt = "half \xC3 and " + std::string(3U << 20, 'x');
    header.modelName = "\x01\xFF";
    header.blockChoice = {{"odd \"slot\"\n\xFF", "snn"}};
    auto writer = RecordingWriter::create(path, header);
    QVERIFY2(writer, writer ? "" : writer.error().message.c_str());
    for (const std::string_view text : {std::string_view(""), std::string_view("\n"), std::string_view("€"), std::string_view("\xE2\x82")})
        QVERIFY(writer->append({0, text, {}, {}, {}}));
    QVERIFY(writer->finish());
    const auto summary = summarizeRecording(path);
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->text, std::string("\n€\xEF\xBF\xBD\xEF\xBF\xBD"));
    QCOMPARE(summary->header.prompt.size(), std::size_t{1} << 20);
    QVERIFY(summary->header.prompt.starts_with("half \xEF\xBF\xBD and xxx"));
    QCOMPARE(summary->header.modelName, std::string("\x01\xEF\xBF\xBD"));
    QCOMPARE(summary->header.blockChoice.begin()->first, std::string("odd \"slot\"\n\xEF\xBF\xBD"));
}

void TestIoRecording::refusesBadTargets() {
    const QTemporaryDir folder;
    const std::string absent = folder.filePath("absent/run.h5").toStdString();
    QCOMPARE(RecordingWriter::create(absent, {}).error().message, absent + ": cannot be created: No such file or directory");
    const std::string directory = folder.path().toStdString();
    QCOMPARE(RecordingWriter::create(directory, {}).error().message,
             directory + ": cannot be written: it exists and is not a regular file");
    const std::string path = folder.filePath("run.h5").toStdString();
    for (const char* name : {"", "a/b", "."}) {
        RecordingHeader header;
        header.sites = {{name, 1, 5, false}};
        const auto writer = RecordingWriter::create(path, header);
        QVERIFY2(!writer, name);
        QCOMPARE(writer.error().message, path + ": cannot be created: \"" + name + "\" is no name for a site");
    }
    RecordingHeader twice;
    twice.sites = {{"a", 1, 5, false}, {"a", 1, 5, false}};
    QCOMPARE(RecordingWriter::create(path, twice).error().message, path + ": cannot be created: there are two sites \"a\"");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestIoRecording::recognizesRecordings() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.h5");
    QVERIFY(!isRecording(path.toStdString()));
    QVERIFY(test::writeFile(path, "garbage"));
    QVERIFY(!isRecording(path.toStdString()));
    QVERIFY(!isRecording(folder.path().toStdString()));
    QVERIFY(!isRecording(test::checkpointFolder("accepted/plain.h5").toStdString()));
    QVERIFY(!isRecording(test::checkpointFolder("refused/other_hdf5.h5").toStdString()));
    auto writer = RecordingWriter::create(path.toStdString(), test::exampleHeader());
    QVERIFY(writer);
    QVERIFY(isRecording((path + ".partial").toStdString()));
    QVERIFY(writer->finish());
    QVERIFY(isRecording(path.toStdString()));
}

void TestIoRecording::refusesOtherFiles() {
    const auto said = [](const QString& name, const std::string& reason) {
        const std::string path = test::checkpointFolder(name).toStdString();
        const auto summary = summarizeRecording(path);
        return !summary && summary.error().message == path + ": " + reason;
    };
    QVERIFY(said("accepted/plain.h5", "is HDF5 but not a Spikeglass recording: its format is the text "
                                      "\"spikeglass-checkpoint\"; expected \"spikeglass-recording\""));
    QVERIFY(said("refused/other_hdf5.h5", "is HDF5 but not a Spikeglass recording: its format is missing; expected "
                                          "\"spikeglass-recording\""));
    QVERIFY(said("refused/recording.h5", "attribute vocabulary is missing"));
    QVERIFY(said("absent.h5", "cannot be opened: No such file or directory"));
}

QTEST_APPLESS_MAIN(TestIoRecording)
#include "test_io_recording.moc"
