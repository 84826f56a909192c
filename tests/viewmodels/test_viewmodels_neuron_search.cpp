// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>

#include "support/shown_decoder.h"
#include "support/synthetic_run.h"
#include "viewmodels/neuron_search.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/text_measure.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestNeuronSearch : public QObject {
    Q_OBJECT

    static QString messageOf(const NeuronSearch& search, const QString& text) {
        const Result<Selection> found = search.find(text);
        return found ? QStringLiteral("found") : QString::fromStdString(found.error().message);
    }

  private Q_SLOTS:
    void namesAreUnderstood_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::size_t>("sites");
        QTest::addColumn<std::size_t>("neurons");
        const auto row = [](const char* text, std::size_t sites, std::size_t neurons) {
            QTest::newRow(text) << QString::fromUtf8(text) << sites << neurons;
        };
        row("blocks.3.mlp.hidden/12", 1, 1);
        row("3.mlp", 2, 16 + 64);
        row(" 3.MLP.Hidden / 12-20 ", 1, 9);
        row("mlp.hidden/60,61-62", 4, 12);
        row("query/3", 4, 4);
        row("mlp/20-19", 4, 8);  // too many for the narrower of the two
        row("embedding", 1, 16);
        row("3", 6, 5 * 16 + 64);
        row("head/", 1, 16);
    }
    void namesAreUnderstood() {
        QFETCH(QString, text);
        QFETCH(std::size_t, sites);
        QFETCH(std::size_t, neurons);
        RunViewModel run;
        run.reset(shownModel(shownDecoderInfo(4, 16, 2)));
        const Result<Selection> found = NeuronSearch(run).find(text);
        QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
        QCOMPARE(found->sites.size(), sites);
        QCOMPARE(found->neuronCount(), neurons);
    }

    void anUnknownNameSaysWhatThereIs() {
        RunViewModel run;
        const NeuronSearch search(run);
        QCOMPARE(messageOf(search, QStringLiteral("x")), QStringLiteral("No model is open: there are no neurons to find."));
        run.reset(shownModel(shownInfo(1, 16)));
        QCOMPARE(messageOf(search, QStringLiteral("mlp/3")),
                 QString::fromUtf8("There is no site called “mlp”; there are embedding, 0.time_mix, 0.channel_mix."));
        QCOMPARE(messageOf(search, QStringLiteral("0.time_mix/99")),
                 QStringLiteral("There is no neuron 99 in blocks.0.time_mix: its neurons are 0 to 15."));
        QVERIFY(messageOf(search, QStringLiteral("embedding/x")).contains(QStringLiteral("a range (12-20)")));
        for (const char* nonsense : {"", "/", " /3", "embedding/3-4-5", "embedding/-", "embedding/99999999999", "tim"})
            QVERIFY2(messageOf(search, QString::fromUtf8(nonsense)) != QStringLiteral("found"), nonsense);
        QVERIFY(search.find(QStringLiteral("embedding/0-4294967295"))->neuronCount() == 16);
        QCOMPARE(search.completions(), (QStringList{"embedding", "0.time_mix", "0.channel_mix"}));
    }

    void aNetworkThatSpikesNowhereHasNone() {
        NetworkInfo info = shownInfo(1, 16);
        info.sites.clear();
        RunViewModel run;
        run.reset(shownModel(info));
        for (const char* text : {"", "mlp", "mlp/3"})
            QCOMPARE(messageOf(NeuronSearch(run), QString::fromUtf8(text)), QStringLiteral("No block of this network spikes: there are no neurons to find."));
    }

    void measuresReadTheRun() {
        const NetworkInfo info = shownInfo(1, 16, 2);
        RunViewModel run;
        run.reset(shownModel(info));
        SyntheticRun synthetic(info);
        std::vector<Frame> frames = synthetic.text("abcdefgh", 2);
        frames[4].divergenceBits = 0.75F;
        for (Frame& frame : frames)
            for (OperationCounts& counts : frame.operations) counts.mac = 1000;
        run.append(std::move(frames));
        const auto measure = [&](const char* id) {
            for (const TextMeasure& m : measuresOf(run))
                if (m.id == QLatin1String(id)) return m;
            return TextMeasure{};
        };
        QVERIFY(std::isnan(measure("surprisal").value(1)));  // a prompt is given
        QCOMPARE(measure("surprisal").value(5), static_cast<double>(run.history().frame(5).surprisalBits));
        std::int64_t spikes = 0;
        for (std::size_t site = 0; site < 3; ++site) spikes += run.history().countSite(site, 3, 4);
        QCOMPARE(measure("spikes").value(3), static_cast<double>(spikes));
        QVERIFY(spikes > 0);
        QCOMPARE(measure("divergence").value(4), 0.75);
        QVERIFY(std::isnan(measure("divergence").value(5)));
        // 4000 multiply-accumulates of 4.6 pJ.
        QVERIFY(std::abs(measure("energy").value(3) - 4000 * 4.6e-6) < 1e-9);
        QVERIFY(std::isnan(measure("energy").value(99)) && std::isnan(measure("spikes").value(-1)));
        QVERIFY(std::isnan(measure("neuron").value(3)));
        run.setTraced({{1, 3}});
        QCOMPARE(measure("neuron").name, QStringLiteral("0.time_mix/3"));
        QCOMPARE(measure("neuron").value(3), static_cast<double>(run.history().countNeuron(1, 3, 3, 4)) / 2);
        run.setSelection(Selection::ofSite(2, 16));
        QCOMPARE(measure("neuron").value(3), static_cast<double>(run.history().countSite(2, 3, 4)) / 32);
        const auto [lowest, highest] = measureRange(measure("spikes"), 0, 8);
        for (std::int64_t token = 0; token < 8; ++token)
            QVERIFY(measure("spikes").value(token) >= lowest && measure("spikes").value(token) <= highest);
        QVERIFY(highest > lowest);
        QCOMPARE(measureRange(measure("surprisal"), 0, 8), (std::pair{0.0, 8.0}));
        QCOMPARE(measureRange(measure("spikes"), 5, 5), (std::pair{0.0, 1.0}));
    }
};

QTEST_GUILESS_MAIN(TestNeuronSearch)
#include "test_viewmodels_neuron_search.moc"
