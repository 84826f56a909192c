// SPDX-License-Identifier: Apache-2.0
// Block choices: made, changed by --block assignments, described; and the slots that a checkpoint states.
#include <QtTest>

#include "network/block_choice.h"
#include "network/network_test.h"
#include "network/slot_forms.h"

using namespace spikeglass;

class TestNetworkBlockChoice : public QObject {
    Q_OBJECT

    NetworkInfo m_info;  // two blocks; embedding both, block 0 both, block 1 spiking only

    static QString message(const Result<void>& result) {
        return result ? QString() : QString::fromStdString(result.error().message);
    }

  private slots:
    void init() {
        SpikeGptConfig config;
        config.vocabulary = 5, config.width = 16, config.blocks = 2, config.hidden = 64;
        m_info = describeSpikeGpt(config);
        QCOMPARE(m_info.slotInfos.size(), std::size_t{5});
        for (std::size_t i = 0; i < 3; ++i) m_info.slotInfos[i].forms = {true, true};
    }

    void wholeChoicesRespectTheForms() {
        const BlockChoice spiking = BlockChoice::allSpiking(m_info), analog = BlockChoice::allAnalog(m_info);
        const BlockChoice twin = BlockChoice::analogTwin(m_info);
        for (std::size_t i = 0; i < 5; ++i) {
            QVERIFY(spiking[i] == Form::Spiking);
            QVERIFY(analog[i] == (i < 3 ? Form::Analog : Form::Spiking));
            QVERIFY(twin[i] == Form::Analog);
        }
        m_info.slotInfos[4].forms = {true, false};
        QVERIFY(BlockChoice::allSpiking(m_info)[4] == Form::Analog);
        QVERIFY(BlockChoice::allSpiking(m_info) != spiking);
        QVERIFY(BlockChoice::allSpiking(m_info).size() == 5);
    }

    void assignments_data() {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("result");
        QTest::newRow("one slot") << "embedding=ann"
                                  << "ann: embedding";
        QTest::newRow("with a block") << "blocks.0.time_mix=ann"
                                      << "ann: blocks.0.time_mix";
        QTest::newRow("star in the middle skips what lacks the form") << "blocks.*.channel_mix=ann"
                                                                      << "ann: blocks.0.channel_mix";
        QTest::newRow("star alone") << "*=ann"
                                    << "ann: embedding, blocks.0.time_mix, blocks.0.channel_mix";
        QTest::newRow("star at the end") << "blocks.0.*=ann"
                                         << "ann: blocks.0.time_mix, blocks.0.channel_mix";
        QTest::newRow("star at the beginning") << "*mix=ann"
                                               << "ann: blocks.0.time_mix, blocks.0.channel_mix";
        QTest::newRow("several stars") << "b*0*t*=ann"
                                       << "ann: blocks.0.time_mix";
        QTest::newRow("already so") << "*=snn"
                                    << "all snn";
    }
    void assignments() {
        QFETCH(QString, assignment);
        QFETCH(QString, result);
        const std::string assigned = assignment.toStdString();
        const auto choice = parseBlockChoice(m_info, std::span(&assigned, 1));
        QVERIFY2(choice, choice ? "" : choice.error().message.c_str());
        QCOMPARE(QString::fromStdString(choice->describe(m_info)), result);
    }

    void refusals_data() {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("reason");
        const QString shape = "expected SLOT=ann, SLOT=snn or a preset (snn, ann)";
        const QString known =
            "no slot matches; this network has embedding, blocks.0-1.time_mix, blocks.0-1.channel_mix";
        QTest::newRow("no equals") << "embedding" << shape;
        QTest::newRow("no slot") << "=ann" << shape;
        QTest::newRow("no form") << "embedding=" << shape;
        QTest::newRow("other form") << "embedding=cnn" << shape;
        QTest::newRow("empty") << "" << shape;
        QTest::newRow("unknown slot") << "blocks.2.time_mix=ann" << known;
        QTest::newRow("head has no forms") << "head=ann" << known;
        QTest::newRow("pattern without a match") << "*attention=ann" << known;
        QTest::newRow("overlapping pieces do not match") << "embedd*dding=ann" << known;
        QTest::newRow("form not trained") << "blocks.1.time_mix=ann"
                                          << "the checkpoint was not trained with the analog form of blocks.1.time_mix";
        QTest::newRow("no match has the form")
            << "blocks.1.*=ann"
            << "the checkpoint was not trained with the analog form of any slot that matches";
    }
    void refusals() {
        QFETCH(QString, assignment);
        QFETCH(QString, reason);
        const BlockChoice before = BlockChoice::allSpiking(m_info);
        BlockChoice choice = before;
        QCOMPARE(message(choice.apply(m_info, assignment.toStdString())),
                 "block choice '" + assignment + "': " + reason);
        QVERIFY(choice == before);
    }

    void laterAssignmentsWin() {
        const std::vector<std::string> assignments = {"*=ann", "blocks.0.time_mix=snn", "embedding=snn"};
        const auto choice = parseBlockChoice(m_info, assignments);
        QVERIFY(choice);
        QCOMPARE(choice->describe(m_info), std::string("ann: blocks.0.channel_mix"));
        const std::vector<std::string> bad = {"*=ann", "nothing=ann"};
        QVERIFY(!parseBlockChoice(m_info, bad));
    }

    void describesTheWhole() {
        QCOMPARE(BlockChoice::allSpiking(m_info).describe(m_info), std::string("all snn"));
        QCOMPARE(BlockChoice::analogTwin(m_info).describe(m_info), std::string("all ann"));
    }

    void statedForms() {
        QVERIFY(setSlotForms(m_info, {{"embedding", {false, true}}, {"blocks.1.time_mix", {true, false}}}, "m.h5"));
        QVERIFY(!m_info.slotInfos[0].forms.analog && m_info.slotInfos[0].forms.spiking);
        QVERIFY(m_info.slotInfos[1].forms.analog && m_info.slotInfos[1].forms.spiking);  // not mentioned
        QVERIFY(m_info.slotInfos[3].forms.analog && !m_info.slotInfos[3].forms.spiking);
        QCOMPARE(message(setSlotForms(m_info, {{"blocks.7.time_mix", {true, true}}}, "m.h5")),
                 QString("m.h5: /slots names 'blocks.7.time_mix'; this network has embedding, blocks.0-1.time_mix, "
                         "blocks.0-1.channel_mix"));
        QCOMPARE(message(setSlotForms(m_info, {{"embedding", {false, false}}}, "m.h5")),
                 QString("m.h5: /slots gives 'embedding' no form; expected ann, snn or both"));
    }
};

QTEST_APPLESS_MAIN(TestNetworkBlockChoice)
#include "test_network_block_choice.moc"
