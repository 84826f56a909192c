// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <optional>

#include "engine/model.h"

namespace spikeglass {

class EngineBridge;
class Settings;
class WindowActions;
class WorkspaceDesk;

/// What products hold their weights as, chosen in the menu and remembered: a checkpoint that is open is then loaded anew, its
/// texts and settings kept. Lives in the window's thread.
class WeightsDesk : public QObject {
    Q_OBJECT
  public:
    struct Parts {
        Settings* settings;
        EngineBridge* engine;
        WorkspaceDesk* workspace;
        WindowActions* actions;
    };
    WeightsDesk(const Parts& parts, QObject* parent);

    void choose(WeightType weights);

  private:
    void remember(WeightType weights);

    Parts m_parts;
    bool m_pending = false;  // chosen while a model was being loaded
    std::optional<WeightType> m_before;  // of the model that is being loaded anew
};

}  // namespace spikeglass
