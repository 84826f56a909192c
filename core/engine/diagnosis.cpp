// SPDX-License-Identifier: Apache-2.0
#include "engine/diagnosis.h"

#include <algorithm>
#include <cstdio>

#include "text/utf8.h"

namespace spikeglass {
namespace {

using Kind = Finding::Kind;

/// 1234567 as "1,234,567".
std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

std::string shortNumber(float value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", static_cast<double>(value));
    return text;
}

/// What a token prints, between single quotes; what cannot be shown as \u{000A}, bytes of half a character as 0xE2.
std::string quoted(const Model& model, std::int32_t token) {
    const std::string bytes = model.tokenBytes(token);
    if (bytes.empty() || !model.tokenizer) return std::string("\u27e8").append(std::to_string(token)).append("\u27e9");
    std::string text = "'";
    char escape[16];
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = readUtf8(bytes, at);
        if (step.kind != Utf8Step::Kind::Character) {
            for (std::size_t i = 0; i < step.length; ++i) {
                std::snprintf(escape, sizeof escape, "0x%02X", static_cast<unsigned char>(bytes[at + i]));
                text += escape;
            }
        } else if (step.code < U' ' || (step.code >= 0x7F && step.code < 0xA0)) {
            std::snprintf(escape, sizeof escape, "\\u{%04X}", static_cast<unsigned>(step.code));
            text += escape;
        } else {
            text.append(bytes, at, step.length);
        }
        at += step.length;
    }
    return text += '\'';
}

/// "'b', 'c' and 'e'"; of many the first few and how many more.
std::string listTokens(const Model& model, const std::vector<std::int32_t>& tokens) {
    constexpr std::size_t kMost = 8;
    const std::size_t shown = tokens.size() <= kMost + 1 ? tokens.size() : kMost;
    std::string list;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) list += i + 1 == tokens.size() ? " and " : ", ";
        list += quoted(model, tokens[i]);
    }
    if (shown < tokens.size()) list += " and " + grouped(static_cast<std::int64_t>(tokens.size() - shown)) + " more";
    return list;
}

bool isAboutASite(Kind kind) { return kind != Kind::SharedCodes; }

/// Of a site that is alike for every token: a site before it in the same part of the network that does not work either.
void nameWhatIsBefore(std::vector<Finding>& findings, const NetworkInfo& info) {
    for (std::size_t i = 1; i < findings.size(); ++i) {
        Finding& finding = findings[i];
        if (finding.kind != Kind::Constant || finding.site < 0) continue;
        const SiteInfo& site = info.sites[static_cast<std::size_t>(finding.site)];
        for (std::size_t before = 0; before < i; ++before) {
            const Finding& other = findings[before];
            if (other.site < 0 || !isAboutASite(other.kind)) continue;
            const SiteInfo& earlier = info.sites[static_cast<std::size_t>(other.site)];
            if (earlier.component != site.component) continue;
            finding.reason += "; " + earlier.name + ", before it, " +
                              (other.kind == Kind::Silent      ? "never fires"
                               : other.kind == Kind::Saturated ? "always fires"
                                                               : "passes nothing on either");
            break;
        }
    }
}

}  // namespace

SiteMonitor::SiteMonitor(const NetworkInfo& info) : m_info(info), m_sites(info.sites.size()), m_kinds(info.vocabulary) {
    for (std::size_t i = 0; i < m_sites.size(); ++i)
        m_sites[i].pattern.resize(info.sites[i].timesteps * wordsFor(info.sites[i].width));
}

void SiteMonitor::onSite(const SiteActivity& activity) {
    if (activity.spikes.empty()) return;  // analog now
    const auto index = static_cast<std::size_t>(activity.site);
    const SiteInfo& site = m_info.sites[index];
    Watch& watch = m_sites[index];
    ++watch.steps;
    if (activity.timestep == 0) ++watch.tokens;
    if (watch.settled()) return;

    const std::size_t spikes = countBits(activity.spikes);
    if (!watch.fired)
        for (const float potential : activity.potential) watch.largest = std::max(watch.largest, potential);
    if (!watch.rested)
        for (const float potential : activity.potential) watch.smallest = std::min(watch.smallest, potential);
    watch.fired |= spikes > 0;
    watch.rested |= spikes < site.width;

    const std::size_t words = wordsFor(site.width);
    const std::span<Word> first =
        std::span(watch.pattern).subspan(static_cast<std::size_t>(activity.timestep) * words, words);
    if (watch.tokens == 1) {
        std::copy(activity.spikes.begin(), activity.spikes.end(), first.begin());
        watch.firstSpikes += static_cast<std::int64_t>(spikes);
    } else {
        watch.varied |= !std::equal(first.begin(), first.end(), activity.spikes.begin());
    }
}

void SiteMonitor::countToken(std::int32_t token) {
    const auto id = static_cast<std::size_t>(token);
    if (m_kinds[id]) return;
    m_kinds[id] = true;
    ++m_differentTokens;
}

bool SiteMonitor::hasReadEnough(std::size_t site) const {
    const Watch& watch = m_sites[site];
    return watch.tokens >= kFewestTokens &&
           watch.steps * static_cast<std::int64_t>(m_info.sites[site].width) >= kFewestChances;
}

std::string SiteMonitor::reasonOf(std::size_t site, Kind kind) const {
    const Watch& watch = m_sites[site];
    const SiteInfo& info = m_info.sites[site];
    const std::string tokens = grouped(watch.tokens) + " tokens";
    const std::string threshold = " of threshold " + shortNumber(info.threshold);
    if (kind == Kind::Silent)
        return "not once in " + tokens +
               (watch.largest > -kFar ? "; its largest potential was " + shortNumber(watch.largest) + threshold : "");
    if (kind == Kind::Saturated)
        return "every neuron at every timestep of " + tokens +
               (watch.smallest < kFar ? "; its smallest potential was " + shortNumber(watch.smallest) + threshold : "");
    return "the same " + grouped(watch.firstSpikes) + " of " +
           grouped(static_cast<std::int64_t>(info.width * info.timesteps)) + " possible spikes for each of " + tokens;
}

std::vector<Finding> SiteMonitor::findings() const {
    std::vector<Finding> found;
    const auto add = [&](std::size_t site, Kind kind) {
        found.push_back({.kind = kind, .site = static_cast<int>(site), .reason = reasonOf(site, kind), .tokens = {}});
    };
    for (std::size_t i = 0; i < m_sites.size(); ++i) {
        const Watch& watch = m_sites[i];
        if (!hasReadEnough(i)) continue;
        if (!watch.fired)
            add(i, Kind::Silent);
        else if (!watch.rested)
            add(i, Kind::Saturated);
        else if (!watch.varied && m_differentTokens >= kFewestKinds)
            add(i, Kind::Constant);
    }
    return found;
}

std::vector<Finding> diagnose(const Network& network, const BlockChoice& choice, const SiteMonitor& monitor) {
    std::vector<Finding> measured = monitor.findings();
    std::vector<Finding> result;
    for (Finding& known : network.knownFindings(choice)) {
        const auto same = std::find_if(measured.begin(), measured.end(), [&](const Finding& f) {
            return isAboutASite(known.kind) && f.site == known.site;
        });
        if (same != measured.end()) {
            const bool explains = known.kind == same->kind || known.kind == Kind::Constant;
            if (known.reason.empty() || !explains) continue;
            // "not once in 5,000 tokens": the measured clause up to where it goes on about potentials.
            same->reason = known.reason + " (" + same->reason.substr(0, same->reason.find(';')) + ")";
            continue;
        }
        const bool contradicted =
            isAboutASite(known.kind) && known.site >= 0 && monitor.hasReadEnough(static_cast<std::size_t>(known.site));
        if (!contradicted) result.push_back(std::move(known));
    }
    result.insert(result.end(), std::make_move_iterator(measured.begin()), std::make_move_iterator(measured.end()));
    std::stable_sort(result.begin(), result.end(), [](const Finding& a, const Finding& b) { return a.site < b.site; });
    nameWhatIsBefore(result, network.info());
    return result;
}

std::string_view kindName(Kind kind) {
    switch (kind) {
        case Kind::Silent: return "never-fires";
        case Kind::Saturated: return "always-fires";
        case Kind::Constant: return "constant";
        case Kind::SharedCodes: return "shared-codes";
    }
    return "";
}

std::string siteName(const Finding& finding, const NetworkInfo& info) {
    return finding.site < 0 ? "embedding" : info.sites[static_cast<std::size_t>(finding.site)].name;
}

std::string describe(const Finding& finding, const Model& model) {
    std::string sentence = siteName(finding, model.info());
    switch (finding.kind) {
        case Kind::Silent: sentence += " never fires"; break;
        case Kind::Saturated: sentence += " always fires"; break;
        case Kind::Constant: sentence += " passes nothing on"; break;
        case Kind::SharedCodes:
            sentence += finding.tokens.empty() ? " gives several positions one code"
                                               : ": " + listTokens(model, finding.tokens) + " share one code";
            break;
    }
    if (!finding.reason.empty()) sentence += ": " + finding.reason;
    return sentence + ".";
}

std::vector<std::string> summarize(const std::vector<Finding>& findings, const Model& model) {
    constexpr std::size_t kShown = 3;
    std::vector<std::string> sentences;
    std::size_t groups = 0;
    for (const Finding& finding : findings)
        if (finding.kind != Kind::SharedCodes || finding.tokens.empty() || groups++ < kShown)
            sentences.push_back(describe(finding, model));
    if (groups > kShown)
        sentences.push_back("embedding: " + grouped(static_cast<std::int64_t>(groups - kShown)) +
                            " more groups of tokens share one code each.");
    return sentences;
}

}  // namespace spikeglass
