// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "energy/pricing_model.h"
#include "engine/analog_twin.h"
#include "engine/comparison.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/ladder_catalog.h"
#include "viewmodels/ladder_runner.h"

using namespace spikeglass;

namespace {

const QString kTiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
const QString kForeign = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/measurements.h5");

std::string text(int sentences) {
    std::string all;
    for (int i = 0; i < sentences; ++i) all += "He said nothing, and looked at the window as if he had not heard.\n";
    return all;
}

std::vector<LadderVariant> variantsOf(const QString& path, const QString& describedBy = kTiny) {
    const auto model = *loadModel(describedBy.toStdString());
    std::vector<LadderVariant> variants;
    for (const BlockChoice& choice : heldPresets(model->info()))
        variants.push_back({path, QStringLiteral("tiny"), choice, QString::fromStdString(nameOf(choice, model->info())),
                            model->info().architecture});
    return variants;
}

}  // namespace

/// A ladder without its window: the same figures as compare, files that vanish, and stopping in between.
class TestViewmodelsLadder : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void rowsAreThoseOfCompare() {
        const auto model = *loadModel(kTiny.toStdString());
        LadderModel rows;
        LadderRunner runner(&rows);
        QSignalSpy finished(&rows, &LadderModel::rowFinished);
        const std::vector<LadderVariant> variants = variantsOf(kTiny);
        QVERIFY(variants.size() >= 2);
        runner.start(variants, {text(8), 0.5, 200});
        QVERIFY(runner.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
        QCOMPARE(static_cast<std::size_t>(finished.count()), variants.size());
        QCOMPARE(rows.progress(), 1.0);

        const std::string part = lastPart(*model, text(8), 0.5).substr(0, 200);
        for (std::size_t i = 0; i < variants.size(); ++i) {
            const ComparisonTask task{model, variants[i].choice, {}};
            const auto expected = compare(std::span(&task, 1), part, 1, 0);
            const LadderModel::Row& row = rows.at(static_cast<int>(i));
            QVERIFY(row.state == LadderModel::State::Done);
            QCOMPARE(row.score.bitsPerCharacter, expected->front().score.bitsPerCharacter);
            QCOMPARE(row.score.characters, 199);
            QCOMPARE(rows.joules(static_cast<int>(i)), expected->front().score.energy.at("compute-fp32").thisJoules);
        }
        // As a file: a heading, the rows, the columns of the command line.
        const QList<QByteArray> csv = QByteArray::fromStdString(rows.csv()).split('\n');
        QCOMPARE(static_cast<std::size_t>(csv.size()), variants.size() + 2);
        QVERIFY(csv[0].startsWith("model,file,choice,weights,tokens,characters,bits_per_character,"));
        QVERIFY(csv[0].contains(",energy.compute-fp32.this,"));
        QVERIFY(csv[0].contains("firing_rate.embedding"));
        QCOMPARE(csv[1].split(',').size(), csv[0].split(',').size());
        QCOMPARE(static_cast<std::size_t>(rows.tabSeparated().count(QLatin1Char('\n'))), variants.size() + 1);
    }

    void pricesChangeWithTheirModel() {
        LadderModel rows;
        LadderRunner runner(&rows);
        runner.start({variantsOf(kTiny).front()}, {text(4), 1, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
        QSignalSpy changed(&rows, &LadderModel::pricingChanged);
        const double first = rows.joules(0);
        const auto indexOf = [](std::string_view id) { return static_cast<std::size_t>(findPricingModel(id) - pricingModels().data()); };
        rows.setPricing(indexOf("compute-memory-dram"));
        QCOMPARE(changed.count(), 1);
        QVERIFY(rows.joules(0) > 10 * first);
        rows.setPricing(indexOf("published-spikedecoder"));  // has no price for this family
        QVERIFY(std::isnan(rows.joules(0)) && std::isnan(rows.ratio(0)));
        QCOMPARE(rows.index(0, LadderModel::Energy).data().toString(), QStringLiteral("–"));
    }

    void whatFailsFailsAlone() {
        QTemporaryDir folder;
        const QString gone = folder.filePath(QStringLiteral("gone.h5")), foreign = kForeign;
        std::vector<LadderVariant> variants = variantsOf(gone);
        const std::size_t lost = variants.size();
        variants.push_back(variantsOf(foreign).front());
        variants.push_back(variantsOf(kTiny).front());
        variants.push_back(variantsOf(kTiny).front());
        variants.back().choice = {};  // as if the file had become another one
        variants.back().choiceName = QStringLiteral("old choice");
        LadderModel rows;
        LadderRunner runner(&rows);
        runner.start(variants, {text(4), 1, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
        for (std::size_t i = 0; i <= lost; ++i) {
            const LadderModel::Row& row = rows.at(static_cast<int>(i));
            QVERIFY(row.state == LadderModel::State::Failed);
            QVERIFY(row.reason.contains(i < lost ? gone : foreign));
        }
        QVERIFY(rows.at(static_cast<int>(lost) + 1).state == LadderModel::State::Done);
        QVERIFY(rows.at(static_cast<int>(lost) + 2).state == LadderModel::State::Failed);
        QVERIFY(rows.at(static_cast<int>(lost) + 2).reason.contains(QStringLiteral("old choice")));
        QCOMPARE(rows.finished(), 1);
    }

    void aTextThatCannotBeReadIsSaid() {
        LadderModel rows;
        LadderRunner runner(&rows);
        runner.start({variantsOf(kTiny).front()}, {"\xFF\xFE not a text", 1, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
        QVERIFY(rows.at(0).state == LadderModel::State::Failed);
        QVERIFY(!rows.at(0).reason.isEmpty());
    }

    void stoppedItKeepsWhatIsFinished() {
        std::vector<LadderVariant> variants;
        for (int i = 0; i < 40; ++i) variants.push_back(variantsOf(kTiny).front());
        LadderModel rows;
        LadderRunner runner(&rows);
        connect(&rows, &LadderModel::rowFinished, &runner, &LadderRunner::cancel);
        runner.start(variants, {text(400), 1, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 120'000);
        QVERIFY(rows.finished() >= 1 && rows.finished() < 40);
        QVERIFY(rows.at(39).state == LadderModel::State::Left);
        QVERIFY(QByteArray::fromStdString(rows.csv()).count('\n') == rows.finished() + 1);
        runner.start({variants.front()}, {text(4), 1, 0});  // and once more
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
        QCOMPARE(rows.rowCount(), 1);
        QCOMPARE(rows.finished(), 1);
    }

    void endingInTheMiddleIsSafe() {
        LadderModel rows;
        auto runner = std::make_unique<LadderRunner>(&rows);
        runner->start({variantsOf(kTiny).front()}, {text(2000), 1, 0});
        QTest::qWait(30);
        runner.reset();
        QTest::qWait(30);
        QCOMPARE(rows.finished(), 0);
    }

    void theCatalogListsWhatFilesHold() {
        QTemporaryDir folder;
        LadderCatalog catalog;
        QSignalSpy changed(&catalog, &LadderCatalog::changed);
        catalog.add(kTiny, true);
        catalog.add(kTiny, true);  // once
        catalog.add(folder.filePath(QStringLiteral("gone.h5")), true);
        QCOMPARE(catalog.checkpoints().size(), std::size_t{2});
        QTRY_COMPARE(changed.count(), 2);
        const LadderCatalog::Checkpoint& tiny = catalog.checkpoints()[0];
        QCOMPARE(tiny.choices.size(), variantsOf(kTiny).size());
        QVERIFY(tiny.reason.isEmpty() && tiny.isRead);
        QVERIFY(catalog.checkpoints()[1].reason.contains(QStringLiteral("gone.h5")));
        QCOMPARE(catalog.wanted().size(), tiny.choices.size());
        catalog.setWanted(0, 0, false);
        QCOMPARE(catalog.wanted().size(), tiny.choices.size() - 1);

        // The board's choice is listed unless it is one of them.
        const std::size_t presets = tiny.choices.size();
        catalog.setPresentChoice(kTiny, tiny.choices[0].choice);
        QCOMPARE(catalog.checkpoints()[0].choices.size(), presets);
        BlockChoice own = tiny.choices[0].choice;
        own.set(1, own[1] == Form::Spiking ? Form::Analog : Form::Spiking);
        catalog.setPresentChoice(kTiny, own);
        QCOMPARE(catalog.checkpoints()[0].choices.size(), presets + 1);
        QVERIFY(catalog.checkpoints()[0].choices.back().choice == own);
        catalog.setPresentChoice(QStringLiteral("another.h5"), own);
        QCOMPARE(catalog.checkpoints()[0].choices.size(), presets);
    }

    void aTwinThatIsCountedInFullIsMarked() {
        const QString spiking = QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/spikedecoder_full.h5");
        LadderModel rows;
        LadderRunner runner(&rows);
        std::vector<LadderVariant> variants = variantsOf(kTiny);
        variants.resize(1);
        variants.push_back(variantsOf(spiking, spiking).front());
        runner.start(variants, {text(4), 0.5, 100});
        QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
        for (const int row : {0, 1}) {
            const bool marked = row == 1;
            const QModelIndex ratio = rows.index(row, LadderModel::Ratio);
            QVERIFY2(rows.at(row).state == LadderModel::State::Done, qPrintable(rows.at(row).reason));
            QCOMPARE(ratio.data().toString().endsWith(QLatin1Char('*')), marked);
            QCOMPARE(ratio.data(Qt::ToolTipRole).toString(), marked ? ratioMark() : QString());
            const auto model = *loadModel(variants[static_cast<std::size_t>(row)].path.toStdString());
            QCOMPARE(AnalogTwin::isCountedInFull(model->info()), marked);
            QCOMPARE(AnalogTwin(*model->network).isCountedInFull(), marked);
        }
    }
};

QTEST_GUILESS_MAIN(TestViewmodelsLadder)
#include "test_viewmodels_ladder.moc"
