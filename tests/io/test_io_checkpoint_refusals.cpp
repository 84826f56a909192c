// SPDX-License-Identifier: Apache-2.0
// Every bad file gets one sentence that names the file, the place, what was expected and what was found.
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "checkpoint_test.h"
#include "io/checkpoint_file.h"

using namespace spikeglass;

class TestIoCheckpointRefusals : public QObject {
    Q_OBJECT
  private slots:
    void refuses_data();
    void refuses();
    void refusesBadWeights_data();
    void refusesBadWeights();
    void refusesWhatIsNoFile();
    void refusesEveryTruncation();
    void refusesLongTexts();
    void refusesOtherSuperblocks();
    void keepsControlCharactersOutOfMessages();
};

namespace {

struct Refusal {
    const char* name;
    const char* message;  // after "FILE: "
};

// One line per file of tests/data/checkpoints/refused.
constexpr Refusal kRefusals[] = {
    {"other_hdf5", "is HDF5 but not a Spikeglass checkpoint: it has no attribute format"},
    {"recording", "is a Spikeglass recording; expected a checkpoint"},
    {"other_format", "is HDF5 but not a Spikeglass checkpoint: its format is the text \"somebody's\"; expected "
                     "\"spikeglass-checkpoint\""},
    {"format_number", "is HDF5 but not a Spikeglass checkpoint: its format is the integer 3; expected "
                      "\"spikeglass-checkpoint\""},
    {"newer_version", "is a checkpoint of format version 2; this program reads version 1"},
    {"version_text", "attribute version is the text \"1\"; expected an integer"},
    {"no_version", "attribute version is missing"},
    {"no_architecture", "attribute architecture is missing"},
    {"architecture_number", "attribute architecture is the number 3.5; expected a text"},
    {"not_utf8", "attribute architecture is a text that is not UTF-8"},
    {"no_configuration", "/configuration is missing; expected a group"},
    {"configuration_dataset", "/configuration is a dataset; expected a group"},
    {"no_slots", "/slots is missing; expected a group"},
    {"slot_form", "/slots: attribute embedding is the text \"cnn\"; expected \"ann\", \"snn\" or \"both\""},
    {"slot_number", "/slots: attribute embedding is the integer 1; expected \"ann\", \"snn\" or \"both\""},
    {"no_weights", "/weights is missing; expected a group"},
    {"weights_dataset", "/weights is a dataset; expected a group"},
    {"weights_empty", "/weights holds no dataset"},
    {"weights_cycle", "/weights/loop is a group; expected a dataset"},
    {"weights_group", "/weights/more is a group; expected a dataset"},
    {"weights_soft_link", "/weights/bias is a soft link; expected a dataset stored in this file"},
    {"weights_external_link", "/weights/bias is an external link; expected a dataset stored in this file"},
    {"group_external_link", "/weights is an external link; expected a group stored in this file"},
    {"external_storage", "/weights/bias stores its data in another file; expected data stored in this file"},
    {"virtual", "/weights/bias is a virtual dataset; expected data stored in this file"},
    {"committed_type", "/weights/bias has a named (committed) type; expected its own"},
    {"float64", "/weights/bias has elements of type float64; expected float32, float16, or uint16 with attribute dtype = \"bfloat16\""},
    {"int32", "/weights/bias has elements of type int32; expected float32, float16, or uint16 with attribute dtype = \"bfloat16\""},
    {"int16", "/weights/bias has elements of type int16; expected float32, float16, or uint16 with attribute dtype = \"bfloat16\""},
    {"uint16", "/weights/bias has elements of type uint16; expected float32, float16, or uint16 with attribute dtype = \"bfloat16\""},
    {"texts", "/weights/bias has elements of type text; expected float32, float16, or uint16 with attribute dtype = \"bfloat16\""},
    {"compound", "/weights/bias has elements of type a compound; expected float32, float16, or uint16 with attribute dtype = \"bfloat16\""},
    {"rank", "/weights/bias has 9 dimensions; expected at most 8"},
    {"no_elements", "/weights/bias has shape [0, 3]; expected at least one element"},
    {"null", "/weights/bias is empty; expected elements"},
    {"lzf", "/weights/large uses HDF5 filter 32000; expected none, or deflate, shuffle and fletcher32"},
    {"scale_offset", "/weights/large uses HDF5 filter 6; expected none, or deflate, shuffle and fletcher32"},
    {"never_written", "/weights/bias was declared but never written"},
    {"never_written_chunks", "/weights/large was declared but never written"},
    {"partly_written", "/weights/large lacks a part of its data"},
    {"huge_chunked", "/weights/bias has shape [274877906944], 262144 chunks, more than a file of 19892 bytes can hold"},
    {"huge_shape", "/weights/bias has shape [1125899906842624], more than this program reads"},
    {"huge_chunk", "/weights/bias has chunks of more than 67108864 bytes"},
    {"latest_chunks", "/weights/bias has chunks with an index of HDF5 1.10 (libver \"latest\"); expected no chunks, or "
                      "those of libver \"earliest\""},
    {"tokenizer_no_kind", "/tokenizer: attribute kind is missing"},
    {"tokenizer_kind_number", "/tokenizer: attribute kind is the integer 3; expected a text"},
    {"tokenizer_no_definition", "/tokenizer/definition is missing; expected a dataset"},
    {"tokenizer_floats", "/tokenizer/definition is float32 [3]; expected uint8 with one dimension"},
    {"tokenizer_matrix", "/tokenizer/definition is uint8 [3, 3]; expected uint8 with one dimension"},
    {"tokenizer_large", "/tokenizer/definition has 67108865 bytes; expected at most 67108864"},
    {"card_name_number", "/card: attribute name is the integer 3; expected a text"},
    {"tokens_seen_negative", "/card: attribute tokens_seen is negative; expected 0 or more"},
    {"held_out_text", "/card/held_out_bits_per_character: attribute all_snn is the text \"low\"; expected a finite "
                      "number"},
    {"held_out_nan", "/card/held_out_bits_per_character: attribute all_snn is the number nan; expected a finite number"},
    {"many_attributes", "/slots has more than 4096 attributes"},
};

constexpr struct {
    const char* name;
    const char* tensor;
    std::size_t rows;
    std::size_t columns;
    const char* message;
} kBadWeights[] = {
    {"nan", "large", 37, 29, "/weights/large holds NaN at [3, 17]; expected finite weights"},
    {"infinity", "emb.weight", 5, 3, "/weights/emb.weight holds an infinity at [4, 2]; expected finite weights"},
    {"infinity_float16", "mix", 1, 3, "/weights/mix holds an infinity at [0, 0, 1]; expected finite weights"},
    {"bfloat16_nan", "mix", 1, 3, "/weights/mix holds NaN at [0, 0, 1]; expected finite weights"},
};

std::string messageFor(const QString& path) {
    const auto file = CheckpointFile::open(path.toStdString());
    return file ? "" : file.error().message;
}

/// What follows "FILE: "; empty where the file opens.
std::string reasonFor(const QString& path) {
    const std::string message = messageFor(path);
    const std::string head = path.toStdString() + ": ";
    return message.starts_with(head) ? message.substr(head.size()) : message;
}

}  // namespace

void TestIoCheckpointRefusals::refuses_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    const QDir folder(test::checkpointFolder("refused"));
    for (const Refusal& refusal : kRefusals)
        QTest::newRow(refusal.name) << folder.filePath(QString(refusal.name) + ".h5") << QString(refusal.message);
    QCOMPARE(folder.entryList({"*.h5"}, QDir::Files).size(), std::size(kRefusals) + std::size(kBadWeights));
}

void TestIoCheckpointRefusals::refuses() {
    QFETCH(QString, path);
    QFETCH(QString, message);
    QCOMPARE(QString::fromStdString(messageFor(path)), path + ": " + message);
}

void TestIoCheckpointRefusals::refusesBadWeights_data() {
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(kBadWeights)); ++i) QTest::newRow(kBadWeights[i].name) << i;
}

void TestIoCheckpointRefusals::refusesBadWeights() {
    QFETCH(int, row);
    const auto& bad = kBadWeights[row];
    const std::string path = test::checkpointFolder("refused/").toStdString() + bad.name + ".h5";
    const auto file = CheckpointFile::open(path);
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    std::vector<std::size_t> shape{bad.rows, bad.columns};
    if (std::string(bad.tensor) == "mix") shape.insert(shape.begin(), 1);
    const auto values = file->tensor(bad.tensor, shape);
    QVERIFY(!values);
    QCOMPARE(values.error().message, path + ": " + bad.message);
}

void TestIoCheckpointRefusals::refusesWhatIsNoFile() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5");
    const auto said = [&](const char* message) { return messageFor(path) == path.toStdString() + ": " + message; };
    QVERIFY(said("cannot be opened: No such file or directory"));
    QVERIFY(test::writeFile(path, ""));
    QVERIFY(said("is empty; expected an HDF5 file"));
    for (const char* garbage : {"x", "PK\x03\x04 a zip", "\x89PNG\r\n\x1a\n", "\x89HDF\r\n\x1a"}) {
        QVERIFY(test::writeFile(path, garbage));
        QVERIFY2(said("is not an HDF5 file: it does not start with the HDF5 signature"), garbage);
    }
    QVERIFY(test::writeFile(path, "\x89HDF\r\n\x1a\n"));
    QVERIFY(said("is truncated: 8 bytes hold no HDF5 superblock"));
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkdir(path));
    QVERIFY(said("is a directory; expected a file"));
    QVERIFY(QDir().rmdir(path));
    QCOMPARE(::mkfifo(path.toUtf8().constData(), 0600), 0);  // opening it must not wait for a writer
    QVERIFY(said("is a device or pipe; expected a regular file"));
    QVERIFY(QFile::remove(path));
    if (::geteuid() == 0) return;  // root may read everything
    QVERIFY(test::writeFile(path, "x"));
    QVERIFY(QFile::setPermissions(path, {}));
    QVERIFY(said("cannot be opened: Permission denied"));
}

void TestIoCheckpointRefusals::refusesEveryTruncation() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5");
    for (const char* name : {"accepted/plain.h5", "accepted/latest.h5"}) {
        const QByteArray whole = test::contentOf(test::checkpointFolder(name));
        QVERIFY(whole.size() > 4000);
        for (qsizetype length = whole.size() - 1; length > 0; length -= 97) {
            QVERIFY(test::writeFile(path, whole.first(length)));
            const std::string message = messageFor(path);
            QVERIFY2(test::isOneSentence(message, path.toStdString()), message.c_str());
            if (length > 200)
                QCOMPARE(QString::fromStdString(message), QString("%1: is truncated: it has %2 bytes; its superblock declares %3")
                                                              .arg(path).arg(length).arg(whole.size()));
        }
    }
}

void TestIoCheckpointRefusals::refusesLongTexts() {
    // The reference to a variable-length text: its length, its heap's address, its number there. "for tests" has 9.
    QByteArray content = test::contentOf(test::checkpointFolder("accepted/plain.h5"));
    const qsizetype name = content.indexOf(QByteArray("notes\0\0\0", 8));
    QVERIFY(name > 0);
    const qsizetype length = content.indexOf(QByteArray("\x09\0\0\0", 4), name);
    QVERIFY(length > name && length < name + 80);
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5");
    const auto messageWith = [&](quint32 bytes) {
        qToLittleEndian(bytes, content.data() + length);
        return test::writeFile(path, content) ? reasonFor(path) : "cannot write";
    };
    QCOMPARE(messageWith(9), std::string());  // as it was
    QCOMPARE(messageWith((1U << 20) + 1),
             std::string("/card: attribute notes is a text of 1048577 bytes; expected at most 1048576"));
    QCOMPARE(messageWith(4000), std::string("/card: attribute notes is damaged: its text is not where the file says"));
}

void TestIoCheckpointRefusals::refusesOtherSuperblocks() {
    const QByteArray whole = test::contentOf(test::checkpointFolder("accepted/plain.h5"));
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5");
    const auto messageWith = [&](qsizetype at, const QByteArray& bytes) {
        QByteArray content = whole;
        content.replace(at, bytes.size(), bytes);
        return test::writeFile(path, content) ? reasonFor(path) : "cannot write";
    };
    QCOMPARE(messageWith(8, "\x04"), std::string("has an HDF5 superblock of version 4; expected 0 to 3"));
    QCOMPARE(messageWith(13, "\x04"),
             std::string("has HDF5 addresses of 4 and lengths of 8 bytes; expected 8 and 8"));
    QCOMPARE(messageWith(24, QByteArray("\x01\0", 2)),
             std::string("has an HDF5 base address other than 0; expected a file without a prefix"));
    QCOMPARE(messageWith(48, QByteArray(8, '\x01')),
             std::string("has an HDF5 driver block (data in several files); expected a single file"));
    QVERIFY(messageWith(64, QByteArray(8, '\x7F')).starts_with("/ is damaged: 16 bytes at "));
    QCOMPARE(messageWith(64, QByteArray(8, '\0')), std::string("/ is damaged: it has no object header"));
}

void TestIoCheckpointRefusals::keepsControlCharactersOutOfMessages() {
    QByteArray content = test::contentOf(test::checkpointFolder("accepted/plain.h5"));
    const qsizetype form = content.indexOf("ann");
    QVERIFY(form > 0);
    content.replace(form, 3, "\x1B[m");
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.h5");
    QVERIFY(test::writeFile(path, content));
    QCOMPARE(QString::fromStdString(messageFor(path)),
             path + ": /slots: attribute embedding is the text \"?[m\"; expected \"ann\", \"snn\" or \"both\"");
}

QTEST_APPLESS_MAIN(TestIoCheckpointRefusals)
#include "test_io_checkpoint_refusals.moc"
