// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <map>

#include "text/added_tokens.h"
#include "text/bpe_merger.h"
#include "text/byte_alphabet.h"
#include "text/prefix_trie.h"
#include "text_test_data.h"

using namespace spikeglass;
using namespace std::string_literals;

/// The parts of byte-level BPE that GPT-NeoX-20B's tokenizer leaves unused, and the parts by themselves.
class TestTextBpeOptions : public QObject {
    Q_OBJECT
  private slots:
    // Small tokenizers with random vocabularies and options: prefix space, words uncut, unknown piece, stripping added
    // tokens, single words, merges of both notations; ids of the reference (see docs/tokenizers.md).
    void referenceIds() {
        const QJsonArray tokenizers = test::jsonArray(test::readData("option_cases.json"));
        QVERIFY(tokenizers.size() >= 10);
        for (const QJsonValue& entry : tokenizers) {
            const QByteArray definition = QJsonDocument(entry[QStringLiteral("definition")].toObject()).toJson();
            const auto tokenizer = test::makeOrDie("bpe", test::view(definition));
            const QJsonArray cases = entry[QStringLiteral("cases")].toArray();
            QVERIFY(cases.size() >= 50);
            const std::string difference = test::firstDifference(*tokenizer, cases);
            QVERIFY2(difference.empty(), difference.c_str());
        }
    }

    // Both ways of merging, short and long words, against merging by hand: always the first best pair.
    void mergingIsThatOfTheDefinition() {
        Random random(13);
        for (int round = 0; round < 400; ++round) {
            constexpr std::uint64_t kLetters = 4;
            std::vector<std::string> texts;
            for (std::uint64_t i = 0; i < kLetters; ++i) texts.emplace_back(1, static_cast<char>('a' + i));
            std::map<std::string, std::int32_t> idOf;
            for (std::size_t i = 0; i < texts.size(); ++i) idOf[texts[i]] = static_cast<std::int32_t>(i);
            std::vector<std::array<std::int32_t, 3>> merges;
            BpeMerger merger;
            for (int i = 0; i < 40; ++i) {
                const auto left = static_cast<std::int32_t>(random.next() % texts.size());
                const auto right = static_cast<std::int32_t>(random.next() % texts.size());
                const std::string text = texts[static_cast<std::size_t>(left)] + texts[static_cast<std::size_t>(right)];
                const auto [place, isNew] = idOf.emplace(text, static_cast<std::int32_t>(texts.size()));
                if (isNew) texts.push_back(text);
                merges.push_back({left, right, place->second});
                merger.add(left, right, place->second);
            }
            std::vector<std::int32_t> pieces(random.next() % (round % 2 ? 34 : 200));
            for (std::int32_t& piece : pieces) piece = static_cast<std::int32_t>(random.next() % kLetters);
            std::vector<std::int32_t> byHand = pieces;
            for (;;) {
                std::size_t bestRank = 0;  // one past, so that 0 is none
                std::size_t bestPlace = 0;
                for (std::size_t i = 0; i + 1 < byHand.size(); ++i)
                    for (std::size_t rank = merges.size(); rank > 0; --rank) {  // of equal pairs, the last counts
                        if (merges[rank - 1][0] != byHand[i] || merges[rank - 1][1] != byHand[i + 1]) continue;
                        if (bestRank == 0 || rank < bestRank) {
                            bestRank = rank;
                            bestPlace = i;
                        }
                        break;
                    }
                if (bestRank == 0) break;
                byHand[bestPlace] = merges[bestRank - 1][2];
                byHand.erase(byHand.begin() + static_cast<std::ptrdiff_t>(bestPlace) + 1);
            }
            merger.merge(pieces);
            QCOMPARE(pieces, byHand);
        }
    }

    void bytesArePrintable() {
        QCOMPARE(printableOfByte(' '), "\xC4\xA0"s);   // U+0120
        QCOMPARE(printableOfByte('\n'), "\xC4\x8A"s);  // U+010A
        QCOMPARE(printableOfByte('a'), "a"s);
        QCOMPARE(printableOfByte(0xAD), "\xC5\x83"s);  // U+0143, the last of those that stand in
        std::string all;
        std::string printable;
        for (int byte = 0; byte < 256; ++byte) {
            all.push_back(static_cast<char>(byte));
            printable += printableOfByte(static_cast<std::uint8_t>(byte));
        }
        QCOMPARE(bytesOfPrintable(printable).value(), all);
        for (const char* none : {" ", "\n", "\xC2\xAD", "\xC5\x84", "\xE2\x82\xAC"})
            QVERIFY(!bytesOfPrintable(none).has_value());
    }

    void longestStringIsFound() {
        PrefixTrie trie;
        QVERIFY(trie.add("ab", 1));
        QVERIFY(trie.add("abcd", 2));
        QVERIFY(trie.add("b", 3));
        QVERIFY(!trie.add("ab", 4));
        const auto longest = [&trie](std::string_view text, std::size_t at) {
            const PrefixTrie::Match match = trie.longest(text, at);
            return std::pair(match.value, match.length);
        };
        QCOMPARE(longest("abcd", 0), (std::pair<std::int32_t, std::size_t>(2, 4)));
        QCOMPARE(longest("abcx", 0), (std::pair<std::int32_t, std::size_t>(1, 2)));
        QCOMPARE(longest("abcx", 1), (std::pair<std::int32_t, std::size_t>(3, 1)));
        QCOMPARE(longest("a", 0).first, -1);
        QCOMPARE(longest("a", 1).first, -1);
        QVERIFY(trie.skips('x') && !trie.skips('a') && !trie.skips('b') && trie.skips('c'));
    }

    void addedTokensAreCutOut() {
        AddedTokenSplitter splitter;
        QVERIFY(splitter.add({.content = "<a>", .id = 7}));
        QVERIFY(splitter.add({.content = "<a><b>", .id = 8}));
        QVERIFY(splitter.add({.content = "  ", .id = 9}));
        QVERIFY(splitter.add({.content = "word", .id = 10, .singleWord = true}));
        QVERIFY(splitter.add({.content = "<m>", .id = 11, .stripLeft = true, .stripRight = true}));
        QVERIFY(!splitter.add({.content = "<a>", .id = 12}));
        QVERIFY(!splitter.add({.content = "", .id = 13}));
        QVERIFY(!splitter.add({.content = std::string(1001, 'x'), .id = 14}));
        const auto cut = [&splitter](std::string_view text) {
            std::string out;
            for (const AddedTokenSplitter::Part& part : splitter.split(text)) {
                out += part.token < 0 ? "[" : std::to_string(part.token) + "[";
                out += std::string(text.substr(part.begin, part.end - part.begin)) + "]";
            }
            return out;
        };
        QCOMPARE(cut(""), ""s);
        QCOMPARE(cut("x"), "[x]"s);
        QCOMPARE(cut("x<a><b><a>"), "[x]8[<a><b>]7[<a>]"s);
        QCOMPARE(cut("<a>   <"), "7[<a>]9[  ][ <]"s);
        QCOMPARE(cut("word words sword (word) word"), "10[word][ words sword (]10[word][) ]10[word]"s);
        QCOMPARE(cut("\xC3\xA9word word\xCC\x81 _word"), "[\xC3\xA9word word\xCC\x81 _word]"s);
        QCOMPARE(cut("a \xE3\x80\x80<m>\n b"), "[a]11[ \xE3\x80\x80<m>\n ][b]"s);
        QCOMPARE(cut("a  <m>"), "[a]9[  ]11[<m>]"s);  // what is cut out stays so
    }
};

QTEST_APPLESS_MAIN(TestTextBpeOptions)
#include "test_text_bpe_options.moc"
