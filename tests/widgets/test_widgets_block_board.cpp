// SPDX-License-Identifier: Apache-2.0
#include <QAbstractButton>
#include <QComboBox>
#include <QImage>
#include <QStandardItemModel>
#include <QToolButton>
#include <QtTest>

#include "block_board.h"
#include "fonts.h"
#include "support/offscreen_noise.h"
#include "support/shown_decoder.h"
#include "support/synthetic_run.h"
#include "viewmodels/theme.h"

using namespace spikeglass;

namespace {

/// A board on an (offscreen) screen: embedding 0, blocks 1 2 | 3 4, head 5.
struct Shown {
    explicit Shown(NetworkInfo i = test::shownDecoderInfo(2, 8, 4)) : info(std::move(i)) {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
        board.reset(info, BlockChoice::allSpiking(info));
        view.layout()->setSizeConstraint(QLayout::SetNoConstraint);
        view.resize(240, 260);
        view.show();
        if (!QTest::qWaitForWindowActive(&view)) qFatal("no window");
    }
    void click(int slot) { QTest::mouseClick(view.switchOf(slot), Qt::LeftButton); }
    QWidget* focused() const { return view.focusWidget(); }
    void key(int key) { QTest::keyClick(focused(), static_cast<Qt::Key>(key)); }
    bool spiking(int slot) const { return board.isSpiking(slot); }

    NetworkInfo info;
    BlockBoardModel board;
    BlockBoard view{&board};
};

}  // namespace

/// The board of switches, with real clicks and keys.
class TestWidgetsBlockBoard : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aClickSwitchesOneForm() {
        Shown s;
        s.click(3);
        QVERIFY(!s.spiking(3) && s.spiking(4));
        QVERIFY(!s.view.switchOf(3)->isChecked() && s.view.switchOf(4)->isChecked());
        QCOMPARE(s.view.switchOf(3)->accessibleName(), QStringLiteral("blocks.1.attention: analog"));
        s.click(3);
        QVERIFY(s.spiking(3));
        QCOMPARE(s.view.switchOf(3)->accessibleName(), QStringLiteral("blocks.1.attention: spiking"));
        QVERIFY(!s.view.switchOf(3)->accessibleDescription().isEmpty());
        s.click(0);
        s.click(5);
        QVERIFY(!s.spiking(0) && !s.spiking(5));
    }

    void headersSwitchRowsAndColumns() {
        Shown s;
        QTest::mouseClick(s.view.columnHeader(1), Qt::LeftButton);
        QVERIFY(s.spiking(1) && !s.spiking(2) && s.spiking(3) && !s.spiking(4) && s.spiking(5));
        QCOMPARE(s.view.rowHeader(2)->text(), QStringLiteral("block 1"));
        QTest::mouseClick(s.view.rowHeader(2), Qt::LeftButton);  // mixed: to spiking
        QVERIFY(s.spiking(3) && s.spiking(4) && !s.spiking(2));
        QTest::mouseClick(s.view.rowHeader(2), Qt::LeftButton);
        QVERIFY(!s.spiking(3) && !s.spiking(4));
        QCOMPARE(s.view.rowHeader(2)->accessibleName(), QStringLiteral("all of block 1: analog"));
    }

    void arrowsWalkAndSpaceSwitches() {
        Shown s;
        QTest::keyClick(&s.view, Qt::Key_Tab);
        while (s.focused() && !qobject_cast<QAbstractButton*>(s.focused())) QTest::keyClick(s.focused(), Qt::Key_Tab);
        s.view.switchOf(0)->setFocus();
        s.key(Qt::Key_Down);  // the header of the first column
        QCOMPARE(s.focused(), s.view.columnHeader(0));
        s.key(Qt::Key_Down);
        QCOMPARE(s.focused(), s.view.switchOf(1));
        s.key(Qt::Key_Right);
        s.key(Qt::Key_Down);
        QCOMPARE(s.focused(), s.view.switchOf(4));
        s.key(Qt::Key_Space);
        QVERIFY(!s.spiking(4));
        s.key(Qt::Key_Return);
        QVERIFY(s.spiking(4));
        s.key(Qt::Key_Down);
        QCOMPARE(s.focused(), s.view.switchOf(5));
        s.key(Qt::Key_Left);
        QCOMPARE(s.focused(), s.view.rowHeader(3));
        s.key(Qt::Key_Left);  // the edge: stays
        QCOMPARE(s.focused(), s.view.rowHeader(3));
        s.key(Qt::Key_Space);
        QVERIFY(!s.spiking(5));
    }

    void oneTabStopForAllSwitches() {
        Shown s;
        int stops = 0;
        for (int slot = 0; slot < 6; ++slot) stops += s.view.switchOf(slot)->focusPolicy() != Qt::NoFocus;
        QCOMPARE(stops, 1);
        s.view.switchOf(0)->setFocus();
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Down);
        QCOMPARE(s.view.switchOf(0)->focusPolicy(), Qt::NoFocus);
        QCOMPARE(s.view.switchOf(1)->focusPolicy(), Qt::TabFocus);
    }

    void whatCannotMoveIsDisabledAndSaysWhy() {
        NetworkInfo info = test::shownDecoderInfo(2, 8, 4);
        info.slotInfos[1].forms = {.analog = false, .spiking = true};
        info.slotInfos[2].forms = {.analog = false, .spiking = true};
        Shown s(info);
        QVERIFY(!s.view.switchOf(1)->isEnabled() && s.view.switchOf(3)->isEnabled());
        QVERIFY(s.view.switchOf(1)->toolTip().contains(QStringLiteral("spiking form of blocks.0.attention only")));
        QVERIFY(!s.view.rowHeader(1)->isEnabled() && s.view.rowHeader(2)->isEnabled());
        s.click(1);
        QVERIFY(s.spiking(1));
        // Keys pass over what cannot be pressed.
        s.view.switchOf(0)->setFocus();
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Down);
        QCOMPARE(s.focused(), s.view.switchOf(3));
        // So do presets.
        auto* presets = s.view.findChild<QComboBox*>();
        const auto* items = qobject_cast<QStandardItemModel*>(presets->model());
        QVERIFY(!items->item(0)->isEnabled() && !items->item(1)->isEnabled());
        QVERIFY(items->item(0)->toolTip().contains(QStringLiteral("no analog form of blocks.0.attention")));
        QVERIFY(!items->item(2)->isEnabled() && items->item(3)->isEnabled() && items->item(4)->isEnabled());
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_Home);  // the first that can be chosen
        QCOMPARE(s.board.currentPreset(), 3);
        QVERIFY(s.spiking(1) && s.spiking(2) && !s.spiking(5));
    }

    void presetsAreChosenByKeyAndShown() {
        Shown s;
        auto* presets = s.view.findChild<QComboBox*>();
        QCOMPARE(presets->currentIndex(), 4);
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_Up);
        QCOMPARE(presets->currentIndex(), 3);
        QVERIFY(!s.spiking(5) && s.spiking(4));
        s.click(1);
        QCOMPARE(presets->currentIndex(), -1);  // none of them
        auto* undo = s.view.findChild<QToolButton*>(QStringLiteral("undoSwitch"));
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(presets->currentIndex(), 3);
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(presets->currentIndex(), 4);
        QVERIFY(!undo->isEnabled());
    }

    void switchesShowWhatTheirSlotsDid() {
        Shown s;
        QCOMPARE(s.view.figureOf(1), QString());
        const int quiet = s.view.switchOf(1)->grab().toImage().pixelColor(8, s.view.switchOf(1)->height() - 7).red();
        std::vector<SlotActivity> activity(6);
        for (std::size_t slot = 0; slot < 6; ++slot)
            activity[slot] = {0.1 * static_cast<double>(slot) + 0.002, slot == 4 ? 0.5 : 0.1, 1e-6, 32, QStringLiteral("a price")};
        s.board.showActivity(activity);
        QCOMPARE(s.view.figureOf(0), QStringLiteral("<1%"));
        QCOMPARE(s.view.figureOf(1), QStringLiteral("10%"));
        QVERIFY(s.view.switchOf(1)->toolTip().contains(QStringLiteral("10.2%")));
        QVERIFY(s.view.switchOf(1)->toolTip().contains(QStringLiteral("a price")));
        const int bar = s.view.switchOf(1)->grab().toImage().pixelColor(8, s.view.switchOf(1)->height() - 7).red();
        QVERIFY(bar != quiet);
        s.click(1);
        QCOMPARE(s.view.figureOf(1), QStringLiteral("–"));
        QVERIFY(s.view.switchOf(1)->toolTip().contains(QStringLiteral("is analog")));
        s.board.showActivity({});
        QCOMPARE(s.view.figureOf(2), QString());
    }

    void wholeChoicesAreOneClick() {
        Shown s;
        const auto press = [&](const char* name) {
            QTest::mouseClick(s.view.findChild<QToolButton*>(QLatin1String(name)), Qt::LeftButton);
        };
        s.click(2);
        press("invertBlocks");
        QVERIFY(s.spiking(2) && !s.spiking(1) && !s.spiking(5));
        press("allSpiking");
        QCOMPARE(s.board.choice(), BlockChoice::allSpiking(s.info));
        press("allAnalog");
        QCOMPARE(s.board.choice(), BlockChoice::allAnalog(s.info));
        press("allAnalog");  // nothing to do: nothing more to take back
        s.board.undo();
        QCOMPARE(s.board.choice(), BlockChoice::allSpiking(s.info));
    }

    void formsDifferInMoreThanColour() {
        for (const Theme& theme : {Theme::light(), Theme::darkTheme()}) {
            setCurrentTheme(theme);
            Shown s;
            const auto gray = [](QWidget* button) { return button->grab().toImage().convertToFormat(QImage::Format_Grayscale8); };
            s.click(1);
            QTest::mouseMove(&s.view, QPoint(1, 1));
            const QImage analog = gray(s.view.switchOf(1)), spiking = gray(s.view.switchOf(3));
            QCOMPARE(analog.size(), spiking.size());
            int differing = 0;
            for (int y = 0; y < analog.height(); ++y)
                for (int x = 0; x < analog.width(); ++x)
                    differing += std::abs(qGray(analog.pixel(x, y)) - qGray(spiking.pixel(x, y))) > 40;
            QVERIFY2(differing > 40, qPrintable(QString::number(differing)));  // other letters, another sign
        }
        setCurrentTheme(Theme::light());
    }

    void largeBoardsScrollAndNoBoardHides() {
        const NetworkInfo info = test::shownDecoderInfo(40, 8, 4);
        Shown s(info);
        QVERIFY(s.view.sizeHint().height() < 2000);
        QVERIFY(s.view.minimumSizeHint().height() < 340);
        s.view.switchOf(80)->setFocus();
        s.key(Qt::Key_Down);  // the head, out of sight until now
        QVERIFY(!s.view.switchOf(81)->visibleRegion().isEmpty());
        s.board.clear();
        QVERIFY(s.view.isHidden());
        s.board.reset(test::shownInfo(1, 4), BlockChoice::allAnalog(test::shownInfo(1, 4)));
        QVERIFY(!s.view.isHidden());
        QVERIFY(!s.view.switchOf(2)->isChecked());
        QVERIFY(!s.view.switchOf(9));
    }
};

QTEST_MAIN(TestWidgetsBlockBoard)
#include "test_widgets_block_board.moc"
