// SPDX-License-Identifier: Apache-2.0
#include "weights_desk.h"

#include <utility>

#include "engine_bridge.h"
#include "settings.h"
#include "window_actions.h"
#include "workspace_desk.h"

namespace spikeglass {

WeightsDesk::WeightsDesk(const Parts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    m_parts.engine->setWeights(m_parts.settings->weights());
    m_parts.actions->showWeights(m_parts.settings->weights());
    connect(m_parts.actions, &WindowActions::weightsChosen, this, &WeightsDesk::choose);
    // Queued: the workspace that is being opened comes first. A text that goes on from its recording has the weights of that.
    connect(
        m_parts.engine, &EngineBridge::modelOpened, this,
        [this] {
            if (m_parts.engine->isLoading()) return;  // a late word of the model before: what is loading now has its own
            m_before.reset();
            if (std::exchange(m_pending, false)) return choose(m_parts.engine->weights());
            m_parts.actions->showWeights(m_parts.engine->model()->weights);
        },
        Qt::QueuedConnection);
    connect(m_parts.engine, &EngineBridge::openFailed, this, [this] { m_before.reset(); });
    connect(m_parts.engine, &EngineBridge::openCancelled, this, [this] {
        if (std::exchange(m_pending, false)) return choose(m_parts.engine->weights());
        // The model in the window stays as it is, and so does the choice.
        if (const auto before = std::exchange(m_before, std::nullopt)) remember(*before);
    });
}

void WeightsDesk::remember(WeightType weights) {
    m_parts.settings->setWeights(weights);
    m_parts.engine->setWeights(weights);
    m_parts.actions->showWeights(weights);
}

void WeightsDesk::choose(WeightType weights) {
    remember(weights);
    m_pending = m_parts.engine->isLoading();
    if (m_pending || !m_parts.engine->hasModel() || m_parts.engine->model()->weights == weights) return;
    m_before = m_parts.engine->model()->weights;
    m_parts.workspace->reload();
}

}  // namespace spikeglass
