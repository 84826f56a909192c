// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QRect>
#include <QSignalSpy>
#include <QString>
#include <QtTest>
#include <cmath>
#include <memory>

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
