// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QRect>
#include <QSignalSpy>
#include <QString>
#include <QtTest>
#include <cmath>
#include <memory>

#include "error_banner.h"
#include "prompt_bar.h"
#include "support/test_folder.h"
#include "transport_bar.h"
#include "window/main_window.h"

namespace spikeglass::test {

inline QString tinyCheckpoint() { return QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5"); }
inline QString foreignFile() { return QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/measurements.h5"); }

/// A window that writes as fast as it can, with settings of its own that are kept nowhere.
inline std::unique_ptr<MainWindow> showWindow(std::unique_ptr<Settings>& settings, const QString& autosave = {}) {
    settings = std::make_unique<Settings>(Settings::Store::None);
    auto window = std::make_unique<MainWindow>(settings.get(), autosave);
    window->show();
    window->transport().setSpeed(0);
    return window;
}

/// Opens a model and waits for it. False: it could not be opened.
inline bool openAndWait(MainWindow& window, const QString& path) {
    QSignalSpy opened(&window.engine(), &EngineBridge::modelOpened);
    QSignalSpy failed(&window.engine(), &EngineBridge::openFailed);
    window.openModel(path);
    return QTest::qWaitFor([&] { return opened.count() + failed.count() > 0; }, 30'000) && opened.count() > 0;
}

/// What the window was told of the text so far.
inline QString textOf(MainWindow& window) {
    QString text;
    const RunHistory& history = window.run().history();
    for (std::int64_t token = history.begin(); token < history.end(); ++token)
        text += QString::fromStdString(history.frame(token).text);
    return text;
}

/// A window whose texts begin with a prompt of 10 tokens, and a folder for its files. For tests to be derived from.
class WindowTest : protected TestFolder {
  protected:
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    /// A new one; the one before is gone as if it had crashed.
    void show(const QString& autosave = {}) {
        m_window.reset();
        m_window = showWindow(m_settings, autosave);
    }
    /// A text from its beginning, to its end.
    bool write(int tokens) {
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        m_window->transport().setTokensToGenerate(tokens);
        return m_window->startText(false) && finished(10 + tokens);
    }
    bool finished(std::int64_t tokens) {
        return QTest::qWaitFor([&] {
            return m_window->engine().status().phase != RunnerStatus::Phase::Running && m_window->run().tokenCount() == tokens;
        }, 20'000);
    }
    bool bannerSays(const QString& words) {
        return QTest::qWaitFor([&] { return m_window->banner().isVisible() && m_window->banner().sentence().contains(words); }, 20'000);
    }
};

/// Standard deviation of the brightness in a part of a picture, 0 to 255: 0 where it is blank.
inline double contrast(const QImage& picture, const QRect& part) {
    double sum = 0, squares = 0, pixels = 0;
    const QRect seen = part.intersected(picture.rect());
    for (int y = seen.top(); y <= seen.bottom(); ++y)
        for (int x = seen.left(); x <= seen.right(); ++x) {
            const double gray = qGray(picture.pixel(x, y));
            sum += gray, squares += gray * gray, pixels += 1;
        }
    return pixels > 0 ? std::sqrt(std::max(0.0, squares / pixels - (sum / pixels) * (sum / pixels))) : 0;
}

}  // namespace spikeglass::test
