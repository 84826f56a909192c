// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "viewmodels/fuzzy_match.h"

using namespace spikeglass;

/// What a few letters find, and in which order.
class TestViewmodelsFuzzyMatch : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void lettersInOrderMatch() {
        const auto match = fuzzyMatch(QStringLiteral("otn"), QStringLiteral("Open the network"));
        QVERIFY(match);
        QCOMPARE(match->positions, (std::vector<int>{0, 5, 9}));  // beginnings of words
        QVERIFY(fuzzyMatch(QStringLiteral("OPEN NET"), QStringLiteral("Open the network")));
        QVERIFY(!fuzzyMatch(QStringLiteral("neo"), QStringLiteral("Open")));
        QVERIFY(!fuzzyMatch(QStringLiteral("openn"), QStringLiteral("Open")));
        QVERIFY(!fuzzyMatch(QStringLiteral("x"), QString()));
        QVERIFY(fuzzyMatch(QString(), QString()));
        QVERIFY(fuzzyMatch(QStringLiteral("  "), QStringLiteral("Open"))->positions.empty());
    }

    void theBestPlaceIsTaken() {
        // "time" once in pieces, once in one: the piece that follows on wins.
        const auto match = fuzzyMatch(QStringLiteral("time"), QStringLiteral("this item of time"));
        QCOMPARE(match->positions, (std::vector<int>{13, 14, 15, 16}));
    }

    void betterAnswersScoreHigher_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("prefix") << "run" << "Run or pause" << "Return to unit";
        QTest::newRow("words") << "zi" << "Zoom in" << "Organizing";
        QTest::newRow("shorter") << "step" << "Step token" << "Step token, then wait for the engine to be idle";
        QTest::newRow("together") << "dark" << "Use dark" << "Draw another row key";
        QTest::newRow("numbers") << "b3t" << "blocks.3.time_mix" << "blocks.1.time_mix_3 text";
    }
    void betterAnswersScoreHigher() {
        QFETCH(QString, query);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto first = fuzzyMatch(query, better), second = fuzzyMatch(query, worse);
        QVERIFY(first);
        QVERIFY(!second || first->score > second->score);
    }

    void longTextsAreCutNotRefused() {
        const auto match = fuzzyMatch(QStringLiteral("ab"), QStringLiteral("ab") + QString(100'000, QLatin1Char('x')));
        QVERIFY(match);
        QCOMPARE(match->positions, (std::vector<int>{0, 1}));
    }
};

QTEST_APPLESS_MAIN(TestViewmodelsFuzzyMatch)
#include "test_viewmodels_fuzzy_match.moc"
