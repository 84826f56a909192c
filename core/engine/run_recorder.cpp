// SPDX-License-Identifier: Apache-2.0
#include "engine/run_recorder.h"

#include <algorithm>

#include "base/version.h"

namespace spikeglass {
namespace {

std::string membraneSiteNames(const NetworkInfo& info) {
    std::string names;
    for (const SiteInfo& site : info.sites)
        if (site.hasMembrane) names += (names.empty() ? "" : ", ") + site.name;
    return names;
}

}  // namespace

Result<std::unique_ptr<RunRecorder>> RunRecorder::create(const std::string& path, const Model& model,
                                                         const BlockChoice& choice, const RecordOptions& options) {
    const NetworkInfo& info = model.info();
    const bool all = options.membraneSites.size() == 1 && options.membraneSites.front() == "all";
    RecordingHeader header;
    for (const SiteInfo& site : info.sites)
        header.sites.push_back({site.name, site.timesteps, site.width, all && site.hasMembrane});
    if (!all)
        for (const std::string& name : options.membraneSites) {
            const auto site = std::find_if(info.sites.begin(), info.sites.end(), [&](const SiteInfo& s) { return s.name == name; });
            if (site == info.sites.end() || !site->hasMembrane)
                return fail("--membrane: expected all, none or sites out of " + membraneSiteNames(info) + "; found \"" + name + "\"");
            header.sites[static_cast<std::size_t>(site - info.sites.begin())].membrane = true;
        }
    header.vocabulary = info.vocabulary;
    header.logits = options.logits;
    header.modelSha256 = model.sha256;
    header.modelName = model.title();
    header.prompt = options.prompt;
    header.programVersion = kVersion;
    for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
        header.blockChoice[info.slotInfos[slot].name] = choice[slot] == Form::Spiking ? "snn" : "ann";
    header.seed = options.sampling.seed;
    header.temperature = options.sampling.temperature;
    header.topP = options.sampling.topP;

    auto writer = RecordingWriter::create(path, header);
    if (!writer) return fail(writer.error().message);
    return std::unique_ptr<RunRecorder>(new RunRecorder(model, std::move(*writer), header));
}

RunRecorder::RunRecorder(const Model& model, RecordingWriter writer, const RecordingHeader& header)
    : m_writer(std::move(writer)), m_logits(header.logits), m_sites(header.sites) {
    const std::size_t n = model.info().sites.size();
    m_spikes.resize(n);
    m_membrane.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const RecordedSite& site = m_sites[i];
        m_spikes[i].resize(site.timesteps * wordsFor(site.width));
        if (site.membrane) m_membrane[i].resize(site.timesteps * site.width);
    }
    for (const auto& spikes : m_spikes) m_spikeSpans.emplace_back(spikes);
    for (const auto& membrane : m_membrane) m_membraneSpans.emplace_back(membrane);
}

void RunRecorder::onSite(const SiteActivity& activity) {
    const auto i = static_cast<std::size_t>(activity.site);
    const auto step = static_cast<std::ptrdiff_t>(activity.timestep);
    const auto width = static_cast<std::ptrdiff_t>(m_sites[i].width);
    std::copy(activity.spikes.begin(), activity.spikes.end(),
              m_spikes[i].begin() + step * static_cast<std::ptrdiff_t>(wordsFor(m_sites[i].width)));
    if (m_sites[i].membrane)
        std::copy(activity.membrane.begin(), activity.membrane.end(), m_membrane[i].begin() + step * width);
}

Result<void> RunRecorder::commit(std::int32_t token, std::string_view text, std::span<const float> logits) {
    auto written = m_writer.append({.token = token,
                                    .text = text,
                                    .spikes = m_spikeSpans,
                                    .membrane = m_membraneSpans,
                                    .logits = m_logits ? logits : std::span<const float>()});
    for (auto& spikes : m_spikes) std::fill(spikes.begin(), spikes.end(), 0);
    for (auto& membrane : m_membrane) std::fill(membrane.begin(), membrane.end(), 0.0F);
    return written;
}

}  // namespace spikeglass
