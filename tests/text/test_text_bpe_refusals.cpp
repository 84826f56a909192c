// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "text_test_data.h"

using namespace spikeglass;
using namespace std::string_literals;

namespace {

/// A whole small tokenizer.json.
const std::string kDefinition = R"({
  "version": "1.0", "truncation": null, "padding": null,
  "added_tokens": [{"id": 6, "content": "<end>", "single_word": false, "lstrip": false, "rstrip": false,
                    "normalized": false, "special": true}],
  "normalizer": {"type": "NFC"},
  "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
  "post_processor": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
  "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
  "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
            "end_of_word_suffix": null, "fuse_unk": false,
            "vocab": {"a": 0, "b": 1, "Ġ": 2, "ab": 3, "Ġab": 4},
            "merges": ["a b", "Ġ ab"]}
})";

std::string replaced(const std::string& before, const std::string& after) {
    std::string text = kDefinition;
    const std::size_t at = text.find(before);
    if (at == std::string::npos) qFatal("the definition lacks %s", before.c_str());
    return text.replace(at, before.size(), after);
}

QString refusal(std::string_view definition) {
    const auto made = makeTokenizer("bpe", definition);
    return made ? QStringLiteral("not refused") : QString::fromStdString(made.error().message);
}

}  // namespace

class TestTextBpeRefusals : public QObject {
    Q_OBJECT

    static std::vector<std::int32_t> ids(const std::string& definition, std::string_view text) {
        const auto encoded = test::makeOrDie("bpe", definition)->encode(text);
        return encoded ? *encoded : std::vector<std::int32_t>{-1};
    }

  private slots:
    void theDefinitionIsGood() {
        const auto tokenizer = test::makeOrDie("bpe", kDefinition);
        QCOMPARE(tokenizer->size(), 7);
        QCOMPARE(*tokenizer->encode("ab ab<end>ba b"), (std::vector<std::int32_t>{3, 4, 6, 1, 0, 2, 1}));
        QCOMPARE(std::string(tokenizer->bytes(4)), " ab"s);
        QCOMPARE(std::string(tokenizer->bytes(5)), ""s);  // a hole
        QCOMPARE(tokenizer->decode(std::vector<std::int32_t>{4, 5, 6, -3, 99}), " ab<end>"s);
    }

    // What may be left out or be written in another way.
    void variantsAreAccepted() {
        const std::vector<std::int32_t> expected = {3, 4};
        for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
                 {R"(["a b", "Ġ ab"])", R"([["a", "b"], ["Ġ", "ab"]])"},
                 {R"(["a b", "Ġ ab"])", "[\"#version: 0.2\", \"a b\", [\"Ġ\", \"ab\"]]"},
                 {R"({"type": "NFC"})", "null"},
                 {R"({"type": "NFC"})", R"({"type": "Sequence", "normalizers": []})"},
                 {R"({"type": "NFC"})", R"({"type": "Sequence", "normalizers": [{"type": "NFC"}]})"},
                 {R"("type": "BPE", )", ""},
                 {R"("dropout": null)", R"("dropout": 0.0, "byte_fallback": false, "ignore_merges": false)"},
                 {R"("end_of_word_suffix": null)", R"("end_of_word_suffix": "")"},
                 {R"("version": "1.0")", R"("version": "1.0", "more": {"of": [1, -2, 3.5, "x", true, null, {}]})"},
                 {R"("Ġab": 4)", R"("Ġab": 4, "<end>": 6)"},
                 {R"("add_prefix_space": false, "trim)", R"("add_prefix_space": true, "trim)"}}) {
            const std::string definition = replaced(before, after);
            const bool prefixed = after.find("space\": true") != std::string::npos;
            QCOMPARE(ids(definition, "ab ab"), prefixed ? (std::vector<std::int32_t>{4, 4}) : expected);
        }
        QCOMPARE(ids("\xEF\xBB\xBF" + kDefinition, "ab ab"), expected);  // a byte order mark
    }

    void aPieceWithSpacesMayBeAnAddedToken() {
        std::string definition = replaced(R"("Ġab": 4)", R"("Ġab": 4, "a b": 5)");
        QVERIFY(refusal(definition).contains(QStringLiteral("stands for no byte")));
        const std::string token = R"("added_tokens": [{"id": 5, "content": "a b", "normalized": true},)";
        definition.replace(definition.find(R"("added_tokens": [)"), 17, token);
        QCOMPARE(ids(definition, "a ba bb"), (std::vector<std::int32_t>{5, 5, 1}));
        QCOMPARE(std::string(test::makeOrDie("bpe", definition)->bytes(5)), "a b"s);
    }

    void unknownCharacters() {
        const auto tokenizer = test::makeOrDie("bpe", kDefinition);
        QCOMPARE(
            tokenizer->encode("ab<end>ab \xC3\xA9").error().message,
            "the character \"\xC3\xA9\" (U+00E9) at position 11 is not in this tokenizer's vocabulary of 7 tokens"s);
        QCOMPARE(tokenizer->encode("e\xCC\x81").error().message,
                 "the character \"\xC3\xA9\" (U+00E9) is not in this tokenizer's vocabulary of 7 tokens"s);
        const std::string unknown = replaced(R"("unk_token": null)", R"("unk_token": "Ġ")");
        QCOMPARE(ids(unknown, "a\xC3\xA9xb"), (std::vector<std::int32_t>{0, 2, 2, 2, 1}));
        std::string both = unknown;
        both.replace(both.find(R"("fuse_unk": false)"), 17, R"("fuse_unk": true)");
        QCOMPARE(ids(both, "a\xC3\xA9xb"), (std::vector<std::int32_t>{0, 2, 1}));
    }

    void badDefinitionsGiveASentence_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("sentence");
        int number = 0;
        const auto row = [&number](const char* before, const char* after, const char* sentence) {
            QTest::addRow("%d %s", number++, sentence)
                << QString::fromUtf8(before) << QString::fromUtf8(after) << QString::fromUtf8(sentence);
        };
        row(R"({"type": "NFC"})", R"({"type": "NFKC"})", "its normalizer \"NFKC\" is not supported, only NFC is");
        row(R"({"type": "NFC"})", R"({"type": "Sequence", "normalizers": [{"type": "Lowercase"}]})",
            "its normalizer \"Lowercase\" is not supported");
        row(R"({"type": "NFC"})", R"({"type": "Sequence"})", "normalizer.normalizers is missing, expected an array");
        row(R"({"type": "NFC"})", "\"NFC\"", "normalizer is of type string, expected an object or null");
        row(R"({"type": "NFC"})", "{\"type\": 3}", "normalizer.type is of type number, expected a string");
        row(R"("pre_tokenizer": {"type": "ByteLevel")", R"("pre_tokenizer": {"type": "Metaspace")",
            "its pre_tokenizer \"Metaspace\" is not supported, only ByteLevel is");
        row(R"("pre_tokenizer")", R"("pre")", "its pre_tokenizer has 0 ByteLevel stages, expected one");
        row(R"({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},)", R"({"type": "ByteLevel"},)",
            "pre_tokenizer.add_prefix_space is missing, expected true or false");
        row(R"("add_prefix_space": false, "trim_offsets": true})", R"("add_prefix_space": false, "use_regex": 1})",
            "pre_tokenizer.use_regex is of type number, expected true or false");
        row(R"("post_processor": {"type": "ByteLevel")", R"("post_processor": {"type": "TemplateProcessing")",
            "its post_processor \"TemplateProcessing\" is not supported");
        row(R"("decoder": {"type": "ByteLevel")", R"("decoder": {"type": "WordPiece")",
            "its decoder \"WordPiece\" is not supported");
        row(R"("type": "BPE")", R"("type": "Unigram")", "its model \"Unigram\" is not supported, only BPE is");
        row(R"("type": "BPE")", R"("type": 1)", "model.type is of type number, expected a string");
        row(R"("model": {)", R"("models": {)", "model is missing, expected an object");
        row(R"("vocab")", R"("words")", "model.vocab is missing, expected an object of pieces and ids");
        row(R"("vocab": {)", R"("vocab": [], "vocabulary": {)", "model.vocab is of type array, expected an object");
        row(R"("vocab": {)", R"("vocab": {"a": 0}, "vocab": {)", "model.vocab is there twice");
        row(R"("merges")", R"("rules")", "model.merges is missing, expected an array");
        row(R"("merges": [)", R"("merges": [], "merges": [)", "model.merges is there twice");
        row(R"("merges": ["a b", "Ġ ab"])", R"("merges": {"a": "b"})",
            "model.merges is of type object, expected an array");
        row(R"("a b")", R"("a  b")", "model.merges: entry 0 is or holds \"a  b\"");
        row(R"("a b")", R"("ab")", "model.merges: entry 0 is or holds \"ab\"");
        row(R"("a b")", R"(["a"])", "model.merges: entry 0 is or holds an array of 1 strings");
        row(R"("a b")", R"(["a", "b", "c"])", "model.merges: entry 0 is or holds three strings");
        row(R"("a b")", R"(["a", 1])", "model.merges: entry 0 is or holds a number");
        row(R"("a b")", R"(["a", ["b"]])", "model.merges: entry 0 is or holds an array");
        row(R"("a b")", R"({})", "model.merges: entry 0 is or holds an object");
        row(R"("a b")", R"(null)", "model.merges: entry 0 is or holds null");
        row(R"("a b")", R"("a c")", "the merge of \"a\" and \"c\" needs the piece \"c\", which model.vocab lacks");
        row(R"("a b")", R"("b a")", "needs the piece \"ba\", which model.vocab lacks");
        row(R"("a b")", R"(["", "b"])", "needs the piece \"\", which model.vocab lacks");
        row(R"("ab": 3)", R"("ab": -3)", "model.vocab: the piece \"ab\" has the id -3, expected 0 to 999999");
        row(R"("ab": 3)", R"("ab": 1000000)", "has the id 1000000, expected 0 to 999999");
        row(R"("ab": 3)", R"("ab": 18446744073709551615)", "has the id 18446744073709551615, expected 0 to 999999");
        row(R"("ab": 3)", R"("ab": 18446744073709551616)",
            "model.vocab: the piece \"ab\" has as its id a broken number, expected a whole number");
        row(R"("ab": 3)", R"("ab": "3")", "model.vocab: the piece \"ab\" has as its id a string");
        row(R"("ab": 3)", R"("ab": null)", "model.vocab: the piece \"ab\" has as its id null");
        row(R"("ab": 3)", R"("ab": {"x": 1})", "model.vocab: the piece \"ab\" has as its id an object");
        row(R"("ab": 3)", R"("ab": [3])", "model.vocab: the piece \"ab\" has as its id an array");
        row(R"("ab": 3)", R"("ab": 1e999)", "it is not valid JSON");
        row(R"("ab": 3)", R"("ab": 1)", "model.vocab: the pieces \"b\" and \"ab\" have the same id 1");
        row(R"("ab": 3)", R"("a": 3)", "model.vocab: the piece \"a\" is there twice");
        row(R"("ab": 3)", R"("a b": 3)", "model.vocab: the piece \"a b\" has a character that stands for no byte");
        row(R"("ab": 3)", "\"a\xE2\x82\xAC\": 3", "has a character that stands for no byte");
        row(R"("dropout": null)", R"("dropout": 0.1)", "its model.dropout is set, which is not supported");
        row(R"("dropout": null)", R"("dropout": "no")", "its model.dropout is set, which is not supported");
        row(R"("dropout": null)", R"("byte_fallback": true)",
            "its model.byte_fallback is true, which is not supported");
        row(R"("dropout": null)", R"("ignore_merges": true)",
            "its model.ignore_merges is true, which is not supported");
        row(R"("end_of_word_suffix": null)", R"("end_of_word_suffix": "</w>")",
            "its model.end_of_word_suffix is set, which is not supported");
        row(R"("continuing_subword_prefix": null)", R"("continuing_subword_prefix": "##")",
            "its model.continuing_subword_prefix is set");
        row(R"("unk_token": null)", R"("unk_token": "[UNK]")", "model.unk_token is \"[UNK]\", which model.vocab lacks");
        row(R"("unk_token": null)", R"("unk_token": 0)",
            "model.unk_token is of type number, expected a string or null");
        row(R"("fuse_unk": false)", R"("fuse_unk": "no")", "model.fuse_unk is of type string, expected true or false");
        row(R"("added_tokens": [)", R"("added_tokens": 1, "x": [)",
            "added_tokens is of type number, expected an array");
        row(R"("added_tokens": [)", R"("added_tokens": [7, )", "added_tokens[0] is of type number, expected an object");
        row(R"("id": 6)", R"("ID": 6)", "added_tokens[0].id is missing, expected a whole number");
        row(R"("id": 6)", R"("id": 6.5)", "added_tokens[0].id is of type number, expected a whole number");
        row(R"("id": 6)", R"("id": -6)", "added_tokens[0].id is -6, expected 0 to 999999");
        row(R"("id": 6)", R"("id": 1000000)", "added_tokens[0].id is 1000000, expected 0 to 999999");
        row(R"("id": 6)", R"("id": 4)", "the added token \"<end>\" has the id 4, which in model.vocab is \"Ġab\"");
        row(R"("content": "<end>")", R"("content": 1)", "added_tokens[0].content is of type number, expected a string");
        row(R"("content": "<end>")", R"("content": "ab")", "the added token \"ab\" has the id 6, but in model.vocab 3");
        row(R"("lstrip": false)", R"("lstrip": 0)", "added_tokens[0].lstrip is of type number, expected true or false");
        row(R"("added_tokens": [)", R"("added_tokens": [{"id": 6, "content": "x"},)",
            "the added token \"<end>\" has the id 6, which is that of \"x\"");
        row(R"("added_tokens": [)", R"("added_tokens": [{"id": 5, "content": "<end>", "normalized": false},)",
            "the added token \"<end>\" is there twice");
        row(R"("added_tokens": [)", R"("added_tokens": [{"id": 5, "content": "é"}, {"id": 7, "content": "é"},)",
            "the added token \"é\" is there twice");
        row(R"("version": "1.0")", R"("version": 1.0.0)", "it is not valid JSON (at byte ");
    }
    void badDefinitionsGiveASentence() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, sentence);
        const QString found = refusal(replaced(before.toStdString(), after.toStdString()));
        QVERIFY2(found.startsWith(QStringLiteral("the tokenizer.json is refused: ")) && found.contains(sentence),
                 qPrintable(found));
        QVERIFY(!found.contains(QLatin1Char('\n')));
    }

    void otherFilesGiveASentence_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("it is not valid JSON (at byte 1)");
        QTest::newRow("array") << QByteArray("[]") << QStringLiteral("it is of type array, expected an object");
        QTest::newRow("null") << QByteArray("null") << QStringLiteral("it is missing, expected an object");
        QTest::newRow("text") << QByteArray("#version: 0.2\na b\n") << QStringLiteral("it is not valid JSON");
        QTest::newRow("bytes") << QByteArray("\x89HDF\r\n\x1a\n\0\xFF", 10) << QStringLiteral("it is not valid JSON");
        QTest::newRow("key in bad UTF-8") << QByteArray("{\"\xC3\": 1}") << QStringLiteral("it is not valid JSON");
        QTest::newRow("deep arrays") << QByteArray(50'000'000, '[') << QStringLiteral("nested deeper than 64 levels");
        QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(10'000'000)
                                      << QStringLiteral("nested deeper than 64 levels");
        QTest::newRow("many values") << "[" + QByteArray("0,").repeated(20'000'000) + "0]"
                                     << QStringLiteral("more than 1000000 values");
        QTest::newRow("64 MB of spaces") << QByteArray(64 << 20, ' ') << QStringLiteral("it is not valid JSON");
        QTest::newRow("64 MB of one string") << "\"" + QByteArray((64 << 20) - 2, 'x') + "\""
                                             << QStringLiteral("it is of type string, expected an object");
        QTest::newRow("many merges") << R"({"model": {"merges": [)" + QByteArray("\"a b\",").repeated(2'000'001)
                                     << QStringLiteral("model.merges has more than 2000000 entries");
        QTest::newRow("too large") << QByteArray((64 << 20) + 1, ' ') << QStringLiteral("expected at most 67108864");
    }
    void otherFilesGiveASentence() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        const QString found = refusal(test::view(bytes));
        QVERIFY2(found.contains(sentence), qPrintable(found));
    }

    void manyPiecesGiveASentence() {
        std::string vocabulary;
        for (int i = 0; i <= 1'000'000; ++i) vocabulary.append("\"x").append(std::to_string(i)).append("\": 0,");
        QVERIFY(refusal(R"({"model": {"vocab": {)" + vocabulary)
                    .contains(QStringLiteral("model.vocab has more than 1000000 entries")));
    }

    void theLargestIdIsNotTooLarge() {
        const auto tokenizer = test::makeOrDie("bpe", replaced(R"("id": 6)", R"("id": 999999)"));
        QCOMPARE(tokenizer->size(), 1'000'000);
        QVERIFY(tokenizer->bytes(500'000).empty());
        QCOMPARE(*tokenizer->encode("<end>"), (std::vector<std::int32_t>{999'999}));
    }

    // Wherever the file ends, whatever byte is spoilt: a tokenizer or a sentence.
    void damagedFilesDoNoHarm() {
        for (std::size_t length = 0; length < kDefinition.size() - 1; ++length)
            QVERIFY(
                refusal(std::string_view(kDefinition).substr(0, length)).contains(QStringLiteral("is not valid JSON")));
        Random random(17);
        int accepted = 0;
        int refused = 0;
        for (int round = 0; round < 20000; ++round) {
            std::string bytes = kDefinition;
            for (std::uint64_t spoil = 1 + random.next() % 3; spoil > 0; --spoil)
                bytes[random.next() % bytes.size()] =
                    static_cast<char>(random.next() % 3 ? 0x20 + random.next() % 0x60 : random.next());
            const auto made = makeTokenizer("bpe", bytes);
            ++(made ? accepted : refused);
            if (!made) {
                QVERIFY(!made.error().message.empty());
                continue;
            }
            const auto encoded = (*made)->encode("ab ab<end>  b\xC3\xA9");
            if (encoded)
                for (const std::int32_t id : *encoded) QVERIFY(id >= 0 && id < (*made)->size());
        }
        QVERIFY(accepted > 100 && refused > 1000);
    }
};

QTEST_APPLESS_MAIN(TestTextBpeRefusals)
#include "test_text_bpe_refusals.moc"
