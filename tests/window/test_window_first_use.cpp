// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>
#include <QToolTip>
#include <QTreeWidget>

#include "block_board.h"
#include "choice_summary.h"
#include "command_palette.h"
#include "compare_view.h"
#include "effects_view.h"
#include "notice_bar.h"
#include "rates_view.h"
#include "scroll_column.h"
#include "side_panels.h"
#include "text_view.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/block_board_model.h"
#include "window/lane_desk.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

/// What somebody does in the first hour, with real clicks and keys.
class TestWindowFirstUse : public QObject, private WindowTest {
    Q_OBJECT

    Phase phase() { return m_window->engine().status().phase; }
    QPlainTextEdit* prompt() { return m_window->promptBar().editor(); }
    CommandPalette* palette() { return m_window->findChild<CommandPalette*>(); }
    /// To the widget that has the keyboard, as a person's key goes.
    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QWidget* focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : m_window.get(), key, with);
    }
    bool isRunning() {
        return QTest::qWaitFor([this] { return phase() == Phase::Running && m_window->run().tokenCount() > 0; }, 20'000);
    }
    void startSlowly() {
        m_window->transport().setSpeed(20);
        m_window->transport().setTokensToGenerate(5000);
        prompt()->setFocus();
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        press(Qt::Key_Return);
    }

  private Q_SLOTS:
    void init() {
        show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
    }
    void cleanup() { m_window.reset(); }

    void spacePausesAfterEnterInThePrompt() {
        startSlowly();
        QVERIFY(isRunning());
        press(Qt::Key_Space);
        QTRY_COMPARE(phase(), Phase::Paused);
        QCOMPARE(m_window->promptBar().prompt(), QStringLiteral("The prince"));
    }

    void aClickElsewhereLeavesThePrompt() {
        startSlowly();
        QVERIFY(isRunning());
        for (QWidget* clicked : {static_cast<QWidget*>(m_window->board().switchOf(1)), static_cast<QWidget*>(m_window->findChild<SidePanels*>()->findChild<QTabBar*>())}) {
            QVERIFY(clicked);
            prompt()->setFocus();
            QTest::mouseClick(clicked, Qt::LeftButton);
            QVERIFY(!prompt()->hasFocus());
        }
        prompt()->setFocus();
        QTest::mouseClick(prompt()->viewport(), Qt::LeftButton);
        QVERIFY(prompt()->hasFocus());
    }

    void escapeInThePaletteClosesThePaletteOnly() {
        startSlowly();
        QVERIFY(isRunning());
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(palette()->isVisible() && palette()->field()->hasFocus());
        press(Qt::Key_Escape);
        QVERIFY(!palette()->isVisible());
        QCOMPARE(phase(), Phase::Running);
        press(Qt::Key_Escape);  // now it is for the text
        QTRY_VERIFY(phase() != Phase::Running);
    }

    void thePaletteFindsWhatMenusHoldOnlyWhenOpen() {
        palette()->open();
        palette()->field()->setText(QStringLiteral("firing rate per site"));
        QVERIFY(palette()->list()->model()->rowCount() > 0);
    }

    void aRecordingCannotBeOverlooked() {
        startSlowly();
        QVERIFY(isRunning());
        QVERIFY(m_window->recordTo(in("seen.h5")));
        QAction* record = m_window->actionsOfWindow().record;
        const QString before = QStringLiteral("Recording every spike");
        QTRY_VERIFY(m_window->notice().sentence().startsWith(before));
        QVERIFY(m_window->notice().isVisible());
        QVERIFY(record->text().contains(QStringLiteral("Stop")));
        auto* close = m_window->notice().findChild<QToolButton*>();
        QVERIFY(!close->isVisible());
        m_window->notice().showNotice(QStringLiteral("Something else"));  // goes, and the recording is said again
        QTest::mouseClick(close, Qt::LeftButton);
        QVERIFY(m_window->notice().isVisible() && m_window->notice().sentence().startsWith(before));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->engine().status().tokens > 0, 20'000);
        record->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("seen.h5")), 20'000);
        QTRY_VERIFY(m_window->notice().sentence().startsWith(QStringLiteral("Recorded")));
        QVERIFY(!record->text().contains(QStringLiteral("Stop")));
        QVERIFY(close->isVisible());
    }

    void withoutATextThePromptStays() {
        m_window->promptBar().setPrompt(QStringLiteral("mine"));
        press(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(m_window->promptBar().prompt(), QStringLiteral("mine"));
        QVERIFY(m_window->notice().isVisible());
    }

    void whatIsMissingIsSaid() {
        const auto says = [this](const char* words) {
            const bool said = m_window->notice().isVisible() && m_window->notice().sentence().contains(QLatin1String(words));
            m_window->notice().hide();
            return said;
        };
        press(Qt::Key_B);
        QVERIFY(says("no text yet"));
        QVERIFY(write(20));
        press(Qt::Key_X);
        QVERIFY(says("No neurons are selected"));
        press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(says("No intervention"));
        QVERIFY(!m_window->lanes().isActive());
    }

    void largerTextReachesEverythingAndTheWindowKeepsItsSize() {
        prompt()->setFocus();  // in the raster these keys zoom
        const QSize before = m_window->size();
        const double letters = prompt()->font().pointSizeF();
        const auto* column = m_window->findChild<ScrollColumn*>();
        const int left = column->width();
        for (int i = 0; i < 4; ++i) press(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(m_settings->textScale() > 1.4);
        QCOMPARE(m_window->size(), before);
        QVERIFY2(prompt()->font().pointSizeF() > 1.4 * letters, qPrintable(QString::number(prompt()->font().pointSizeF())));
        QTRY_VERIFY(column->width() > left + 40);
        press(Qt::Key_0, Qt::ControlModifier);
        QTRY_COMPARE(column->width(), left);
        QCOMPARE(m_window->size(), before);
    }

    void nothingIsPaintedOverInALowWindow() {
        m_window->resize(1366, 480);
        auto* column = m_window->findChild<ScrollColumn*>();
        QTRY_VERIFY(column->verticalScrollBar()->maximum() > 0);
        const QList<QWidget*> parts = column->widget()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget* part : parts) {
            if (!part->isVisible()) continue;
            QVERIFY2(part->height() >= part->minimumSizeHint().height(), part->metaObject()->className());
            for (const QWidget* other : parts)
                QVERIFY(part == other || !other->isVisible() || !part->geometry().intersects(other->geometry()));
        }
    }

    void aRankingGoesWithItsModel() {
        QVERIFY(write(20));
        auto* view = m_window->findChild<EffectsView*>();
        view->rankSites();
        QTRY_VERIFY_WITH_TIMEOUT(view->table()->topLevelItemCount() > 0, 20'000);
        QVERIFY(write(20));  // another text of the same model: the ranking may be looked at
        QVERIFY(view->table()->topLevelItemCount() > 0);
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QCOMPARE(view->table()->topLevelItemCount(), 0);
    }

    void thePricingModelIsThatOfAllViews() {
        QVERIFY(write(20));
        const auto said = [this] { return m_window->blocks().describeActivity(1); };
        QTRY_VERIFY(!said().isEmpty());
        const QString before = said();
        const QString other = QString::fromStdString(std::string(pricingModels()[1].id));
        m_window->setPricingModel(other);
        QTRY_VERIFY(said() != before);
        const auto* box = m_window->findChild<TextView*>()->findChild<QComboBox*>();
        const QString name = box->itemText(box->findData(QStringLiteral("energy")));
        QVERIFY2(name.contains(pricingName(pricingModels()[1])), qPrintable(name));
    }

    void theTextsSayHowLongTheyAreWhileTheyGrow() {
        startSlowly();
        QVERIFY(isRunning());
        const auto length = [this] {
            const QTreeWidgetItem* item = m_window->findChild<QTreeWidget*>(QStringLiteral("branches"))->topLevelItem(0);
            return item ? item->text(1).section(QLatin1Char(' '), 0, 0).toLongLong() : -1;
        };
        QTRY_VERIFY(m_window->run().tokenCount() > 14);
        QTRY_VERIFY(length() > 12);
        QCOMPARE(phase(), Phase::Running);
    }

    void allAnalogHasBitsWhereItIsTheChoice() {
        QVERIFY(openAndWait(*m_window, QStringLiteral(SPIKEGLASS_MODELS "/spikedecoder-degree1.h5")));
        QVERIFY(write(30));
        const auto shows = [](const QWidget* within, const QString& words) {
            const QList<QLabel*> labels = within->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&words](const QLabel* label) { return label->text().contains(words); });
        };
        // Its embedding spikes, whatever is said of LIF neurons.
        QTRY_VERIFY(shows(m_window->findChild<RatesView*>(), QStringLiteral("only the embedding spikes")));
        QVERIFY(openAndWait(*m_window, QStringLiteral(SPIKEGLASS_MODELS "/spikedecoder-degree0.h5")));
        QVERIFY(write(30));
        QTRY_VERIFY(shows(m_window->findChild<RatesView*>(), QStringLiteral("every site is analog")));
        const auto* summary = m_window->findChild<ChoiceSummary*>();
        const auto bits = [summary](const QString& column) {
            for (const QLabel* label : summary->findChildren<QLabel*>())
                if (label->accessibleName() == QStringLiteral("bits per character, ") + column) return label->text();
            return QString();
        };
        QTRY_VERIFY(bits(QStringLiteral("all analog")).size() > 2);
        QCOMPARE(bits(QStringLiteral("all analog")), bits(QStringLiteral("this choice")));
    }

    void anErrorIsOverWhenItWorks() {
        m_window->showError(QStringLiteral("it did not work"));
        QVERIFY(m_window->banner().isVisible());
        QVERIFY(write(5));
        QVERIFY(!m_window->banner().isVisible());
        m_window->openFile(in("missing.h5"));
        QTRY_VERIFY(m_window->banner().isVisible());
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(!m_window->banner().isVisible());
    }

    void longTipsAreBroken() {
        const auto* summary = m_window->findChild<ChoiceSummary*>();
        QWidget* shown = nullptr;
        for (QWidget* label : summary->findChildren<QWidget*>())
            if (label->toolTip().size() > 150) shown = label;
        QVERIFY(shown);
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
        QHelpEvent asked(QEvent::ToolTip, QPoint(2, 2), shown->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(shown, &asked);
        QVERIFY2(Qt::mightBeRichText(QToolTip::text()), qPrintable(QToolTip::text()));
    }

    void aComparisonBeginsWhereItsLanesPart() {
        QVERIFY(write(60));
        m_window->run().setSelection(Selection::ofSite(1, m_window->run().model().info().sites[1].width));
        press(Qt::Key_X);
        m_window->transport().setTokensToGenerate(20);
        press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(m_window->lanes().isActive());
        QVERIFY(finished(90));
        const LaneComparison& comparison = m_window->compareView().comparison();
        QTRY_COMPARE(comparison.end(), std::int64_t{90});
        QCOMPARE(comparison.from(), std::int64_t{70});
        QCOMPARE(comparison.laneA().tokens, std::int64_t{20});  // not the 70 that are the same in both
        QVERIFY(comparison.meanDivergenceBits() > 0.001);
        QVERIFY(m_window->compareView().summary().contains(QStringLiteral("from token 70")));
    }

    void comparedWithItselfItSaysSo() {
        QVERIFY(write(20));
        press(Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(m_window->lanes().isActive());
        QVERIFY(m_window->lanes().what().contains(QStringLiteral("nothing differs")));
        m_window->lanes().end();
        QVERIFY(finished(30));  // it was read again beside B
        // A began with other blocks than it has now, and B has those of now.
        m_window->blocks().toggle(1);
        m_window->transport().setTokensToGenerate(10);
        m_window->continueFrom(29);
        QVERIFY(finished(40));
        press(Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(m_window->lanes().isActive());
        QVERIFY2(!m_window->lanes().what().contains(QStringLiteral("nothing differs")), qPrintable(m_window->lanes().what()));
    }
};

QTEST_MAIN(TestWindowFirstUse)
#include "test_window_first_use.moc"
