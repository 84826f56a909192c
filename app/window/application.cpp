// SPDX-License-Identifier: Apache-2.0
#include "application.h"

#include <exception>
#include <new>

namespace spikeglass {

bool Application::notify(QObject* receiver, QEvent* event) {
    try {
        return QApplication::notify(receiver, event);
    } catch (const std::bad_alloc&) {
        complain(tr("There is not enough memory for this; everything else goes on. Save the workspace, then close what is large."));
    } catch (const std::exception& error) {
        complain(tr("Something went wrong inside the program (%1); save the workspace, then restart it.").arg(QString::fromLocal8Bit(error.what())));
    }
    return false;
}

void Application::complain(const QString& sentence) {
    QMetaObject::invokeMethod(this, [this, sentence] { Q_EMIT failed(sentence); }, Qt::QueuedConnection);
}

}  // namespace spikeglass
