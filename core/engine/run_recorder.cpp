// SPDX-License-Identifier: Apache-2.0
#include "engine/run_recorder.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "base/version.h"
#include "engine/operation_fields.h"
#include "io/whole_file.h"

namespace spikeglass {
namespace {

constexpr std::size_t kCandidates = 10;               // as many as a frame holds
constexpr std::int32_t kMostTokenTexts = 4096;        // larger vocabularies stay in the checkpoint
constexpr std::size_t kMostTokenBytes = 256U << 10;   // of all their texts
constexpr float kAnalog = std::numeric_limits<float>::quiet_NaN();

std::string membraneSiteNames(const NetworkInfo& info) {
    std::string names;
    for (const SiteInfo& site : info.sites)
        if (site.hasMembrane) names += (names.empty() ? "" : ", ") + site.name;
    return names;
}

/// Which sites' membranes are asked for, [sites].
Result<std::vector<bool>> membraneSites(const NetworkInfo& info, const std::vector<std::string>& names) {
    std::vector<bool> wanted(info.sites.size(), false);
    const bool all = names.size() == 1 && names.front() == "all";
    for (std::size_t i = 0; i < info.sites.size() && all; ++i) wanted[i] = info.sites[i].hasMembrane;
    if (all) return wanted;
    for (const std::string& name : names) {
        const auto site = std::find_if(info.sites.begin(), info.sites.end(), [&](const SiteInfo& s) { return s.name == name; });
        if (site == info.sites.end() || !site->hasMembrane)
            return fail("--membrane: expected all, none or sites out of " + membraneSiteNames(info) + "; found \"" + name + "\"");
        wanted[static_cast<std::size_t>(site - info.sites.begin())] = true;
    }
    return wanted;
}

std::map<std::string, std::string> asText(const BlockChoice& choice, const NetworkInfo& info) {
    std::map<std::string, std::string> forms;
    for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
        forms[info.slotInfos[slot].name] = choice[slot] == Form::Spiking ? "snn" : "ann";
    return forms;
}

/// Those that are on.
std::vector<std::string> asText(const std::vector<Intervention>& interventions, const NetworkInfo& info) {
    std::vector<std::string> texts;
    for (const Intervention& intervention : interventions)
        if (intervention.on) texts.push_back(describe(intervention, info));
    return texts;
}

RecordedNetwork describeNetwork(const NetworkInfo& info) {
    RecordedNetwork network;
    network.architecture = info.architecture;
    network.width = static_cast<std::int64_t>(info.width);
    network.blocks = static_cast<std::int64_t>(info.blocks);
    network.timesteps = static_cast<std::int64_t>(info.timesteps);
    network.positions = static_cast<std::int64_t>(info.positions);
    network.parameters = info.parameters;
    for (const SlotInfo& slot : info.slotInfos)
        network.slotInfos.push_back({slot.name, slot.block, slot.forms.analog, slot.forms.spiking});
    for (const ComponentInfo& component : info.components)
        network.components.emplace_back(
            component.name, component.slot < 0 ? "" : info.slotInfos[static_cast<std::size_t>(component.slot)].name);
    return network;
}

/// What each token prints, so that candidates can be named without the checkpoint.
std::vector<std::string> tokenTexts(const Model& model) {
    if (!model.tokenizer || model.tokenizer->size() > kMostTokenTexts) return {};
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    for (std::int32_t token = 0; token < model.tokenizer->size(); ++token) {
        texts.emplace_back(model.tokenizer->bytes(token));
        bytes += texts.back().size();
    }
    return bytes <= kMostTokenBytes ? texts : std::vector<std::string>();
}

}  // namespace

Result<std::unique_ptr<RunRecorder>> RunRecorder::create(const std::string& path, const Model& model,
                                                         const Experiment& experiment, const RecordOptions& options) {
    const NetworkInfo& info = model.info();
    const auto membranes = membraneSites(info, options.membraneSites);
    if (!membranes) return tl::unexpected(membranes.error());
    RecordingHeader header;
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        header.sites.push_back({site.name, site.timesteps, site.width, (*membranes)[i],
                                info.slotInfos[static_cast<std::size_t>(site.slot)].name,
                                info.components[static_cast<std::size_t>(site.component)].name, site.block, site.hasMembrane,
                                site.threshold, site.tau});
    }
    header.vocabulary = info.vocabulary;
    header.logits = options.logits;
    header.modelSha256 = model.sha256;
    header.modelName = model.title();
    header.weights = nameOf(model.weights);
    header.prompt = options.prompt;
    header.programVersion = kVersion;
    header.blockChoice = asText(experiment.choice, info);
    header.interventions = asText(experiment.interventions, info);
    header.seed = experiment.sampling.seed;
    header.temperature = experiment.sampling.temperature;
    header.topP = experiment.sampling.topP;
    header.network = describeNetwork(info);
    header.promptTokens = options.promptTokens;
    header.tokenizerKind = model.tokenizer ? std::string(model.tokenizer->kind()) : "";
    header.tokenTexts = tokenTexts(model);
    header.surprisal = true;
    header.candidates = std::min(kCandidates, info.vocabulary);
    for (const OperationField& field : kOperationFields) header.operationFields.emplace_back(field.name);

    auto writer = RecordingWriter::create(path, header, options.mostBytes);
    if (!writer) return fail(writer.error().message);
    return std::unique_ptr<RunRecorder>(new RunRecorder(model, std::move(*writer), header));
}

Result<void> RunRecorder::check(const std::string& path, const Model& model, const RecordOptions& options) {
    if (auto membranes = membraneSites(model.info(), options.membraneSites); !membranes) return tl::unexpected(membranes.error());
    if (auto ok = refuseInputs(path, {model.path}); !ok) return ok;
    std::error_code error;
    const std::filesystem::path target(path);
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    if (!target.has_filename()) return fail(path + ": cannot be written: a file name is expected");
    if (!std::filesystem::is_directory(folder, error))
        return fail(path + ": cannot be written: there is no folder " + folder.string());
    if (std::filesystem::exists(target, error) && !std::filesystem::is_regular_file(target, error))
        return fail(path + ": cannot be written: it exists and is not a regular file");
    if (::access(folder.c_str(), W_OK) != 0)
        return fail(path + ": cannot be written: the folder " + folder.string() + " may not be changed");
    return {};
}

RunRecorder::RunRecorder(const Model& model, RecordingWriter writer, const RecordingHeader& header)
    : m_info(model.info()), m_writer(std::move(writer)), m_logits(header.logits), m_sites(header.sites) {
    const std::size_t n = m_info.sites.size();
    m_spikes.resize(n);
    m_membrane.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const RecordedSite& site = m_sites[i];
        m_spikes[i].resize(site.timesteps * wordsFor(site.width));
        if (site.membrane) m_membrane[i].resize(site.timesteps * site.width, kAnalog);
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

void RunRecorder::copyCounts(const std::vector<OperationCounts>& counts, std::vector<std::int64_t>& to) const {
    to.clear();
    for (const OperationCounts& component : counts)
        for (const OperationField& field : kOperationFields) to.push_back(component.*field.field);
}

Result<void> RunRecorder::commit(const Frame& frame, std::span<const float> logits, const Experiment& experiment) {
    if (!m_begun || !(experiment == m_experiment)) {
        m_experiment = experiment;
        m_begun = true;
        m_writer.note(RecordedChange{frame.index, asText(experiment.choice, m_info), asText(experiment.interventions, m_info),
                                       experiment.sampling.seed, experiment.sampling.temperature, experiment.sampling.topP});
    }
    copyCounts(frame.operations, m_operations);
    copyCounts(frame.twinOperations, m_twinOperations);
    m_candidates.clear();
    m_probabilities.clear();
    for (const Candidate& candidate : frame.candidates) {
        m_candidates.push_back(candidate.token);
        m_probabilities.push_back(candidate.probability);
    }
    auto written = m_writer.append(RecordedToken{.token = frame.token,
                                                 .text = frame.text,
                                                 .spikes = m_spikeSpans,
                                                 .membrane = m_membraneSpans,
                                                 .logits = m_logits ? logits : std::span<const float>(),
                                                 .surprisal = frame.surprisalBits,
                                                 .operations = m_operations,
                                                 .twinOperations = m_twinOperations,
                                                 .candidates = m_candidates,
                                                 .candidateProbabilities = m_probabilities});
    for (auto& spikes : m_spikes) std::fill(spikes.begin(), spikes.end(), 0);
    for (auto& membrane : m_membrane) std::fill(membrane.begin(), membrane.end(), kAnalog);
    if (written && std::chrono::steady_clock::now() - m_flushed >= kFlushInterval) return flush();
    return written;
}

Result<void> RunRecorder::flush() {
    auto flushed = m_writer.flush();
    m_flushed = std::chrono::steady_clock::now();
    return flushed;
}

}  // namespace spikeglass
