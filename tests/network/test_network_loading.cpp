// SPDX-License-Identifier: Apache-2.0
// From a checkpoint file to a network; and checkpoints that contradict themselves, each with its sentence.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "network/network_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

const QString kTiny = QStringLiteral(SPIKEGLASS_TEST_DATA) + "/checkpoints/tiny.h5";

}  // namespace

class TestNetworkLoading : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    /// The path of a new file of these bytes; empty if it could not be written.
    QString written(const QByteArray& bytes) {
        QFile file(m_folder.filePath(QString("patched%1.h5").arg(m_files++)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    /// tiny.h5 with every `from` replaced by `to`, of the same length.
    QString patched(const QByteArray& from, const QByteArray& to) {
        QFile tiny(kTiny);
        if (!tiny.open(QIODevice::ReadOnly) || from.size() != to.size()) return {};
        QByteArray bytes = tiny.readAll();
        if (!bytes.contains(from)) return {};
        bytes.replace(from, to);
        return written(bytes);
    }

    /// tiny.h5 with an int64 attribute of /configuration set to another value.
    QString withInteger(const QByteArray& name, qint64 old, qint64 value) {
        QFile tiny(kTiny);
        if (!tiny.open(QIODevice::ReadOnly)) return {};
        QByteArray bytes = tiny.readAll();
        const auto at = bytes.indexOf(name + '\0');
        const auto found = bytes.indexOf(QByteArray(reinterpret_cast<const char*>(&old), sizeof old), at + name.size());
        if (at < 0 || found < 0 || found > at + 64) return {};  // the value follows name, type and dataspace
        bytes.replace(found, sizeof value, QByteArray(reinterpret_cast<const char*>(&value), sizeof value));
        return written(bytes);
    }

    /// What loading says of a file; empty if it loads.
    static QString refusal(const QString& path) {
        const auto file = CheckpointFile::open(path.toStdString());
        if (!file) return "not opened: " + QString::fromStdString(file.error().message);
        const auto network = loadNetwork(*file);
        return network ? QString() : QString::fromStdString(network.error().message);
    }

  private slots:
    void tinyLoads() {
        const auto file = CheckpointFile::open(kTiny.toStdString());
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        const auto network = loadNetwork(*file);
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const NetworkInfo& info = (*network)->info();
        QCOMPARE(info.architecture, std::string("spikegpt"));
        QCOMPARE(info.width, std::size_t{32});
        QCOMPARE(info.blocks, std::size_t{2});
        QCOMPARE(info.parameters, file->parameterCount());
        QCOMPARE(info.sites.size(), std::size_t{5});
        QCOMPARE(info.sites[3].name, std::string("blocks.1.time_mix"));
        QCOMPARE(info.sites[3].block, 1);
        QCOMPARE(info.components.back().name, std::string("head"));
        for (const SlotInfo& slot : info.slotInfos) QVERIFY(slot.forms.analog && slot.forms.spiking);
        QVERIFY(!info.sites[0].hasMembrane && info.sites[1].hasMembrane);
        QCOMPARE(info.sites[1].tau, 2.0F);
        QCOMPARE(info.sites[1].threshold, 1.0F);

        State state = (*network)->initialState();
        Collector seen;
        const std::vector<float> logits =
            runTokens(**network, state, randomTokens(50, info.vocabulary, 1), BlockChoice::allSpiking(info), &seen);
        for (const float value : logits) QVERIFY(std::isfinite(value));
    }

    void contradictionsAreRefused_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("unknown architecture")
            << patched("spikegpt", "spikegqt") << QStringList{"architecture is 'spikegqt'", "knows spikegpt"};
        QTest::newRow("no width") << patched(QByteArray("width\0", 6), QByteArray("widht\0", 6))
                                  << QStringList{"width"};
        QTest::newRow("unknown slot") << patched("blocks.1.time_mix", "blocks.8.time_mix")
                                      << QStringList{"'blocks.8.time_mix'", "embedding, blocks.0-1.time_mix"};
        QTest::newRow("missing tensor") << patched("blocks.1.ln2.weight", "blocks.1.ln3.weight")
                                        << QStringList{"blocks.1.ln2.weight"};
        QTest::newRow("hidden too large for the file")
            << withInteger("hidden", 128, 4096)
            << QStringList{"/configuration describes a network of", "/weights holds"};
        QTest::newRow("hidden smaller") << withInteger("hidden", 128, 64) << QStringList{"[128, 32]", "[64, 32]"};
        QTest::newRow("no blocks") << withInteger("blocks", 2, 0) << QStringList{"blocks", "0"};
        QTest::newRow("fewer blocks") << withInteger("blocks", 2, 1) << QStringList{"'blocks.1.channel_mix'"};
        QTest::newRow("negative width") << withInteger("width", 32, -1) << QStringList{"width", "-1"};
        QTest::newRow("huge width") << withInteger("width", 32, qint64{1} << 62) << QStringList{"width"};
        QTest::newRow("largest sizes that are read")
            << withInteger("width", 32, 65536)
            << QStringList{"/configuration describes a network of", "/weights holds"};
        QTest::newRow("vocabulary beyond any")
            << withInteger("vocabulary", 79, 2'000'000) << QStringList{"vocabulary", "1000000"};
    }
    void contradictionsAreRefused() {
        QFETCH(QString, path);
        QFETCH(QStringList, expected);
        QVERIFY(!path.isEmpty());
        const QString said = refusal(path);
        for (const QString& part : expected) QVERIFY2(said.contains(part), qPrintable(said));
        QVERIFY2(said.contains(".h5") && !said.contains('\n') && !said.startsWith("not opened"), qPrintable(said));
    }
};

QTEST_APPLESS_MAIN(TestNetworkLoading)
#include "test_network_loading.moc"
