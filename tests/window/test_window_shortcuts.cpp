// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QTreeWidget>
#include <QtTest>

#include "fonts.h"
#include "support/offscreen_noise.h"
#include "window/help_dialogs.h"
#include "window/shortcut_list.h"

using namespace spikeglass;

/// The list of keys, searched with real ones.
class TestWindowShortcuts : public QObject {
    Q_OBJECT

    QMainWindow m_window;

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
        QMenu* file = m_window.menuBar()->addMenu(QStringLiteral("&File"));
        QAction* open = file->addAction(QStringLiteral("&Open…"));
        open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
        open->setStatusTip(QStringLiteral("A checkpoint"));
        file->addAction(QStringLiteral("Without a key"));
        QMenu* deep = m_window.menuBar()->addMenu(QStringLiteral("&View"))->addMenu(QStringLiteral("&Zoom"));
        deep->addAction(QStringLiteral("Zoom &in"))->setShortcuts({QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Equal)});
        m_window.menuBar()->addMenu(QStringLiteral("Empty"));
    }

    void menusAreGroups() {
        const std::vector<ShortcutGroup> groups = shortcutsOfMenus(&m_window);
        QCOMPARE(groups.size(), std::size_t{2});
        QCOMPARE(groups[0].title, QStringLiteral("File"));
        QCOMPARE(groups[0].keys.size(), std::size_t{1});
        QCOMPARE(groups[0].keys[0].first, QStringLiteral("Ctrl+O"));
        QCOMPARE(groups[0].keys[0].second, QStringLiteral("Open: A checkpoint"));
        QCOMPARE(groups[1].keys[0].first, QStringLiteral("+  ="));
    }

    void wordsFindKeys() {
        std::vector<ShortcutGroup> groups = shortcutsOfMenus(&m_window);
        for (ShortcutGroup& group : shortcutsOfViews()) groups.push_back(group);
        std::size_t all = 0;
        for (const ShortcutGroup& group : groups) all += group.keys.size();
        ShortcutList list(groups, nullptr);
        list.show();
        QVERIFY(QTest::qWaitForWindowActive(&list));
        QCOMPARE(static_cast<std::size_t>(list.shownKeys()), all);
        QCOMPARE(list.focusWidget(), static_cast<QWidget*>(list.field()));
        QTest::keyClicks(list.focusWidget(), QStringLiteral("ctrl+o"));
        QCOMPARE(list.shownKeys(), 1);
        QVERIFY(!list.list()->topLevelItem(0)->isHidden() && list.list()->topLevelItem(1)->isHidden());
        list.field()->clear();
        QTest::keyClicks(list.field(), QStringLiteral("zoom raster"));  // the group counts too
        QVERIFY(list.shownKeys() >= 2);
        for (int g = 0; g < list.list()->topLevelItemCount(); ++g)
            QCOMPARE(list.list()->topLevelItem(g)->isHidden(), list.list()->topLevelItem(g)->text(0) != QStringLiteral("Raster"));
        list.field()->clear();
        QTest::keyClicks(list.field(), QStringLiteral("no such thing"));
        QCOMPARE(list.shownKeys(), 0);
        QTest::keyClick(list.field(), Qt::Key_Escape);
        QVERIFY(!list.isVisible());
    }

    void nothingIsListedTwice() {
        showShortcuts(&m_window, {{QStringLiteral("Ctrl+O"), QStringLiteral("Open")}, {QStringLiteral("="), QStringLiteral("Zoom")},
                                  {QStringLiteral("F9"), QStringLiteral("Model card")}});
        auto* list = m_window.findChild<ShortcutList*>();
        QVERIFY(list && list->isVisible());
        QTest::keyClicks(list->field(), QStringLiteral("elsewhere"));
        QCOMPARE(list->shownKeys(), 1);
        list->close();
        QTRY_VERIFY(!m_window.findChild<ShortcutList*>());
    }
};

QTEST_MAIN(TestWindowShortcuts)
#include "test_window_shortcuts.moc"
