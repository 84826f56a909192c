// SPDX-License-Identifier: Apache-2.0
// The same checkpoint in every form in which h5py can store it reads the same.
#include <QTest>
#include <bit>
#include <limits>

#include "checkpoint_test.h"
#include "io/checkpoint_file.h"

using namespace spikeglass;

class TestIoCheckpoint : public QObject {
    Q_OBJECT
  private slots:
    void readsEveryForm_data();
    void readsEveryForm();
    void readsManyMembers_data();
    void readsManyMembers();
    void checksConfiguration();
    void checksShapes();
    void readsGolden();
    void readsBFloat16();
    void outlivesMoves();
};

void TestIoCheckpoint::readsEveryForm_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("storedType");
    const QDir folder(test::checkpointFolder("accepted"));
    const QStringList files = folder.entryList({"*.h5"}, QDir::Files);
    QCOMPARE_GE(files.size(), 15);
    for (const QString& name : files) {
        const char* type = name.startsWith("mixed") ? "mixed" : name.contains("float16") ? "float16" : "float32";
        QTest::newRow(qPrintable(name)) << folder.filePath(name) << QString(type);
    }
}

void TestIoCheckpoint::readsEveryForm() {
    QFETCH(QString, path);
    QFETCH(QString, storedType);
    const auto file = CheckpointFile::open(path.toStdString());
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(file->path(), path.toStdString());
    QCOMPARE(file->architecture(), std::string("spikegpt"));
    QCOMPARE(file->storedType(), storedType.toStdString());

    const ModelCard& card = file->card();
    QCOMPARE(card.name, std::string("Kärtchen"));
    QCOMPARE(card.licence, std::string("CC0-1.0"));
    QCOMPARE(card.trainingText, std::string("none"));
    QCOMPARE(card.notes, std::string("for tests"));
    QCOMPARE(card.tokensSeen.value_or(0), std::int64_t{12345678901});
    const std::map<std::string, double> heldOut{{"all_snn", 1.5}, {"all_ann", 1.25}, {"random_mean", 2.0}};
    QVERIFY(card.heldOutBitsPerCharacter == heldOut);

    QCOMPARE(file->tokenizer().kind, std::string("characters"));
    QCOMPARE(file->tokenizer().definition, std::string("[\"a\", \"b\", \"c\", \"d\", \"é\"]"));

    const auto& slotForms = file->slotForms();
    QCOMPARE(slotForms.size(), std::size_t{3});
    QVERIFY(slotForms.at("embedding").analog && !slotForms.at("embedding").spiking);
    QVERIFY(!slotForms.at("blocks.0.time_mix").analog && slotForms.at("blocks.0.time_mix").spiking);
    QVERIFY(slotForms.at("blocks.0.channel_mix").analog && slotForms.at("blocks.0.channel_mix").spiking);

    const std::pair<const char*, std::vector<std::size_t>> tensors[] = {
        {"emb.weight", {5, 3}}, {"mix", {1, 1, 3}}, {"bias", {3}}, {"large", {37, 29}}};
    for (const auto& [name, shape] : tensors) {
        QVERIFY(file->hasTensor(name));
        const auto values = file->tensor(name, shape);
        QVERIFY2(values, values ? name : values.error().message.c_str());
        std::size_t count = 1;
        for (const std::size_t length : shape) count *= length;
        QVERIFY2(*values == test::expectedValues(count), name);
    }
    QVERIFY(!file->hasTensor("emb"));
}

void TestIoCheckpoint::readsManyMembers_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("symbol table") << "accepted/many_members.h5";
    QTest::newRow("dense links") << "accepted/many_members_latest.h5";
}

void TestIoCheckpoint::readsManyMembers() {
    QFETCH(QString, name);
    const auto file = CheckpointFile::open(test::checkpointFolder(name).toStdString());
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    for (int i = 0; i < 1500; ++i) {
        const QString tensor = QStringLiteral("more.%1.weight").arg(i, 4, 10, QLatin1Char('0'));
        QVERIFY2(file->hasTensor(tensor.toStdString()), qPrintable(tensor));
    }
    QCOMPARE(file->parameterCount(), std::int64_t{15 + 3 + 3 + 37 * 29 + 1500 * 3});
    const auto values = file->tensor("more.1499.weight", {3});
    QVERIFY(values && *values == test::expectedValues(3));
}

void TestIoCheckpoint::checksConfiguration() {
    const std::string path = test::checkpointFolder("accepted/plain.h5").toStdString();
    const auto file = CheckpointFile::open(path);
    QVERIFY(file);
    const std::string at = path + ": /configuration: attribute ";
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

    QCOMPARE(file->integer("vocabulary", 1, 5).value(), std::int64_t{5});
    QCOMPARE(file->integer("absent", 1, 5, 7).value(), std::int64_t{7});
    QCOMPARE(file->integer("absent", 1, 5).error().message, at + "absent is missing");
    QCOMPARE(file->integer("vocabulary", 6, 9).error().message, at + "vocabulary is 5; expected 6 to 9");
    QCOMPARE(file->integer("vocabulary", 1, 4, 3).error().message, at + "vocabulary is 5; expected 1 to 4");
    QCOMPARE(file->integer("ratio", 0, kMost).error().message, at + "ratio is the number 0.5; expected an integer");
    QCOMPARE(file->integer("flag", 0, kMost).error().message, at + "flag is the boolean true; expected an integer");
    QCOMPARE(file->integer("list", 0, kMost).error().message, at + "list is an array of shape [2]; expected an integer");

    QCOMPARE(file->real("ratio", 0.0, 1.0).value(), 0.5);
    QCOMPARE(file->real("vocabulary", 0.0, 9.0).value(), 5.0);
    QCOMPARE(file->real("absent", 0.0, 1.0, 0.25).value(), 0.25);
    QCOMPARE(file->real("ratio", 0.6, 1.0).error().message, at + "ratio is 0.5; expected 0.6 to 1");
    QCOMPARE(file->real("mode", 0.0, 1.0).error().message, at + "mode is the text \"wide\"; expected a finite number");

    QCOMPARE(file->boolean("flag").value(), true);
    QCOMPARE(file->boolean("plain_flag").value(), true);
    QCOMPARE(file->boolean("absent", true).value(), true);
    QCOMPARE(file->boolean("vocabulary").error().message,
             at + "vocabulary is the integer 5; expected a boolean, or 0 or 1");

    QCOMPARE(file->text("mode", {"narrow", "wide"}).value(), std::string("wide"));
    QCOMPARE(file->text("mode", {}).value(), std::string("wide"));
    QCOMPARE(file->text("absent", {"narrow"}, "narrow").value(), std::string("narrow"));
    QCOMPARE(file->text("mode", {"narrow", "flat"}).error().message,
             at + "mode is \"wide\"; expected one of \"narrow\", \"flat\"");
    QCOMPARE(file->text("ratio", {}).error().message, at + "ratio is the number 0.5; expected a text");
}

void TestIoCheckpoint::checksShapes() {
    const std::string path = test::checkpointFolder("accepted/plain.h5").toStdString();
    const auto file = CheckpointFile::open(path);
    QVERIFY(file);
    QCOMPARE(file->tensor("emb.weight", {5, 4}).error().message,
             path + ": /weights/emb.weight has shape [5, 3]; expected [5, 4]");
    QCOMPARE(file->tensor("emb.weight", {15}).error().message,
             path + ": /weights/emb.weight has shape [5, 3]; expected [15]");
    QCOMPARE(file->tensor("head.weight", {5, 3}).error().message,
             path + ": /weights/head.weight is missing; expected a dataset of shape [5, 3]");
}

void TestIoCheckpoint::readsGolden() {
    const auto file = CheckpointFile::open(SPIKEGLASS_TEST_DATA "/golden/spikegpt_v77_l4_c64.h5");
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(file->parameterCount(), std::int64_t{225920});
    QCOMPARE(file->slotForms().size(), std::size_t{9});
    QCOMPARE(file->integer("vocabulary", 1, 1000).value(), std::int64_t{77});
    QCOMPARE(file->integer("blocks", 1, 1000).value(), std::int64_t{4});
    QCOMPARE(file->boolean("spiking_embedding").value(), true);
    QVERIFY(file->tokenizer().kind.empty());
    QVERIFY(!file->card().tokensSeen);
    QVERIFY(file->tensor("blocks.3.ffn.key.weight", {256, 64}));
}

void TestIoCheckpoint::readsBFloat16() {
    const auto file = CheckpointFile::open(test::checkpointFolder("bfloat16.h5").toStdString());
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(file->storedType(), std::string("bfloat16"));
    const std::pair<const char*, std::vector<std::size_t>> tensors[] = {{"large", {37, 29}}, {"mix", {1, 1, 3}}};  // "mix" is big-endian
    for (const auto& [name, shape] : tensors) {
        const std::vector<float> values = file->tensor(name, shape).value();
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(std::bit_cast<std::uint32_t>(values[i]), static_cast<std::uint32_t>(i) << 16);
    }
    QVERIFY(file->checkWeights());
}

void TestIoCheckpoint::outlivesMoves() {
    auto first = CheckpointFile::open(test::checkpointFolder("accepted/plain.h5").toStdString());
    QVERIFY(first);
    CheckpointFile second = std::move(*first);
    QCOMPARE(second.tensor("bias", {3}).value(), test::expectedValues(3));
    auto third = CheckpointFile::open(test::checkpointFolder("accepted/float16.h5").toStdString());
    second = std::move(*third);
    QCOMPARE(second.storedType(), std::string("float16"));
}

QTEST_APPLESS_MAIN(TestIoCheckpoint)
#include "test_io_checkpoint.moc"
