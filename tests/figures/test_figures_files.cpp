// SPDX-License-Identifier: Apache-2.0
// Files of a figure: written all or none, whatever ends it; names and pipes that are refused.
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include "figures/figure_files.h"
#include "figures/figure_test.h"
#include "support/scarce_memory.h"

using namespace spikeglass;
using namespace spikeglass::test;
using namespace spikeglass::figures;

class TestFiguresFiles : public QObject {
    Q_OBJECT

    const QByteArray m_old = QByteArray("what was there"), m_new = QByteArray(10000, 'n');
    static std::map<QString, QByteArray> contentsOf(const QTemporaryDir& folder) {
        std::map<QString, QByteArray> contents;
        for (const QString& name : QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
            QFile file(folder.filePath(name));
            contents[name] = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("a folder");
        }
        return contents;
    }

  private Q_SLOTS:
    void allAreWritten() {
        const QTemporaryDir folder;
        QVERIFY(writeWhole(folder.filePath("a"), m_old));
        QVERIFY(writeTogether({{folder.filePath("a"), m_new}, {folder.filePath("b"), m_new}, {folder.filePath("c"), m_new}}).has_value());
        QCOMPARE(contentsOf(folder), (std::map<QString, QByteArray>{{"a", m_new}, {"b", m_new}, {"c", m_new}}));
    }
    void orNone() {
        const QTemporaryDir folder;
        QVERIFY(writeWhole(folder.filePath("a"), m_old));
        QVERIFY(QDir(folder.path()).mkdir("c"));
        const auto before = contentsOf(folder);
        const auto done = writeTogether({{folder.filePath("a"), m_new}, {folder.filePath("b"), m_new}, {folder.filePath("c"), m_new}});
        QVERIFY(!done && done.error().message.ends_with("c: cannot be written: it exists and is not a regular file"));
        QCOMPARE(contentsOf(folder), before);
    }
    void norWithoutMemory() {
        for (int failing = 1; failing <= 3; ++failing) {
            const QTemporaryDir folder;
            QVERIFY(writeWhole(folder.filePath("a"), m_old));
            QVERIFY(writeWhole(folder.filePath("c"), m_old));
            const auto before = contentsOf(folder);
            const std::vector<NamedBytes> files{{folder.filePath("a"), m_new}, {folder.filePath("b"), m_new}, {folder.filePath("c"), m_new}};
            ScarceMemory::left = failing;
            QVERIFY_THROWS_EXCEPTION(std::bad_alloc, static_cast<void>(writeTogether(files)));
            QCOMPARE(ScarceMemory::left.load(), 0);
            QCOMPARE(contentsOf(folder), before);
        }
    }
    void noFileIsCalledWithANullCharacter() {
        const QTemporaryDir folder;
        QVERIFY(writeWhole(folder.filePath("a"), m_old));
        const QString name = folder.filePath("a") + QChar(QChar::Null) + "b";
        const auto opened = openRegularFile(name);
        QVERIFY(!opened && opened.error().message.ends_with("/a...: holds a null character, as no file's name does"));
        QVERIFY(!writeTogether({{name, m_new}}));
        QCOMPARE(contentsOf(folder), (std::map<QString, QByteArray>{{"a", m_old}}));
    }
    void aPipeIsNotWaitedFor() {
        const QTemporaryDir folder;
        QCOMPARE(mkfifo(folder.filePath("pipe").toLocal8Bit().constData(), 0600), 0);
        const auto opened = openRegularFile(folder.filePath("pipe"));
        QVERIFY(!opened && opened.error().message.ends_with("pipe: is a device or pipe; expected a regular file"));
    }
};

QTEST_GUILESS_MAIN(TestFiguresFiles)
#include "test_figures_files.moc"
