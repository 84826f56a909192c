// SPDX-License-Identifier: Apache-2.0
// Sites that do not do their work are found, and named with the reason where it is known.
#include <QTest>

#include "engine/diagnosis.h"
#include "engine/score.h"

using namespace spikeglass;

namespace {

/// A network that computes nothing: what it knows of itself is given.
class KnowingNetwork : public Network {
  public:
    explicit KnowingNetwork(NetworkInfo info) { m_info = std::move(info); }
    State initialState() const override { return {}; }
    void step(State&, std::int32_t, const BlockChoice&, std::span<float>, Observer*, const Interventions*) const override {}
    std::vector<Finding> knownFindings(const BlockChoice&) const override { return known; }

    std::vector<Finding> known;
};

NetworkInfo threeSites() {
    NetworkInfo info;
    info.vocabulary = 20;
    info.slotInfos = {{"all", -1, {true, true}}};
    info.sites = {{.name = "first", .width = 70, .timesteps = 2},
                  {.name = "second", .width = 70, .timesteps = 2, .threshold = 0.5F},
                  {.name = "third", .width = 70, .timesteps = 2}};
    return info;
}

/// Tokens 0, 1, 2 ... with what a site does at each of them: spikes(token, timestep, neuron), potentials all alike.
class Text {
  public:
    using Spikes = std::function<bool(int token, int timestep, std::size_t neuron)>;
    Text(SiteMonitor& monitor, const NetworkInfo& info) : m_monitor(monitor), m_info(info) {}

    void read(int tokens, const std::vector<Spikes>& sites, float potential = 0.25F, int kinds = 20) {
        for (int token = 0; token < tokens; ++token) {
            for (std::size_t site = 0; site < sites.size(); ++site)
                for (int timestep = 0; timestep < 2 && sites[site]; ++timestep) {
                    const std::size_t width = m_info.sites[site].width;
                    std::vector<Word> words(wordsFor(width));
                    for (std::size_t neuron = 0; neuron < width; ++neuron)
                        if (sites[site](token, timestep, neuron)) setBit(words, neuron);
                    const std::vector<float> potentials(width, potential + 0.1F * static_cast<float>(timestep));
                    m_monitor.onSite({.site = int(site),
                                      .timestep = timestep,
                                      .spikes = words,
                                      .membrane = {},
                                      .potential = potentials});
                }
            m_monitor.countToken(token % kinds);
        }
    }

  private:
    SiteMonitor& m_monitor;
    const NetworkInfo& m_info;
};

bool never(int, int, std::size_t) { return false; }
bool always(int, int, std::size_t) { return true; }
bool alike(int, int timestep, std::size_t neuron) { return (neuron + std::size_t(timestep)) % 5 == 0; }
bool works(int token, int, std::size_t neuron) { return (neuron * 7 + std::size_t(token)) % 4 == 0; }

}  // namespace

class TestEngineDiagnosis : public QObject {
    Q_OBJECT

    Model m_model;  // of threeSites(), with no tokenizer

  private slots:
    void initTestCase() { m_model.network = std::make_unique<KnowingNetwork>(threeSites()); }

    void whatIsVisibleIsSaid() {
        SiteMonitor monitor(m_model.info());
        Text(monitor, m_model.info()).read(1200, {never, always, alike});
        const std::vector<Finding> found = monitor.findings();
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[0].kind, Finding::Kind::Silent);
        QCOMPARE(found[1].kind, Finding::Kind::Saturated);
        QCOMPARE(found[2].kind, Finding::Kind::Constant);
        QCOMPARE(
            QString::fromStdString(describe(found[0], m_model)),
            QString("first never fires: not once in 1,200 tokens; its largest potential was 0.35 of threshold 1."));
        QCOMPARE(
            QString::fromStdString(describe(found[1], m_model)),
            QString(
                "second always fires: every neuron at every timestep of 1,200 tokens; its smallest potential was 0.25 "
                "of threshold 0.5."));
        QCOMPARE(QString::fromStdString(describe(found[2], m_model)),
                 QString("third passes nothing on: the same 28 of 140 possible spikes for each of 1,200 tokens."));
    }

    void aSiteThatWorksIsNotNamed_data() {
        QTest::addColumn<int>("odd");  // what one token changes: nothing else does
        QTest::newRow("one spike of one neuron") << 0;
        QTest::newRow("one neuron rests once") << 1;
        QTest::newRow("one token differs") << 2;
    }
    void aSiteThatWorksIsNotNamed() {
        QFETCH(int, odd);
        SiteMonitor monitor(m_model.info());
        const auto almost = [odd](int token, int timestep, std::size_t neuron) {
            const bool moment = token == 77 && timestep == 1 && neuron == 69;
            return (odd == 0 ? never : odd == 1 ? always : alike)(token, timestep, neuron) != moment;
        };
        Text(monitor, m_model.info()).read(200, {almost, works});
        QVERIFY(monitor.findings().empty());
    }

    void tooLittleWasRead() {
        const NetworkInfo& info = m_model.info();
        SiteMonitor monitor(info);
        Text text(monitor, info);
        text.read(SiteMonitor::kFewestTokens - 1, {never, alike});
        QVERIFY(monitor.findings().empty());
        text.read(1, {never, alike});  // 64 tokens, 2 timesteps and 70 neurons: 8960 chances
        QCOMPARE(monitor.findings().size(), std::size_t(2));
        // Few neurons need more tokens: 3000 chances are 750 tokens of 2 neurons in 2 timesteps.
        NetworkInfo narrow = info;
        narrow.sites[0].width = 2;
        SiteMonitor narrowMonitor(narrow);
        Text narrowText(narrowMonitor, narrow);
        narrowText.read(749, {never});
        QVERIFY(narrowMonitor.findings().empty());
        narrowText.read(1, {never});
        QCOMPARE(narrowMonitor.findings().size(), std::size_t(1));
    }

    void aTextOfFewDifferentTokensSaysNothingOfConstancy() {
        SiteMonitor monitor(m_model.info());
        Text(monitor, m_model.info()).read(500, {alike, never}, 0.25F, SiteMonitor::kFewestKinds - 1);
        const auto found = monitor.findings();
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].kind, Finding::Kind::Silent);
    }

    void anAnalogSiteIsNotJudged() {
        SiteMonitor monitor(m_model.info());
        for (int token = 0; token < 1000; ++token) {
            monitor.onSite({.site = 0, .timestep = 0, .spikes = {}, .membrane = {}, .potential = {}});
            monitor.countToken(token % 20);
        }
        QVERIFY(monitor.findings().empty());
    }

    void reasonsComeFromTheNetwork() {
        KnowingNetwork network(threeSites());
        network.known = {{Finding::Kind::Silent, 0, "nothing ever reaches it", {}},
                         {Finding::Kind::SharedCodes, -1, "so it is written", {3, 4, 5}},
                         {Finding::Kind::Silent, 2, "it was thought to be silent", {}}};
        const NetworkInfo& info = network.info();
        const BlockChoice choice = BlockChoice::allSpiking(info);
        SiteMonitor monitor(info);
        // Before anything is read, everything that is known holds.
        QCOMPARE(diagnose(network, choice, monitor).size(), std::size_t(3));
        Text(monitor, info).read(300, {never, always, works});
        const auto found = diagnose(network, choice, monitor);
        QCOMPARE(found.size(), std::size_t(3));  // what the text contradicts is gone
        QCOMPARE(
            QString::fromStdString(describe(found[0], m_model)),
            QString("embedding: \u27e83\u27e9, \u27e84\u27e9 and \u27e85\u27e9 share one code: so it is written."));
        QCOMPARE(QString::fromStdString(describe(found[1], m_model)),
                 QString("first never fires: nothing ever reaches it (not once in 300 tokens)."));
        QVERIFY(describe(found[2], m_model).starts_with("second always fires: every neuron"));
    }

    void tokensArePrinted() {
        auto tiny = loadModel(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
        QVERIFY(tiny);
        const auto sentence = [&](const char* text) {
            const auto tokens = (*tiny)->encodePrompt(text);
            if (!tokens) qFatal("a character that tiny.h5 does not know");
            return QString::fromStdString(describe({Finding::Kind::SharedCodes, -1, {}, *tokens}, **tiny));
        };
        QCOMPARE(sentence("bc"), QString("embedding: 'b' and 'c' share one code."));
        QCOMPARE(sentence("b \n"), QString("embedding: 'b', ' ' and '\\u{000A}' share one code."));
        QCOMPARE(sentence("abcdefghijkl"),
                 QString("embedding: 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h' and 4 more share one code."));
        const Finding positions{Finding::Kind::SharedCodes, 0, "positions 1 and 2; 4 and 5", {}};
        QCOMPARE(QString::fromStdString(describe(positions, **tiny)),
                 QString("embedding gives several positions one code: positions 1 and 2; 4 and 5."));
    }

    void manyGroupsAreSummarized() {
        std::vector<Finding> findings(5, Finding{Finding::Kind::SharedCodes, -1, {}, {3, 4}});
        findings.push_back({Finding::Kind::SharedCodes, -1, "positions 1 and 2", {}});
        findings.push_back({Finding::Kind::Silent, 0, "nothing ever reaches it", {}});
        const auto sentences = summarize(findings, m_model);
        QCOMPARE(sentences.size(), std::size_t(3 + 1 + 1 + 1));
        QCOMPARE(sentences[4], std::string("first never fires: nothing ever reaches it."));
        QCOMPARE(sentences.back(), std::string("embedding: 2 more groups of tokens share one code each."));
    }

    /// The golden network with a binary embedding: its first LIF cannot fire, with every text and by its constants.
    void theDeadSiteOfThePaperIsFound() {
        auto loaded = loadModel(SPIKEGLASS_TEST_DATA "/golden/spikedecoder_full.h5");
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
        const Model& model = **loaded;
        std::vector<std::int32_t> tokens(300);
        for (std::size_t i = 0; i < tokens.size(); ++i) tokens[i] = std::int32_t(i * i % model.info().vocabulary);
        const auto score = scoreTokens(model, BlockChoice::allSpiking(model.info()), tokens);
        QVERIFY(score);
        QStringList silent;
        QString sentence;
        for (const Finding& finding : score->findings) {
            if (finding.kind != Finding::Kind::Silent) continue;
            silent += QString::fromStdString(siteName(finding, model.info()));
            if (silent.back() == "blocks.0.attention.input")
                sentence = QString::fromStdString(describe(finding, model));
        }
        QVERIFY2(sentence.contains("binary embedding") && sentence.endsWith("(not once in 300 tokens)."),
                 qPrintable(sentence));
        for (const auto& [site, rate] : score->firingRate)
            QCOMPARE(silent.contains(QString::fromStdString(site)), rate == 0.0);
    }
};

QTEST_APPLESS_MAIN(TestEngineDiagnosis)
#include "test_engine_diagnosis.moc"
