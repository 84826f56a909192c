// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

namespace spikeglass {

class EngineBridge;
class LoadingBar;

/// Shows what is being opened where that takes long enough to wonder, and cancels it when asked to. Lives in the window's
/// thread.
class LoadingDesk : public QObject {
    Q_OBJECT
  public:
    static constexpr int kPatienceMilliseconds = 300;  // small models are there sooner

    LoadingDesk(EngineBridge* engine, LoadingBar* bar, QObject* parent);

    /// How long a loading may take before it is shown, from the next one on. For tests.
    void setPatience(int milliseconds) { m_patience.setInterval(milliseconds); }

  private:
    EngineBridge* m_engine;
    LoadingBar* m_bar;
    QTimer m_patience;
    double m_part = 0;
};

}  // namespace spikeglass
