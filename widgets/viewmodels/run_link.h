// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace spikeglass {

class RunViewModel;

/// Two runs under one clock: what is in view, what is marked, what is selected and what is traced in one is so in the
/// other, where it has such a token or neuron. Lives in the window's thread; both runs outlive it.
class RunLink : public QObject {
    Q_OBJECT
  public:
    RunLink(RunViewModel* a, RunViewModel* b, QObject* parent = nullptr);

    /// Whether both networks have the same sites, so that their neurons can be compared one by one.
    static bool sameSites(const RunViewModel& a, const RunViewModel& b);

  private:
    void connectOneWay(RunViewModel* from, RunViewModel* to);

    RunViewModel *m_a, *m_b;
    bool m_telling = false;
};

}  // namespace spikeglass
