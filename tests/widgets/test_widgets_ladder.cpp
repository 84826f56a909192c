// SPDX-License-Identifier: Apache-2.0
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtCharts/QChart>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>
#include <QtTest>

#include "fonts.h"
#include "ladder_chart.h"
#include "ladder_setup.h"
#include "ladder_view.h"
#include "ladder_window.h"
#include "support/offscreen_noise.h"

using namespace spikeglass;

namespace {

const QString kTiny = QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");

QString writing(int sentences) {
    return QStringLiteral("He said nothing, and looked at the window as if he had not heard.\n").repeated(sentences);
}

struct Shown {
    Shown() {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
        window.offer({kTiny}, true);
        window.setRunText(writing(5), QStringLiteral("tiny"), 10);
        window.show();
        if (!QTest::qWaitForWindowActive(&window)) qFatal("no window");
        if (!QTest::qWaitFor([&] { return window.catalog().checkpoints()[0].isRead; }, 30'000)) qFatal("not read");
        button = window.findChild<QPushButton*>(QStringLiteral("primaryButton"));
    }
    bool run() {
        QTest::mouseClick(button, Qt::LeftButton);
        return QTest::qWaitFor([&] { return !window.runner().isRunning(); }, 60'000);
    }
    bool says(const QString& words) const {
        for (const QLabel* label : window.findChildren<QLabel*>())
            if (label->text().contains(words)) return true;
        return false;
    }

    LadderWindow window;
    QPushButton* button = nullptr;
};

}  // namespace

/// The ladder's window, with real clicks and keys.
class TestWidgetsLadder : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void ticksBecomeRowsAndPoints() {
        Shown s;
        QTreeWidgetItem* tiny = s.window.setup().tree()->topLevelItem(0);
        const int choices = tiny->childCount();
        QVERIFY(choices >= 2);
        QCOMPARE(tiny->checkState(0), Qt::Checked);
        // A click on the box of the last choice takes it out.
        QTreeWidget* tree = s.window.setup().tree();
        const QRect item = tree->visualItemRect(tiny->child(choices - 1));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(item.left() + 8, item.center().y()));
        QTRY_COMPARE(s.window.catalog().wanted().size(), static_cast<std::size_t>(choices - 1));
        QTRY_COMPARE(tree->topLevelItem(0)->checkState(0), Qt::PartiallyChecked);
        tree->topLevelItem(0)->setCheckState(0, Qt::Checked);  // all of them
        QTRY_COMPARE(s.window.catalog().wanted().size(), static_cast<std::size_t>(choices));

        QVERIFY(s.run());
        QCOMPARE(s.window.rows().finished(), choices);
        QCOMPARE(s.window.view().chart()->pointCount(), choices);
        QVERIFY(s.window.view().chart()->pointCount() <= static_cast<qsizetype>(LadderChart::kMostPoints));
        QVERIFY(s.says(QStringLiteral("%1 of %1 rows finished").arg(choices)));
    }

    void rowsAndPointsAreOneSelection() {
        Shown s;
        QVERIFY(s.run());
        LadderChart* chart = s.window.view().chart();
        QTableView* table = s.window.view().table();
        QVERIFY(!s.window.view().selectedRow());
        QCoreApplication::processEvents();
        const auto place = chart->placeOf(1);
        QVERIFY(place);
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, place->toPoint());
        QCOMPARE(s.window.view().selectedRow(), std::optional<int>(1));
        QCOMPARE(chart->selected(), std::optional<int>(1));
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, QPoint(2, 2));  // nothing there
        QCOMPARE(s.window.view().selectedRow(), std::optional<int>(1));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Up);
        QCOMPARE(chart->selected(), std::optional<int>(0));
    }

    void sortedRowsStillLoadThemselves() {
        Shown s;
        QVERIFY(s.run());
        QSignalSpy loaded(&s.window, &LadderWindow::loadRequested);
        QTableView* table = s.window.view().table();
        auto* load = s.window.findChild<QPushButton*>(QStringLiteral("loadRow"));
        QVERIFY(!load->isEnabled());
        const auto bits = [&](int row) { return table->model()->index(row, LadderModel::Bits).data(Qt::UserRole).toDouble(); };
        table->sortByColumn(LadderModel::Bits, Qt::DescendingOrder);
        QVERIFY(bits(0) >= bits(1));
        table->sortByColumn(LadderModel::Bits, Qt::AscendingOrder);
        QVERIFY(bits(0) <= bits(1));
        const QString choice = table->model()->index(0, LadderModel::Choice).data().toString();
        const QRect cell = table->visualRect(table->model()->index(0, LadderModel::Choice));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
        QVERIFY(load->isEnabled());
        QTest::mouseClick(load, Qt::LeftButton);
        QCOMPARE(loaded.count(), 1);
        QCOMPARE(loaded[0][0].toString(), s.window.catalog().checkpoints()[0].path);
        for (const LadderModel::Row& row : s.window.rows().rows())
            if (row.variant.choiceName == choice) QVERIFY(loaded[0][1].value<BlockChoice>() == row.variant.choice);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(loaded.count(), 2);
    }

    void aFileThatVanishesSaysSo() {
        QTemporaryDir folder;
        Shown s;
        const QString path = folder.filePath(QStringLiteral("short-lived.h5"));
        QVERIFY(QFile::copy(kTiny, path));
        s.window.offer({path}, true);
        QTRY_VERIFY(s.window.catalog().checkpoints()[1].isRead);
        QVERIFY(QFile::remove(path));
        QVERIFY(s.run());
        const int rows = s.window.rows().rowCount();
        QVERIFY(s.window.rows().at(rows - 1).reason.contains(QStringLiteral("short-lived.h5")));
        QVERIFY(s.window.rows().at(0).state == LadderModel::State::Done);
        s.window.view().select(rows - 1);
        QVERIFY(!s.window.findChild<QPushButton*>(QStringLiteral("loadRow"))->isEnabled());
    }

    void noTwoModelsLookAlike() {
        LadderChart chart;
        chart.resize(820, 460);
        std::vector<LadderChart::Point> points;
        for (int i = 0; i < 12; ++i)
            points.push_back({i, QStringLiteral("SpikeDecoder, of a long family, number %1").arg(i), QStringLiteral("snn"), 1e-7 * (i + 1), 1.5 + 0.1 * i});
        chart.setPoints(std::move(points), QStringLiteral("compute only"));
        QStringList names;
        QSet<QPair<int, QRgb>> looks;
        for (const QAbstractSeries* each : chart.chart()->series()) {
            const auto* series = qobject_cast<const QScatterSeries*>(each);
            names << series->name();
            looks.insert({static_cast<int>(series->markerShape()), series->color().rgb()});
        }
        QCOMPARE(looks.size(), 12);
        names.removeDuplicates();
        QCOMPARE(names.size(), 12);  // cut in the middle: what tells them apart is still there
    }

    void anEmptyChartHasNoUnitOfItsOwn() {
        LadderChart chart;
        chart.setPoints({}, QStringLiteral("compute only"));
        const auto axes = chart.chart()->axes(Qt::Horizontal);
        QCOMPARE(axes.size(), 1);
        QCOMPARE(axes.front()->titleText(), QStringLiteral("energy per token (compute only)"));
    }

    void itSaysHowMuchOfTheTextIsThePrompt() {
        Shown s;
        const QString text = writing(5);
        s.window.setRunText(text, QStringLiteral("tiny"), 10);
        QVERIFY(s.says(QStringLiteral("10 of the prompt, %1 drawn by tiny").arg(text.size() - 10)));
        s.window.setRunText(text, QStringLiteral("tiny"), static_cast<std::size_t>(text.size()));
        QVERIFY(s.says(QStringLiteral("all of the prompt")));
        QVERIFY(!s.says(QStringLiteral("drawn by")));
    }

    void textsThatWillNotDoAreRefusedInWords() {
        QTemporaryDir folder;
        Shown s;
        s.window.setRunText(QStringLiteral("too short"), QStringLiteral("tiny"), 10);
        QVERIFY(s.run());
        QCOMPARE(s.window.rows().rowCount(), 0);
        QVERIFY(s.says(QStringLiteral("Choose a text file first")));
        const auto write = [&](const char* name, const QByteArray& content) {
            QFile file(folder.filePath(QLatin1String(name)));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("cannot write");
            return file.fileName();
        };
        QVERIFY(s.window.setup().setFile(write("short.txt", "hello")).error().message.find("short.txt: has 5 characters") != std::string::npos);
        QVERIFY(!s.window.setup().setFile(write("binary.txt", QByteArray(300, '\xFF'))));
        QVERIFY(!s.window.setup().setFile(folder.filePath(QStringLiteral("absent.txt"))));
        QVERIFY(s.window.setup().setFile(write("long.txt", writing(5).toUtf8())));
        QVERIFY(s.says(QStringLiteral("long.txt")));
        s.window.setup().maxCharacters()->setValue(120);
        QVERIFY(s.run());
        QCOMPARE(s.window.rows().at(0).score.characters, 119);
    }

    void figuresAreTakenAway() {
        QTemporaryDir folder;
        Shown s;
        QVERIFY(s.run());
        const QString path = folder.filePath(QStringLiteral("rows.csv"));
        QVERIFY(s.window.saveCsv(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), s.window.rows().rowCount() + 1);
        QVERIFY(!s.window.saveCsv(folder.filePath(QStringLiteral("absent/rows.csv"))));
        s.window.view().table()->setFocus();
        QTest::keyClick(s.window.view().table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("model\tchoice\t")));
    }

    void theWindowIsRemembered() {
        Shown s;
        s.window.view().table()->horizontalHeader()->moveSection(LadderModel::Speed, 2);
        s.window.view().table()->setColumnWidth(0, 231);
        s.window.setPricingModelId(QStringLiteral("loihi"));
        s.window.setPricingModelId(QStringLiteral("no such model"));
        QCOMPARE(s.window.pricingModelId(), QStringLiteral("loihi"));
        LadderWindow again;
        again.restoreState(s.window.saveState());
        QCOMPARE(again.view().table()->columnWidth(0), 231);
        QCOMPARE(again.view().table()->horizontalHeader()->visualIndex(LadderModel::Speed), 2);
        again.restoreState("something else");
        again.restoreState({});
        QCOMPARE(again.view().table()->columnWidth(0), 231);
    }
};

QTEST_MAIN(TestWidgetsLadder)
#include "test_widgets_ladder.moc"
