// SPDX-License-Identifier: Apache-2.0
#include "engine/weight_traffic.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <string_view>

namespace spikeglass {

namespace {

std::string configured(const NetworkInfo& info, std::string_view name) {
    for (const auto& [key, value] : info.configuration)
        if (key == name) return value;
    return {};
}

std::int64_t configuredNumber(const NetworkInfo& info, std::string_view name) {
    const std::string text = configured(info, name);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

WeightTraffic::WeightTraffic(const NetworkInfo& info) : m_sites(info.sites.size()) {
    for (std::size_t i = 0; i < m_sites.size(); ++i) m_sites[i].width = static_cast<std::int64_t>(info.sites[i].width);
    if (info.architecture != "spikedecoder") return;  // in SpikeGPT no product reads spikes
    const auto e = static_cast<std::int64_t>(info.width), heads = std::max<std::int64_t>(1, configuredNumber(info, "heads"));
    const std::string mode = configured(info, "spike_mode");
    const bool summed = (mode == "average" || mode == "accumulate") && configured(info, "float_reunite") != "true";
    for (std::size_t i = 0; i < m_sites.size(); ++i) {
        const std::string_view name = info.sites[i].name;
        Site& site = m_sites[i];
        const bool head = name == "head";
        if (name.ends_with(".mlp.input") || (name.ends_with(".residual") && !name.ends_with("attention.residual")))
            site.outputs = configuredNumber(info, "hidden");
        else if (name.ends_with(".input"))
            site.outputs = 3 * e;  // query, key, value
        else if (name.ends_with(".attention.context") || name.ends_with(".mlp.hidden"))
            site.outputs = e;
        else if (head && summed)
            site.outputs = static_cast<std::int64_t>(info.vocabulary);
        else if (name.ends_with(".attention.query"))
            site.queryWidth = e / heads;
        site.ownRows = !head;
        site.fired.resize(wordsFor(info.sites[i].width));
    }
}

void WeightTraffic::onSite(const SiteActivity& activity) {
    if (activity.spikes.empty()) return;  // analog now
    Site& site = m_sites[static_cast<std::size_t>(activity.site)];
    const auto spikes = static_cast<std::int64_t>(countBits(activity.spikes));
    m_spikes += spikes;
    m_chances += site.width;
    // 2 d^2 per head for q M and k v^T; of them only reads by queries are in weightReads.
    m_rows -= spikes * site.queryWidth;
    m_dense -= 2 * site.width * site.queryWidth;
    if (site.outputs == 0) return;
    if (activity.timestep == 0) {
        std::copy(activity.spikes.begin(), activity.spikes.end(), site.fired.begin());
        return;
    }
    std::int64_t again = 0;
    for (std::size_t w = 0; w < site.fired.size(); ++w) {
        again += std::popcount(activity.spikes[w] & site.fired[w]);
        site.fired[w] |= activity.spikes[w];
    }
    m_rows -= again * site.outputs;
    if (!site.ownRows) return;
    m_rows -= site.outputs;  // the bias
    m_dense -= site.width * site.outputs;
}

void WeightTraffic::onOperations(int, const OperationCounts& counts) {
    m_rows += counts.weightReads;
    m_dense += counts.denseMac;
    m_operations += counts.ac + counts.mac;
}

}  // namespace spikeglass
