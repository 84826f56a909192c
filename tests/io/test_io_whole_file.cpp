// SPDX-License-Identifier: Apache-2.0
// Files that are written whole or not at all, and what is beside them meanwhile.
#include <unistd.h>

#include <QDir>
#include <QTest>
#include <atomic>
#include <cerrno>
#include <new>
#include <thread>
#include <vector>

#include "io/partial_file.h"
#include "io/spike_export.h"
#include "io/whole_file.h"
#include "support/test_folder.h"

using namespace spikeglass;

class TestIoWholeFile : public QObject, private test::TestFolder {
    Q_OBJECT

    std::string path(const char* name) const { return in(name).toStdString(); }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name); }

  private slots:
    void cleanup() {
        for (const QString& name : files()) QVERIFY(QFile::remove(in(name)));
    }

    void replacesWhatWasThere() {
        made("a.txt", "earlier");
        QVERIFY(writeWholeFile(path("a.txt"), "later"));
        QCOMPARE(test::contentOf(in("a.txt")), QByteArray("later"));
        QCOMPARE(files(), QStringList("a.txt"));
    }

    void leavesNothingWhereItFails() {
        made("a.txt", "earlier");
        const auto begin = [](const std::string& temporary) {
            if (!test::writeFile(QString::fromStdString(temporary), "half")) qFatal("cannot write a test's file");
        };
        const auto refused = writeWholeFile(path("a.txt"), [&](const std::string& temporary) -> Result<void> {
            begin(temporary);
            return fail("the reason");
        });
        QCOMPARE(refused.error().message, path("a.txt") + ": cannot be written: the reason");
        QVERIFY_EXCEPTION_THROWN((void)writeWholeFile(path("a.txt"), [&](const std::string& temporary) -> Result<void> {
            begin(temporary);
            throw std::bad_alloc();
        }), std::bad_alloc);
        QCOMPARE(files(), QStringList("a.txt"));
        QCOMPARE(test::contentOf(in("a.txt")), QByteArray("earlier"));
        QCOMPARE(writeWholeFile(path("no/a.txt"), "x").error().message, path("no/a.txt") + ": cannot be written: No such file or directory");
        const std::string folder = m_folder.path().toStdString();
        QCOMPARE(writeWholeFile(folder, "x").error().message, folder + ": cannot be written: it exists and is not a regular file");
    }

    /// In a shared folder somebody may have guessed the name.
    void followsNoLinkThatWasLaid() {
        made("victim.txt", "precious");
        std::string first;
        QVERIFY(writeWholeFile(path("a.txt"), [&](const std::string& temporary) -> Result<void> {
            first = temporary;
            return {};
        }));
        const std::size_t end = first.find_last_of("-0123456789", first.find_last_not_of("0123456789"));
        const std::string stem = first.substr(0, end + 1);
        const int number = std::stoi(first.substr(end + 1));
        for (const std::string& name : {path("a.txt.partial-") + std::to_string(::getpid()), stem + std::to_string(number + 1), stem + std::to_string(number + 2)})
            QCOMPARE(::symlink(path("victim.txt").c_str(), name.c_str()), 0);
        QVERIFY(writeWholeFile(path("a.txt"), "mine"));
        QCOMPARE(test::contentOf(in("victim.txt")), QByteArray("precious"));
        QCOMPARE(test::contentOf(in("a.txt")), QByteArray("mine"));
        QVERIFY(!QFileInfo(in("a.txt")).isSymLink());
    }

    void writesBehindALinkThatIsTheTarget() {
        made("target.txt", "earlier");
        QVERIFY(QDir(m_folder.path()).mkpath("links"));
        QCOMPARE(::symlink("../target.txt", path("links/a").c_str()), 0);
        QCOMPARE(::symlink(path("links/a").c_str(), path("b").c_str()), 0);
        QVERIFY(writeWholeFile(path("b"), "later"));
        QVERIFY(QFileInfo(in("b")).isSymLink() && QFileInfo(in("links/a")).isSymLink());
        QCOMPARE(test::contentOf(in("target.txt")), QByteArray("later"));
        QCOMPARE(::symlink("new.txt", path("dangling").c_str()), 0);  // it leads to what is not there yet
        QVERIFY(writeWholeFile(path("dangling"), "new"));
        QCOMPARE(test::contentOf(in("new.txt")), QByteArray("new"));
        QCOMPARE(::symlink("circle", path("circle").c_str()), 0);
        QCOMPARE(writeWholeFile(path("circle"), "x").error().message, path("circle") + ": cannot be written: Too many levels of symbolic links");
        QVERIFY(QDir(in("links")).removeRecursively());
    }

    void threadsDoNotShareAFile() {
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                const std::string mine(10'000 + static_cast<std::size_t>(t), static_cast<char>('a' + t));
                for (int i = 0; i < 50; ++i) wrong += !writeWholeFile(path("a.txt"), mine);
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(wrong.load(), 0);
        const QByteArray content = test::contentOf(in("a.txt"));
        QCOMPARE(content.count(content.at(0)), content.size());
        QCOMPARE(content.size(), 10'000 + content.at(0) - 'a');
        QCOMPARE(files(), QStringList("a.txt"));
    }

    void partialFilesAreNew() {
        QCOMPARE(reservePartialFile(path("run.h5")), std::optional(path("run.h5.partial")));
        QCOMPARE(::symlink(path("victim.txt").c_str(), path("run.h5.partial.2").c_str()), 0);
        QCOMPARE(reservePartialFile(path("run.h5")), std::optional(path("run.h5.partial.3")));
        QVERIFY(!QFile::exists(in("victim.txt")));
        QVERIFY(!reservePartialFile(path("no/run.h5")));
        QCOMPARE(errno, ENOENT);
    }

    void spikesOfSitesWithUnusualNames() {
        SpikeTrains trains;
        trains.sites.push_back({"a,\"b\"", {{0.25}, {}, {1.5}}, {}});
        QVERIFY(writeSpikeCsv(path("spikes.csv"), trains));
        QCOMPARE(test::contentOf(in("spikes.csv")), QByteArray("site,neuron,unit,seconds\r\n\"a,\"\"b\"\"\",0,0,0.25\r\n\"a,\"\"b\"\"\",2,2,1.5\r\n"));
    }
};

QTEST_APPLESS_MAIN(TestIoWholeFile)
#include "test_io_whole_file.moc"
