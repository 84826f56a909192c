// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "io/recording_reader.h"
#include "recording_test.h"
#include "support/test_folder.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// Recordings read back, piece by piece.
class TestIoRecordingReader : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    static constexpr int kTokens = 1100;  // more than a chunk of the small columns

    /// An example with everything in it, the changes at 0 and 700.
    std::string written() const {
        const std::string path = m_folder.filePath("whole.h5").toStdString();
        RecordingHeader header = exampleHeader();
        header.network = {"spikegpt", 65, 1, 1, 0, 1234, {{"embedding", -1, false, true}, {"blocks.0.time_mix", 0, true, true}},
                          {{"embedding", "embedding"}, {"head", ""}}};
        for (RecordedSite& site : header.sites) site.slot = "embedding", site.component = "head";
        header.sites[0].hasMembrane = false;
        header.sites[1].block = 0, header.sites[1].threshold = 0.75F, header.sites[1].tau = 4;
        header.interventions = {"head/1=silence"};
        header.promptTokens = 12;
        header.tokenizerKind = "characters";
        header.tokenTexts = {"a", "\"", "é", "", "d", "e", "\n"};
        header.surprisal = true;
        header.candidates = 3;
        header.operationFields = {"ac", "future"};
        auto writer = RecordingWriter::create(path, header);
        if (!writer) return writer.error().message;
        for (int n = 0; n < kTokens; ++n) {
            if (n == 0 || n == 700)
                writer->note(RecordedChange{n, {{"embedding", n == 0 ? "snn" : "ann"}}, {"head=noise:0.5"}, ~0ULL, 0.5, 0.25});
            const ExampleToken token(n);
            const std::vector<std::span<const Word>> spikes(token.spikes.begin(), token.spikes.end());
            const std::vector<std::span<const float>> membranes(token.membranes.begin(), token.membranes.end());
            const std::vector<std::int64_t> operations{n, n * 1'000'000'000'000, 3, 4};
            const std::vector<std::int32_t> candidates{n % 7, 1};
            const std::vector<float> probabilities{0.5F, 0.25F};
            const auto twin = n % 2 == 0 ? std::span<const std::int64_t>(operations) : std::span<const std::int64_t>();
            if (auto ok = writer->append({token.id, token.text, spikes, membranes, token.logits, 0.5F * static_cast<float>(n),
                                          operations, twin, candidates, probabilities});
                !ok)
                return ok.error().message;
        }
        const auto finished = writer->finish();
        return finished ? path : finished.error().message;
    }

  private slots:
    void whatWasWrittenIsRead() {
        const auto reader = RecordingReader::open(written());
        QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
        const RecordingHeader& header = reader->header();
        QCOMPARE(reader->tokenCount(), std::int64_t(kTokens));
        QCOMPARE(header.network.architecture, std::string("spikegpt"));
        QCOMPARE(header.network.parameters, std::int64_t(1234));
        QCOMPARE(header.network.slotInfos.size(), 2U);
        QVERIFY(!header.network.slotInfos[0].analog && header.network.slotInfos[0].spiking);
        QCOMPARE(header.network.components[0].second, std::string("embedding"));
        QCOMPARE(header.sites[1].threshold, 0.75F);
        QCOMPARE(header.sites[1].tau, 4.0F);
        QVERIFY(!header.sites[0].hasMembrane && header.sites[2].hasMembrane);
        QCOMPARE(header.promptTokens, std::int64_t(12));
        QCOMPARE(header.tokenTexts[1], std::string("\""));
        QCOMPARE(header.candidates, 3U);

        const auto changes = reader->changes();
        QVERIFY2(changes, changes ? "" : changes.error().message.c_str());
        QCOMPARE(changes->size(), 2U);
        QCOMPARE(changes->at(1).token, std::int64_t(700));
        QCOMPARE(changes->at(1).blockChoice.at("embedding"), std::string("ann"));
        QCOMPARE(changes->at(1).seed, ~std::uint64_t{0});
        QCOMPARE(changes->at(1).interventions, std::vector<std::string>{"head=noise:0.5"});

        for (const auto& [from, to] : {std::pair{0, 5}, {1020, 1030}, {63, 1025}, {1099, 5000}, {-4, 2}}) {
            const auto rows = reader->read(from, to, true);
            QVERIFY2(rows, rows ? "" : rows.error().message.c_str());
            const int first = std::max(from, 0), end = std::min(to, kTokens);
            QCOMPARE(rows->from, std::int64_t(first));
            QCOMPARE(rows->count, std::size_t(end - first));
            for (int n = first; n < end; ++n) {
                const ExampleToken token(n);
                const auto row = static_cast<std::size_t>(n - first);
                QCOMPARE(rows->tokens[row], token.id);
                QCOMPARE(rows->texts[row], token.text);
                QCOMPARE(rows->surprisal[row], 0.5F * static_cast<float>(n));
                QCOMPARE(rows->operations[4 * row + 1], n * 1'000'000'000'000);
                QCOMPARE(rows->twinOperations[4 * row], n % 2 == 0 ? n : -1);
                QCOMPARE(rows->candidates[3 * row], n % 7);
                QCOMPARE(rows->candidates[3 * row + 2], -1);
                QCOMPARE(rows->probabilities[3 * row + 1], 0.25F);
                QVERIFY(std::equal(token.logits.begin(), token.logits.end(), rows->logits.begin() + static_cast<std::ptrdiff_t>(7 * row)));
                for (std::size_t s = 0; s < header.sites.size(); ++s) {
                    const auto words = static_cast<std::ptrdiff_t>(token.spikes[s].size() * row);
                    QVERIFY(std::equal(token.spikes[s].begin(), token.spikes[s].end(), rows->spikes[s].begin() + words));
                    const auto values = static_cast<std::ptrdiff_t>(token.membranes[s].size() * row);
                    QVERIFY(std::equal(token.membranes[s].begin(), token.membranes[s].end(), rows->membranes[s].begin() + values));
                }
            }
        }
        QVERIFY(reader->read(0, 3)->logits.empty());
        QCOMPARE(reader->tokens()->size(), std::size_t(kTokens));
    }

    void anOlderRecordingHasItsHeadersChoice() {
        const std::string path = m_folder.filePath("old.h5").toStdString();
        auto writer = RecordingWriter::create(path, exampleHeader());
        QVERIFY(writer);
        for (int n = 0; n < 3; ++n) QVERIFY(ExampleToken(n).appendTo(*writer));
        QVERIFY(writer->finish());
        const auto reader = RecordingReader::open(path);
        QVERIFY(reader);
        QVERIFY(reader->header().network.architecture.empty());
        QCOMPARE(reader->header().promptTokens, std::int64_t(-1));
        QCOMPARE(reader->changes()->size(), 1U);
        QCOMPARE(reader->changes()->front().blockChoice, exampleHeader().blockChoice);
        const auto rows = reader->read(0, 3);
        QVERIFY(rows->surprisal.empty() && rows->operations.empty() && rows->candidates.empty());
        QCOMPARE(rows->texts[2], ExampleToken(2).text);
    }

    void tooMuchAtOnceIsRefused() {
        const std::string path = m_folder.filePath("wide.h5").toStdString();
        RecordingHeader header;
        header.sites = {{"a", 64, 65536, true}};  // 16.5 MiB a token
        auto writer = RecordingWriter::create(path, header);
        QVERIFY(writer);
        const std::vector<std::span<const Word>> spikes{{}};
        for (int n = 0; n < 40; ++n) QVERIFY(writer->append({n, "a", spikes, {}, {}}));
        QVERIFY(writer->finish());
        const auto reader = RecordingReader::open(path);
        QVERIFY(reader);
        const auto all = reader->read(0, 40);
        QVERIFY(!all);
        QVERIFY2(all.error().message.starts_with(path + ": 40 tokens at once take more than 512 MiB"), all.error().message.c_str());
        QCOMPARE(reader->read(38, 40)->tokens, (std::vector<std::int32_t>{38, 39}));
    }

    /// Without tokens every dataset is empty; what the other dimensions say is still reckoned with.
    void sizesOfAnEmptyRecordingAreBounded() {
        const std::string path = m_folder.filePath("empty.h5").toStdString();
        RecordingHeader header;
        header.sites = {{"a", 12345, 678, false}};
        auto writer = RecordingWriter::create(path, header);
        QVERIFY(writer && writer->finish());
        const auto shape = [](std::uint64_t timesteps, std::uint64_t width) {
            const std::uint64_t all[] = {0, timesteps, width};
            return QByteArray(reinterpret_cast<const char*>(all), sizeof all);
        };
        QByteArray content = contentOf(QString::fromStdString(path));
        QCOMPARE(content.count(shape(12345, 678)), 1);
        content.replace(shape(12345, 678), shape((std::uint64_t{1} << 61) - 5, 1));
        QVERIFY(writeFile(QString::fromStdString(path), content));
        const auto reader = RecordingReader::open(path);
        if (reader) (void)reader->read(0, 16);  // as the examiner does
        QVERIFY(!reader);
        QVERIFY2(reader.error().message.starts_with(path + ": /sites/a/spikes has shape [0, 2305843009213693947, 1], more than this program reads"),
                 reader.error().message.c_str());
    }

    void whatIsNoRecordingIsRefused() {
        for (const char* name : {"none.h5", "."}) {
            const auto reader = RecordingReader::open(m_folder.filePath(name).toStdString());
            QVERIFY(!reader);
            QVERIFY(reader.error().message.starts_with(m_folder.path().toStdString()));
        }
    }
};

QTEST_APPLESS_MAIN(TestIoRecordingReader)
#include "test_io_recording_reader.moc"
