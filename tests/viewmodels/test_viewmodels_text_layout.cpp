// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QTest>

#include "base/random.h"
#include "viewmodels/text_layout_model.h"

using namespace spikeglass;

namespace {

int wideChinese(QStringView character) { return character.front().unicode() >= 0x2E80 ? 2 : 1; }

// Lines as text; newlines as "/".
QString lines(const TextLayoutModel& model) {
    QStringList all;
    for (int line = 0; line < model.lineCount(); ++line) {
        const auto [first, end] = model.lineGlyphs(line);
        all << model.text(first, end).replace(QLatin1Char('\n'), QLatin1Char('/'));
    }
    return all.join(QLatin1Char('|'));
}

TextLayoutModel modelOf(const QString& text, int columns) {
    TextLayoutModel model(wideChinese);
    model.setColumns(columns);
    for (qsizetype i = 0; i < text.size(); ++i) model.append(i, text.mid(i, 1));
    return model;
}

}  // namespace

class TestTextLayout : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void emptyModel() {
        TextLayoutModel model;
        QCOMPARE(model.lineCount(), 1);
        QVERIFY(model.isEmpty());
        QVERIFY(!model.glyphAt(0, 0));
        QCOMPARE(model.endPosition(), std::pair(0, 0));
        QCOMPARE(model.caretAt(0, 5), 0);
        QCOMPARE(model.caretAt(3, 5), 0);
        QVERIFY(model.text(0, 0).isEmpty());
        QCOMPARE(model.tokenGlyphs(0), std::pair(0, 0));
        model.setColumns(-3);
        QCOMPARE(model.columns(), 1);
        model.keepNewest(5);
    }

    void breaksBetweenWords_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("expected");
        QTest::newRow("fits") << "the cat" << 10 << "the cat";
        QTest::newRow("word moves") << "the cat sat" << 9 << "the cat |sat";
        QTest::newRow("the space may hang over") << "the cat sat" << 7 << "the cat |sat";
        QTest::newRow("exactly full, then a newline") << "the cat\nsat" << 7 << "the cat/|sat";
        QTest::newRow("long words are cut") << "unbelievably so" << 5 << "unbel|ievab|ly so";
        QTest::newRow("a long word starts where it may") << "a unbelievable" << 6 << "a |unbeli|evable";
        QTest::newRow("after a hyphen") << "half-past ten" << 7 << "half-|past |ten";
        QTest::newRow("newlines") << "a\n\nb\n" << 5 << "a/|/|b/";
        QTest::newRow("two spaces at the end of a line") << "abc  d" << 3 << "abc | d";
        QTest::newRow("one column") << "ab c" << 1 << "a|b |c";
        QTest::newRow("Chinese breaks anywhere")
            << QString::fromUtf8("ab漢字漢字c") << 5 << QString::fromUtf8("ab漢|字漢|字c");
        QTest::newRow("a tab") << "a\tb" << 4 << "a\t|b";
    }
    void breaksBetweenWords() {
        QFETCH(QString, text);
        QFETCH(int, columns);
        QFETCH(QString, expected);
        const TextLayoutModel model = modelOf(text, columns);
        QCOMPARE(lines(model), expected);
        QCOMPARE(model.text(0, model.glyphCount()), text);
        for (int line = 0; line < model.lineCount(); ++line) {
            const auto [first, end] = model.lineGlyphs(line);
            int cells = 0;
            for (int g = first; g < end; ++g) {
                QCOMPARE(model.lineOf(g), line);
                QCOMPARE(model.columnOf(g), cells);
                QCOMPARE(model.glyphAt(line, cells).value_or(-1), g);
                cells += model.glyph(g).cells;
            }
            QVERIFY(!model.glyphAt(line, cells));
        }
    }

    void appendingEqualsLayingOutAnew() {
        Random random(11);
        TextLayoutModel grown(wideChinese);
        grown.setColumns(17);
        const QStringList pieces{"a",
                                 "the",
                                 " ",
                                 " of",
                                 "\n",
                                 "-",
                                 "extraordinarily",
                                 QString::fromUtf8("漢字"),
                                 "  ",
                                 "",
                                 QString::fromUtf8("é"),
                                 "\t",
                                 ", "};
        for (int token = 0; token < 3000; ++token)
            grown.append(token,
                         pieces[static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(pieces.size()))]);
        for (const int columns : {1, 9, 17, 40, 200}) {
            TextLayoutModel anew = grown;
            anew.setColumns(columns + 1);
            anew.setColumns(columns);
            grown.setColumns(columns);
            QCOMPARE(lines(grown), lines(anew));
        }
        grown.setColumns(17);
        const QString before = lines(grown);
        grown.setCellsOf(wideChinese);
        QCOMPARE(lines(grown), before);
    }

    void tokensOfSeveralAndOfNoCharacters() {
        TextLayoutModel model(wideChinese);
        model.setColumns(20);
        model.append(7, QStringLiteral("The"));
        model.append(8, QStringLiteral(" prince"));
        model.append(9, QString());  // the first byte of a character
        model.append(10, QString::fromUtf8("é"));
        model.append(13, QStringLiteral("!"));  // 11 and 12 were never given
        QCOMPARE(model.tokenGlyphs(7), std::pair(0, 3));
        QCOMPARE(model.tokenGlyphs(8), std::pair(3, 10));
        QCOMPARE(model.tokenGlyphs(9), std::pair(10, 10));
        QCOMPARE(model.tokenGlyphs(10), std::pair(10, 11));
        QCOMPARE(model.tokenGlyphs(12), std::pair(11, 11));
        QCOMPARE(model.tokenGlyphs(13), std::pair(11, 12));
        QCOMPARE(model.tokenGlyphs(14), std::pair(12, 12));
        QCOMPARE(model.tokenGlyphs(3), std::pair(0, 0));
        QCOMPARE(model.glyph(4).token, 8);
        QCOMPARE(model.glyph(11).token, 13);
    }

    void charactersOfSeveralCodePoints() {
        TextLayoutModel model(wideChinese);
        model.append(0, QString::fromUtf8("e\u0301"));  // one token, letter and accent
        model.append(1, QStringLiteral("o"));
        model.append(2, QString::fromUtf8("\u0308"));  // the accent comes with the next token
        model.append(3, QString::fromUtf8("😀x"));
        QCOMPARE(model.glyphCount(), 4);
        QCOMPARE(model.textOf(1).size(), 2);
        QCOMPARE(model.textOf(2).toString(), QString::fromUtf8("😀"));
        QCOMPARE(model.tokenGlyphs(2), std::pair(2, 2));
        QCOMPARE(model.text(1, 3), QString::fromUtf8("o\u0308😀"));
    }

    void caretsAndWords() {
        const TextLayoutModel model = modelOf(QString::fromUtf8("don't stop\n漢 now"), 20);
        QCOMPARE(model.caretAt(0, -3), 0);
        QCOMPARE(model.caretAt(0, 0.4), 0);
        QCOMPARE(model.caretAt(0, 0.6), 1);
        QCOMPARE(model.caretAt(0, 100), 10);  // before the newline
        QCOMPARE(model.caretAt(1, 0.9), 11);
        QCOMPARE(model.caretAt(1, 1.1), 12);
        QCOMPARE(model.caretAt(1, 100), model.glyphCount());
        QCOMPARE(model.caretAt(-1, 5), 0);
        QCOMPARE(model.caretAt(9, 0), model.glyphCount());
        QCOMPARE(model.wordAround(2), std::pair(0, 5));
        QCOMPARE(model.wordAround(5), std::pair(5, 6));
        QCOMPARE(model.wordAround(9), std::pair(6, 10));
        QCOMPARE(model.endPosition(), std::pair(1, 6));
        QCOMPARE(modelOf(QStringLiteral("a\n"), 5).endPosition(), std::pair(1, 0));
    }

    void forgetsTheOldestLines() {
        QString text;
        for (int i = 0; i < 200; ++i) text += QStringLiteral("line %1\n").arg(i);
        TextLayoutModel model = modelOf(text, 30);
        const int before = model.glyphCount();
        model.keepNewest(500);
        QVERIFY(model.glyphCount() >= 500 && model.glyphCount() < 520);
        const QString kept = model.text(0, model.glyphCount());
        QVERIFY(text.endsWith(kept) && kept.startsWith(QStringLiteral("line ")));
        const std::int64_t token = before - model.glyphCount();
        QCOMPARE(model.glyph(0).token, token);
        QCOMPARE(model.tokenGlyphs(token), std::pair(0, 1));
        QCOMPARE(model.tokenGlyphs(token - 1), std::pair(0, 0));
        TextLayoutModel anew = model;
        anew.setColumns(7);
        anew.setColumns(30);
        QCOMPARE(lines(model), lines(anew));
        model.append(before, QStringLiteral("end"));
        QVERIFY(lines(model).endsWith(QStringLiteral("|end")));
    }

    void costOfLongTexts() {
        TextLayoutModel model(wideChinese);
        model.setColumns(100);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100'000; ++i) model.append(i, i % 6 == 5 ? QStringLiteral(" ") : QStringLiteral("x"));
        const qint64 appended = timer.restart();
        model.setColumns(60);
        qInfo("100,000 characters: appended in %lld ms, laid out anew in %lld ms", appended, timer.elapsed());
        // Generous: linear cost is some milliseconds, quadratic would be minutes.
        QVERIFY(appended < 5000);
    }
};

QTEST_APPLESS_MAIN(TestTextLayout)
#include "test_viewmodels_text_layout.moc"
