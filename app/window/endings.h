// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <functional>

class QSocketNotifier;

namespace spikeglass {

/// Ends the program in good order where it does not end by its window being closed: SIGTERM, SIGHUP and SIGINT (the session
/// or the machine ends, Ctrl+C in the terminal), and a display that goes away. Says so in one sentence on standard error.
/// One at a time, in the window's thread.
class Endings : public QObject {
    Q_OBJECT
  public:
    /// rescue: saves what must not be lost; true if there was a workspace to save. Called once, in the window's thread.
    explicit Endings(std::function<bool()> rescue, QObject* parent = nullptr);
    ~Endings() override;

  private:
    void onSignal();
    /// Of Qt's messages one says that the display is gone; Qt then ends the program without asking anybody.
    static void hear(QtMsgType type, const QMessageLogContext& context, const QString& message);
    [[noreturn]] void endWithoutDisplay();
    QString savedOrNot();

    std::function<bool()> m_rescue;
    QSocketNotifier* m_notifier = nullptr;
    QtMessageHandler m_usual = nullptr;
};

}  // namespace spikeglass
