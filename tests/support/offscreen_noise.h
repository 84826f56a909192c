// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QtGlobal>

namespace spikeglass::test {

/// Any warning that Qt prints fails a test, but for those that Qt's offscreen platform prints of itself whenever a window
/// with a least size is shown, a window is raised, or a menu opens. Call it in initTestCase(): this handler sits on top of QtTest's.
inline void silenceOffscreenPlatform() {
    static QtMessageHandler next = nullptr;
    next = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& message) {
        for (const char* lacking : {"propagateSizeHints()", "raise()", "grabbing the keyboard"})
            if (message == QLatin1String("This plugin does not support ") + QLatin1String(lacking)) return;
        next(type, context, message);
    });
}

}  // namespace spikeglass::test
