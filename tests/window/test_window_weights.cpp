// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <memory>

#include "model_card_view.h"
#include "prompt_bar.h"
#include "transport_bar.h"
#include "window/text_desk.h"
#include "window/window_actions.h"
#include "window/workspace_desk.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// What products hold their weights as is chosen in the menu: the model comes back with its texts.
class TestWindowWeights : public QObject {
    Q_OBJECT

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    QAction* entry(const char* name) const {
        for (QMenu* menu : m_window->findChildren<QMenu*>())
            for (QAction* action : menu->actions())
                if (action->text() == QLatin1String(name)) return action;
        qFatal("no such entry");
    }
    bool chooseAndWait(const char* name) {
        QSignalSpy opened(&m_window->workspace(), &WorkspaceDesk::opened);
        entry(name)->trigger();
        return QTest::qWaitFor([&] { return opened.count() > 0; }, 20'000);
    }
    bool cardSays(const QString& text) const {
        for (const QLabel* label : m_window->findChild<ModelCardView*>()->findChildren<QLabel*>())
            if (label->text().contains(text)) return true;
        return false;
    }

  private Q_SLOTS:
    void init() {
        m_window = showWindow(m_settings);
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
    }
    void cleanup() { m_window.reset(); }

    void theTextStays() {
        QVERIFY(entry("float32")->isChecked());
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(30);
        QVERIFY(m_window->startText(false));
        QTRY_COMPARE(m_window->run().tokenCount(), std::int64_t{40});
        const QString text = textOf(*m_window);
        QVERIFY(chooseAndWait("int8"));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->run().model().weights, WeightType::Int8, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->run().tokenCount(), std::int64_t{40}, 20'000);
        QCOMPARE(textOf(*m_window), text);
        QCOMPARE(m_window->promptBar().prompt(), QStringLiteral("The prince"));
        QVERIFY(entry("int8")->isChecked() && !entry("float32")->isChecked());
        QVERIFY(cardSays(QStringLiteral("held as int8")));
        QVERIFY(!m_window->workspace().hasAside());  // it is the same model
        QVERIFY(chooseAndWait("float32"));
        QCOMPARE(m_window->run().model().weights, WeightType::Float32);
        QVERIFY(!cardSays(QStringLiteral("held as")));
    }

    void theChoiceIsRemembered() {
        QVERIFY(chooseAndWait("bfloat16"));
        QCOMPARE(m_settings->weights(), WeightType::BFloat16);
        m_window = std::make_unique<MainWindow>(m_settings.get());
        QVERIFY(entry("bfloat16")->isChecked());
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QCOMPARE(m_window->run().model().weights, WeightType::BFloat16);
    }

    void choosingTheSameLoadsNothing() {
        const auto model = m_window->run().sharedModel();
        entry("float32")->trigger();
        QTest::qWait(100);
        QVERIFY(!m_window->engine().isLoading());
        QCOMPARE(m_window->run().sharedModel(), model);
    }
};

QTEST_MAIN(TestWindowWeights)
#include "test_window_weights.moc"
