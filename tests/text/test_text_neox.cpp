// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "text/normalization.h"
#include "text/tokenizer.h"
#include "text/word_scanner.h"
#include "text_test_data.h"

using namespace spikeglass;
using namespace std::string_literals;

/// GPT-NeoX-20B's tokenizer, against the ids that Hugging Face's tokenizers 0.23.2 give (see docs/tokenizers.md).
class TestTextNeox : public QObject {
    Q_OBJECT

    std::unique_ptr<Tokenizer> m_tokenizer;

    std::vector<std::int32_t> ids(std::string_view text) {
        const auto encoded = m_tokenizer->encode(text);
        return encoded ? *encoded : std::vector<std::int32_t>{-1};
    }

  private slots:
    void initTestCase() { m_tokenizer = test::makeOrDie("bpe", test::view(test::readData("20B_tokenizer.json"))); }

    void size() {
        QCOMPARE(std::string(m_tokenizer->kind()), "bpe"s);
        QCOMPARE(m_tokenizer->size(), 50277);
        QCOMPARE(std::string(m_tokenizer->bytes(0)), "<|endoftext|>"s);
        QCOMPARE(std::string(m_tokenizer->bytes(50254)), std::string(24, ' '));
        QCOMPARE(std::string(m_tokenizer->bytes(50276)), "  "s);
        QCOMPARE(std::string(m_tokenizer->bytes(14931)), "\xF0\x9F"s);  // half an emoji
        for (const std::int32_t outside : {-1, 50277, INT32_MIN, INT32_MAX})
            QVERIFY(m_tokenizer->bytes(outside).empty());
    }

    void referenceIds_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("golden") << test::readData("neox_tokens.json") << 9;
        QTest::newRow("hard texts") << test::readData("neox_cases.json") << 1000;
        const QByteArray more = qgetenv("SPIKEGLASS_TOKENIZER_CASES");  // a file as reference_ids.js writes it
        if (more.isEmpty()) return;
        QFile file(QString::fromLocal8Bit(more));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow("more") << file.readAll() << 1;
    }
    void referenceIds() {
        QFETCH(QByteArray, json);
        QFETCH(int, atLeast);
        const QJsonArray cases = test::jsonArray(json);
        QVERIFY(cases.size() >= atLeast);
        const std::string difference = test::firstDifference(*m_tokenizer, cases);
        QVERIFY2(difference.empty(), difference.c_str());
    }

    // The class of every code point, told from how it joins a letter, a digit and a symbol, against the reference's.
    void everyCharacterIsOfItsClass() {
        std::vector<char> expected(0x110000, 'o');
        for (const QJsonValue& range : test::jsonArray(test::readData("word_classes.json")))
            for (int code = range[0].toInt(); code <= range[1].toInt(); ++code)
                expected[static_cast<std::size_t>(code)] = range[2].toString().at(0).toLatin1();
        for (char32_t code = 0; code <= 0x10FFFF; ++code) {
            if (code >= 0xD800 && code <= 0xDFFF) continue;
            const auto joins = [code](char before) {
                std::string text(1, before);
                appendUtf8(text, code);
                return wordEnd(text, 0) == text.size();
            };
            const char found = joins('a') ? 'L' : joins('1') ? 'N' : joins('!') ? 'o' : 's';
            if (found != expected[code]) QFAIL(qPrintable(QString::number(static_cast<uint>(code), 16)));
        }
    }

    void wordsAreCutAsGpt2Does() {
        const std::string text = "I'm we'llx 'S  \t\n x\n\ny12 3!? a\xE2\x80\xA8 '";
        const std::vector<std::string> expected = {"I",  "'m", " we", "'ll", "x",  " '", "S",  "  \t\n",       " x",
                                                   "\n", "\n", "y",   "12",  " 3", "!?", " a", "\xE2\x80\xA8", " '"};
        std::vector<std::string> words;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = wordEnd(text, at);
            words.push_back(text.substr(at, end - at));
            at = end;
        }
        QCOMPARE(words, expected);
    }

    void textComesBackInNfc() {
        Random random(7);
        for (int round = 0; round < 3000; ++round) {
            const std::string text = test::randomText(random);
            const std::vector<std::int32_t> tokens = ids(text);
            QCOMPARE(m_tokenizer->decode(tokens), *composeNfc(text));
            QCOMPARE(ids(m_tokenizer->decode(tokens)), tokens);
            if (isPlainlyNfc(text)) QCOMPARE(*composeNfc(text), text);
        }
    }

    // Where the characters are none that Unicode 9.0 lacks, NFC is that of Qt, another implementation.
    void nfcIsThatOfUnicode9() {
        const auto qtNfc = [](const std::string& text) {
            return QString::fromStdString(text)
                .normalized(QString::NormalizationForm_C, QChar::Unicode_9_0)
                .toStdString();
        };
        Random random(11);
        int changed = 0;
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            for (int i = 0; i < 12; ++i) {
                const auto pick = static_cast<char32_t>(random.next() % 0x500);
                appendUtf8(text, pick < 0x100   ? 0x300 + pick % 0x70
                                 : pick < 0x200 ? 0x1100 + pick % 0x100
                                                : pick - 0x200 + 0x20);
            }
            changed += *composeNfc(text) != text;
            QCOMPARE(*composeNfc(text), qtNfc(text));
        }
        QVERIFY2(changed > 500, qPrintable(QString::number(changed)));
        QCOMPARE(*composeNfc("a\xE1\xB7\xB6\xCC\x80"), "a\xE1\xB7\xB6\xCC\x80"s);  // U+1DF6 is of Unicode 10
        QCOMPARE(*composeNfc("a\xCC\xA3\xCC\x80"), "\xE1\xBA\xA1\xCC\x80"s);
    }

    void partsOfACharacterAreHeldBack() {
        const std::string text = "ok \xF0\x9F\xA6\x80\xE2\x80\x8D\xF0\x9F\x9A\x80 \xE1\x9A\xA0";
        Utf8Assembler assembler;
        std::string out;
        bool held = false;
        for (const std::int32_t token : ids(text)) {
            out += assembler.push(m_tokenizer->bytes(token));
            held = held || assembler.holdsBytes();
            QCOMPARE(firstInvalidUtf8(out), out.size());
        }
        QVERIFY(held);
        QCOMPARE(out + assembler.flush(), text);
    }

    void invalidUtf8IsNamed() {
        const auto encoded = m_tokenizer->encode("abc \xF0\x9F\x99");
        QVERIFY(!encoded.has_value());
        QCOMPARE(encoded.error().message,
                 "the text is not valid UTF-8: byte 0xF0 at byte offset 4 does not belong to a character"s);
        QVERIFY(!m_tokenizer->encode("\xED\xA0\x80").has_value());
    }

    // Words of half a megabyte: quadratic work would run into the time limit of the tests.
    void longWordsTakeNoQuadraticTime_data() {
        QTest::addColumn<QByteArray>("unit");
        for (const char* unit : {"a", "ab", "\n", "\t ", "1", "-", "'", "<", "\xC3\xA9", "e\xCC\x81",
                                 "\xF0\x9F\x99\x82", "antidisestablishmentarianism", "\xE4\xBD\xA0\xE5\xA5\xBD"})
            QTest::newRow(unit) << QByteArray(unit);
    }
    void longWordsTakeNoQuadraticTime() {
        QFETCH(QByteArray, unit);
        const std::string text = unit.repeated((1 << 19) / unit.size()).toStdString();
        const std::vector<std::int32_t> tokens = ids(text);
        QVERIFY(tokens.size() > 1 && tokens.size() <= text.size());
        QCOMPARE(m_tokenizer->decode(tokens), *composeNfc(text));
    }
};

QTEST_APPLESS_MAIN(TestTextNeox)
#include "test_text_neox.moc"
