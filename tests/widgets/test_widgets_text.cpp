// SPDX-License-Identifier: Apache-2.0
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <ctime>

#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "text_view.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

const std::string kText = "The prince said nothing, and looked at the window.\nAnna Pavlovna smiled.";

struct Shown {
    explicit Shown(QSize size = {600, 240}) : info(shownInfo(1, 4)), synthetic(info) {
        view.resize(size);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        run.reset(shownModel(info));
    }
    void write(const std::string& text, std::size_t promptLength = 0) {
        run.append(synthetic.text(text, promptLength));
    }
    void write(const std::vector<std::string>& tokens) {
        std::vector<Frame> frames;
        for (const std::string& token : tokens) frames.push_back(synthetic.next(token));
        run.append(std::move(frames));
    }
    QPoint at(std::int64_t token) const { return view.tokenRects(token).front().center().toPoint(); }
    void drag(QPoint from, QPoint to) {
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(view.viewport(), (from + to) / 2);
        QTest::mouseMove(view.viewport(), to);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
    }
    QImage picture() { return view.viewport()->grab().toImage(); }

    NetworkInfo info;
    SyntheticRun synthetic;
    RunViewModel run;
    TextView view{&run};
};

}  // namespace

class TestTextView : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        setCurrentTheme(Theme::light());
    }

    void emptyViewSaysWhatItIsFor() {
        RunViewModel run;
        TextView view(&run);
        view.resize(500, 150);
        const QImage empty = view.grab().toImage();
        QImage blank = empty;
        blank.fill(Theme::light().panel);
        QVERIFY(empty != blank);
        QVERIFY(view.description().contains(QStringLiteral("Type a prompt")));
        QTest::mouseMove(view.viewport(), QPoint(50, 20));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(50, 20));
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_Escape})
            QTest::keyClick(&view, key);
        view.selectAll();
        view.copy();
        QVERIFY(view.selectedText().isEmpty());
        QCOMPARE(run.markedToken(), -1);
    }

    void promptIsDimmedAndSurprisalIsBehindTheText() {
        Shown shown;
        std::vector<Frame> frames;
        for (int t = 0; t < 4; ++t) {
            Frame frame = shown.synthetic.next("l", t == 0);
            frame.surprisalBits = t == 1 ? 8.0F : t == 2 ? 2.0F : 0.0F;
            frames.push_back(std::move(frame));
        }
        frames[0].surprisalBits = 8;
        shown.run.append(std::move(frames));
        QTest::mouseMove(shown.view.viewport(), QPoint(590, 5));
        const QImage picture = shown.picture();
        const Theme& theme = currentTheme();
        const auto corner = [&](std::int64_t token) {
            return picture.pixelColor((shown.view.tokenRects(token).front().topLeft() + QPointF(2, 3)).toPoint());
        };
        QCOMPARE(corner(0), theme.panel);  // a prompt is given, not guessed
        QCOMPARE(corner(1), theme.surprisal(8));
        QCOMPARE(corner(2), theme.surprisal(2));
        QCOMPARE(corner(3), theme.panel);
        // The same letter, paler in the prompt.
        const auto darkest = [&](std::int64_t token) {
            const QRect area = shown.view.tokenRects(token).front().toAlignedRect().adjusted(1, 2, -1, -2);
            int least = 255;
            for (int y = area.top(); y <= area.bottom(); ++y)
                for (int x = area.left(); x <= area.right(); ++x) least = std::min(least, qGray(picture.pixel(x, y)));
            return least;
        };
        QVERIFY2(darkest(0) > darkest(3) + 40, qPrintable(QStringLiteral("%1 %2").arg(darkest(0)).arg(darkest(3))));
    }

    void hoveringMarksAndBoxesTheToken() {
        Shown shown;
        shown.write(kText);
        QSignalSpy told(&shown.view, &TextView::hoverText);
        const QImage before = shown.picture();
        QTest::mouseMove(shown.view.viewport(), shown.at(12));
        QCOMPARE(shown.run.hoveredToken().value_or(-1), 12);
        QVERIFY(told.last().first().toString().startsWith(QString::fromUtf8("token 12 “a” · surprisal ")));
        const QImage after = shown.picture();
        const QRectF box = shown.view.tokenRects(12).front();
        const QColor edge =
            after.pixelColor(QPoint(static_cast<int>(box.center().x()), static_cast<int>(box.top()) + 1));
        QVERIFY2(edge.blue() > edge.red() + 60, qPrintable(edge.name()));
        QVERIFY(before != after);
        QTest::mouseMove(shown.view.viewport(), QPoint(590, 150));  // no text there
        QVERIFY(!shown.run.hoveredToken());
        QVERIFY(told.last().first().toString().isEmpty());
        QCOMPARE(shown.picture(), before);

        QTest::mouseMove(shown.view.viewport(), shown.at(3));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(shown.view.viewport(), &leave);
        QVERIFY(!shown.run.hoveredToken());
    }

    void aClickPinsAndEscapeUnpins() {
        Shown shown;
        shown.write(kText);
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.at(5));
        QCOMPARE(shown.run.pinnedToken().value_or(-1), 5);
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(!shown.run.pinnedToken());
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.at(5));
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.at(5));
        QVERIFY(!shown.run.pinnedToken());  // a second click lets go
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.at(5));
        QTest::mouseMove(shown.view.viewport(), QPoint(590, 150));
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.run.pinnedToken().value_or(-1), 6);
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QCOMPARE(shown.run.pinnedToken().value_or(-1), 4);
    }

    void textCanBeSelectedAndCopied() {
        Shown shown;
        shown.write(kText);
        const auto leftOf = [&](std::int64_t token) {
            return (shown.view.tokenRects(token).front().topLeft() + QPointF(1, 10)).toPoint();
        };
        shown.drag(leftOf(4), leftOf(10));
        QCOMPARE(shown.view.selectedText(), QStringLiteral("prince"));
        QVERIFY(!shown.run.pinnedToken());  // a drag is no click
        QApplication::clipboard()->clear();
        QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("prince"));
        // Backwards and over the end of a line: the newline is part of it.
        shown.drag(leftOf(55), leftOf(43));
        QCOMPARE(shown.view.selectedText(), QString::fromStdString(kText.substr(43, 12)));
        QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.view.selectedText(), QString::fromStdString(kText));
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(shown.view.selectedText().isEmpty());
        QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, shown.at(6));
        QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, shown.at(6));
        QCOMPARE(shown.view.selectedText(), QStringLiteral("prince"));
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, leftOf(15));
        QCOMPARE(shown.view.selectedText(), QStringLiteral("prince said"));
        // What was selected stays so while more comes.
        shown.write(" And so on.");
        QCOMPARE(shown.view.selectedText(), QStringLiteral("prince said"));
    }

    void keysSelect() {
        Shown shown;
        shown.write("hello");
        shown.run.setPinnedToken(1);
        for (int i = 0; i < 3; ++i) QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(shown.view.selectedText(), QStringLiteral("ell"));
        QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(shown.view.selectedText(), QStringLiteral("el"));
    }

    void staysAtTheEndUnlessScrolledBack() {
        Shown shown({400, 160});
        for (int i = 0; i < 30; ++i) shown.write("line " + std::to_string(i) + "\n");
        QScrollBar* bar = shown.view.verticalScrollBar();
        QVERIFY(bar->maximum() > 100);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(40);
        QVERIFY(!shown.view.isAtEnd());
        const QImage before = shown.picture();
        shown.write("more\nand more\n");
        QCOMPARE(bar->value(), 40);
        QCOMPARE(shown.picture(), before);
        QTest::keyClick(&shown.view, Qt::Key_End);
        QVERIFY(shown.view.isAtEnd());
        shown.write("still more\n");
        QCOMPARE(bar->value(), bar->maximum());

        // A token marked elsewhere comes into sight, and afterwards the end does again.
        shown.run.setHoveredToken(3);
        QVERIFY(shown.view.viewport()->rect().contains(shown.at(3)));
        shown.write("and on\n");
        QVERIFY(shown.view.viewport()->rect().contains(shown.at(3)));
        shown.run.setHoveredToken(std::nullopt);
        QCOMPARE(bar->value(), bar->maximum());
    }

    void narrowerWindowsBreakElsewhere() {
        Shown shown({700, 300});
        shown.write(kText);
        QCOMPARE(shown.view.layoutModel().lineCount(), 2);
        shown.view.resize(200, 300);
        QTRY_VERIFY(shown.view.layoutModel().lineCount() > 3);
        for (std::int64_t token = 0; token < shown.run.tokenCount(); ++token) {
            const QRectF rect = shown.view.tokenRects(token).front();
            QVERIFY(rect.left() >= 0 && rect.right() <= 200);
        }
        QFont large = shown.view.font();
        large.setPointSizeF(2 * large.pointSizeF());
        const int lines = shown.view.layoutModel().lineCount();
        shown.view.setFont(large);
        QVERIFY(shown.view.layoutModel().lineCount() > lines);
        QCOMPARE(shown.view.layoutModel().text(0, shown.view.layoutModel().glyphCount()),
                 QString::fromStdString(kText));
    }

    void tokensOfManyAndOfNoCharacters() {
        Shown shown;
        shown.write(
            std::vector<std::string>{"The", " prince", "", "\xC3\xA9t\xC3\xA9", "\xE6\xBC\xA2\xE5\xAD\x97", "!"});
        QCOMPARE(shown.view.tokenRects(1).size(), 1U);
        QVERIFY(shown.view.tokenRects(1).front().width() > 6 * shown.view.tokenRects(5).front().width());
        QVERIFY(shown.view.tokenRects(2).front().width() < 3);  // printed nothing: a thin mark before the next
        QVERIFY(std::abs(shown.view.tokenRects(2).front().left() - shown.view.tokenRects(3).front().left()) < 0.01);
        QTest::mouseMove(shown.view.viewport(), shown.at(1));
        QCOMPARE(shown.run.hoveredToken().value_or(-1), 1);
        QTest::mouseMove(shown.view.viewport(), shown.at(4));
        QCOMPARE(shown.run.hoveredToken().value_or(-1), 4);
        shown.run.setHoveredToken(2);
        QVERIFY(!shown.picture().isNull());
    }

    void droppedTokensLeaveASign() {
        Shown shown;
        shown.write("ab");
        for (int i = 0; i < 5; ++i) shown.synthetic.skip();
        shown.write("cd");
        const TextLayoutModel& layout = shown.view.layoutModel();
        QCOMPARE(layout.text(0, layout.glyphCount()), QString::fromUtf8("ab⋯cd"));
        QSignalSpy told(&shown.view, &TextView::hoverText);
        QTest::mouseMove(shown.view.viewport(), shown.at(2));
        QVERIFY(told.last().first().toString().contains(QStringLiteral("too slow")));
    }

    void aNewRunIsEmpty() {
        Shown shown;
        shown.write(kText);
        shown.view.selectAll();
        shown.run.reset(shown.run.sharedModel());
        QVERIFY(shown.view.layoutModel().isEmpty());
        QVERIFY(shown.view.selectedText().isEmpty());
        shown.synthetic = SyntheticRun(shown.info);
        shown.write("again");
        QCOMPARE(shown.view.layoutModel().text(0, 5), QStringLiteral("again"));
    }

    void assistiveProgramsReadTheText() {
        Shown shown;
        shown.write(kText);
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(accessible != nullptr);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Text"));
        QCOMPARE(accessible->text(QAccessible::Description), QString::fromStdString(kText));
    }

    void costOfLongTexts() {
        Shown shown({900, 300});
        std::string text;
        while (text.size() < 100'000) text += kText + " ";
        std::vector<Frame> frames = shown.synthetic.text(text);
        const auto milliseconds = [](std::clock_t from) {
            return 1000.0 * static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
        };
        std::clock_t start = std::clock();
        shown.run.append(std::move(frames));
        const double appended = milliseconds(start);
        start = std::clock();
        const int rounds = 20;
        for (int i = 0; i < rounds; ++i) {
            shown.write("x");
            shown.view.viewport()->repaint();
        }
        const double painted = milliseconds(start) / rounds;
        qInfo("100,000 characters: appended in %.0f ms of processor time, one more and the picture in %.2f ms",
              appended, painted);
        QVERIFY(appended < 5000 && painted < 100);  // many times what is measured
    }
};

QTEST_MAIN(TestTextView)
#include "test_widgets_text.moc"
