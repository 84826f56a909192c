// SPDX-License-Identifier: Apache-2.0
// Figures of several panels, put together by mouse and keys; presets of one's own; recipes opened again; lanes; ladders.
#include <QAction>
#include <QCheckBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include "error_banner.h"
#include "figure_window.h"
#include "figures/panel_grid.h"
#include "ladder_window.h"
#include "viewmodels/ladder_runner.h"
#include "preset_editor.h"
#include "window/lane_desk.h"
#include "window/window_actions.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestWindowComposer : public QObject, private FigureWindow {
    Q_OBJECT

    QTemporaryDir m_config;

    FigureComposition& composition() { return dialog()->composition(); }
    FigurePage& page() { return dialog()->page(); }
    QStringList views() {
        QStringList list;
        for (const figures::FigureSpec& panel : composition().look().panels) list << panel.view;
        return list;
    }
    void addPanel(const char* view) {
        QAction* action = part<QToolButton>("addPanel")->menu()->findChild<QAction*>(QLatin1String(view));
        QVERIFY(action != nullptr);
        action->trigger();
        QVERIFY(settled());
    }
    void drag(QPointF from, QPointF to) {
        QTest::mousePress(&page(), Qt::LeftButton, {}, from.toPoint());
        for (const double part : {0.3, 0.7, 1.0}) {
            const QPointF at = from + (to - from) * part;
            QMouseEvent move(QEvent::MouseMove, at, page().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&page(), &move);
        }
        QTest::mouseRelease(&page(), Qt::LeftButton, {}, to.toPoint());
        QVERIFY(settled());
    }
    void openThreePanels() {
        openFigure("raster");
        choose("figurePreset", QStringLiteral("nature-double"));
        addPanel("energy");
        addPanel("rates");
        part<QSpinBox>("figureColumns")->setValue(2);
        QVERIFY(settled());
        QCOMPARE(page().preview().panels.size(), std::size_t(3));
    }

  private Q_SLOTS:
    void initTestCase() {
        silenceOffscreenPlatform();
        qputenv("XDG_CONFIG_HOME", m_config.path().toLocal8Bit());
    }
    void init() { showText(); }
    void cleanup() { m_window.reset(); }

    void panelsAreDraggedAndMovedByKeys() {
        openThreePanels();
        QCOMPARE(views(), (QStringList{"raster", "energy", "rates"}));
        // The third, from the second row, before the first.
        drag(page().panelRect(2).center(), page().panelRect(0).center() - QPointF(40, 0));
        QCOMPARE(views(), (QStringList{"rates", "raster", "energy"}));
        QCOMPARE(composition().selected(), std::size_t(0));
        page().setFocus();
        QTest::keyClick(&page(), Qt::Key_Right);
        QCOMPARE(views(), (QStringList{"raster", "rates", "energy"}));
        QTest::keyClick(&page(), Qt::Key_Delete);
        QCOMPARE(views(), (QStringList{"raster", "energy"}));
        QTest::keyClick(&page(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(&page(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(views(), (QStringList{"rates", "raster", "energy"}));
        QTest::keyClick(&page(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(views(), (QStringList{"raster", "rates", "energy"}));
        QTest::mouseClick(part<QToolButton>("undoFigure"), Qt::LeftButton);
        QCOMPARE(views(), (QStringList{"rates", "raster", "energy"}));
    }
    void aPanelsCornerResizesItWithSnapping() {
        openThreePanels();
        QTest::mouseClick(&page(), Qt::LeftButton, {}, page().panelRect(1).center().toPoint());
        QCOMPARE(composition().selected(), std::size_t(1));
        // To about the height of its neighbour: it snaps to it.
        const QRectF own = page().panelRect(1), neighbour = page().panelRect(0);
        drag(own.bottomRight() - QPointF(4, 4), QPointF(own.right() - 4, neighbour.bottom() - 4 + page().scale()));
        const std::vector<QRectF> after = page().preview().panels;
        QVERIFY(std::abs(after[1].height() - after[0].height()) < 0.1);
        // The third over both columns.
        QTest::mouseClick(&page(), Qt::LeftButton, {}, page().panelRect(2).center().toPoint());
        const QRectF third = page().panelRect(2);
        drag(third.bottomRight() - QPointF(4, 4), third.bottomRight() - QPointF(4, 4) + QPointF(third.width(), 0));
        QCOMPARE(composition().look().panels[2].span, 2);
        QVERIFY(std::abs(page().preview().panels[2].width() - page().preview().size.width()) < 0.1);
    }
    void sharedAxesStandInLine() {
        openFigure("raster");
        addPanel("candidates");
        const QImage before = page().preview().image;
        part<QCheckBox>("figureShared")->click();
        QVERIFY(settled());
        QVERIFY(composition().look().sharedAxes);
        QVERIFY(page().preview().image != before);
    }
    void aFigureOfPanelsIsMadeAgain() {
        openThreePanels();
        part<QCheckBox>("figureShared")->click();
        composition().resizePanel(2, 2, 40);
        QVERIFY(settled());
        saveAs(in("panels.pdf"));
        QVERIFY2(said().startsWith("Saved"), qPrintable(said()));
        const QByteArray bytes = contentOf(in("panels.pdf"));
        QVERIFY(drawnAgain(in("panels.recipe.json"), "again.pdf") == bytes);
        // A year later, by drag and drop: changed, and saved again.
        m_window->figures().dialog()->reject();
        QTRY_VERIFY(dialog() == nullptr);
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(in("panels.recipe.json"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(dialog() != nullptr);
        QVERIFY(settled());
        QCOMPARE(views(), (QStringList{"raster", "energy", "rates"}));
        QCOMPARE(composition().look().columns, 2);
        QVERIFY(composition().look().sharedAxes);
        saveAs(in("reopened.pdf"));
        QVERIFY(contentOf(in("reopened.pdf")) == bytes);
        QTest::mouseClick(&page(), Qt::LeftButton, {}, page().panelRect(1).center().toPoint());
        choose("figureView", QStringLiteral("operations"));
        QVERIFY(settled());
        saveAs(in("reopened.pdf"));
        QVERIFY(contentOf(in("reopened.pdf")) != bytes);
    }
    void aRecipeByHandSaysWhatItIsMadeOf() {
        QFile file(in("hand.recipe.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"model":{"file":"tiny.h5"},"prompt":"The prince","draw_tokens":20,"panels":[{"view":"rates"}],"search":[")" SPIKEGLASS_TEST_DATA R"(/checkpoints"]})");
        file.close();
        m_window = std::make_unique<MainWindow>(m_settings.get());  // no model is open
        m_window->show();
        m_window->openFile(file.fileName());
        QVERIFY(dialog() != nullptr);
        QVERIFY(settled());
        QCOMPARE(part<QSpinBox>("figureTo")->maximum(), 29);
        QVERIFY(part<QListWidget>("figureSites")->count() > 1);
    }
    void ownPresetsAreKeptRenamedAndDeleted() {
        openFigure("raster");
        const auto edit = [&](const char* action, const QString& title, double width) {
            QAction* asked = part<QToolButton>("figurePresetMenu")->menu()->findChild<QAction*>(QLatin1String(action));
            Q_EMIT part<QToolButton>("figurePresetMenu")->menu()->aboutToShow();
            QVERIFY(asked->isEnabled());
            asked->trigger();
            auto* editor = dialog()->findChild<PresetEditor*>();
            QVERIFY(editor != nullptr);
            editor->findChild<QLineEdit*>("presetTitle")->setText(title);
            if (width > 0) editor->findChild<QDoubleSpinBox*>("presetWidth")->setValue(width);
            QTest::mouseClick(editor->findChild<QPushButton*>("primaryButton"), Qt::LeftButton);
            QTRY_VERIFY(dialog()->findChild<PresetEditor*>() == nullptr);
        };
        edit("newPreset", "Thesis", 150);
        QVERIFY(settled());
        QVERIFY(std::abs(page().preview().size.width() - 150 * 72 / 25.4) < 0.01);
        edit("changePreset", "My thesis", 0);
        const QList<figures::FigurePreset> kept = m_window->figures().presets().presets();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept[0].title, QString("My thesis"));
        QCOMPARE(kept[0].widthMm, 150.0);
        part<QToolButton>("figurePresetMenu")->menu()->findChild<QAction*>("removePreset")->trigger();
        QVERIFY(m_window->figures().presets().presets().isEmpty());
        QCOMPARE(composition().look().preset.name, QString("nature-single"));
    }
    void theLastChoicesComeBack() {
        openFigure("raster");
        choose("figurePreset", QStringLiteral("ieee-double"));
        choose("figureFormat", QStringLiteral("svg"));
        dialog()->reject();
        QTRY_VERIFY(dialog() == nullptr);
        m_window->actionsOfWindow().exportFigure->trigger();
        QVERIFY(dialog() != nullptr);
        QVERIFY(settled());
        QCOMPARE(composition().look().preset.name, QString("ieee-double"));
        QCOMPARE(dialog()->format(), QString("svg"));
    }
    void lanesAreCompared() {
        m_window->lanes().compareWith(QStringLiteral("without"));
        if (!m_window->lanes().isActive()) QVERIFY(m_window->lanes().compareWith(QStringLiteral("ann")).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->engine().status().phase != RunnerStatus::Phase::Running && m_window->laneRun().tokenCount() >= 50, 20'000);
        openFigure("compare");
        QCOMPARE(part<QComboBox>("figureView")->currentData().toString(), QString("compare"));
        saveAs(in("compare.svg"));
        QVERIFY2(said().startsWith("Saved"), qPrintable(said()));
        QVERIFY(drawnAgain(in("compare.recipe.json"), "compare-again.svg") == contentOf(in("compare.svg")));
    }
    void aLadderIsAFigure() {
        m_window->actionsOfWindow().ladder->trigger();
        LadderWindow& ladder = *m_window->findChild<LadderWindow*>();
        ladder.rows().reset({{"a.h5", "Shown", {}, "snn", "spikegpt"}, {"b.h5", "Other", {}, "ann", "spikegpt"}});
        for (int row = 0; row < 2; ++row) {
            Score score;
            score.bitsPerCharacter = 2 - 0.2 * row;
            score.energy = {{"compute-fp32", {1e-6 * (row + 1), 4e-6}}};
            ladder.rows().finish(row, score, {});
        }
        Q_EMIT ladder.runner().progressed();
        QTest::mouseClick(ladder.findChild<QPushButton*>("ladderFigure"), Qt::LeftButton);
        QVERIFY(dialog() != nullptr);
        QVERIFY(settled());
        QVERIFY(!said().contains("expected"));
        saveAs(in("ladder.pdf"));
        QVERIFY(QFile::exists(in("ladder.rows.json")));
        QVERIFY(drawnAgain(in("ladder.recipe.json"), "ladder-again.pdf") == contentOf(in("ladder.pdf")));
    }
    void withoutATextASentenceSaysSo() {
        m_window = std::make_unique<MainWindow>(m_settings.get());
        m_window->show();
        m_window->actionsOfWindow().exportFigure->trigger();
        QVERIFY(dialog() == nullptr);
        QVERIFY(m_window->banner().sentence().contains("no text"));
        m_window->openFile(in("nothing.recipe.json"));
        QVERIFY(!m_window->banner().sentence().isEmpty());
    }
};

QTEST_MAIN(TestWindowComposer)
#include "test_window_composer.moc"
