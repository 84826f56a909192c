// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "text/tokenizer.h"
#include "text_test_data.h"

using namespace spikeglass;
using namespace std::string_literals;

class TestTextCharacters : public QObject {
    Q_OBJECT

    static std::string refusal(const std::string& definition) {
        const auto made = makeTokenizer("characters", definition);
        return made ? "not refused" : made.error().message;
    }

  private slots:
    void idsAreInOrder() {
        const auto tokenizer = test::makeOrDie("characters", R"(["\n"," ","a","é","🙂","\u0000"])");
        QCOMPARE(std::string(tokenizer->kind()), "characters"s);
        QCOMPARE(tokenizer->size(), 6);
        const std::string text = "\n a\xC3\xA9\xF0\x9F\x99\x82\0"s;
        const auto ids = tokenizer->encode(text);
        QVERIFY(ids.has_value());
        QCOMPARE(*ids, (std::vector<std::int32_t>{0, 1, 2, 3, 4, 5}));
        QCOMPARE(tokenizer->decode(*ids), text);
        QCOMPARE(std::string(tokenizer->bytes(3)), "\xC3\xA9"s);
        for (const std::int32_t outside : {-1, 6, INT32_MIN, INT32_MAX}) QVERIFY(tokenizer->bytes(outside).empty());
        QVERIFY(tokenizer->encode("")->empty());
    }

    void longestEntryWins() {
        const auto tokenizer = test::makeOrDie("characters", R"(["e","e\u0301","\u0301","n","ng","ngo"])");
        QCOMPARE(*tokenizer->encode("e\xCC\x81"
                                    "e\xCC\x81\xCC\x81"
                                    "ngngonn"),
                 (std::vector<std::int32_t>{1, 1, 2, 4, 5, 3, 3}));
    }

    void unknownCharacterIsNamed() {
        const auto tokenizer = test::makeOrDie("characters", R"(["c","a","f","ü"," "])");
        QCOMPARE(tokenizer->encode("ü caf\xC3\xA9").error().message,
                 "the character \"\xC3\xA9\" (U+00E9) at position 6 is not in this model's alphabet of 5 characters"s);
        QCOMPARE(tokenizer->encode("a\r\n").error().message,
                 "the character U+000D at position 2 is not in this model's alphabet of 5 characters"s);
        QVERIFY(tokenizer->encode("ca\xC3").error().message.find("byte offset 2") != std::string::npos);
    }

    // A part of an entry is not an entry: the search goes back to the longest whole one.
    void partOfAnEntryIsUnknown() {
        const auto tokenizer = test::makeOrDie("characters", R"(["ab","abcd","c"])");
        QCOMPARE(*tokenizer->encode("abcab"), (std::vector<std::int32_t>{0, 2, 0}));
        QVERIFY(!tokenizer->encode("aab").has_value());
    }

    void roundTrip() {
        QByteArray definition = "[";
        for (int code = 0x20; code < 0x7F; ++code)
            definition +=
                (code == '"' || code == '\\' ? "\"\\" : "\"") + QByteArray(1, static_cast<char>(code)) + "\",";
        const auto tokenizer = test::makeOrDie("characters", (definition + "\"\\n\"]").toStdString());
        QCOMPARE(tokenizer->size(), 96);
        Random random(5);
        for (int round = 0; round < 500; ++round) {
            std::vector<std::int32_t> ids;
            for (int i = 0; i < 50; ++i) ids.push_back(static_cast<std::int32_t>(random.next() % 96));
            QCOMPARE(*tokenizer->encode(tokenizer->decode(ids)), ids);
        }
    }

    void badDefinitionsGiveASentence_data() {
        QTest::addColumn<QString>("definition");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* definition, const char* sentence) {
            QTest::newRow(definition) << QString::fromUtf8(definition) << QString::fromUtf8(sentence);
        };
        row("", "it is not valid JSON (at byte 1)");
        row("[\"a\"", "it is not valid JSON");
        row("[\"a\"] x", "it is not valid JSON (at byte 7)");
        row("[\"\\ud800\"]", "it is not valid JSON");
        row("{\"a\": 0}", "its key \"a\" is unknown, expected \"characters\", \"normalization\" or \"untypable\"");
        row("{\"separator\": \"\"}", "its key \"separator\" is unknown");
        row("{\"characters\": {}}", "its characters is an object, expected an array");
        row("{\"normalization\": \"none\"}", "it has no characters: the key is missing");
        row("\"abc\"", "expected a JSON array of characters or an object with characters, found a string");
        row("12", "expected a JSON array of characters or an object with characters, found a number");
        row("null", "expected a JSON array of characters or an object with characters, found null");
        row("[]", "it has no characters");
        row("[\"a\", 1]", "its entry 1 is a number, expected a character");
        row("[\"a\", null]", "its entry 1 is null, expected a character");
        row("[[\"a\"]]", "its entry 0 is an array, expected a character");
        row("[\"a\", {}]", "its entry 1 is an object, expected a character");
        row("[\"a\", \"\"]", "its entry 1 is an empty string, expected a character");
        row("[\"a\", \"b\", \"a\"]", "its entries 0 and 2 are the same character \"a\"");
    }
    void badDefinitionsGiveASentence() {
        QFETCH(QString, definition);
        QFETCH(QString, sentence);
        const QString found = QString::fromStdString(refusal(definition.toStdString()));
        QVERIFY2(found.startsWith(QStringLiteral("the alphabet is refused: ")) && found.contains(sentence),
                 qPrintable(found));
        QVERIFY(!found.contains(QLatin1Char('\n')));
    }

    void hugeDefinitionsGiveASentence() {
        QCOMPARE(refusal(std::string(40'000'000, '[')),  // NOLINT(bugprone-string-constructor): on purpose
                 "the alphabet is refused: its entry 0 is an array, expected a character"s);
        std::string long1001 = "[\"";
        long1001.append(1001, 'x').append("\"]");
        QCOMPARE(refusal(long1001), "the alphabet is refused: its entry 0 is 1001 bytes long, expected a character"s);
        QCOMPARE(refusal(std::string((64U << 20) + 1, ' ')),
                 "the tokenizer's definition has 67108865 bytes, expected at most 67108864"s);
        std::string many = "[";
        for (int i = 0; i <= 1'000'000; ++i) many.append("\"").append(std::to_string(i)).append("\",");
        many.back() = ']';
        QCOMPARE(refusal(many), "the alphabet is refused: it has more than 1000000 characters"s);
    }

    void unknownKindIsNamed() {
        const auto made = makeTokenizer("letters", "[]");
        QVERIFY(!made.has_value());
        QCOMPARE(made.error().message,
                 "the tokenizer kind \"letters\" is unknown, expected \"characters\", \"words\" or \"bpe\""s);
    }
};

QTEST_APPLESS_MAIN(TestTextCharacters)
#include "test_text_characters.moc"
