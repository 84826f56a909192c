// SPDX-License-Identifier: Apache-2.0
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>
#include <limits>

#include "fonts.h"
#include "support/offscreen_noise.h"
#include "table_dialog.h"

using namespace spikeglass;

namespace {

TableData example() {
    return {QStringLiteral("Firing rates"),
            {QStringLiteral("site"), QStringLiteral("rate (spikes per neuron and timestep)"), QStringLiteral("spikes")},
            {{QStringLiteral("embedding"), 0.5, 1200},
             {QStringLiteral("a \"quoted\", site"), 0.125, 90},
             {QStringLiteral("analog"), std::numeric_limits<double>::quiet_NaN(), 1'000'000}}};
}

}  // namespace

/// The table behind a plot, with real clicks and keys.
class TestWidgetsTableDialog : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
    }
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void filesSpeakCWhateverTheLocale() {
        QLocale::setDefault(QLocale(QLocale::German));
        const TableData table = example();
        QCOMPARE(table.csv(), QStringLiteral("site,rate (spikes per neuron and timestep),spikes\r\n"
                                             "embedding,0.5,1200\r\n"
                                             "\"a \"\"quoted\"\", site\",0.125,90\r\n"
                                             "analog,,1000000\r\n"));
        QVERIFY(table.tabSeparated().contains(QStringLiteral("embedding\t0.5\t1200\n")));
        QCOMPARE(shownValue(0.125), QStringLiteral("0,125"));
        QCOMPARE(shownValue(1'000'000), QStringLiteral("1.000.000"));
        QCOMPARE(shownValue(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
    }

    void savedWholeOrNotAtAll() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("rates.csv"));
        QVERIFY(example().saveCsv(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), example().csv());
        const Result<void> refused = example().saveCsv(folder.filePath(QStringLiteral("absent/rates.csv")));
        QVERIFY(!refused && refused.error().message.find("absent/rates.csv") != std::string::npos);
    }

    void headersSortNumbersAsNumbers() {
        TableDialog dialog(example());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        const QHeaderView* header = dialog.view()->horizontalHeader();
        const auto click = [&](int column) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(column) + 12, header->height() / 2));
        };
        const auto spikes = [&](int row) { return dialog.shownTable(false).rows[static_cast<std::size_t>(row)][2].toInt(); };
        QCOMPARE(spikes(0), 1200);
        click(2);
        const bool ascending = spikes(0) == 90;
        QVERIFY(ascending ? spikes(2) == 1'000'000 : spikes(0) == 1'000'000 && spikes(2) == 90);
        click(2);
        QCOMPARE(spikes(0), ascending ? 1'000'000 : 90);
    }

    void copiesTheSelectionOrAll() {
        TableDialog dialog(example());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.view()->clearSelection();
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("copyTable")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 4);
        dialog.view()->selectRow(1);
        dialog.view()->setFocus();
        QTest::keyClick(dialog.view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 2);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("quoted")));
    }
};

QTEST_MAIN(TestWidgetsTableDialog)
#include "test_widgets_table_dialog.moc"
