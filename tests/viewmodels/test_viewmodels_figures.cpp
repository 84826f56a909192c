// SPDX-License-Identifier: Apache-2.0
// Panels on their grid without a window: order, snapping, undo; presets of one's own; the last request wins.
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "figures/panel_grid.h"
#include "viewmodels/figure_maker.h"
#include "viewmodels/preset_store.h"

using namespace spikeglass;
using namespace spikeglass::figures;

namespace {

constexpr const char* kRows =
    R"([{"model":"A","choice":"snn","bits_per_character":2,"mean_firing_rate":0.1,"energy":{"compute-fp32":{"this":1e-6,"analog":2e-6}}}])";

}  // namespace

class TestViewmodelsFigures : public QObject {
    Q_OBJECT

    static FigureLook lookOf(const QStringList& views, int columns) {
        FigureLook look;
        look.panels.clear();
        for (const QString& view : views) {
            look.panels.emplace_back();
            look.panels.back().view = view;
        }
        look.columns = columns;
        look.preset = figurePresets().first();
        return look;
    }
    static QStringList viewsOf(const FigureComposition& composition) {
        QStringList views;
        for (const FigureSpec& panel : composition.look().panels) views << panel.view;
        return views;
    }

  private Q_SLOTS:
    void panelsFlowOverTheColumns() {
        std::vector<FigureSpec> panels(4);
        panels[1].span = 2, panels[3].span = 9;  // more columns than there are
        const std::vector<PanelCell> cells = placePanels(panels, 2);
        QVERIFY((cells == std::vector<PanelCell>{{0, 0, 1}, {1, 0, 2}, {2, 0, 1}, {3, 0, 2}}));
        const PanelGrid grid{212, 2};
        QCOMPARE(grid.column(), 100.0);
        QCOMPARE(grid.left(1), 112.0);
        QCOMPARE(grid.spanned(2), 212.0);
        QCOMPARE(grid.spanNearest(0, 104), 1);
        QCOMPARE(grid.spanNearest(0, 170), 2);
        QCOMPARE(grid.spanNearest(1, 500), 1);  // no further than the page
        QCOMPARE(grid.spanNearest(0, -50), 1);
    }
    void aPanelFallsWhereItIsLetGo() {
        const std::vector<QRectF> panels{{0, 0, 100, 80}, {112, 0, 100, 60}, {0, 92, 212, 50}};
        QCOMPARE(FigureComposition::dropPlace(panels, {10, 10}), std::size_t(0));
        QCOMPARE(FigureComposition::dropPlace(panels, {90, 10}), std::size_t(1));
        QCOMPARE(FigureComposition::dropPlace(panels, {200, 75}), std::size_t(2));  // under the lower one of the row, still in it
        QCOMPARE(FigureComposition::dropPlace(panels, {20, 100}), std::size_t(2));
        QCOMPARE(FigureComposition::dropPlace(panels, {200, 999}), std::size_t(3));
    }
    void heightsSnap() {
        QCOMPARE(FigureComposition::snappedHeight(41.9, {20, 43.7}), 43.7);
        QCOMPARE(FigureComposition::snappedHeight(38.4, {20, 43.7}), 38.0);
        QCOMPARE(FigureComposition::snappedHeight(3, {}), FigureComposition::kLeastHeightMm);
    }
    void everyStepIsTakenBack() {
        FigureComposition composition;
        composition.reset(lookOf({"raster", "energy", "rates"}, 2));
        composition.select(2);
        composition.movePanel(-2);
        QCOMPARE(viewsOf(composition), (QStringList{"rates", "raster", "energy"}));
        QCOMPARE(composition.selected(), std::size_t(0));
        composition.movePanel(-1);  // further it cannot go: no step
        composition.addPanel(QStringLiteral("text"));
        QCOMPARE(composition.selected(), std::size_t(3));
        composition.removePanel();
        composition.movePanelBefore(0, 3);
        QCOMPARE(viewsOf(composition), (QStringList{"raster", "energy", "rates"}));
        composition.undo(), composition.undo(), composition.undo(), composition.undo();
        QCOMPARE(viewsOf(composition), (QStringList{"raster", "energy", "rates"}));
        QVERIFY(!composition.canUndo());
        composition.redo();
        QCOMPARE(viewsOf(composition), (QStringList{"rates", "raster", "energy"}));
        composition.resizePanel(0, 7, 30);
        QCOMPARE(composition.look().panels[0].span, 2);
        QVERIFY(!composition.canRedo());
    }
    void theLastPanelStaysAndThereAreNotTooMany() {
        FigureComposition composition;
        composition.reset(lookOf({"raster"}, 1));
        composition.removePanel();
        QVERIFY(!composition.canUndo());
        for (int i = 0; i < 20; ++i) composition.addPanel(QStringLiteral("rates"));
        QCOMPARE(composition.look().panels.size(), FigureComposition::kMostPanels);
    }
    void ownPresetsComeBack() {
        QTemporaryDir folder;
        PresetStore store(folder.filePath(QStringLiteral("presets")));
        QVERIFY(store.presets().isEmpty());
        FigurePreset preset = figurePresets().first();
        preset.title = QStringLiteral("Thesis, wide"), preset.widthMm = 150;
        const auto saved = store.save(preset);
        QVERIFY(saved.has_value());
        QCOMPARE(saved->name, QStringLiteral("own-thesis-wide"));
        QVERIFY(store.presets() == QList<FigurePreset>{*saved});
        // The command line reads the same file.
        const auto read = findPreset(folder.filePath(QStringLiteral("presets/own-thesis-wide.json")));
        QVERIFY(read && *read == *saved);
        QVERIFY(store.save(preset).error().message.find("already") != std::string::npos);
        preset.title = QStringLiteral("Thesis");
        QVERIFY(store.save(preset, saved->name).has_value());
        QCOMPARE(store.presets().size(), 1);
        preset.title = QStringLiteral(" , ");
        QVERIFY(store.save(preset).error().message.find("name") != std::string::npos);
        QVERIFY(store.remove(QStringLiteral("own-thesis")).has_value());
        QVERIFY(!store.remove(QStringLiteral("own-thesis")));
        QVERIFY(store.presets().isEmpty());
    }
    void theLastRequestWins() {
        FigureMaker maker;
        Recipe recipe;
        recipe.table = QStringLiteral("rows.json");
        FigureInputs inputs;
        inputs.table = kRows;
        maker.setRun(recipe, inputs);
        QList<double> widths;
        connect(&maker, &FigureMaker::previewed, this, [&](const FigurePreview& preview) { widths << preview.size.width(); });
        FigureLook look = lookOf({"ladder"}, 1);
        for (int width = 60; width <= 120; ++width) {
            look.preset.widthMm = width;
            maker.preview(look, 96, Vision::Full);
        }
        QTRY_VERIFY(!maker.isBusy());
        QVERIFY2(widths.size() <= 2, qPrintable(QString::number(widths.size())));
        QVERIFY(std::abs(widths.last() - 120 * 72 / 25.4) < 1e-9);
        // What cannot be drawn is said once.
        QSignalSpy failed(&maker, &FigureMaker::failed);
        look.panels[0].pricing = QStringLiteral("free");
        maker.preview(look, 96, Vision::Full);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("free")));
    }
    void savingReplacesWhatWasSavedAndNothingElse() {
        QTemporaryDir folder;
        FigureMaker maker;
        FigureInputs inputs;
        inputs.table = kRows;
        Recipe recipe;
        recipe.table = QStringLiteral("rows.json");
        maker.setRun(recipe, inputs);
        QFile table(folder.filePath(QStringLiteral("mine.csv")));
        QVERIFY(table.open(QIODevice::WriteOnly) && table.write("mine") == 4);
        table.close();
        QSignalSpy failed(&maker, &FigureMaker::failed), saved(&maker, &FigureMaker::saved);
        maker.save(lookOf({"ladder"}, 1), folder.filePath(QStringLiteral("mine.svg")));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("mine.csv: is there already")));
        QVERIFY(table.open(QIODevice::ReadOnly) && table.readAll() == "mine");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("mine.csv")});
        for (int times = 1; times <= 2; ++times) {
            maker.save(lookOf({"ladder"}, 1), folder.filePath(QStringLiteral("ladder.svg")));
            QTRY_COMPARE(saved.count(), times);
        }
        QCOMPARE(saved[1][0].toStringList().size(), 4);
        QCOMPARE(failed.count(), 1);
    }
};

QTEST_MAIN(TestViewmodelsFigures)
#include "test_viewmodels_figures.moc"
