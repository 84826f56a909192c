// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "text/tokenizer.h"
#include "text/utf8.h"
#include "text_test_data.h"

using namespace spikeglass;
using namespace std::string_literals;

namespace {

std::string assembled(std::string_view bytes) {
    Utf8Assembler assembler;
    std::string text = assembler.push(bytes);
    return text + assembler.flush();
}

}  // namespace

class TestTextUtf8 : public QObject {
    Q_OBJECT
  private slots:
    void wholeCharactersComeAtOnceAndPartsAreHeldBack() {
        const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82z";  // a, e acute, euro, smiling face, z
        Utf8Assembler assembler;
        std::string out;
        const std::vector<std::size_t> completeAt = {1, 3, 6, 10, 11};
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::string piece = assembler.push(std::string_view(text).substr(i, 1));
            const bool complete = std::find(completeAt.begin(), completeAt.end(), i + 1) != completeAt.end();
            QCOMPARE(!piece.empty(), complete);
            QCOMPARE(assembler.holdsBytes(), !complete);
            out += piece;
        }
        QCOMPARE(out, text);
        QCOMPARE(assembler.flush(), ""s);
    }

    // One U+FFFD for each maximal subpart, as WHATWG's decoder does: the examples of the Unicode standard's tables 3-8
    // to 3-11, and the edges of table 3-7.
    void impossibleBytesBecomeReplacementCharacters_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray r = "\xEF\xBF\xBD";
        QTest::newRow("table 3-8") << QByteArray("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") << r.repeated(8) + "A";
        QTest::newRow("table 3-9") << QByteArray("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") << r.repeated(8) + "A";
        QTest::newRow("table 3-10") << QByteArray("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42")
                                    << r.repeated(5) + "A" + r.repeated(2) + "B";
        QTest::newRow("table 3-11") << QByteArray("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") << r.repeated(4) + "A";
        QTest::newRow("lone continuation") << QByteArray("\x80") << r;
        QTest::newRow("C1") << QByteArray("\xC1\x80") << r.repeated(2);
        QTest::newRow("F5") << QByteArray("\xF5\x80\x80\x80") << r.repeated(4);
        QTest::newRow("last code point") << QByteArray("\xF4\x8F\xBF\xBF") << QByteArray("\xF4\x8F\xBF\xBF");
        QTest::newRow("past it") << QByteArray("\xF4\x90\x80\x80") << r.repeated(4);
        QTest::newRow("before the surrogates") << QByteArray("\xED\x9F\xBF") << QByteArray("\xED\x9F\xBF");
        QTest::newRow("shortest of three") << QByteArray("\xE0\xA0\x80") << QByteArray("\xE0\xA0\x80");
        QTest::newRow("shortest of four") << QByteArray("\xF0\x90\x80\x80") << QByteArray("\xF0\x90\x80\x80");
        QTest::newRow("too long for three") << QByteArray("\xE0\x9F\xBF") << r.repeated(3);
        QTest::newRow("too long for four") << QByteArray("\xF0\x8F\xBF\xBF") << r.repeated(4);
        QTest::newRow("cut after one of two") << QByteArray("a\xC3") << "a" + r;
        QTest::newRow("cut after two of three") << QByteArray("\xE2\x82") << r;
        QTest::newRow("cut after three of four") << QByteArray("\xF0\x9F\x99") << r;
        QTest::newRow("cut by a letter") << QByteArray("\xF0\x9F\x99x") << r + "x";
        QTest::newRow("nul") << QByteArray("\0x", 2) << QByteArray("\0x", 2);
    }
    void impossibleBytesBecomeReplacementCharacters() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        QCOMPARE(assembled(test::view(bytes)), expected.toStdString());
    }

    // However the bytes are cut into tokens, the text is the same.
    void theCutsDoNotMatter() {
        Random random(3);
        for (int round = 0; round < 2000; ++round) {
            std::string bytes = test::randomText(random);
            for (std::uint64_t spoil = random.next() % 4; spoil > 0 && !bytes.empty(); --spoil)
                bytes[random.next() % bytes.size()] = static_cast<char>(random.next());
            Utf8Assembler assembler;
            std::string out;
            for (std::size_t at = 0; at < bytes.size();) {
                const std::size_t length = 1 + random.next() % 5;
                out += assembler.push(std::string_view(bytes).substr(at, length));
                QCOMPARE(firstInvalidUtf8(out), out.size());
                at += length;
            }
            out += assembler.flush();
            QVERIFY(!assembler.holdsBytes());
            QCOMPARE(out, assembled(bytes));
            if (firstInvalidUtf8(bytes) == bytes.size()) QCOMPARE(out, bytes);
            QCOMPARE(firstInvalidUtf8(out), out.size());
        }
    }

    void everyCodePointIsReadBack() {
        for (char32_t code = 0; code <= 0x10FFFF; ++code) {
            if (code >= 0xD800 && code <= 0xDFFF) continue;
            std::string text;
            appendUtf8(text, code);
            const Utf8Step step = readUtf8(text, 0);
            if (step.kind != Utf8Step::Kind::Character || step.code != code || step.length != text.size())
                QFAIL(qPrintable(QString::number(static_cast<uint>(code), 16)));
        }
    }

    void messagesNameWhatIsWrong() {
        QCOMPARE(checkUtf8("ab\xFFx").error().message,
                 "the text is not valid UTF-8: byte 0xFF at byte offset 2 does not belong to a character"s);
        QCOMPARE(checkUtf8("\xC3\xA9\xE2\x82").error().message,
                 "the text is not valid UTF-8: byte 0xE2 at byte offset 2 does not belong to a character"s);
        QVERIFY(checkUtf8("\xC3\xA9").has_value());
        QCOMPARE(describeCharacter(0xE9), "\"\xC3\xA9\" (U+00E9)"s);
        QCOMPARE(describeCharacter(0x0D), "U+000D"s);
        QCOMPARE(describeCharacter(0x301), "U+0301"s);   // a mark would sit on the quotation mark
        QCOMPARE(describeCharacter(0x202E), "U+202E"s);  // would turn the rest of the sentence around
        QCOMPARE(describeCharacter(0x10FFFF), "U+10FFFF"s);
        QCOMPARE(quoteText("a b\n\xFF"), "\"a b\\u{000A}\xEF\xBF\xBD\""s);
        QCOMPARE(quoteText(std::string(41, 'x')), "\"" + std::string(40, 'x') + "...\"");
        QCOMPARE(countCharacters("a\xC3\xA9\xF0\x9F\x99\x82"), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestTextUtf8)
#include "test_text_utf8.moc"
