// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/lane_comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/utf8.h"

namespace spikeglass {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostKept = 1u << 20;  // tokens whose single values are kept

}  // namespace

double LaneComparison::Lane::bitsPerCharacter() const { return characters > 0 ? bits / static_cast<double>(characters) : kUnknown; }

double LaneComparison::Lane::firingRate() const { return ratedTokens > 0 ? rates / static_cast<double>(ratedTokens) : kUnknown; }

void LaneComparison::clear() {
    const std::size_t pricing = m_ledgerA.model();
    m_ledgerA.clear();
    m_ledgerB.clear();
    m_ledgerA.setModel(pricing);
    m_ledgerB.setModel(pricing);
    m_begin = 0;
    m_values.clear();
    m_parted.reset();
    m_laneA = m_laneB = {};
    m_divergenceBits = 0;
    m_divergences = 0;
}

void LaneComparison::setFrom(std::int64_t token) {
    m_from = token;
    clear();
}

std::int64_t LaneComparison::end() const { return m_begin + static_cast<std::int64_t>(m_values.size()); }

void LaneComparison::add(Lane& lane, const RunViewModel& run, std::int64_t token, double joules, double rate) {
    const Frame& frame = run.liveHistory().frame(token);
    ++lane.tokens;
    if (std::isfinite(frame.surprisalBits)) {
        lane.bits += static_cast<double>(frame.surprisalBits);
        lane.characters += static_cast<std::int64_t>(countCharacters(frame.text));
    }
    lane.joules += joules;
    if (std::isfinite(rate)) lane.rates += rate, ++lane.ratedTokens;
}

void LaneComparison::update(std::size_t pricingModel) {
    if (!m_a->hasModel() || !m_b->hasModel()) return;
    if (pricingModel != m_ledgerA.model()) {  // sums are of one pricing model
        clear();
        m_ledgerA.setModel(pricingModel);
        m_ledgerB.setModel(pricingModel);
    }
    m_ledgerA.update(m_a->model().info(), m_a->liveHistory());
    m_ledgerB.update(m_b->model().info(), m_b->liveHistory());
    const RunHistory &a = m_a->liveHistory(), &b = m_b->liveHistory();
    const std::int64_t first = std::max(a.begin(), b.begin());
    if (end() < first) {
        m_values.clear();
        m_begin = first;
    }
    for (std::int64_t token = end(); token < std::min(a.end(), b.end()); ++token) {
        if (a.isDropped(token) || b.isDropped(token)) {
            const float none = std::numeric_limits<float>::quiet_NaN();
            m_values.push_back({none, none, none, none, none, none, none});
            continue;
        }
        const Frame &frameA = a.frame(token), &frameB = b.frame(token);
        const double joulesA = m_ledgerA.token(token).here, joulesB = m_ledgerB.token(token).here;
        const double rateA = m_a->firingRate(token), rateB = m_b->firingRate(token);
        if (!m_parted && m_a->model().tokenBytes(frameA.token) != m_b->model().tokenBytes(frameB.token)) m_parted = token;
        if (token >= m_from) {
            add(m_laneA, *m_a, token, joulesA, rateA);
            add(m_laneB, *m_b, token, joulesB, rateB);
        }
        if (token >= m_from && std::isfinite(frameA.divergenceBits)) {
            m_divergenceBits += static_cast<double>(frameA.divergenceBits);
            ++m_divergences;
        }
        m_values.push_back({frameA.divergenceBits, frameA.surprisalBits, frameB.surprisalBits, static_cast<float>(rateA),
                            static_cast<float>(rateB), static_cast<float>(joulesA), static_cast<float>(joulesB)});
    }
    if (m_values.size() > kMostKept) {
        const std::size_t gone = m_values.size() - kMostKept / 2;
        m_values.erase(m_values.begin(), m_values.begin() + static_cast<std::ptrdiff_t>(gone));
        m_begin += static_cast<std::int64_t>(gone);
    }
}

double LaneComparison::valueA(Measure measure, std::int64_t token) const {
    if (token < m_begin || token >= end()) return kUnknown;
    const Values& values = m_values[static_cast<std::size_t>(token - m_begin)];
    switch (measure) {
        case Measure::Divergence: return static_cast<double>(values.divergence);
        case Measure::Surprisal: return static_cast<double>(values.surprisalA);
        case Measure::Spikes: return static_cast<double>(values.spikesA);
        case Measure::Energy: return static_cast<double>(values.energyA);
    }
    return kUnknown;
}

double LaneComparison::valueB(Measure measure, std::int64_t token) const {
    if (token < m_begin || token >= end()) return kUnknown;
    const Values& values = m_values[static_cast<std::size_t>(token - m_begin)];
    switch (measure) {
        case Measure::Divergence: return kUnknown;
        case Measure::Surprisal: return static_cast<double>(values.surprisalB);
        case Measure::Spikes: return static_cast<double>(values.spikesB);
        case Measure::Energy: return static_cast<double>(values.energyB);
    }
    return kUnknown;
}

double LaneComparison::meanDivergenceBits() const {
    return m_divergences > 0 ? m_divergenceBits / static_cast<double>(m_divergences) : kUnknown;
}

double LaneComparison::energyRatio() const { return m_laneA.joules > 0 ? m_laneB.joules / m_laneA.joules : kUnknown; }

}  // namespace spikeglass
