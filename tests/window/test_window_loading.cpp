// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTemporaryDir>
#include <algorithm>
#include <memory>

#include "error_banner.h"
#include "import/import_options.h"
#include "loading_bar.h"
#include "support/offscreen_noise.h"
#include "support/weight_files.h"
#include "transport_bar.h"
#include "window/lane_desk.h"
#include "window/loading_desk.h"
#include "window/weights_desk.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// Opening a large checkpoint: the window goes on meanwhile, says how far it is, and gives up when asked to.
class TestWindowLoading : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_large;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    struct Ended {
        int opened = 0, failed = 0, cancelled = 0;
        bool any() const { return opened + failed + cancelled > 0; }
    };
    void watch(Ended& ended) {
        connect(&m_window->engine(), &EngineBridge::modelOpened, m_window.get(), [&] { ++ended.opened; });
        connect(&m_window->engine(), &EngineBridge::openFailed, m_window.get(), [&] { ++ended.failed; });
        connect(&m_window->engine(), &EngineBridge::openCancelled, m_window.get(), [&] { ++ended.cancelled; });
    }

  private Q_SLOTS:
    /// 150 MB of weights. Each test takes a copy: a file that was examined once is not examined again.
    void initTestCase() {
        silenceOffscreenPlatform();
        const QString weights = m_folder.filePath(QStringLiteral("large.safetensors"));
        QFile file(weights);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string bytes = asSafeTensors(spikeGptTensors(64, 512, 12));
        QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
        file.close();
        m_large = m_folder.filePath(QStringLiteral("large.h5"));
        QVERIFY(importCheckpoint(weights.toStdString(), m_large.toStdString(), {}).has_value());
        file.remove();
    }
    void init() {
        m_settings = std::make_unique<Settings>(Settings::Store::None);
        m_window = std::make_unique<MainWindow>(m_settings.get());
        m_window->findChild<LoadingDesk*>()->setPatience(10);  // a quick machine has loaded the file in less than the usual one
        m_window->show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        const QString fresh = m_folder.filePath(QStringLiteral("%1.h5").arg(QLatin1String(QTest::currentTestFunction())));
        QVERIFY(QFile::copy(m_large, fresh));
        QFile::remove(m_large);
        m_large = fresh;
    }
    void cleanup() { m_window.reset(); }

    void theWindowGoesOn() {
        std::vector<double> parts;
        connect(&m_window->engine(), &EngineBridge::loadingProgressed, m_window.get(), [&](double part) { parts.push_back(part); });
        Ended ended;
        watch(ended);
        int ticks = 0;
        qint64 longest = 0;
        QElapsedTimer since;
        QTimer timer;
        connect(&timer, &QTimer::timeout, m_window.get(), [&] {
            ++ticks;
            longest = std::max(longest, since.restart());
        });
        bool shown = false;
        connect(&timer, &QTimer::timeout, m_window.get(), [&] { shown = shown || m_window->loadingBar().isVisible(); });
        m_window->openModel(m_large);
        QVERIFY(m_window->engine().isLoading());
        since.start();
        timer.start(5);
        QVERIFY(QTest::qWaitFor([&] { return !m_window->engine().isLoading() || ended.any(); }, 60'000));
        timer.stop();
        QTRY_COMPARE(ended.opened, 1);
        QVERIFY(parts.size() > 20 && std::is_sorted(parts.begin(), parts.end()));
        QCOMPARE(parts.front(), 0.0);
        QVERIFY2(parts.back() > 0.9, qPrintable(QString::number(parts.back())));
        QVERIFY(shown);
        QVERIFY(!m_window->loadingBar().isVisible());
        QVERIFY2(ticks > 10, qPrintable(QString::number(ticks)));
        qInfo("%d turns of the window while it loaded, %lld ms between two at most", ticks, static_cast<long long>(longest));
    }

    void escapeKeepsWhatWasOpen() {
        const auto before = m_window->run().sharedModel();
        Ended ended;
        watch(ended);
        m_window->openModel(m_large);
        QTRY_VERIFY(m_window->loadingBar().isVisible());
        QVERIFY(m_window->loadingBar().sentence().contains(QFileInfo(m_large).fileName()));
        QVERIFY(m_window->actionsOfWindow().stop->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_COMPARE(ended.cancelled, 1);
        QCOMPARE(ended.opened + ended.failed, 0);
        QVERIFY(!m_window->loadingBar().isVisible() && !m_window->engine().isLoading());
        QVERIFY(!m_window->banner().isVisible());  // it was wanted: nothing went wrong
        QCOMPARE(m_window->run().sharedModel(), before);
        m_window->transport().setSpeed(0);
        m_window->transport().setTokensToGenerate(5);
        QVERIFY(m_window->startText(false));  // and writes on
        QTRY_VERIFY(m_window->run().tokenCount() > 5);
    }

    void theButtonCancels() {
        Ended ended;
        watch(ended);
        m_window->openModel(m_large);
        QTRY_VERIFY(m_window->loadingBar().isVisible());
        QTest::mouseClick(m_window->loadingBar().button(), Qt::LeftButton);
        QTRY_COMPARE(ended.cancelled, 1);
        // At once again: it opens.
        m_window->openModel(m_large);
        QTRY_COMPARE_WITH_TIMEOUT(ended.opened, 1, 60'000);
        QCOMPARE(QString::fromStdString(m_window->run().model().path), m_large);
    }

    void theLastFileAskedForWins() {
        Ended ended;
        watch(ended);
        QElapsedTimer spent;
        m_window->openModel(m_large);
        m_window->openModel(tinyCheckpoint());
        QTRY_COMPARE_WITH_TIMEOUT(ended.opened, 1, 60'000);
        QCOMPARE(ended.cancelled, 0);
        QCOMPARE(QString::fromStdString(m_window->run().model().path), tinyCheckpoint());
    }

    void closingTheWindowDoesNotWait() {
        m_window->openModel(m_large);
        m_window.reset();  // returns, and nothing is reported to what is no more
        QVERIFY(QFile::exists(m_large));
    }

    void weightsStayAsTheyWere() {
        QTRY_VERIFY(m_window->run().hasModel());
        m_window->openModel(m_large);
        QTRY_VERIFY_WITH_TIMEOUT(QString::fromStdString(m_window->run().model().path) == m_large, 60'000);
        Ended ended;
        watch(ended);
        Q_EMIT m_window->actionsOfWindow().weightsChosen(WeightType::Int8);
        QVERIFY(m_window->engine().isLoading());
        m_window->engine().cancelLoading();
        QTRY_COMPARE(ended.cancelled, 1);
        QCOMPARE(m_window->run().model().weights, WeightType::Float32);
        QCOMPARE(m_settings->weights(), WeightType::Float32);
        QCOMPARE(m_window->engine().weights(), WeightType::Float32);
        QVERIFY(!m_window->engine().isLoading());
    }
};

QTEST_MAIN(TestWindowLoading)
#include "test_window_loading.moc"
