// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/energy_ledger.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "energy/frame_energy.h"

namespace spikeglass {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double divide(double a, double b) { return b > 0 ? a / b : kNaN; }

}  // namespace

double EnergyLedger::Price::perToken() const { return divide(here, static_cast<double>(tokens)); }
double EnergyLedger::Price::twinPerToken() const { return divide(twin, static_cast<double>(twinTokens)); }
double EnergyLedger::Price::ratio() const { return twinTokens > 0 ? divide(twin, thisBesideTwin) : kNaN; }

EnergyLedger::Price& EnergyLedger::Price::operator+=(const Price& o) {
    here += o.here, thisBesideTwin += o.thisBesideTwin, twin += o.twin;
    tokens += o.tokens, twinTokens += o.twinTokens;
    return *this;
}

EnergyLedger::Price EnergyLedger::Price::operator-(const Price& o) const {
    return {here - o.here, thisBesideTwin - o.thisBesideTwin, twin - o.twin, tokens - o.tokens, twinTokens - o.twinTokens};
}

void EnergyLedger::clear() {
    m_begin = 0;
    m_costs.clear();
    m_sums.assign(1, Price{});
    m_totals.assign(pricingModels().size(), Price{});
}

void EnergyLedger::update(const NetworkInfo& info, const RunHistory& history) {
    if (history.end() < end()) clear();  // another run
    const auto models = pricingModels();
    const std::size_t firstRow = m_sums.size() - 1;
    const BlockChoice twinChoice = BlockChoice::analogTwin(info);
    const std::vector<std::int64_t> silent(info.sites.size(), 0);
    std::vector<std::int64_t> spikes(info.sites.size());
    constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

    for (std::int64_t token = end(); token < history.end(); ++token) {
        const bool known = token >= history.begin() && !history.isDropped(token);
        if (!known) {
            m_costs.insert(m_costs.end(), models.size(), Cost{kUnknown, kUnknown});
            continue;
        }
        const Frame& frame = history.frame(token);
        for (std::size_t site = 0; site < spikes.size(); ++site) spikes[site] = history.countSite(site, token, token + 1);
        const auto here = componentActivities(info, frame.choice, frame.operations, spikes, 1);
        std::vector<ComponentActivity> twin;
        if (!frame.twinOperations.empty()) twin = componentActivities(info, twinChoice, frame.twinOperations, silent, 1);
        for (const PricingModel& pricing : models)
            m_costs.push_back({static_cast<float>(energyJoules(pricing, here)),
                               twin.empty() ? kUnknown : static_cast<float>(energyJoules(pricing, twin))});
    }
    const std::size_t rows = m_costs.size() / models.size();
    for (std::size_t row = firstRow; row < rows; ++row)
        for (std::size_t model = 0; model < models.size(); ++model) m_totals[model] += priceOf(row, model);
    addSums(firstRow);
    forget(history.begin());
}

void EnergyLedger::setModel(std::size_t model) {
    if (model == m_model) return;
    m_model = model;
    m_sums.assign(1, Price{});
    addSums(0);
}

EnergyLedger::Price EnergyLedger::sum(std::int64_t from, std::int64_t to) const {
    from = std::clamp(from, begin(), end());
    to = std::clamp(to, from, end());
    return m_sums[static_cast<std::size_t>(to - m_begin)] - m_sums[static_cast<std::size_t>(from - m_begin)];
}

EnergyLedger::Price EnergyLedger::priceOf(std::size_t row, std::size_t model) const {
    const Cost& cost = m_costs[row * pricingModels().size() + model];
    if (std::isnan(cost.here)) return {};
    const double here = static_cast<double>(cost.here);
    if (std::isnan(cost.twin)) return {here, 0, 0, 1, 0};
    return {here, here, static_cast<double>(cost.twin), 1, 1};
}

void EnergyLedger::addSums(std::size_t fromRow) {
    const std::size_t rows = m_costs.size() / pricingModels().size();
    for (std::size_t row = fromRow; row < rows; ++row) {
        m_sums.push_back(m_sums.back());
        m_sums.back() += priceOf(row, m_model);
    }
}

void EnergyLedger::forget(std::int64_t begin) {
    // Only now and then, so that the cost per token stays constant.
    const std::int64_t gone = std::min(begin, end()) - m_begin;
    if (gone < 4096 || gone < static_cast<std::int64_t>(m_sums.size() / 4)) return;
    const auto rows = static_cast<std::ptrdiff_t>(gone);
    m_costs.erase(m_costs.begin(), m_costs.begin() + rows * static_cast<std::ptrdiff_t>(pricingModels().size()));
    m_sums.erase(m_sums.begin(), m_sums.begin() + rows);
    m_begin += gone;
}

}  // namespace spikeglass
