// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "support/shown_decoder.h"
#include "support/synthetic_run.h"
#include "viewmodels/block_board_model.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

std::vector<Form> formsOf(const BlockChoice& choice) {
    std::vector<Form> forms;
    for (std::size_t slot = 0; slot < choice.size(); ++slot) forms.push_back(choice[slot]);
    return forms;
}

constexpr Form A = Form::Analog, S = Form::Spiking;

}  // namespace

class TestBlockBoard : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void hasARowPerBlockAndAColumnPerKind() {
        const NetworkInfo info = shownDecoderInfo(3, 8, 4);
        BlockBoardModel board;
        board.reset(info, BlockChoice::allSpiking(info));
        QCOMPARE(board.columns(), (std::vector<QString>{QStringLiteral("attention"), QStringLiteral("mlp")}));
        QCOMPARE(board.rows().size(), std::size_t{5});
        QCOMPARE(board.rows().front().title, QStringLiteral("embedding"));
        QCOMPARE(board.rows().front().cells, std::vector<int>{0});
        QCOMPARE(board.rows()[2].title, QStringLiteral("block 1"));
        QCOMPARE(board.rows()[2].cells, (std::vector<int>{3, 4}));
        QCOMPARE(board.rows().back().title, QStringLiteral("head"));
        QCOMPARE(board.slotsOfColumn(1), (std::vector<int>{2, 4, 6}));
        QCOMPARE(board.slotName(6), QStringLiteral("blocks.2.mlp"));
        board.clear();
        QVERIFY(board.rows().empty() && board.presets().empty());
        QCOMPARE(board.currentPreset(), -1);
        board.undo();
        board.redo();
        board.applyPreset(0);
    }

    void blocksMayHaveDifferentSlots() {
        NetworkInfo info = shownDecoderInfo(2, 8, 4);
        info.slotInfos.erase(info.slotInfos.begin() + 2);  // blocks.0.mlp
        info.presets.clear();
        BlockBoardModel board;
        board.reset(info, BlockChoice::allSpiking(info));
        QCOMPARE(board.rows()[1].cells, (std::vector<int>{1, -1}));
        QCOMPARE(board.slotsOfRow(1), std::vector<int>{1});
        QCOMPARE(board.slotsOfColumn(1), std::vector<int>{3});
    }

    void switchesOneARowAColumnAndBack() {
        const NetworkInfo info = shownDecoderInfo(2, 8, 4);  // embedding, 2 x (attention, mlp), head
        BlockBoardModel board;
        board.reset(info, BlockChoice::allSpiking(info));
        QSignalSpy changed(&board, &BlockBoardModel::choiceChanged);
        board.toggle(3);
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, S, A, S, S}));
        QCOMPARE(board.describe(board.slotsOfRow(2)), QStringLiteral("mixed"));
        board.toggleAll(board.slotsOfColumn(0));  // not all spiking: to spiking
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, S, S, S, S}));
        board.toggleAll(board.slotsOfColumn(0));
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, A, S, A, S, S}));
        board.toggleAll(board.slotsOfRow(1));
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, S, A, S, S}));
        QCOMPARE(changed.count(), 4);
        board.undo();
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, A, S, A, S, S}));
        board.undo();
        board.undo();
        board.redo();
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, S, S, S, S}));
        board.toggle(0);  // a new switch ends what could be done again
        QVERIFY(!board.canRedo());
        for (int i = 0; i < 10; ++i) board.undo();
        QVERIFY(!board.canUndo());
        QCOMPARE(board.choice(), BlockChoice::allSpiking(info));
        for (std::size_t i = 0; i < 3 * BlockBoardModel::kMostSteps; ++i) board.toggle(1);
        std::size_t steps = 0;
        for (; board.canUndo(); ++steps) board.undo();
        QCOMPARE(steps, BlockBoardModel::kMostSteps);
    }

    void whatTheCheckpointLacksStaysAndSaysWhy() {
        NetworkInfo info = shownDecoderInfo(2, 8, 4);
        info.slotInfos[2].forms = {.analog = true, .spiking = false};  // blocks.0.mlp
        info.slotInfos[5].forms = {.analog = false, .spiking = true};  // head
        BlockBoardModel board;
        board.reset(info, BlockChoice::allSpiking(info));
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, A, S, S, S}));
        QVERIFY(!board.canSwitch(2) && !board.canSwitch(5) && board.canSwitch(3));
        QVERIFY(board.whyNot(2).contains(QStringLiteral("analog form of blocks.0.mlp only")));
        QVERIFY(board.whyNot(5).contains(QStringLiteral("spiking form of head only")));
        QVERIFY(board.whyNot(3).isEmpty());
        QSignalSpy changed(&board, &BlockBoardModel::choiceChanged);
        board.toggle(2);
        board.toggle(5);
        QCOMPARE(changed.count(), 0);
        QVERIFY(!board.canUndo());
        // The others of the column move: what cannot is no reason to stay.
        board.toggleAll(board.slotsOfColumn(1));
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, A, S, A, S}));
    }

    void presetsAreListedOnceAndRefusedWithTheReason() {
        NetworkInfo info = shownDecoderInfo(2, 8, 4);
        BlockBoardModel board;
        board.reset(info, BlockChoice::allSpiking(info));
        QStringList titles;
        for (const BlockBoardModel::Preset& preset : board.presets()) {
            titles << preset.title;
            QVERIFY2(preset.whyNot.isEmpty(), qPrintable(preset.whyNot));
        }
        QCOMPARE(titles, (QStringList{QStringLiteral("All analog"), QStringLiteral("Degree 1"),
                                      QStringLiteral("Degree 2"), QStringLiteral("Degree 3"),
                                      QStringLiteral("All spiking")}));
        QCOMPARE(board.currentPreset(), 4);
        board.applyPreset(2);
        QCOMPARE(formsOf(board.choice()), (std::vector<Form>{S, S, A, S, A, A}));
        QCOMPARE(board.currentPreset(), 2);
        board.toggle(1);
        QCOMPARE(board.currentPreset(), -1);
        board.undo();
        QCOMPARE(board.currentPreset(), 2);

        for (const std::size_t slot : {1U, 2U, 4U}) info.slotInfos[slot].forms = {.analog = false, .spiking = true};
        board.reset(info, BlockChoice::allSpiking(info));
        QVERIFY(!board.canUndo());  // of another checkpoint
        const QString why = board.presets()[0].whyNot;
        QVERIFY2(why.contains(QStringLiteral("no analog form of blocks.0.attention, blocks.0.mlp and 1 more")), qPrintable(why));
        board.applyPreset(0);
        QCOMPARE(board.choice(), BlockChoice::allSpiking(info));
        QVERIFY(board.presets()[3].whyNot.isEmpty());

        board.reset(shownInfo(2, 8), BlockChoice::allAnalog(shownInfo(2, 8)));  // no presets of its own
        QCOMPARE(board.presets().size(), std::size_t{2});
        QCOMPARE(board.presets()[0].title, QStringLiteral("All spiking"));
        QCOMPARE(board.currentPreset(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBlockBoard)
#include "test_viewmodels_block_board.moc"
