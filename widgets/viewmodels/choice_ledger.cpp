// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/choice_ledger.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "energy/frame_energy.h"
#include "text/utf8.h"

namespace spikeglass {
namespace {

double divide(double sum, double by) { return by > 0 ? sum / by : std::numeric_limits<double>::quiet_NaN(); }

}  // namespace

double ChoiceLedger::Entry::bitsPerCharacter() const { return divide(bits, static_cast<double>(characters)); }
double ChoiceLedger::Entry::acPerToken() const { return divide(ac, static_cast<double>(tokens)); }
double ChoiceLedger::Entry::macPerToken() const { return divide(mac, static_cast<double>(tokens)); }
double ChoiceLedger::Entry::twinAcPerToken() const { return divide(twinAc, static_cast<double>(twinTokens)); }
double ChoiceLedger::Entry::twinMacPerToken() const { return divide(twinMac, static_cast<double>(twinTokens)); }
double ChoiceLedger::Entry::joulesPerToken(std::size_t model) const {
    return divide(joules[model], static_cast<double>(tokens));
}
double ChoiceLedger::Entry::twinJoulesPerToken(std::size_t model) const {
    return divide(twinJoules[model], static_cast<double>(twinTokens));
}
double ChoiceLedger::Entry::ratio(std::size_t model) const { return divide(twinJoules[model], joulesBesideTwin[model]); }

void ChoiceLedger::clear() {
    m_end = 0;
    m_entries.clear();
    m_kept.clear();
}

void ChoiceLedger::goBack(std::int64_t end) {
    while (!m_kept.empty() && m_kept.back().end > end) m_kept.pop_back();
    m_end = m_kept.empty() ? 0 : m_kept.back().end;
    m_entries = m_kept.empty() ? std::vector<Entry>() : m_kept.back().entries;
}

const ChoiceLedger::Entry* ChoiceLedger::of(const BlockChoice& choice) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.choice == choice; });
    return found == m_entries.end() ? nullptr : &*found;
}

ChoiceLedger::Entry& ChoiceLedger::entryOf(const BlockChoice& choice) {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.choice == choice; });
    if (found != m_entries.end()) {
        std::rotate(found, found + 1, m_entries.end());
        return m_entries.back();
    }
    if (m_entries.size() == kMostChoices) m_entries.erase(m_entries.begin());
    const std::vector<double> none(pricingModels().size(), 0.0);
    Entry entry;
    entry.choice = choice;
    entry.joules = entry.joulesBesideTwin = entry.twinJoules = none;
    m_entries.push_back(std::move(entry));
    return m_entries.back();
}

void ChoiceLedger::update(const NetworkInfo& info, const RunHistory& history, std::int64_t end) {
    end = std::min(end, history.end());
    if (end < m_end) goBack(end);
    const BlockChoice twinChoice = BlockChoice::analogTwin(info);
    const std::vector<std::int64_t> silent(info.sites.size(), 0);
    std::vector<std::int64_t> spikes(info.sites.size());
    for (std::int64_t token = std::max(m_end, history.begin()); token < end; ++token) {
        if (token > 0 && token % kBetweenKept == 0 && (m_kept.empty() || m_kept.back().end < token)) m_kept.push_back({token, m_entries});
        if (history.isDropped(token)) continue;
        const Frame& frame = history.frame(token);
        Entry& entry = entryOf(frame.choice);
        ++entry.tokens;
        if (!std::isnan(frame.surprisalBits)) {
            entry.bits += static_cast<double>(frame.surprisalBits);
            entry.characters += static_cast<std::int64_t>(countCharacters(frame.text));
        }
        for (const OperationCounts& counts : frame.operations)
            entry.ac += static_cast<double>(counts.ac), entry.mac += static_cast<double>(counts.mac);
        for (std::size_t site = 0; site < spikes.size(); ++site) spikes[site] = history.countSite(site, token, token + 1);
        const auto here = componentActivities(info, frame.choice, frame.operations, spikes, 1);
        const bool hasTwin = !frame.twinOperations.empty();
        std::vector<ComponentActivity> twin;
        if (hasTwin) {
            twin = componentActivities(info, twinChoice, frame.twinOperations, silent, 1);
            ++entry.twinTokens;
            for (const OperationCounts& counts : frame.twinOperations)
                entry.twinAc += static_cast<double>(counts.ac), entry.twinMac += static_cast<double>(counts.mac);
        }
        for (std::size_t m = 0; m < pricingModels().size(); ++m) {
            const double joules = energyJoules(pricingModels()[m], here);
            entry.joules[m] += joules;
            if (!hasTwin) continue;
            entry.joulesBesideTwin[m] += joules;
            entry.twinJoules[m] += energyJoules(pricingModels()[m], twin);
        }
    }
    m_end = end;
}

}  // namespace spikeglass
