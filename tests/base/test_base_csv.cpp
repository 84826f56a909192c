// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "base/csv.h"

using namespace spikeglass;

class TestBaseCsv : public QObject {
    Q_OBJECT
  private slots:
    void fieldsAreQuotedWhereTheyMustBe() {
        QCOMPARE(csvField("blocks.0.time_mix"), std::string("blocks.0.time_mix"));
        QCOMPARE(csvField(""), std::string());
        QCOMPARE(csvField("a,b"), std::string("\"a,b\""));
        QCOMPARE(csvField("say \"no\""), std::string("\"say \"\"no\"\"\""));
        QCOMPARE(csvField("two\nlines"), std::string("\"two\nlines\""));
        QCOMPARE(csvField("\r"), std::string("\"\r\""));
        QCOMPARE(csvField("größer"), std::string("größer"));
    }
    void linesEndAsTheStandardSays() {
        QCOMPARE(csvLine({"a", "b,c", ""}), std::string("a,\"b,c\",\r\n"));
        QCOMPARE(csvLine({}), std::string("\r\n"));
    }
};

QTEST_APPLESS_MAIN(TestBaseCsv)
#include "test_base_csv.moc"
