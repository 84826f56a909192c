// SPDX-License-Identifier: Apache-2.0
// Tokenizers with a normalisation: dictionaries of whole words, and alphabets.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "text/tokenizer.h"
#include "text_test_data.h"

using namespace spikeglass;
using namespace std::string_literals;

namespace {

using Ids = std::vector<std::int32_t>;

const std::string kWords =
    "{\"words\": [\"P\", \".\", \"the\", \"prince\", \"don't\", \"said\"], \"untypable\": [\"P\"], "
    "\"normalization\": \"spikedecoder-words\", \"separator\": \" \"}";

std::string refusal(const char* kind, const std::string& definition) {
    const auto made = makeTokenizer(kind, definition);
    return made ? "not refused" : made.error().message;
}

}  // namespace

class TestTextWords : public QObject {
    Q_OBJECT

  private slots:
    void wholeWordsAndStops() {
        const auto tokenizer = test::makeOrDie("words", kWords);
        QCOMPARE(std::string(tokenizer->kind()), "words"s);
        QCOMPARE(std::string(tokenizer->normalization()), "spikedecoder-words"s);
        QCOMPARE(tokenizer->size(), 6);
        QCOMPARE(*tokenizer->encode("The prince said: \"Don't!\""), (Ids{2, 3, 5, 4, 1}));
        QCOMPARE(tokenizer->normalized("The prince said: \"Don't!\""), "the prince said don't ."s);
        QCOMPARE(tokenizer->decode(Ids{2, 3, 5, 4, 1}), "the prince said don't ."s);
    }

    void otherWordsAreSkipped() {
        const auto tokenizer = test::makeOrDie("words", kWords);
        QCOMPARE(*tokenizer->encode("The old prince, prince's son."), (Ids{2, 3, 1}));
        QCOMPARE(tokenizer->normalized("The old prince, prince's son."), "the prince ."s);
        QVERIFY(tokenizer->encode("nobody")->empty());
        QCOMPARE(tokenizer->normalized("nobody"), ""s);
        QVERIFY(!tokenizer->encode("the \xFF").has_value());
    }

    // P may be drawn, and then prints; it is never typed.
    void paddingIsNeverTyped() {
        const auto tokenizer = test::makeOrDie("words", kWords);
        QVERIFY(tokenizer->encode("P p")->empty());
        QCOMPARE(tokenizer->decode(Ids{0, 2}), "P the"s);
        const auto plain = test::makeOrDie("words", R"({"words": ["P", "A"], "untypable": ["P"]})");
        QCOMPARE(*plain->encode("A P a"), (Ids{1}));
    }

    void decodingPutsSeparatorsBetween() {
        const auto tokenizer = test::makeOrDie("words", R"({"words": [" .", "a", "b"], "separator": "_"})");
        QCOMPARE(tokenizer->decode(Ids{1, 2, 0}), "a_b_."s);
        QCOMPARE(std::string(tokenizer->bytes(2)), "_b"s);
        QCOMPARE(std::string(tokenizer->firstBytes(2)), "b"s);
        QCOMPARE(*tokenizer->encode(".\na"), (Ids{0, 1}));
        for (const std::int32_t outside : {-1, 3, INT32_MAX}) {
            QVERIFY(tokenizer->bytes(outside).empty());
            QVERIFY(tokenizer->firstBytes(outside).empty());
        }
    }

    void readingItsOwnTextGivesTheSameIds() {
        const auto tokenizer = test::makeOrDie("words", kWords);
        Random random(3);
        for (int round = 0; round < 500; ++round) {
            Ids ids;
            for (int i = 0; i < 20; ++i) ids.push_back(static_cast<std::int32_t>(1 + random.next() % 5));
            const std::string text = tokenizer->decode(ids);
            QCOMPARE(*tokenizer->encode(text), ids);
            QCOMPARE(tokenizer->normalized(text), text);
        }
    }

    void goldenTexts_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ann", "partial_degree1", "spikedecoder_full", "spikedecoder_twohot_batch"})
            QTest::newRow(name) << name;
    }
    void goldenTexts() {
        QFETCH(QString, name);
        QFile file(QStringLiteral(SPIKEGLASS_TEST_DATA "/golden/%1.json").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject golden = QJsonDocument::fromJson(file.readAll()).object();
        const std::string alphabet = golden["alphabet"].toString().toStdString();
        std::string definition = R"({"normalization": "spikedecoder-characters", "untypable": ["P"], "characters": [)";
        for (const char c : alphabet) definition += "\""s + c + "\",";
        definition.back() = ']';
        const auto tokenizer = test::makeOrDie("characters", definition + "}");
        const std::string text = golden["text"].toString().toStdString();
        Ids expected;
        for (const char c : text) expected.push_back(static_cast<std::int32_t>(alphabet.find(c)));
        QCOMPARE(expected.size(), 25U);
        QCOMPARE(*tokenizer->encode(text), expected);
        QCOMPARE(*tokenizer->encode("The  Prince said; nothing!"), expected);
        QCOMPARE(*tokenizer->encode("P"), (Ids{15}));  // as a small p
        QCOMPARE(std::string(tokenizer->bytes(28)), "P"s);
        QCOMPARE(std::string(tokenizer->normalization()), "spikedecoder-characters"s);
    }

    void untypableCharacterIsNamed() {
        const auto tokenizer = test::makeOrDie("characters", R"({"characters": ["a", "P"], "untypable": ["P"]})");
        QCOMPARE(
            tokenizer->encode("aP").error().message,
            "the character \"P\" (U+0050) at position 2 is one that this model keeps for itself: it cannot be typed"s);
        QCOMPARE(tokenizer->decode(Ids{0, 1}), "aP"s);
        QCOMPARE(std::string(tokenizer->normalization()), "none"s);
    }

    void badDefinitionsGiveASentence_data() {
        QTest::addColumn<QString>("definition");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* definition, const char* sentence) {
            QTest::newRow(definition) << QString::fromUtf8(definition) << QString::fromUtf8(sentence);
        };
        row("[\"a\"]", "expected a JSON object with words, found an array");
        row("3", "expected a JSON object with words, found a number");
        row("{}", "it has no words: the key is missing");
        row("{\"words\": []}", "it has no words");
        row("{\"words\": \"a\"}", "its words is a string, expected an array");
        row("{\"words\": {}}", "its words is an object, expected an array");
        row("{\"words\": [\"a\", 1]}", "its entry 1 is a number, expected a word");
        row("{\"words\": [[\"a\"]]}", "its entry 0 is an array, expected a word");
        row("{\"words\": [\"\"]}", "its entry 0 is an empty string, expected a word");
        row("{\"words\": [\" \"]}", "its entry 0, \" \", has white space inside, expected one word");
        row("{\"words\": [\"a b\"]}", "its entry 0, \"a b\", has white space inside, expected one word");
        row("{\"words\": [\"a\", \" a\"]}", "its entries 0 and 1 are the same word \"a\"");
        row("{\"words\": [\"a\"], \"words\": [\"b\"]}", "its key \"words\" is there twice");
        row("{\"words\": [\"a\"], \"size\": 1}",
            "its key \"size\" is unknown, expected \"words\", \"normalization\", \"separator\" or");
        row("{\"words\": [\"a\"], \"normalization\": \"lower\"}",
            "its normalization is \"lower\", expected \"none\" or");
        row("{\"words\": [\"a\"], \"normalization\": \"spikedecoder-characters\"}",
            "its normalization is \"spikedecoder-characters\", expected \"none\" or \"spikedecoder-words\"");
        row("{\"words\": [\"a\"], \"normalization\": [\"none\"]}", "its normalization is an array, expected a string");
        row("{\"words\": [\"a\"], \"untypable\": \"P\"}", "its untypable is a string, expected an array");
        row("{\"words\": [\"a\"], \"untypable\": [\"P\"]}", "its untypable \"P\" is not among its words");
        row("{\"words\": [\"a\"], \"untypable\": [1]}", "its untypable entry 0 is a number, expected a word");
        row("{\"words\": [\"a\"], \"separator\": \"12345678901234567\"}",
            "its separator has 17 bytes, expected at most 16");
        row("{\"words\": [\"a\"]", "it is not valid JSON");
    }
    void badDefinitionsGiveASentence() {
        QFETCH(QString, definition);
        QFETCH(QString, sentence);
        const QString found = QString::fromStdString(refusal("words", definition.toStdString()));
        QVERIFY2(found.startsWith(QStringLiteral("the dictionary is refused: ")) && found.contains(sentence),
                 qPrintable(found));
        QVERIFY(!found.contains(QLatin1Char('\n')));
    }
};

QTEST_APPLESS_MAIN(TestTextWords)
#include "test_text_words.moc"
