// SPDX-License-Identifier: Apache-2.0
// Golden outputs of the published SpikeDecoder, through the checkpoint format: no spike differs.
#include <QDir>
#include <QFile>
#include <QtTest>
#include <cmath>

#include "kernels/targets.h"
#include "network/network_test.h"
#include "network/raw_values.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

/// A .expected file of format SGEXPEC2; its layout is told in tests/data/golden/make_expected.py.
struct Expected {
    struct Site {
        std::int32_t timesteps = 0, width = 0;
        std::vector<char> spikes;  // [tokens, timesteps, width]
    };
    std::int32_t tokens = 0, vocabulary = 0;
    std::vector<std::int32_t> tokenIds;
    std::vector<float> logits;  // [tokens, vocabulary]
    std::map<std::string, Site> sites;

    bool read(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.read(8) != "SGEXPEC2") return false;
        std::int32_t sizes[3];
        if (file.read(reinterpret_cast<char*>(sizes), sizeof sizes) != sizeof sizes) return false;
        tokens = sizes[0], vocabulary = sizes[1];
        const auto n = static_cast<std::size_t>(tokens);
        if (!readValues(file, tokenIds, n) || !readValues(file, logits, n * static_cast<std::size_t>(vocabulary))) return false;
        for (int i = 0; i < sizes[2]; ++i) {
            std::vector<std::int32_t> length, shape;
            std::vector<char> name;
            Site site;
            if (!readValues(file, length, 1) || !readValues(file, name, static_cast<std::size_t>(length[0])) || !readValues(file, shape, 2)) return false;
            site.timesteps = shape[0], site.width = shape[1];
            if (!readValues(file, site.spikes, n * static_cast<std::size_t>(shape[0] * shape[1]))) return false;
            sites[std::string(name.begin(), name.end())] = std::move(site);
        }
        return file.atEnd();
    }
};

}  // namespace

class TestNetworkSpikeDecoderGolden : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { kernels::useBestTarget(); }

    void reproducesTheReference_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("target");
        QDir folder(QStringLiteral(SPIKEGLASS_TEST_DATA) + "/golden");
        int goldens = 0;
        for (const QString& name : folder.entryList({"*.expected"}, QDir::Files, QDir::Name)) {
            if (name.startsWith("spikegpt")) continue;
            ++goldens;
            for (const std::string& target : kernels::availableTargets())
                QTest::addRow("%s, %s", qPrintable(name), target.c_str()) << folder.filePath(name) << QString::fromStdString(target);
        }
        QVERIFY(goldens >= 8);
    }
    void reproducesTheReference() {
        QFETCH(QString, path);
        QFETCH(QString, target);
        QVERIFY(kernels::useTarget(target.toStdString()));
        Expected expected;
        QVERIFY2(expected.read(path), qPrintable(path));
        path.replace(".expected", ".h5");
        const auto file = CheckpointFile::open(path.toStdString());
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        const auto network = loadNetwork(*file);
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const NetworkInfo& info = (*network)->info();
        QCOMPARE(info.vocabulary, static_cast<std::size_t>(expected.vocabulary));

        State state = (*network)->initialState();
        Collector seen;
        const std::vector<float> logits =
            runTokens(**network, state, expected.tokenIds, BlockChoice::allSpiking(info), &seen);

        std::size_t wrong = 0, spikes = 0;
        std::map<std::string, std::size_t> rows;  // timesteps seen so far of each site
        for (const Collector::Site& site : seen.sites) {
            const SiteInfo& about = info.sites[static_cast<std::size_t>(site.site)];
            const auto found = expected.sites.find(about.name);
            if (found == expected.sites.end()) {
                QCOMPARE(about.name, std::string("embedding"));  // the reference has no LIF there
                continue;
            }
            const Expected::Site& reference = found->second;
            QCOMPARE(about.width, static_cast<std::size_t>(reference.width));
            QCOMPARE(about.timesteps, static_cast<std::size_t>(reference.timesteps));
            const std::size_t row = rows[about.name]++;
            QCOMPARE(static_cast<std::size_t>(site.timestep), row % about.timesteps);
            for (std::size_t i = 0; i < about.width; ++i) {
                const bool fired = testBit(site.spikes, i);
                wrong += fired != (reference.spikes[row * about.width + i] != 0);
                spikes += fired;
            }
        }
        for (const auto& [name, reference] : expected.sites)
            QCOMPARE(rows[name], expected.tokenIds.size() * static_cast<std::size_t>(reference.timesteps));
        double worst = 0.0, square = 0.0;
        for (std::size_t i = 0; i < logits.size(); ++i) {
            worst = std::max(worst, std::abs(static_cast<double>(logits[i]) - static_cast<double>(expected.logits[i])));
            square += std::pow(static_cast<double>(expected.logits[i]), 2) / static_cast<double>(logits.size());
        }
        qInfo("%zu sites, %zu spikes, %zu wrong; largest error of a logit %.1e of their size", expected.sites.size(), spikes,
              wrong, worst / std::sqrt(square));
        QVERIFY(expected.sites.empty() || spikes > 1000);
        QCOMPARE(wrong, std::size_t{0});
        QVERIFY(worst / std::sqrt(square) < 1e-4);
    }
};

QTEST_APPLESS_MAIN(TestNetworkSpikeDecoderGolden)
#include "test_network_spikedecoder_golden.moc"
