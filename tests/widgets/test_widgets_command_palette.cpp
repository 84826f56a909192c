// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QLayout>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QtTest>

#include "command_palette.h"
#include "fonts.h"
#include "support/offscreen_noise.h"

using namespace spikeglass;

namespace {

/// A window with two menus, an action of its own and a button that has the focus.
struct Shown {
    Shown() {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
        QMenu* file = window.menuBar()->addMenu(QStringLiteral("&File"));
        open = file->addAction(QStringLiteral("&Open checkpoint…"));
        open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
        file->addSeparator();
        QMenu* theme = window.menuBar()->addMenu(QStringLiteral("&View"))->addMenu(QStringLiteral("&Theme"));
        dark = theme->addAction(QStringLiteral("&Dark"));
        dark->setCheckable(true);
        own = new QAction(QStringLiteral("&Take back"), &window);
        own->setEnabled(false);
        own->setToolTip(QStringLiteral("Nothing was switched yet."));
        window.addAction(own);
        window.addAction(open);  // in the menu and on the window: listed once
        window.setCentralWidget(&button);
        window.layout()->setSizeConstraint(QLayout::SetNoConstraint);
        window.resize(900, 600);
        window.show();
        if (!QTest::qWaitForWindowActive(&window)) qFatal("no window");
        button.setFocus();
    }
    ~Shown() { window.takeCentralWidget(); }
    void press() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier); }
    void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    void type(const char* text) { QTest::keyClicks(palette.field(), QString::fromLatin1(text)); }
    QStringList found() const {
        QStringList titles;
        for (int row = 0; row < palette.list()->model()->rowCount(); ++row)
            titles << palette.list()->model()->index(row, 0).data().toString();
        return titles;
    }

    QMainWindow window;
    QPushButton button;
    QAction *open, *dark, *own;
    CommandPalette& palette = *new CommandPalette(&window);
};

}  // namespace

/// The palette, with real keys.
class TestWidgetsCommandPalette : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void keysOpenFindAndDo() {
        Shown s;
        QSignalSpy opened(s.open, &QAction::triggered);
        QVERIFY(!s.palette.isVisible());
        s.press();
        QVERIFY(s.palette.isVisible());
        QCOMPARE(s.found(), (QStringList{QStringLiteral("Open checkpoint"), QStringLiteral("Dark"), QStringLiteral("Take back")}));
        s.type("chk");
        QCOMPARE(s.found(), QStringList{QStringLiteral("Open checkpoint")});
        s.key(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QVERIFY(!s.palette.isVisible());
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&s.button));  // where it was
    }

    void escapeChangesNothing() {
        Shown s;
        QSignalSpy opened(s.open, &QAction::triggered);
        s.press();
        s.type("open");
        s.key(Qt::Key_Escape);
        QVERIFY(!s.palette.isVisible());
        QCOMPARE(opened.count(), 0);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&s.button));
        s.press();
        QVERIFY(s.palette.field()->text().isEmpty());
        QCOMPARE(s.found().size(), 3);
    }

    void arrowsGoRound() {
        Shown s;
        s.press();
        QCOMPARE(s.palette.list()->currentIndex().row(), 0);
        s.key(Qt::Key_Up);
        QCOMPARE(s.palette.list()->currentIndex().row(), 2);
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Down);
        QCOMPARE(s.palette.list()->currentIndex().row(), 1);
        s.key(Qt::Key_Return);
        QVERIFY(s.dark->isChecked());
        s.press();
        QVERIFY(s.found().contains(QStringLiteral("Dark (on)")));
    }

    void whatCannotBeDoneSaysWhyAndIsNotDone() {
        Shown s;
        QSignalSpy taken(s.own, &QAction::triggered);
        s.press();
        s.type("take");
        QCOMPARE(s.found(), QStringList{QStringLiteral("Take back")});
        const QModelIndex row = s.palette.list()->model()->index(0, 0);
        QCOMPARE(row.data(Qt::ToolTipRole).toString(), QStringLiteral("Nothing was switched yet."));
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("not now")));
        s.key(Qt::Key_Return);
        QCOMPARE(taken.count(), 0);
        QVERIFY(s.palette.isVisible());
    }

    void menuPathsAreFoundToo() {
        Shown s;
        s.press();
        s.type("theme");
        QCOMPARE(s.found(), QStringList{QStringLiteral("Dark")});
    }

    void entriesOfOthersAreListed() {
        Shown s;
        QStringList gone;
        for (int block = 0; block < 12; ++block)
            s.palette.addEntry(QStringLiteral("Go to blocks.%1.time_mix").arg(block), QStringLiteral("site"),
                               [&gone, block] { gone << QString::number(block); });
        s.press();
        s.type("b11t");
        QCOMPARE(s.found().first(), QStringLiteral("Go to blocks.11.time_mix"));
        s.key(Qt::Key_Enter);
        QCOMPARE(gone, QStringList{QStringLiteral("11")});
        s.palette.clearEntries();
        s.press();
        QCOMPARE(s.found().size(), 3);
        s.type("zzzz");
        QVERIFY(s.found().isEmpty());
        s.key(Qt::Key_Return);  // nothing to do
        QVERIFY(s.palette.isVisible());
    }

    void aClickDoesItAndAClickElsewhereCloses() {
        Shown s;
        s.press();
        const QRect row = s.palette.list()->visualRect(s.palette.list()->model()->index(1, 0));
        QTest::mouseClick(s.palette.list()->viewport(), Qt::LeftButton, {}, row.center());
        QVERIFY(s.dark->isChecked());
        QVERIFY(!s.palette.isVisible());
        s.press();
        s.button.setFocus(Qt::MouseFocusReason);
        QVERIFY(!s.palette.isVisible());
    }

    void staysWithinTheWindow() {
        Shown s;
        s.press();
        for (const QSize size : {QSize(900, 600), QSize(420, 260)}) {
            s.window.resize(size);
            QVERIFY(s.window.rect().contains(s.palette.geometry()));
        }
    }
};

QTEST_MAIN(TestWidgetsCommandPalette)
#include "test_widgets_command_palette.moc"
