// SPDX-License-Identifier: Apache-2.0
// Networks that nobody trained: the same every time, of the size asked for, firing about as often as asked for.
#include <QtTest>
#include <cmath>

#include "network/synthetic.h"
#include "network/synthetic_weights.h"

using namespace spikeglass;

namespace {

/// Counts spikes of sites with a membrane.
class Spikes final : public Observer {
  public:
    void onSite(const SiteActivity& activity) override {
        if (activity.potential.empty()) return;
        m_spikes += countBits(activity.spikes);
        m_chances += activity.potential.size();
    }
    void onOperations(int, const OperationCounts&) override {}
    double rate() const { return static_cast<double>(m_spikes) / static_cast<double>(m_chances); }

  private:
    std::size_t m_spikes = 0, m_chances = 0;
};

std::vector<float> logitsOf(const Network& network, int tokens, Observer* observer = nullptr) {
    State state = network.initialState();
    std::vector<float> logits(network.info().vocabulary);
    for (int n = 0; n < tokens; ++n)
        network.step(state, (7 * n) % static_cast<int>(network.info().vocabulary), BlockChoice::allSpiking(network.info()), logits, observer);
    return logits;
}

std::unique_ptr<Network> made(const char* spec, std::optional<double> rate = {}, int threads = 1) {
    return makeSyntheticNetwork(parseSyntheticSpec(spec).value(), rate, {.threads = threads}).value();
}

}  // namespace

class TestNetworkSynthetic : public QObject {
    Q_OBJECT

  private slots:
    void specificationsAreRead() {
        const SyntheticSpec gpt = parseSyntheticSpec("spikegpt:18x768:50277").value();
        QCOMPARE(gpt.blocks, std::size_t{18});
        QCOMPARE(gpt.width, std::size_t{768});
        QCOMPARE(gpt.vocabulary, std::size_t{50277});
        QCOMPARE(gpt.hidden, std::size_t{3072});
        QCOMPARE(parseSyntheticSpec("spikegpt:1x8:9:77").value().hidden, std::size_t{77});
        const SyntheticSpec decoder = parseSyntheticSpec("spikedecoder:12x80:30").value();
        QCOMPARE(decoder.hidden, std::size_t{1280});
        QCOMPARE(decoder.heads, std::size_t{5});
        QCOMPARE(decoder.timesteps, std::size_t{4});
        QCOMPARE(decoder.positions, std::size_t{256});
        const SyntheticSpec other = parseSyntheticSpec("spikedecoder:2x24:30:hidden=40,heads=3,timesteps=2,positions=10").value();
        QCOMPARE(other.hidden + other.heads + other.timesteps + other.positions, std::size_t{40 + 3 + 2 + 10});
    }

    void wrongSpecificationsAreRefused_data() {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<QByteArray>("naming");
        const auto add = [](const char* spec, const char* naming) { QTest::newRow(spec) << QByteArray(spec) << QByteArray(naming); };
        add("", "spikegpt or spikedecoder");
        add("rwkv:2x2:3", "spikegpt or spikedecoder");
        add("spikegpt:2x2", "LAYERSxWIDTH:VOCABULARY");
        add("spikegpt:22:3", "LAYERSxWIDTH:VOCABULARY");
        add("spikegpt:2x2:3:4:5", "LAYERSxWIDTH:VOCABULARY");
        add("spikegpt:0x2:3", "LAYERS from 1");
        add("spikegpt:2x-2:3", "WIDTH from 1");
        add("spikegpt:2x2:99999999999999999999999", "VOCABULARY from 1");
        add("spikegpt:2x2:3:heads=2", "\"heads\"");
        add("spikedecoder:2x80:3:heads=7", "divide the width");
        add("spikedecoder:2x80:3:hidden=", "hidden from 1");
        add("spikegpt:4096x65536:1000000", "weights");
    }
    void wrongSpecificationsAreRefused() {
        QFETCH(QByteArray, spec);
        QFETCH(QByteArray, naming);
        const auto parsed = parseSyntheticSpec(spec.toStdString());
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().message.find(naming.toStdString()) != std::string::npos, parsed.error().message.c_str());
    }

    void aWindowThatWouldTakeTooMuchIsRefused() {
        const SyntheticSpec spec = parseSyntheticSpec("spikedecoder:200x640:30:hidden=1,timesteps=64,positions=65536").value();
        const auto made = makeSyntheticNetwork(spec, std::nullopt, {});
        QVERIFY(!made);
        QVERIFY(made.error().message.find("2 GiB") != std::string::npos);
    }

    void rowsAreThoseOfTheWhole() {
        const TensorSource source = syntheticTensors({}, WeightType::Float32);
        const std::vector<std::size_t> shape{13, 7};
        const std::vector<float> whole = source.read("head.weight", shape).value();
        for (std::size_t first = 0; first < 13; ++first) {
            std::vector<float> rows(std::size_t{2} * 7);
            if (first + 2 > 13) rows.resize(7);
            QVERIFY(source.rows("head.weight", shape, first, rows));
            QVERIFY(std::equal(rows.begin(), rows.end(), whole.begin() + static_cast<std::ptrdiff_t>(7 * first)));
        }
        QVERIFY(source.read("tail.weight", shape).value() != whole);
    }

    void weightsAreSpreadAsTrainedOnesAre() {
        const std::size_t inputs = 400, outputs = 300;
        const std::vector<float> w = syntheticTensors({}, WeightType::Float32).read("a.weight", {outputs, inputs}).value();
        double sum = 0, squares = 0;
        for (const float x : w) sum += static_cast<double>(x), squares += static_cast<double>(x) * static_cast<double>(x);
        const auto n = static_cast<double>(w.size());
        QVERIFY(std::abs(sum / n) < 0.001);
        QVERIFY(std::abs(squares / n * static_cast<double>(inputs) - 1) < 0.02);  // variance 1 / inputs
    }

    void sameEveryTimeAndOnEveryThreadCount() {
        for (const char* spec : {"spikegpt:2x256:300", "spikedecoder:2x80:30:positions=40"}) {
            const std::vector<float> once = logitsOf(*made(spec, 0.3), 20);
            QVERIFY(once == logitsOf(*made(spec, 0.3, 2), 20));
        }
    }

    void firesAboutAsOftenAsAskedFor_data() {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<double>("rate");
        for (const double rate : {0.05, 0.15, 0.4}) {
            QTest::addRow("spikegpt %g", rate) << QByteArray("spikegpt:3x128:200") << rate;
            QTest::addRow("spikedecoder %g", rate) << QByteArray("spikedecoder:3x80:30:hidden=320,positions=64") << rate;
        }
    }
    void firesAboutAsOftenAsAskedFor() {
        QFETCH(QByteArray, spec);
        QFETCH(double, rate);
        Spikes spikes;
        logitsOf(*made(spec.constData(), rate), 64, &spikes);
        QVERIFY2(std::abs(spikes.rate() - rate) < 0.25 * rate, QByteArray::number(spikes.rate()));
    }
};

QTEST_APPLESS_MAIN(TestNetworkSynthetic)
#include "test_network_synthetic.moc"
