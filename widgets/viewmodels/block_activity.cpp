// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/block_activity.h"

#include <algorithm>
#include <utility>

#include "viewmodels/component_shares.h"
#include "viewmodels/engine_words.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 100;

}  // namespace

BlockActivity::BlockActivity(RunViewModel* run, BlockBoardModel* board, QObject* parent)
    : QObject(parent), m_run(run), m_board(board), m_pricing(&pricingModels().front()) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &BlockActivity::update);
    connect(run, &RunViewModel::framesAppended, this, &BlockActivity::request);
    connect(run, &RunViewModel::runReset, this, &BlockActivity::request);
    connect(board, &BlockBoardModel::boardReset, this, &BlockActivity::request);
    connect(run, &RunViewModel::markedTokenChanged, this, [this] {
        if (m_followsPin) request();
    });
}

void BlockActivity::request() {
    if (!m_timer.isActive()) m_timer.start();
}

void BlockActivity::setPricingModelId(const QString& id) {
    const PricingModel* found = findPricingModel(id.toStdString());
    if (found == nullptr || found == m_pricing) return;
    m_pricing = found;
    request();
}

void BlockActivity::setFollowsPin(bool on) {
    if (std::exchange(m_followsPin, on) == on) return;
    request();
}

void BlockActivity::update() {
    m_timer.stop();
    if (!m_run->hasModel() || m_run->tokenCount() == 0) return m_board->showActivity({});
    const NetworkInfo& info = m_run->model().info();
    // A price that has nothing to say of this family is not asked.
    const PricingModel& pricing = pricingFor(*m_pricing, info.architecture);
    const std::int64_t newest = m_run->liveHistory().end();
    const std::int64_t end = m_followsPin ? std::min(m_run->pinnedToken().value_or(newest) + 1, newest) : newest;
    const ComponentShares shares = componentShares(info, m_run->liveHistory(), end - kTokens, end, pricing);
    std::vector<SlotActivity> activity(info.slotInfos.size());
    for (const ComponentShares::Component& component : shares.components) {
        if (component.slot < 0) continue;
        SlotActivity& slot = activity[static_cast<std::size_t>(component.slot)];
        slot.rate = component.rate;
        slot.share = component.share;
        slot.joulesPerToken = component.joulesPerToken;
        slot.tokens = shares.tokens;
        slot.pricing = pricingName(pricing);
    }
    m_board->showActivity(std::move(activity));
}

}  // namespace spikeglass
