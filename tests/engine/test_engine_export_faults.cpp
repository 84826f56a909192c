// SPDX-License-Identifier: Apache-2.0
// An export that runs out of memory says so, and leaves nothing behind.
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "engine/run_export.h"
#include "io/recording_file.h"
#include "support/scarce_memory.h"

using namespace spikeglass;
using test::ScarceMemory;

class TestEngineExportFaults : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }

  private slots:
    void initTestCase() {
        RecordingHeader header;
        header.vocabulary = 1;
        header.sites = {{"a", 1, 2000, true}, {"b", 1, 500, true}};
        header.blockChoice = {{"a", "snn"}, {"b", "snn"}};
        auto writer = RecordingWriter::create(file("run.h5"), header);
        QVERIFY(writer);
        std::vector<Word> many(wordsFor(2000), 0x1111111111111111U), some(wordsFor(500), 1);
        many.back() &= (Word{1} << (2000 % 64)) - 1;
        const std::vector<std::span<const Word>> spikes{many, some};
        const std::vector<float> potentials(2000, 0.5F);
        const std::vector<std::span<const float>> membranes{potentials, std::span(potentials).first(500)};
        for (int n = 0; n < 100; ++n) QVERIFY(writer->append({0, "a", spikes, membranes, {}}));
        QVERIFY(writer->finish());
    }

    void everyFormat_data() {
        QTest::addColumn<QString>("format");
        for (const ExportFormat& format : kExportFormats) QTest::newRow(format.name) << QString(format.name);
    }
    void everyFormat() {
        QFETCH(const QString, format);
        const auto run = openRecordedRun(file("run.h5"));
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        int refused = 0;
        for (int large = 1; large < 1'000'000; large += 1 + large / 8) {
            ScarceMemory::left = large;
            const auto written = exportRun(*run, exportAll(*run), format.toStdString(), file("out"));
            if (ScarceMemory::left.exchange(0) > 0) {
                QVERIFY2(written, written ? "" : written.error().message.c_str());
                break;
            }
            QVERIFY(!written);
            ++refused;
            QVERIFY2(written.error().message.find("needs more memory than there is") != std::string::npos, written.error().message.c_str());
            QVERIFY2(written.error().message.find(file("run.h5") + ": ") != std::string::npos, written.error().message.c_str());
            QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList("run.h5"));
        }
        QVERIFY(refused > 3);
        QVERIFY(QFile::remove(m_folder.filePath("out")));
    }
};

QTEST_APPLESS_MAIN(TestEngineExportFaults)
#include "test_engine_export_faults.moc"
