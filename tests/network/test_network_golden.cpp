// SPDX-License-Identifier: Apache-2.0
// Golden outputs of the reference implementation, through the checkpoint format: no spike differs.
#include <QFile>
#include <QtTest>
#include <cmath>

#include "kernels/targets.h"
#include "network/network_test.h"
#include "network/raw_values.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

/// A .expected file; its layout is told in tests/data/golden/make_expected.py.
struct Expected {
    std::int32_t tokens = 0, blocks = 0, width = 0, vocabulary = 0;
    std::vector<std::int32_t> tokenIds;
    std::vector<float> logits;     // [tokens, vocabulary]
    std::vector<Word> spikes;      // [tokens, blocks, 2, width / 64]
    std::vector<float> membranes;  // [2, tokens, blocks, width]

    bool read(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.read(8) != "SGEXPECT") return false;
        std::int32_t sizes[4];
        if (file.read(reinterpret_cast<char*>(sizes), sizeof sizes) != sizeof sizes) return false;
        tokens = sizes[0], blocks = sizes[1], width = sizes[2], vocabulary = sizes[3];
        const auto n = static_cast<std::size_t>(tokens), l = static_cast<std::size_t>(blocks);
        const auto c = static_cast<std::size_t>(width), v = static_cast<std::size_t>(vocabulary);
        return readValues(file, tokenIds, n) && readValues(file, logits, n * v) && readValues(file, spikes, n * l * 2 * c / kWordBits) &&
               readValues(file, membranes, 2 * n * l * c) && file.atEnd();
    }
};

}  // namespace

class TestNetworkGolden : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { kernels::useBestTarget(); }

    void reproducesTheReference_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("target");
        for (const char* name : {"spikegpt_v77_l4_c64", "spikegpt_v300_l8_c64_runtime"})
            for (const std::string& target : kernels::availableTargets())
                QTest::addRow("%s, %s", name, target.c_str()) << name << QString::fromStdString(target);
    }
    void reproducesTheReference() {
        QFETCH(QString, name);
        QFETCH(QString, target);
        QVERIFY(kernels::useTarget(target.toStdString()));
        const QString path = QStringLiteral(SPIKEGLASS_TEST_DATA) + "/golden/" + name;
        Expected expected;
        QVERIFY2(expected.read(path + ".expected"), qPrintable(path));
        const auto file = CheckpointFile::open((path + ".h5").toStdString());
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        const auto network = loadNetwork(*file);
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const NetworkInfo& info = (*network)->info();
        QCOMPARE(info.blocks, static_cast<std::size_t>(expected.blocks));
        QCOMPARE(info.vocabulary, static_cast<std::size_t>(expected.vocabulary));
        QCOMPARE(info.parameters, file->parameterCount());

        State state = (*network)->initialState();
        Collector seen;
        const std::vector<float> logits =
            runTokens(**network, state, expected.tokenIds, BlockChoice::allSpiking(info), &seen);

        const std::size_t width = info.width, words = width / kWordBits;
        std::size_t wrongSpikes = 0, spikes = 0, sites = 0;
        double membraneError = 0.0;
        std::size_t token = 0;
        for (const Collector::Site& site : seen.sites) {
            const SiteInfo& about = info.sites[static_cast<std::size_t>(site.site)];
            if (about.block < 0) continue;
            const std::size_t mixer = about.name.ends_with("time_mix") ? 0 : 1;
            const std::size_t row = token * info.blocks + static_cast<std::size_t>(about.block);
            QCOMPARE(site.spikes.size(), words);
            for (std::size_t w = 0; w < words; ++w) {
                wrongSpikes += countBits(std::vector{site.spikes[w] ^ expected.spikes[(row * 2 + mixer) * words + w]});
                spikes += countBits(std::vector{site.spikes[w]});
            }
            const std::size_t membranes = expected.membranes.size() / 2 * mixer + row * width;
            for (std::size_t i = 0; i < width; ++i)
                membraneError =
                    std::max(membraneError, std::abs(static_cast<double>(site.membrane[i]) -
                                                     static_cast<double>(expected.membranes[membranes + i])));
            if (++sites % (2 * info.blocks) == 0) ++token;
        }
        QCOMPARE(token, expected.tokenIds.size());
        double worst = 0.0, square = 0.0;
        for (std::size_t i = 0; i < logits.size(); ++i) {
            worst = std::max(worst, std::abs(static_cast<double>(logits[i]) - static_cast<double>(expected.logits[i])));
            square += std::pow(static_cast<double>(expected.logits[i]), 2) / static_cast<double>(logits.size());
        }
        qInfo("%zu spikes, %zu wrong; largest error of a membrane %.1e, of a logit %.1e of their size", spikes,
              wrongSpikes, membraneError, worst / std::sqrt(square));
        QVERIFY(spikes > 1000);
        QCOMPARE(wrongSpikes, std::size_t{0});
        QVERIFY(membraneError < 1e-4);
        QVERIFY(worst / std::sqrt(square) < 1e-4);
    }
};

QTEST_APPLESS_MAIN(TestNetworkGolden)
#include "test_network_golden.moc"
