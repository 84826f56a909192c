// SPDX-License-Identifier: Apache-2.0
// Recipes and presets as JSON, captions, panels, and what is said of those that are wrong.
#include <QTemporaryDir>
#include <QTest>

#include "figures/caption.h"
#include "figures/figure_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using namespace spikeglass::figures;

class TestFiguresRecipe : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void recipesComeBack() {
        Recipe recipe;
        recipe.preset = *findPreset(QStringLiteral("ieee-double"));
        recipe.modelFile = QStringLiteral("m.h5"), recipe.modelSha256 = QStringLiteral("ab"), recipe.prompt = QStringLiteral("Tür \"1\"");
        recipe.tokens = {1, 2, 3}, recipe.promptTokens = 2;
        recipe.changes = {{0, {{"embedding", "ann"}}, {"embedding/1=silence"}, {0.5, 0.9, 18446744073709551615U}}};
        recipe.other = Recipe::Other{{}, QStringLiteral("b.h5"), {{"head", "snn"}}, {}};
        recipe.panels.resize(2);
        recipe.panels[1].view = QStringLiteral("energy"), recipe.panels[1].from = 1, recipe.panels[1].sites = QStringList{QStringLiteral("head")};
        recipe.panels[1].span = 2, recipe.sharedAxes = true;
        recipe.columns = 2, recipe.dpi = 450, recipe.search = QStringList{QStringLiteral("../runs")};
        recipe.weights = WeightType::BFloat16;
        recipe.csvSha256 = QStringLiteral("cd");
        const QByteArray json = recipeJson(recipe, true);
        const auto read = readRecipe(json, QStringLiteral("r.json"));
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(recipeJson(*read, true), json);
        QCOMPARE(read->changes[0].sampling.seed, 18446744073709551615U);
        QVERIFY(read->panels == recipe.panels);
        QCOMPARE(read->weights, WeightType::BFloat16);
        QVERIFY(!recipeJson(recipe, false).contains("search") && !recipeJson(recipe, false).contains("csv_sha256"));
    }
    void wrongRecipesAreRefused_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("is not JSON: byte");
        QTest::newRow("list") << QByteArray("[]") << QByteArray("a JSON object");
        QTest::newRow("format") << QByteArray(R"({"format":"other"})") << QByteArray("its format is \"other\"");
        QTest::newRow("newer") << QByteArray(R"({"version":2})") << QByteArray("version 2");
        QTest::newRow("no version") << QByteArray(R"({"version":1e300})") << QByteArray("\"version\" is not of its kind");
        QTest::newRow("beyond") << QByteArray(R"({"panels":[{"from":1e300}]})") << QByteArray("\"panels[0].from\" is not of its kind");
        QTest::newRow("a view of many letters") << QByteArray(R"({"panels":[{"view":")") + QByteArray(5000, 'd') + "\"}]}" << QByteArray("\"panels[0].view\" is longer than 4096 characters");
        QTest::newRow("a site of many letters") << QByteArray(R"({"panels":[{"sites":["a",")") + QByteArray(4097, 'd') + "\"]}]}" << QByteArray("\"panels[0].sites\" is longer than");
        QTest::newRow("kind") << QByteArray(R"({"tokens":"x"})") << QByteArray("\"tokens\" is not of its kind");
        QTest::newRow("nested") << QByteArray(R"({"panels":[{"view":3}]})") << QByteArray("\"panels[0].view\"");
        QTest::newRow("span") << QByteArray(R"({"panels":[{"span":0}]})") << QByteArray("\"panels[0].span\"");
        QTest::newRow("height") << QByteArray(R"({"panels":[{"height_mm":3000}]})") << QByteArray("\"panels[0].height_mm\" is not from 0 to 2000");
        QTest::newRow("columns") << QByteArray(R"({"columns":9})") << QByteArray("\"columns\" is not from 1 to 8");
        QTest::newRow("unknown") << QByteArray(R"({"foo":1})") << QByteArray("\"foo\" is no key of a recipe");
        QTest::newRow("unknown of a panel") << QByteArray(R"({"panels":[{"view":"raster","form":2}]})") << QByteArray("\"panels[0].form\" is no key");
        QTest::newRow("unknown of a change") << QByteArray(R"({"changes":[{"token":0,"sead":2}]})") << QByteArray("\"changes[0].sead\" is no key");
        QTest::newRow("unknown of the model") << QByteArray(R"({"model":{"path":"a"}})") << QByteArray("\"model.path\" is no key");
        QTest::newRow("unknown of the other") << QByteArray(R"({"other":{"file":"a"}})") << QByteArray("\"other.file\" is no key");
        QTest::newRow("a panel's key beside panels") << QByteArray(R"({"from":1.5,"panels":[{}]})") << QByteArray("\"from\" is no key");
        QTest::newRow("half a token") << QByteArray(R"({"from":1.5})") << QByteArray("\"from\" is not of its kind");
        QTest::newRow("seed") << QByteArray(R"({"changes":[{"token":0,"seed":-3}]})") << QByteArray("\"changes[0].seed\" is not of its kind");
        QTest::newRow("seed of all") << QByteArray(R"({"seed":-3})") << QByteArray("\"seed\" is no key");
        QTest::newRow("preset") << QByteArray(R"({"preset":"vogue"})") << QByteArray("there is no preset \"vogue\"");
        QTest::newRow("preset key") << QByteArray(R"({"preset":{"width":3}})") << QByteArray("\"width\": no key");
        QTest::newRow("preset size") << QByteArray(R"({"preset":{"width_mm":3}})") << QByteArray("from 20 to 2000");
    }
    void wrongRecipesAreRefused() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, said);
        const auto read = readRecipe(json, QStringLiteral("r.json"));
        QVERIFY(!read);
        QVERIFY2(read.error().message.find(said.toStdString()) != std::string::npos, read.error().message.c_str());
    }
    void presetsComeBack() {
        for (const FigurePreset& preset : figurePresets()) {
            const auto read = readPreset(presetJson(preset), QStringLiteral("p.json"));
            QVERIFY(read.has_value());
            QCOMPARE(presetJson(*read), presetJson(preset));
        }
        const auto own = readPreset(R"({"base":"slides","name":"mine","families":["Inter"]})", QStringLiteral("p.json"));
        QVERIFY(own.has_value());
        QCOMPARE(own->labelSize, 18.0);
        QCOMPARE(own->families, QStringList{QStringLiteral("Inter")});
    }
    void namesThatThisViewDoesNotUseAreKnownToo_data() {
        QTest::addColumn<QString>("measure");
        QTest::addColumn<QString>("pricing");
        QTest::newRow("measure") << QStringLiteral("foo") << FigureSpec().pricing;
        QTest::newRow("pricing") << FigureSpec().measure << QStringLiteral("foo");
    }
    void namesThatThisViewDoesNotUseAreKnownToo() {
        QFETCH(QString, measure);
        QFETCH(QString, pricing);
        FigureSpec spec;
        spec.measure = measure, spec.pricing = pricing;
        const auto figure = buildFigure(shownData(), spec, figurePresets().first());
        QVERIFY(!figure);
        QVERIFY2(figure.error().message.find("\"foo\"") != std::string::npos, figure.error().message.c_str());
    }
    void captionsSayWhatIsShown() {
        Recipe recipe;
        recipe.preset = figurePresets().first();
        recipe.panels[0].view = QStringLiteral("energy");
        const QString text = caption(recipe, shownData());
        for (const char* part : {"Energy per token", "Shown", "tokens 0 to 29", "the prince", "seed 1", "one timestep per token", "mean firing rate", "accumulates", "compute only, fp32", "Horowitz"})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("(B)")));
        recipe.panels[0].view = QStringLiteral("compare");
        FigureData two = shownData();
        two.otherName = "Shown, all analog";
        const QString compared = caption(recipe, two);
        QVERIFY2(compared.contains(QStringLiteral("(A), beside Shown, all analog (B)")), qPrintable(compared));
        QVERIFY(citations().contains("2302.13939") && citations().contains("2606.12287"));
    }
    void panelsStandSideBySideWithLetters() {
        Recipe recipe;
        recipe.preset = *findPreset(QStringLiteral("nature-double"));
        recipe.panels.resize(3);
        recipe.panels[1].view = QStringLiteral("energy"), recipe.panels[2].view = QStringLiteral("rates"), recipe.panels[2].from = 5, recipe.panels[2].to = 20;
        recipe.columns = 2;
        const auto figure = drawPanels(recipe, shownData());
        QVERIFY2(figure.has_value(), figure ? "" : figure.error().message.c_str());
        QStringList letters;
        for (const auto& item : figure->list.items())
            if (const auto* text = std::get_if<DisplayList::Text>(&item); text != nullptr && text->style.bold) letters << text->text;
        QCOMPARE(letters, (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QVERIFY(figure->csv.contains("panel c: rates"));
        recipe.columns = 1;
        for (FigureSpec& panel : recipe.panels) panel.heightMm = 80;
        QVERIFY(drawPanels(recipe, shownData()).error().message.find("mm high together") != std::string::npos);
    }
    void sharedAxesStandInLine() {
        Recipe recipe;
        recipe.preset = *findPreset(QStringLiteral("nature-double"));
        recipe.panels.resize(2);
        recipe.panels[1].view = QStringLiteral("membrane");
        for (FigureSpec& panel : recipe.panels) panel.heightMm = 60;
        const FigureData data = shownData();
        // Where "Token" stands below a plot is the middle of it.
        const auto middles = [&] {
            QList<double> found;
            const auto figure = drawPanels(recipe, data);
            if (figure)
                for (const auto& item : figure->list.items())
                    if (const auto* text = std::get_if<DisplayList::Text>(&item); text != nullptr && text->text == QLatin1String("Token")) found << text->at.x();
            return found;
        };
        const QList<double> apart = middles();
        QCOMPARE(apart.size(), 2);
        QVERIFY(std::abs(apart[0] - apart[1]) > 1);
        recipe.sharedAxes = true;
        const QList<double> together = middles();
        QCOMPARE(together.size(), 1);  // the upper panel leaves it to the lower one
        QVERIFY(std::abs(together[0] - apart[1]) > 1);
        recipe.panels[1].to = 20;  // other tokens: nothing to share
        QCOMPARE(middles().size(), 2);
    }
    void panelsOfARowAreEquallyHighAndSpanColumns() {
        Recipe recipe;
        recipe.preset = *findPreset(QStringLiteral("nature-double"));
        recipe.panels.resize(3);
        recipe.panels[1].view = QStringLiteral("energy"), recipe.panels[2].view = QStringLiteral("rates");
        recipe.panels[2].span = 2;
        recipe.columns = 2;
        const FigureData data = shownData();
        auto figure = drawPanels(recipe, data);
        QVERIFY2(figure.has_value(), figure ? "" : figure.error().message.c_str());
        QVERIFY(figure->panels[0].height() > figure->panels[1].height() + 1);
        QCOMPARE(figure->panels[2].width(), figure->list.size().width());
        // As each likes it best they would not fit on the page.
        QVERIFY(figure->list.size().height() <= recipe.preset.mostHeightMm * 72 / 25.4);
        QVERIFY(figure->list.size().height() > 0.95 * recipe.preset.mostHeightMm * 72 / 25.4);
        recipe.sharedAxes = true;
        figure = drawPanels(recipe, data);
        QCOMPARE(figure->panels[0].height(), figure->panels[1].height());
        QVERIFY(figure->panels[2].top() > figure->panels[0].bottom());
    }
    void whatIsMissingIsNamed_data() {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("membrane") << QStringLiteral("membrane") << QByteArray("no membrane potentials");
        QTest::newRow("energy") << QStringLiteral("energy") << QByteArray("no operation counts");
        QTest::newRow("operations") << QStringLiteral("operations") << QByteArray("no operation counts");
        QTest::newRow("candidates") << QStringLiteral("candidates") << QByteArray("no candidates");
        QTest::newRow("compare") << QStringLiteral("compare") << QByteArray("needs a second lane");
        QTest::newRow("ladder") << QStringLiteral("ladder") << QByteArray("compare --json");
        QTest::newRow("view") << QStringLiteral("pie") << QByteArray("there is no view \"pie\"");
    }
    void whatIsMissingIsNamed() {
        QFETCH(QString, view);
        QFETCH(QByteArray, said);
        FigureData data = shownData();
        data.other.clear(), data.ladder.clear();
        for (Frame& frame : data.frames) frame.potential.clear(), frame.operations.clear(), frame.candidates.clear();
        FigureSpec spec;
        spec.view = view;
        const auto figure = buildFigure(data, spec, figurePresets().first());
        QVERIFY(!figure);
        QVERIFY2(figure.error().message.find(said.toStdString()) != std::string::npos, figure.error().message.c_str());
    }
};

QTEST_MAIN(TestFiguresRecipe)
#include "test_figures_recipe.moc"
