// SPDX-License-Identifier: Apache-2.0
#include <QLocale>
#include <QtTest>
#include <limits>

#include "viewmodels/number_format.h"

using namespace spikeglass;

/// Numbers as the window shows them.
class TestNumbers : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void energies_data() {
        QTest::addColumn<double>("joules");
        QTest::addColumn<QString>("shown");
        QTest::newRow("micro") << 2.2e-5 << "22.0 µJ";
        QTest::newRow("milli") << 8.8e-3 << "8.80 mJ";
        QTest::newRow("nano") << 812.5e-9 << "812 nJ";
        QTest::newRow("rounds up to the next prefix") << 0.9996e-3 << "1.00 mJ";
        QTest::newRow("rounds up a digit") << 9.996e-6 << "10.0 µJ";
        QTest::newRow("joule") << 3.0 << "3.00 J";
        QTest::newRow("tiny") << 2e-17 << "0.02 fJ";
        QTest::newRow("none") << 0.0 << "0 J";
        QTest::newRow("unknown") << std::numeric_limits<double>::quiet_NaN() << "–";
    }
    void energies() {
        QFETCH(double, joules);
        QFETCH(QString, shown);
        QCOMPARE(formatEnergy(joules).replace(QChar(0x00A0), QLatin1Char(' ')), shown);
    }

    void counts_data() {
        QTest::addColumn<double>("count");
        QTest::addColumn<QString>("shown");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("exact") << 9999.0 << "9999";
        QTest::newRow("thousands") << 10000.0 << "10.0 k";
        QTest::newRow("millions") << 4.72e6 << "4.72 M";
        QTest::newRow("rounds up to the next prefix") << 999600.0 << "1.00 M";
    }
    void counts() {
        QFETCH(double, count);
        QFETCH(QString, shown);
        QCOMPARE(formatCount(count).replace(QChar(0x00A0), QLatin1Char(' ')).remove(QLatin1Char(',')), shown);
    }

    void shares() {
        QCOMPARE(formatPercent(0.172), QStringLiteral("17.2%"));
        QCOMPARE(formatPercent(1.0), QStringLiteral("100%"));
        QCOMPARE(formatPercent(0.0), QStringLiteral("0.0%"));
        QCOMPARE(formatPercent(0.0004), QStringLiteral("<0.1%"));
        QCOMPARE(formatRatio(1.034), QStringLiteral("1.03×"));
        QCOMPARE(formatRatio(12.44), QStringLiteral("12.4×"));
        QCOMPARE(formatRatio(1.28, true), QStringLiteral("1.28×*"));
        QCOMPARE(formatRatio(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
        QCOMPARE(formatSpeed(18.44), QStringLiteral("18.4"));
        QCOMPARE(formatSpeed(0), QStringLiteral("–"));
    }
};

QTEST_APPLESS_MAIN(TestNumbers)
#include "test_viewmodels_numbers.moc"
