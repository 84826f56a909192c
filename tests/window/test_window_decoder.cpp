// SPDX-License-Identifier: Apache-2.0
#include <QAbstractButton>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <memory>

#include "block_board.h"
#include "checkpoint_list.h"
#include "error_banner.h"
#include "model_card_view.h"
#include "panel.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "transport_bar.h"
#include "viewmodels/block_board_model.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using Phase = RunnerStatus::Phase;

namespace {

/// Made at random: two blocks of width 64, four timesteps, a window of 32 characters, spiking throughout.
QString decoder() { return QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/spikedecoder_full.h5"); }
constexpr int kPositions = 32;

}  // namespace

/// A network whose window ends and whose tokens have several timesteps, in the window.
class TestWindowDecoder : public QObject {
    Q_OBJECT

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    template <class Widget>
    Widget* find(const char* name) {
        auto* widget = m_window->findChild<Widget*>(QLatin1String(name));
        Q_ASSERT(widget);
        return widget;
    }
    RunnerStatus status() { return m_window->engine().status(); }
    bool shows(const QString& text) {
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text)) return true;
        return false;
    }
    void run(const QString& prompt, int tokens) {
        m_window->transport().setSpeed(0);
        m_window->transport().setTokensToGenerate(tokens);
        m_window->promptBar().setPrompt(prompt);
        QTest::keyClick(m_window->promptBar().editor(), Qt::Key_Return);
    }

  private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<Settings>(Settings::Store::None);
        m_window = std::make_unique<MainWindow>(m_settings.get());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(openAndWait(*m_window, decoder()));
    }
    void cleanup() {
        m_window.reset();
        m_settings.reset();
    }

    /// Many checkpoints in a low window: their list gives way, and the open one stays in sight.
    void theLeftColumnFitsALowWindow() {
        auto* list = m_window->findChild<CheckpointList*>();
        std::vector<CheckpointList::Entry> entries;
        for (int i = 0; i < 12; ++i) entries.push_back({QStringLiteral("model %1").arg(i), QStringLiteral("/model%1.h5").arg(i)});
        list->setBundled(entries);
        list->setCurrent(entries.back().path);
        run(QStringLiteral("the prince "), 8);
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        m_window->resize(1280, 660);
        QTRY_COMPARE(m_window->height(), 660);
        const auto inSight = [&] { return list->list()->viewport()->rect().contains(list->list()->visualItemRect(list->list()->currentItem()).center()); };
        QTRY_VERIFY(inSight());
        const auto* card = m_window->findChild<ModelCardView*>();  // nor is the model's name cut
        const auto* name = card->findChild<TextLabel*>(QStringLiteral("modelName"));
        QVERIFY(name->height() >= name->heightForWidth(name->width()));
        QVERIFY(card->viewport()->rect().contains(QRect(name->mapTo(card->viewport(), QPoint()), name->size())));
        const auto parts = m_window->findChild<BlockBoard*>()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
        for (const QWidget* a : parts)
            for (const QWidget* b : parts)
                QVERIFY2(a == b || a->isHidden() || b->isHidden() || !a->geometry().intersects(b->geometry()), a->metaObject()->className());
    }

    void theWindowFillsAndOneClickGoesOn() {
        QVERIFY(find<QComboBox>("windowEnd")->isVisible());
        run(QStringLiteral("the prince "), 60);
        QTRY_VERIFY_WITH_TIMEOUT(status().windowFull, 20'000);
        QCOMPARE(status().phase, Phase::Paused);
        QCOMPARE(status().tokens, kPositions);
        QCOMPARE(status().windowTokens, std::size_t{kPositions});
        QTRY_VERIFY(shows(QStringLiteral("window full: 32 of 32 characters")));
        auto* primary = find<QPushButton>("primaryButton");
        QCOMPARE(primary->text(), QStringLiteral("Go on"));
        QVERIFY(!find<QPushButton>("stepButton")->isEnabled());
        QCOMPARE(m_window->transport().windowEnd(), WindowEnd::Stop);

        QTest::mouseClick(primary, Qt::LeftButton);
        QCOMPARE(m_window->transport().windowEnd(), WindowEnd::Restart);  // and says so
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        QTRY_COMPARE(m_window->run().tokenCount(), 11 + 60);
        QVERIFY(status().windowTokens <= std::size_t{kPositions} && status().windowTokens > kPositions / 2);
        QVERIFY(!shows(QStringLiteral("window full")));
        QCOMPARE(m_settings->windowEnd(), WindowEnd::Restart);
    }

    void timestepsAreWalkedThrough() {
        run(QStringLiteral("the prince "), 3);
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        QTRY_COMPARE(m_window->run().tokenCount(), 14);
        const std::size_t timesteps = m_window->run().model().info().timesteps;
        QVERIFY(timesteps > 1);
        auto* button = find<QPushButton>("timestepButton");
        QVERIFY(button->isVisible());
        m_window->run().setPinnedToken(5);
        for (std::size_t timestep = 0; timestep < timesteps; ++timestep) {
            QTest::mouseClick(button, Qt::LeftButton);
            QCOMPARE(m_window->run().markedTimestep(), std::optional(timestep));
            QCOMPARE(m_window->run().markedToken(), 5);
        }
        QTest::keyClick(m_window.get(), Qt::Key_Comma);  // over its end, into the next token
        QCOMPARE(m_window->run().markedToken(), 6);
        QCOMPARE(m_window->run().markedTimestep(), std::optional(std::size_t{0}));
        m_window->run().setPinnedToken(7);
        QVERIFY(!m_window->run().markedTimestep());

        // At the end of the text the next token is read and entered.
        m_window->run().setPinnedToken(std::nullopt);
        QVERIFY(m_window->startText(true));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(m_window->run().tokenCount(), 1);
        QCOMPARE(m_window->run().markedTimestep(), std::optional(std::size_t{0}));
    }

    void restartingIsChosenBeforehand() {
        auto* choice = find<QComboBox>("windowEnd");
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(m_window->transport().windowEnd(), WindowEnd::Restart);
        run(QStringLiteral("the prince "), 50);
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        QCOMPARE(status().tokens, 61);
    }

    void theTransportCountsPositions() {
        run(QStringLiteral("the "), 10);
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        QTRY_VERIFY(shows(QStringLiteral("14 / 32 characters")));
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));  // without end
        QVERIFY(!find<QComboBox>("windowEnd")->isVisible());
        QVERIFY(!shows(QStringLiteral(" / 32")));
    }

    void aPromptLongerThanTheWindowIsRefusedInOneSentence() {
        run(QStringLiteral("the ") , 3);
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        const QString before = textOf(*m_window);
        run(QString(kPositions + 8, QLatin1Char('a')), 3);
        QVERIFY(m_window->banner().isVisible());
        QVERIFY2(m_window->banner().sentence().contains(QStringLiteral("40 characters")), qPrintable(m_window->banner().sentence()));
        QVERIFY(m_window->banner().sentence().contains(QStringLiteral("32")));
        QCOMPARE(textOf(*m_window), before);
        m_window->banner().dismiss();
        m_window->transport().setWindowEnd(WindowEnd::Restart);
        run(QString(kPositions + 8, QLatin1Char('a')), 3);
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, Phase::Finished, 20'000);
        QCOMPARE(status().tokens, kPositions + 11);
        QVERIFY(!m_window->banner().isVisible());
    }

    void whatIsReadDifferentlyIsNoted() {
        m_window->promptBar().setPrompt(QStringLiteral("The prince, said; nothing!"));
        QCOMPARE(m_window->promptBar().readAs(), QString::fromStdString(m_window->run().model().tokenizer->normalized(
                                                     "The prince, said; nothing!")));
        QVERIFY(shows(QStringLiteral("read as: the prince said nothing.")));
        m_window->promptBar().setPrompt(QStringLiteral("the prince"));
        QVERIFY(m_window->promptBar().readAs().isEmpty());
        QVERIFY(!shows(QStringLiteral("read as")));
    }

    void theDeadSiteIsNamedOnTheCardAndInTheRaster() {
        const std::vector<SiteInfo>& sites = m_window->run().model().info().sites;
        std::size_t dead = 0;
        while (sites[dead].name != "blocks.0.attention.input") ++dead;
        QVERIFY(shows(QStringLiteral("blocks.0.attention.input")));
        QVERIFY(shows(QStringLiteral("never fires")));
        run(QStringLiteral("the prince "), 20);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->run().tokenCount(), 31, 20'000);
        auto* raster = m_window->findChild<RasterView*>();
        const QPointF row = raster->positionOf({dead, 5}, 3);
        const QString tip = raster->toolTipAt({2, row.y()});
        QVERIFY2(tip.contains(QStringLiteral("blocks.0.attention.input never fires")), qPrintable(tip));
        QVERIFY(tip.contains(QStringLiteral("4 timesteps per token")));
        QVERIFY(raster->toolTipAt(row).contains(QStringLiteral("timestep")));
    }

    void switchesThatDoNotMoveSayWhy() {
        BlockBoard& board = m_window->board();
        for (std::size_t slot = 0; slot < m_window->run().model().info().slotInfos.size(); ++slot) {
            QAbstractButton* button = board.switchOf(static_cast<int>(slot));
            QVERIFY(button && !button->isEnabled() && button->isChecked());
            QVERIFY(button->toolTip().contains(QStringLiteral("spiking form")));
        }
        QCOMPARE(board.findChild<QComboBox*>()->currentText(), QStringLiteral("All spiking"));
    }
};

QTEST_MAIN(TestWindowDecoder)
#include "test_window_decoder.moc"
