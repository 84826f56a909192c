// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QtTest>
#include <algorithm>

#include "import/import_questions.h"
#include "import/weight_import.h"
#include "support/test_folder.h"
#include "support/weight_files.h"

using namespace spikeglass;
using namespace spikeglass::test;

Q_DECLARE_METATYPE(DecoderShape)

/// What files of weights say about their network, what is asked because they cannot say it, and what the answers make of them.
class TestImportQuestions : public QObject, private TestFolder {
    Q_OBJECT

    QString write(const char* name, const std::string& bytes) const { return made(name, QByteArray::fromStdString(bytes)); }
    static QStringList names(const std::vector<ImportQuestion>& questions, bool uncommon) {
        QStringList found;
        for (const ImportQuestion& question : questions)
            if (question.uncommon == uncommon) found << QString::fromStdString(question.name);
        return found;
    }
    static const ImportQuestion& question(const std::vector<ImportQuestion>& questions, const char* name) {
        const auto found = std::find_if(questions.begin(), questions.end(), [&](const ImportQuestion& each) { return each.name == name; });
        if (found == questions.end()) qFatal("%s is not asked", name);
        return *found;
    }
    /// Of a file that is sound.
    WeightImport opened(const QString& path) const {
        auto opened = WeightImport::open(path.toStdString());
        if (!opened) qFatal("%s", opened.error().message.c_str());
        return std::move(*opened);
    }

  private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void aSpikeGpt() {
        for (const bool torch : {false, true}) {
            const auto tensors = spikeGptTensors(77, 16, 3);
            const WeightImport import = opened(torch ? write("gpt.pth", asTorchState(tensors)) : write("gpt.safetensors", asSafeTensors(tensors)));
            const auto facts = import.facts();
            QVERIFY2(facts.has_value(), facts ? "" : facts.error().message.c_str());
            QCOMPARE(facts->architecture, std::string("spikegpt"));
            QCOMPARE(facts->safeTensors, !torch);
            QCOMPARE((std::vector{facts->vocabulary, facts->width, facts->blocks, facts->hidden}), (std::vector<std::int64_t>{77, 16, 3, 64}));
            QCOMPARE(facts->types, std::string("float32"));
            QCOMPARE(names(importQuestions(*facts, {}), false), (QStringList{"forms", "flavour"}));
            QCOMPARE(names(importQuestions(*facts, {{"flavour", "own"}}), false), (QStringList{"forms", "flavour", "rescale_every", "float_embedding"}));
            const ImportOptions released = optionsOf(*facts, {{"flavour", "released"}, {"forms", "both"}});
            QCOMPARE(released.rescaleEvery, std::int64_t{6});
            QVERIFY(released.floatEmbedding && released.forms == "both");
            // An answer that the question does not allow is none.
            QCOMPARE(optionsOf(*facts, {{"flavour", "own"}, {"rescale_every", "-3"}}).rescaleEvery, std::int64_t{0});
            QVERIFY(import.check(optionsOf(*facts, {})).has_value());
        }
    }

    void decoders_data() {
        QTest::addColumn<DecoderShape>("shape");
        QTest::addColumn<QString>("usual");     // asked
        QTest::addColumn<QString>("uncommon");
        QTest::addColumn<QString>("config");    // what the usual answers come to
        const QString rest = QStringLiteral("pos_bias firstBlock_spiking_res float_reunite attention_scale token_shift");
        QTest::newRow("spiking") << DecoderShape{} << "head heads encodingType position_encoding_strategy max_len timesteps spike_mode" << rest
                                 << R"({"kind": "spiking", "encodingType": "learned", "position_encoding_strategy": "static", "tok_embed_dim": 34, "timesteps": 4})";
        DecoderShape twoHot;
        twoHot.tokenWidth = 0, twoHot.width = 62, twoHot.hidden = 248, twoHot.headInputs = 62, twoHot.batch = true;
        QTest::newRow("two-hot, batch") << twoHot << "head heads encodingType position_encoding_strategy timesteps spike_mode"
                                        << "firstBlock_spiking_res float_reunite attention_scale token_shift"
                                        << R"({"kind": "spiking", "max_len": 32, "heads": 2, "timesteps": 4, "normalization": "batch"})";
        DecoderShape joined;
        joined.headInputs = 3 * joined.width, joined.residualDegree = 1;
        QTest::newRow("joined timesteps, residual") << joined << "head heads encodingType position_encoding_strategy max_len spiking_residuals" << rest
                                                    << R"({"kind": "spiking", "encodingType": "learned", "position_encoding_strategy": "static", "tok_embed_dim": 34,
                                                           "timesteps": 3, "spike_mode": "concatenate", "spiking_residuals": 1})";
        DecoderShape learned;
        learned.thresholds = true, learned.residualDegree = 2;
        QTest::newRow("learned thresholds") << learned << "heads encodingType position_encoding_strategy max_len timesteps spike_mode"
                                            << "pos_bias float_reunite attention_scale token_shift"
                                            << R"({"kind": "spiking", "encodingType": "learned", "position_encoding_strategy": "static", "tok_embed_dim": 34, "timesteps": 4,
                                                   "spiking_residuals": 2, "learning_MSLIF": true})";
        DecoderShape partial;
        partial.mlpSpikes = false, partial.mlpIsAnalog = true;
        QTest::newRow("degree 2") << partial << "attention head heads encodingType position_encoding_strategy max_len timesteps spike_mode spiking_residuals"
                                  << "pos_bias firstBlock_spiking_res attention_scale token_shift"
                                  << R"({"kind": "partial", "spike_degree": 2, "encodingType": "learned", "position_encoding_strategy": "static", "tok_embed_dim": 34, "timesteps": 4})";
        DecoderShape first = partial;
        first.attentionSpikes = false, first.attentionIsAnalog = true;
        QTest::newRow("degree 1") << first << "heads encodingType position_encoding_strategy max_len" << "pos_bias token_shift"
                                  << R"({"kind": "partial", "spike_degree": 1, "encodingType": "learned", "position_encoding_strategy": "static", "tok_embed_dim": 34})";
        DecoderShape analog = first;
        analog.embeddingSpikes = false, analog.embeddingIsAnalog = true;
        QTest::newRow("analog") << analog << "heads max_len" << "token_shift" << R"({"kind": "ann", "embed_dim": 64})";
        DecoderShape both;
        both.embeddingIsAnalog = both.attentionIsAnalog = both.mlpIsAnalog = true;
        QTest::newRow("switchable") << both << "heads encodingType position_encoding_strategy max_len timesteps spike_mode" << rest
                                    << R"({"kind": "switchable", "encodingType": "learned", "position_encoding_strategy": "static", "tok_embed_dim": 34, "timesteps": 4})";
    }

    /// Only what the file leaves open is asked; and the usual answers make, byte for byte, what a configuration file makes.
    void decoders() {
        QFETCH(DecoderShape, shape);
        QFETCH(QString, usual);
        QFETCH(QString, uncommon);
        QFETCH(QString, config);
        const WeightImport import = opened(write("decoder.pth", asTorchState(spikeDecoderTensors(shape))));
        const auto facts = import.facts();
        QVERIFY2(facts.has_value(), facts ? "" : facts.error().message.c_str());
        QCOMPARE(facts->architecture, std::string("spikedecoder"));
        QCOMPARE((std::vector{facts->vocabulary, facts->width, facts->blocks, facts->hidden}),
                 (std::vector{shape.vocabulary, shape.width, std::int64_t{shape.blocks}, shape.hidden}));
        const auto questions = importQuestions(*facts, {});
        QCOMPARE(names(questions, false).join(QLatin1Char(' ')), usual);
        QCOMPARE(names(questions, true).join(QLatin1Char(' ')), uncommon);

        const ImportOptions asked = optionsOf(*facts, {});
        const auto checked = import.check(asked);
        QVERIFY2(checked.has_value(), checked ? "" : checked.error().message.c_str());
        QVERIFY(import.write(in("asked.h5").toStdString(), asked).has_value());
        config.chop(1);
        for (const auto& [name, value] : {std::pair{"heads", "4"}, {"vocab_size", "30"}, {"max_len", "256"}, {"blocks", "2"}, {"dim_hid", "4"}})
            if (!config.contains(QLatin1String(name))) config += QStringLiteral(", \"%1\": %2").arg(QLatin1String(name), QLatin1String(value));
        ImportOptions written;
        written.config = write("written.json", "{\"config\": " + config.toStdString() + "}}").toStdString();
        const auto done = importCheckpoint(in("decoder.pth").toStdString(), in("written.h5").toStdString(), written);
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        QCOMPARE(contentOf(in("asked.h5")), contentOf(in("written.h5")));
    }

    void answersDecideWhatElseIsAsked() {
        const WeightImport import = opened(write("decoder.safetensors", asSafeTensors(spikeDecoderTensors({}))));
        const auto facts = import.facts();
        QVERIFY(facts.has_value());
        QCOMPARE(question(importQuestions(*facts, {}), "max_len").usual, std::string("256"));
        // Positions as one-hot vectors are as many as they are wide.
        const ImportAnswers linear{{"position_encoding_strategy", "linear"}};
        QVERIFY(!names(importQuestions(*facts, linear), false).contains(QStringLiteral("max_len")));
        QVERIFY(import.check(optionsOf(*facts, linear)).has_value());
        QCOMPARE(question(importQuestions(*facts, {}), "heads").choices, (std::vector<std::string>{"1", "2", "4", "8", "16", "32", "64"}));
        QVERIFY(optionsOf(*facts, {{"heads", "3"}}).configText.find("\"heads\":4") != std::string::npos);
    }

    void itLooksBesideTheFile() {
        (void)write("mine.json", R"({"name": "mine", "forms": ["snn", "ann"], "characters": "abc"})");
        (void)write("vocab.json", R"({"0": "a", "1": "b", "2": "c"})");
        const auto facts = opened(write("mine.pth", asTorchState(spikeGptTensors(3, 8, 1)))).facts();
        QVERIFY(facts.has_value());
        QCOMPARE(QString::fromStdString(facts->card), in("mine.json"));
        QVERIFY(facts->cardHasCharacters);
        QCOMPARE(optionsOf(*facts, {}).forms, std::string("both"));
        QCOMPARE(QString::fromStdString(facts->tokenizer), in("vocab.json"));
        const auto other = opened(write("other.pth", asTorchState(spikeGptTensors(4, 8, 1)))).facts();
        QVERIFY(other.has_value() && other->tokenizer.empty() && other->card.empty());
    }

    void whatLiesBesideMayBeAnything() {
        const QByteArray deep(300'000, '[');
        for (const char* name : {"tokenizer.json", "deep.json"})
            for (const QByteArray& content : {deep, QByteArray(80, ' ') + deep, "\xEF\xBB\xBF" + deep}) {
                write(name, content.toStdString());
                const auto facts = opened(write("deep.pth", asTorchState(spikeGptTensors(4, 8, 1)))).facts();
                QVERIFY(facts && facts->tokenizer.empty() && facts->card.empty() && facts->config.empty());
                QVERIFY(QFile::remove(m_folder.filePath(name)));
            }
    }
    void anAlphabetFromAText() {
        const WeightImport import = opened(write("gpt.pth", asTorchState(spikeGptTensors(5, 8, 1))));
        ImportOptions options = optionsOf(*import.facts(), {});
        options.alphabetText = write("text.txt", "b\u00e9a\nbb\u4e2d").toStdString();
        QVERIFY(import.write(in("text.h5").toStdString(), options).has_value());
        ImportOptions listed = options;
        listed.alphabetText.clear();
        listed.tokenizer = write("list.json", "[\"\\n\", \"a\", \"b\", \"\u00e9\", \"\u4e2d\"]").toStdString();
        QVERIFY(import.write(in("list.h5").toStdString(), listed).has_value());
        QCOMPARE(contentOf(in("text.h5")), contentOf(in("list.h5")));
        for (const auto& [text, sentence] : {std::pair{std::string("abcdef"), "has 6 tokens"}, {std::string("ab\xC3"), "is no text in UTF-8"}}) {
            options.alphabetText = write("text.txt", text).toStdString();
            const auto refused = import.check(options);
            QVERIFY(!refused.has_value());
            QVERIFY2(refused.error().message.find(sentence) != std::string::npos, refused.error().message.c_str());
        }
    }

    void whatIsNoNetwork() {
        for (const auto& [tensors, sentence] : {std::pair{std::vector<NamedShape>{{"weight", {2, 3}}}, "holds neither a SpikeGPT nor a SpikeDecoder"},
                                               {std::vector<NamedShape>{{"emb.weight", {4}}, {"blocks.0.ffn.key.weight", {8, 2}}}, "vocabulary has no size"},
                                               {std::vector<NamedShape>{{"Head.gen_FC.weight", {4, 8}}}, "width has no size"}}) {
            const auto facts = opened(write("other.pth", asTorchState(tensors))).facts();
            QVERIFY(!facts.has_value());
            QVERIFY2(facts.error().message.find(sentence) != std::string::npos, facts.error().message.c_str());
        }
    }

    void whatWasExchangedMeanwhileIsNotWritten() {
        const WeightImport import = opened(write("first.pth", asTorchState(spikeGptTensors(30, 16, 2))));
        ImportOptions options = optionsOf(*import.facts(), {});
        options.progress = [&](double part) {
            if (part == 0) write("first.pth", asTorchState(spikeGptTensors(31, 16, 2)));
            return true;
        };
        QVERIFY(test::writeFile(in("earlier.h5"), "earlier"));
        const auto refused = import.write(in("earlier.h5").toStdString(), options);
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().message.find("was changed while it was read") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(test::contentOf(in("earlier.h5")), QByteArray("earlier"));
    }

    void cancellingLeavesNothing() {
        const WeightImport import = opened(write("gpt.pth", asTorchState(spikeGptTensors(30, 16, 2))));
        ImportOptions options = optionsOf(*import.facts(), {});
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
        std::vector<double> parts;
        options.progress = [&](double part) {
            parts.push_back(part);
            return part < 0.5;
        };
        const auto refused = import.write(in("cancelled.h5").toStdString(), options);
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().message.find("importing was cancelled") != std::string::npos);
        QVERIFY(parts.size() > 3 && parts.front() == 0 && parts.back() >= 0.5 && parts.back() < 1 && std::is_sorted(parts.begin(), parts.end()));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before);
        // Also while it is examined.
        const auto never = WeightImport::open(write("slow.pth", asTorchState(spikeGptTensors(31, 16, 2))).toStdString(), [] { return true; });
        QVERIFY(!never.has_value());
        QVERIFY2(never.error().message.find("cancelled") != std::string::npos, never.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestImportQuestions)
#include "test_import_questions.moc"
