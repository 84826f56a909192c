// SPDX-License-Identifier: Apache-2.0
#include <QComboBox>
#include <QPushButton>
#include <QTreeWidget>
#include <memory>

#include "branches_view.h"
#include "interventions_view.h"
#include "prompt_bar.h"
#include "side_panels.h"
#include "transport_bar.h"
#include "window/experiment_desk.h"
#include "window/text_desk.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

/// From "I wonder" to "I silenced this neuron and the text changed", with real clicks and keys.
class TestWindowLaboratory : public QObject {
    Q_OBJECT

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    Phase phase() { return m_window->engine().status().phase; }
    bool written() {
        return QTest::qWaitFor([this] { return phase() == Phase::Finished && m_window->run().tokenCount() == m_window->engine().status().tokens; }, 20'000);
    }
    bool write(const QString& prompt, int tokens) {
        m_window->promptBar().setPrompt(prompt);
        m_window->transport().setTokensToGenerate(tokens);
        return m_window->startText(false) && written();
    }
    void selectSite(std::size_t site) {
        m_window->run().setSelection(Selection::ofSite(site, m_window->run().model().info().sites[site].width));
    }

  private Q_SLOTS:
    void init() {
        m_window = showWindow(m_settings);
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
    }
    void cleanup() { m_window.reset(); }

    void silencingASiteChangesTheText() {
        QVERIFY(write(QStringLiteral("The prince"), 40));
        const QString before = textOf(*m_window);
        selectSite(1);
        QTest::keyClick(m_window.get(), Qt::Key_X);  // silence
        const auto& list = m_window->experiment().now().interventions;
        QCOMPARE(list.size(), std::size_t{1});
        QVERIFY(list[0].effect == Intervention::Effect::Silence && list[0].site == 1);
        QVERIFY(m_window->interventions().isVisible());  // its tab came to the front
        QVERIFY(write(QStringLiteral("The prince"), 40));
        QVERIFY(textOf(*m_window) != before);
        const RunHistory& history = m_window->run().history();
        QCOMPARE(history.countSite(1, 0, history.end()), std::int64_t{0});
        QVERIFY(history.frame(5).interventions != nullptr);

        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_window->experiment().now().interventions.empty());
        QVERIFY(write(QStringLiteral("The prince"), 40));
        QCOMPARE(textOf(*m_window), before);
    }

    void thePanelAppliesSwitchesAndRemoves() {
        selectSite(2);
        m_window->findChild<SidePanels*>()->reveal(&m_window->interventions());
        auto* effect = m_window->findChild<QComboBox*>(QStringLiteral("effect"));
        effect->setCurrentIndex(effect->findData(QStringLiteral("threshold")));
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("applyEffect")), Qt::LeftButton);
        QCOMPARE(m_window->experiment().now().interventions.size(), std::size_t{1});
        QCOMPARE(m_window->experiment().now().interventions[0].value, 0.5F);
        QTreeWidget* list = m_window->interventions().list();
        QCOMPARE(list->topLevelItemCount(), 1);
        list->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!m_window->experiment().now().interventions[0].on);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_window->experiment().now().interventions[0].on);
        list->setCurrentItem(list->topLevelItem(0));
        QTest::keyClick(list, Qt::Key_Delete);
        QVERIFY(m_window->experiment().now().interventions.empty());
        QCOMPARE(list->topLevelItemCount(), 0);
    }

    void nothingSelectedNothingDone() {
        m_window->run().clearSelection();
        QVERIFY(!m_window->interventions().apply(Intervention::Effect::Silence));
        QTest::keyClick(m_window.get(), Qt::Key_X);
        QVERIFY(m_window->experiment().now().interventions.empty());
    }

    void aBranchSharesItsPastAndGoesItsOwnWay() {
        QVERIFY(write(QStringLiteral("The prince"), 60));
        const QString before = textOf(*m_window);
        const auto script = m_window->engine().script();
        m_window->run().setPinnedToken(29);
        QTest::keyClick(m_window.get(), Qt::Key_B);
        QVERIFY(written());
        const auto branched = m_window->engine().script();
        QCOMPARE(branched.tokens.size(), std::size_t{90});
        QVERIFY(std::equal(script.tokens.begin(), script.tokens.begin() + 30, branched.tokens.begin()));
        QVERIFY(BranchTree::commonTokens(script, branched) < 60);  // another seed: another text
        const BranchTree& tree = *m_window->texts().branches();
        QCOMPARE(tree.branches().size(), std::size_t{2});
        QCOMPARE(tree.current()->forkedAt, std::int64_t{30});
        QCOMPARE(tree.forks(), (std::vector<std::int64_t>{30}));

        // The first one is still there, and comes back whole.
        const int first = tree.branches().front().id;
        m_window->texts().open(first);
        QTRY_COMPARE(m_window->run().tokenCount(), static_cast<std::int64_t>(script.tokens.size()));
        QCOMPARE(textOf(*m_window), before);
        QCOMPARE(phase(), Phase::Paused);
        QCOMPARE(m_window->engine().sampling().seed, script.changes.back().experiment.sampling.seed);
    }

    void aBranchWithAnInterventionKeepsTheSeed() {
        QVERIFY(write(QStringLiteral("The prince"), 30));
        const std::uint64_t seed = m_window->engine().sampling().seed;
        selectSite(1);
        QTest::keyClick(m_window.get(), Qt::Key_X);
        m_window->continueFrom(19);
        QVERIFY(written());
        QCOMPARE(m_window->engine().sampling().seed, seed);
        const RunHistory& history = m_window->run().history();
        QVERIFY(history.countSite(1, 0, 20) > 0);  // the past is as it was
        QCOMPARE(history.countSite(1, 20, history.end()), std::int64_t{0});
    }

    void aNewPromptIsANewText() {
        QVERIFY(write(QStringLiteral("The prince"), 10));
        QVERIFY(write(QStringLiteral("A princess"), 10));
        QCOMPARE(m_window->texts().branches()->branches().size(), std::size_t{2});
        m_window->run().setPinnedToken(4);
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(m_window->promptBar().prompt(), QStringLiteral("A pri"));
    }
};

QTEST_MAIN(TestWindowLaboratory)
#include "test_window_laboratory.moc"
