// SPDX-License-Identifier: Apache-2.0
#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "base/random.h"
#include "base/sha256.h"

using namespace spikeglass;

namespace {

std::string hashOf(const QByteArray& text) {
    return sha256(std::span(reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())));
}

}  // namespace

class TestBaseSha256 : public QObject {
    Q_OBJECT
  private slots:
    void matchesPublishedVectors();
    void matchesQtAtEveryLength();
    void hashesFiles();
    void refusesWhatIsNoFile();
};

/// NIST's examples for FIPS 180-4.
void TestBaseSha256::matchesPublishedVectors() {
    QCOMPARE(hashOf(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(hashOf("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(hashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
             std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    QCOMPARE(hashOf(QByteArray(1000000, 'a')),
             std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

/// Padding has its cases around 55, 56, 63 and 64 bytes.
void TestBaseSha256::matchesQtAtEveryLength() {
    Random random(5);
    QByteArray text;
    for (int length = 0; length < 300; ++length) {
        QCOMPARE(hashOf(text), QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().toStdString());
        text.append(static_cast<char>(random.next()));
    }
}

void TestBaseSha256::hashesFiles() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("file");
    for (const qsizetype length : {qsizetype{0}, qsizetype{3}, qsizetype{1} << 20, (qsizetype{2} << 20) + 77}) {
        QByteArray content(length, '\0');
        for (qsizetype i = 0; i < length; ++i) content[i] = static_cast<char>(i * 7 + i / 251);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == length);
        file.close();
        const auto hash = sha256OfFile(path.toStdString());
        QVERIFY(hash);
        QCOMPARE(*hash, hashOf(content));
    }
}

void TestBaseSha256::refusesWhatIsNoFile() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("absent").toStdString();
    QCOMPARE(sha256OfFile(path).error().message, path + ": cannot be opened: No such file or directory");
    QCOMPARE(sha256OfFile(folder.path().toStdString()).error().message,
             folder.path().toStdString() + ": is not a regular file");
}

QTEST_APPLESS_MAIN(TestBaseSha256)
#include "test_base_sha256.moc"
