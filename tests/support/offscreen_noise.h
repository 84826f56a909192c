// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QtGlobal>

namespace spikeglass::test {

/// Any warning that Qt prints fails a test, but for one that Qt's offscreen platform prints of itself whenever a window
/// with a least size is shown. Call it in initTestCase(): this handler sits on top of QtTest's.
inline void silenceOffscreenPlatform() {
    static QtMessageHandler next = nullptr;
    next = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& message) {
        if (message == QLatin1String("This plugin does not support propagateSizeHints()")) return;
        next(type, context, message);
    });
}

}  // namespace spikeglass::test
