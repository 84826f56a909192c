// SPDX-License-Identifier: Apache-2.0
// The normalisations of the published SpikeDecoder models.
#include <QTest>

#include "text/published_normalization.h"
#include "text/utf8.h"
#include "text_test_data.h"

using namespace spikeglass;
using spikeglass::test::jsonArray;
using spikeglass::test::readData;
using namespace std::string_literals;

class TestTextNormalization : public QObject {
    Q_OBJECT

    static std::string characters(std::string_view text) {
        return normalizeText(TextNormalization::SpikeDecoderCharacters, text);
    }
    static std::string words(std::string_view text) {
        return normalizeText(TextNormalization::SpikeDecoderWords, text);
    }

  private slots:
    // The cases are also those of the training's own normalisation (tests/training).
    void charactersAsPublished_data() {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("read");
        for (const QJsonValue row : jsonArray(readData("normalization_cases.json")))
            QTest::newRow(qPrintable(row["name"].toString())) << row["typed"].toString().toUtf8() << row["read"].toString().toUtf8();
    }
    void charactersAsPublished() {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, read);
        const std::string once = characters(typed.toStdString());
        QCOMPARE(QByteArray::fromStdString(once), read);
        QCOMPARE(QByteArray::fromStdString(characters(once)), read);
    }

    void wordsAsPublished_data() {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("read");
        const auto row = [](const char* name, const char* typed, const char* read) {
            QTest::newRow(name) << QByteArray(typed) << QByteArray(read);
        };
        row("capitals and stop", "The Prince said nothing.", "the prince said nothing .");
        row("exclamation and question", "What? No!", "what . no .");
        row("symbols part words", "well-known, a;b 5 c", "well known a b c");
        row("apostrophe", "Don't", "don't");
        row("stops", "well...", "well . . .");
        row("a stop first", ".a", ". a");
        row("white space", "  a\n\tb  ", "a b");
        row("accents", "caf\xC3\xA9s", "caf s");
        row("nothing is left", "1805 -- 1812", "");
    }
    void wordsAsPublished() {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, read);
        const std::string once = words(typed.toStdString());
        QCOMPARE(QByteArray::fromStdString(once), read);
        QCOMPARE(QByteArray::fromStdString(words(once)), read);
    }

    // Whatever the bytes: the result is in the alphabet, has single spaces, and stays as it is.
    void anyBytes() {
        const std::string some = "aZ.!?'; -\n5\xC3\xA9\xE2\x80\x83\xFF";
        const std::string alphabet = "abcdefghijklmnopqrstuvwxyz.' ";
        Random random(11);
        for (int round = 0; round < 5000; ++round) {
            std::string text;
            for (std::uint64_t n = random.next() % 30; n > 0; --n) text += some[random.next() % some.size()];
            for (const std::string& read : {characters(text), words(text)}) {
                QVERIFY2(read.find_first_not_of(alphabet) == std::string::npos, read.c_str());
                QVERIFY2(read.find("  ") == std::string::npos, read.c_str());
            }
            QCOMPARE(characters(characters(text)), characters(text));
            QCOMPARE(words(words(text)), words(text));
            for (std::size_t at = 0; at + 1 < characters(text).size(); ++at)
                if (characters(text)[at] == '.')
                    QVERIFY(characters(text)[at + 1] == '.' || characters(text)[at + 1] == ' ');
        }
    }

    void names() {
        for (const char* name : {"none", "spikedecoder-characters", "spikedecoder-words"})
            QCOMPARE(std::string(nameOf(*normalizationByName(name))), std::string(name));
        QVERIFY(!normalizationByName("spikedecoder"));
        QCOMPARE(normalizeText(TextNormalization::None, "As it is;\n"), "As it is;\n"s);
    }
};

QTEST_APPLESS_MAIN(TestTextNormalization)
#include "test_text_normalization.moc"
