// SPDX-License-Identifier: Apache-2.0
// What comes back into view from disk: the recording of this very text, whatever lies beside it and however little memory there is.
#include <QFile>

#include "support/scarce_memory.h"
#include "window/archive_desk.h"
#include "window/playback.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestWindowArchive : public QObject, private WindowTest {
    Q_OBJECT

    static constexpr int kTokens = 1500;

    /// A window that soon forgets, with a checkpoint.
    bool showForgetful() {
        show();
        m_window->run().setHistoryLimits({.spikeBytes = 100'000, .potentialBytes = 50'000});
        return openAndWait(*m_window, tinyCheckpoint());
    }
    /// Records a text that begins so; its tokens are in m_tokens.
    bool record(const QString& path, const char* prompt) {
        if (!showForgetful()) return false;
        m_window->promptBar().setPrompt(QLatin1String(prompt));
        m_window->transport().setTokensToGenerate(kTokens);
        if (!m_window->recordTo(path)) return false;
        m_window->engine().finishText();
        m_tokens = m_window->engine().script().tokens;
        return m_window->run().liveHistory().begin() > 300;
    }
    /// What comes back of tokens that memory does not hold; empty: nothing does.
    std::vector<std::int32_t> broughtBack() {
        m_window->run().setFollowing(true);
        m_window->run().setFollowing(false);
        m_window->run().setTimeAxis(100, 50);
        if (!QTest::qWaitFor([&] { return m_window->run().isPaged(); }, 20'000)) return {};
        std::vector<std::int32_t> tokens;
        for (std::int64_t token = 100; token < 150; ++token) tokens.push_back(m_window->run().history().frame(token).token);
        return tokens;
    }
    std::vector<std::int32_t> expected() const { return {m_tokens.begin() + 100, m_tokens.begin() + 150}; }
    std::vector<std::int32_t> m_tokens;

  private Q_SLOTS:
    void initTestCase() { ScarceMemory::spared = true; }
    void cleanup() { m_window.reset(); }

    void whatACrashLeftIsNotThisText() {
        QVERIFY(record(in("old.h5"), "A queen"));
        QTRY_VERIFY(!m_window->engine().status().recording);
        const std::vector<std::int32_t> old = expected();
        QVERIFY(QFile::copy(in("old.h5"), in("new.h5.partial")));
        QVERIFY(record(in("new.h5"), "The prince"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("new.h5")), 20'000);
        QVERIFY(expected() != old);
        QCOMPARE(broughtBack(), expected());

        // Nor is an earlier recording whose name this one will have, while it is being written.
        QVERIFY(QFile::copy(in("old.h5"), in("again.h5")));
        QVERIFY(showForgetful());
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(0);
        QVERIFY(m_window->recordTo(in("again.h5")));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->run().liveHistory().begin() > 300, 20'000);
        m_window->engine().pause();
        QTRY_VERIFY_WITH_TIMEOUT(QFile(in("again.h5.partial")).size() > 100'000, 20'000);
        // Until what waits is flushed.
        QVERIFY(QTest::qWaitFor([&] {
            const auto own = openOwnRecording(m_window->engine().recording(), m_window->run().sharedModel());
            return own && own->tokens() >= 250;
        }, 20'000));
        m_tokens = m_window->engine().script().tokens;
        QVERIFY(expected() != old);
        QCOMPARE(broughtBack(), expected());
    }

    void whatLiesBesideAPlayedRecordingIsNotRead() {
        QVERIFY(record(in("strange.h5"), "A queen"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("strange.h5")), 20'000);
        QVERIFY(record(in("played.h5"), "The prince"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("played.h5")), 20'000);
        QVERIFY(QFile::copy(in("strange.h5"), in("played.h5.partial")));
        QVERIFY(showForgetful());
        m_window->openFile(in("played.h5"));
        QVERIFY(QTest::qWaitFor([&] { return m_window->playback().isOpen() && !m_window->playback().isLoading(); }, 20'000));
        QCOMPARE(broughtBack(), expected());
        QVERIFY(!m_window->banner().isVisible());

        // It comes from outside: what it was exchanged for is examined as well.
        m_window->run().setFollowing(true);
        made("played.h5", "\x89HDF\r\n\x1A\n" + QByteArray(1000, 'x'));
        m_window->run().setFollowing(false);
        m_window->run().setTimeAxis(100, 50);
        auto* archive = m_window->findChild<ArchiveDesk*>();
        QVERIFY(archive != nullptr);
        QSignalSpy failed(archive, &ArchiveDesk::failed);
        QVERIFY(bannerSays(QStringLiteral("played.h5")));
        QVERIFY(!m_window->run().isPaged());

        // That is said once, wherever else one looks.
        QVERIFY(QTest::qWaitFor([&] { return !archive->isReading(); }, 20'000));
        failed.clear();
        QSignalSpy wanted(&m_window->run(), &RunViewModel::pageWanted);
        for (int i = 0; i < 3; ++i) {
            m_window->run().setTimeAxis(120 + i, 50);
            QVERIFY(QTest::qWaitFor([&] { return !archive->isReading(); }, 20'000));
        }
        QVERIFY(!wanted.isEmpty());
        QCOMPARE(failed.size(), 0);
    }

    void withoutMemoryForAPage() {
        QVERIFY(record(in("large.h5"), "The prince"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("large.h5")), 20'000);
        auto* archive = m_window->findChild<ArchiveDesk*>();
        QVERIFY(archive != nullptr);
        int refused = 0;
        for (int large = 1; large < 100'000; large += 3) {
            ScarceMemory::left = large;
            m_window->run().setFollowing(true);
            m_window->run().setFollowing(false);
            m_window->run().setTimeAxis(100, 50);
            QVERIFY(QTest::qWaitFor([&] { return !archive->isReading(); }, 20'000));
            if (ScarceMemory::left.exchange(0) > 0) break;  // it took less
            ++refused;
            QVERIFY(!m_window->run().isPaged());
            QVERIFY2(bannerSays(QStringLiteral("large.h5: needs more memory than there is")), qPrintable(m_window->banner().sentence()));
        }
        QVERIFY(refused > 5);
        QCOMPARE(broughtBack(), expected());
    }
};

QTEST_MAIN(TestWindowArchive)
#include "test_window_archive.moc"
