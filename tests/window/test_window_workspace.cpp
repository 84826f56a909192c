// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QPushButton>
#include <memory>

#include "error_banner.h"
#include "interventions_view.h"
#include "notice_bar.h"
#include "prompt_bar.h"
#include "transport_bar.h"
#include "window/experiment_desk.h"
#include "window/text_desk.h"
#include "window/window_actions.h"
#include "window/workspace_desk.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// A morning's work is saved, comes back, and survives a crash.
class TestWindowWorkspace : public QObject, private WindowTest {
    Q_OBJECT

    void work() {
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(30);
        QVERIFY(m_window->startText(false));
        QTRY_COMPARE(m_window->run().tokenCount(), std::int64_t{40});
        m_window->run().setSelection(Selection::ofSite(1, m_window->run().model().info().sites[1].width));
        m_window->interventions().apply(Intervention::Effect::Silence);
        m_window->continueFrom(19);
        QTRY_COMPARE(m_window->run().tokenCount(), std::int64_t{50});
    }
    void isWhatItWas(const QString& text) {
        QTRY_COMPARE_WITH_TIMEOUT(m_window->run().tokenCount(), std::int64_t{50}, 20'000);
        QCOMPARE(textOf(*m_window), text);
        QCOMPARE(m_window->texts().branches()->branches().size(), std::size_t{2});
        QCOMPARE(m_window->experiment().now().interventions.size(), std::size_t{1});
        QCOMPARE(m_window->promptBar().prompt(), QStringLiteral("The prince"));
        QCOMPARE(m_window->run().selection().sites.size(), std::size_t{1});
        QCOMPARE(m_window->run().history().countSite(1, 20, 50), std::int64_t{0});
        QVERIFY(m_window->run().history().countSite(1, 0, 20) > 0);
    }

  private Q_SLOTS:
    void cleanup() { m_window.reset(); }

    void savedAndReopened() {
        show();
        work();
        const QString text = textOf(*m_window);
        QVERIFY(m_window->workspace().save(in("w.spikeglass")));
        show();
        m_window->openFile(in("w.spikeglass"));
        isWhatItWas(text);
    }

    void aCrashTakesLittle() {
        const QString autosave = in("state/autosave.spikeglass");
        show(autosave);
        QVERIFY(!m_window->workspace().hasLastSession());
        work();
        const QString text = textOf(*m_window);
        m_window->workspace().autosave();
        m_window.reset();  // not closed: as if it had crashed
        show(autosave);
        QVERIFY(m_window->workspace().lastSessionCrashed());
        QVERIFY(m_window->notice().isVisible());
        QTest::mouseClick(m_window->notice().button(), Qt::LeftButton);
        isWhatItWas(text);
        m_window->close();
        show(autosave);  // closed well: nothing is said, but the session is there
        QVERIFY(!m_window->notice().isVisible());
        QVERIFY(m_window->actionsOfWindow().lastSession->isEnabled());
        m_window->actionsOfWindow().lastSession->trigger();
        isWhatItWas(text);
    }

    void badFilesGetASentence() {
        show();
        m_window->openFile(made("damaged.spikeglass", "{\"format\": 3"));
        QVERIFY(m_window->banner().isVisible());
        QVERIFY(m_window->banner().sentence().contains(QStringLiteral("damaged.spikeglass")));
        QVERIFY(!m_window->workspace().save(in("none.spikeglass")));  // no model is open
        work();
        QVERIFY(!m_window->workspace().save(m_folder.path() + QStringLiteral("/missing/folder/w.spikeglass")));
    }
};

QTEST_MAIN(TestWindowWorkspace)
#include "test_window_workspace.moc"
