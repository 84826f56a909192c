// SPDX-License-Identifier: Apache-2.0
#include "engine/run_export.h"

#include <algorithm>
#include <numeric>

#include "base/within_memory.h"
#include "io/membrane_report.h"
#include "io/spike_export.h"
#include "io/whole_file.h"

namespace spikeglass {
namespace {

constexpr std::int64_t kAtOnce = 64;               // tokens
constexpr std::size_t kMostValues = 64U << 20;    // potentials at once, 256 MiB

/// Where a neuron stands among those of the selection; -1: not selected.
std::vector<std::int64_t> places(const ExportSelection::Site& site, std::size_t width) {
    std::vector<std::int64_t> place(width, site.neurons.empty() ? 0 : -1);
    if (site.neurons.empty()) std::iota(place.begin(), place.end(), 0);
    for (std::size_t i = 0; i < site.neurons.size(); ++i) place[site.neurons[i]] = static_cast<std::int64_t>(i);
    return place;
}

std::string rangeName(const ExportSelection& selection) { return std::to_string(selection.from) + '-' + std::to_string(selection.to); }

Result<SpikeTrains> collectSpikes(const RecordedRun& run, const ExportSelection& selection) {
    const NetworkInfo& info = run.model->info();
    const RecordingHeader& header = run.header();
    const auto stepsPerToken = static_cast<std::int64_t>(info.timesteps);
    const double step = selection.millisecondsPerStep / 1000, token = step * static_cast<double>(stepsPerToken);
    SpikeTrains trains;
    trains.secondsPerStep = step;
    trains.startSeconds = token * static_cast<double>(selection.from), trains.endSeconds = token * static_cast<double>(selection.to);
    trains.identifier = header.modelSha256.substr(0, 16) + "-seed" + std::to_string(header.seed) + "-tokens" + rangeName(selection);
    trains.description = "Spikes of " + header.modelName + " on tokens " + std::to_string(selection.from) + " to " +
                         std::to_string(selection.to - 1) + ", " + std::to_string(info.timesteps) + " timesteps per token.";
    std::vector<std::vector<std::int64_t>> place;
    for (const ExportSelection::Site& site : selection.sites) {
        const SiteInfo& of = info.sites[site.site];
        place.push_back(places(site, of.width));
        trains.sites.push_back({of.name, std::vector<std::vector<double>>(site.neurons.empty() ? of.width : site.neurons.size()), site.neurons});
    }
    const FrameLayout layout(info);
    for (std::int64_t at = selection.from; at < selection.to; at += kAtOnce) {
        const auto frames = run.frames(at, std::min(selection.to, at + kAtOnce));
        if (!frames) return tl::unexpected(frames.error());
        for (const Frame& frame : *frames)
            for (std::size_t i = 0; i < place.size(); ++i)
                for (std::size_t t = 0; t < layout.sites[selection.sites[i].site].timesteps; ++t)
                    forEachSetBit(frame.siteSpikes(layout, selection.sites[i].site, t), [&](std::size_t n) {
                        if (place[i][n] >= 0)
                            trains.sites[i].seconds[static_cast<std::size_t>(place[i][n])].push_back(
                                step * static_cast<double>(frame.index * stepsPerToken + static_cast<std::int64_t>(t)));
                    });
    }
    return trains;
}

/// Each site has a row for every timestep of the network: one that works once per token holds its value for all of them.
Result<void> exportMembranes(const RecordedRun& run, const ExportSelection& selection, const std::string& path) {
    const NetworkInfo& info = run.model->info();
    const std::size_t perToken = info.timesteps;
    MembraneReport report;
    std::size_t widest = 1;
    for (const ExportSelection::Site& site : selection.sites) {
        const SiteInfo& of = info.sites[site.site];
        std::vector<std::uint32_t> neurons = site.neurons;
        if (neurons.empty()) {
            neurons.resize(of.width);
            std::iota(neurons.begin(), neurons.end(), 0U);
        }
        widest = std::max(widest, neurons.size());
        report.sites.push_back({of.name, std::move(neurons)});
    }
    const std::size_t tokensAtOnce = kMostValues / perToken / widest;
    if (tokensAtOnce == 0)
        return fail(run.path + ": a token has " + std::to_string(perToken) + " timesteps of up to " + std::to_string(widest) +
                    " neurons, too many for a report; select fewer neurons");
    report.steps = static_cast<std::uint64_t>(selection.to - selection.from) * perToken;
    report.millisecondsPerStep = selection.millisecondsPerStep;
    report.startMilliseconds = selection.millisecondsPerStep * static_cast<double>(selection.from * static_cast<std::int64_t>(perToken));
    Result<RecordedRows> rows = fail("");  // of the steps that were asked for last: the sites ask for the same ones in turn
    std::uint64_t have = ~std::uint64_t{0};
    const auto source = [&](std::size_t i, std::uint64_t first, std::uint64_t count) -> Result<std::vector<float>> {
        if (have != first) {
            const std::int64_t from = selection.from + static_cast<std::int64_t>(first / perToken);
            rows = run.reader.read(from, from + static_cast<std::int64_t>(count / perToken));
            if (!rows) return tl::unexpected(rows.error());
            have = first;
        }
        const std::size_t site = selection.sites[i].site, width = info.sites[site].width, steps = info.sites[site].timesteps;
        const std::vector<float>& membrane = rows->membranes[site];  // [tokens, steps, width]
        std::vector<float> values;
        values.reserve(count * report.sites[i].neurons.size());
        for (std::size_t n = 0; n < count; ++n) {
            const std::size_t row = n / perToken * steps + std::min(n % perToken, steps - 1);
            for (const std::uint32_t neuron : report.sites[i].neurons) values.push_back(membrane[row * width + neuron]);
        }
        return values;
    };
    return writeSonataReport(path, report, std::min<std::uint64_t>(kAtOnce, tokensAtOnce) * perToken, source);
}

/// Those whose membranes were recorded; an error where a site that was asked for by name was not.
Result<ExportSelection> recordedMembranes(const RecordedRun& run, const ExportSelection& selection) {
    const auto& sites = run.header().sites;
    const bool all = selection.sites.size() == sites.size();
    ExportSelection kept = selection;
    kept.sites.clear();
    for (const ExportSelection::Site& site : selection.sites)
        if (sites[site.site].membrane)
            kept.sites.push_back(site);
        else if (!all)
            return fail(run.path + ": holds no membranes of " + sites[site.site].name + "; record it with --membrane");
    if (kept.sites.empty()) return fail(run.path + ": holds no membranes; record them with --membrane all");
    return kept;
}

}  // namespace

ExportSelection exportAll(const RecordedRun& run) {
    ExportSelection selection;
    selection.to = run.tokens();
    for (std::size_t s = 0; s < run.model->info().sites.size(); ++s) selection.sites.push_back({s, {}});
    return selection;
}

Result<void> addToSelection(ExportSelection& selection, const NetworkInfo& info, const std::string& target) {
    const auto refuse = [&](const std::string& reason) { return fail("\"" + target.substr(0, 80) + "\": " + reason); };
    if (target.find('=') != std::string::npos) return refuse("expected SITE or SITE/NEURONS");
    const auto found = parseInterventions(info, target + "=silence");
    if (!found) {
        const std::string& message = found.error().message;  // "intervention '...': what is wrong"
        const std::size_t quote = message.find("': ");
        return refuse(quote == std::string::npos ? message : message.substr(quote + 3));
    }
    for (const Intervention& named : *found) {
        const auto site = static_cast<std::size_t>(named.site);
        const auto there = std::find_if(selection.sites.begin(), selection.sites.end(), [&](const auto& s) { return s.site == site; });
        if (there == selection.sites.end()) {
            selection.sites.push_back({site, named.neurons});
        } else if (named.neurons.empty() || there->neurons.empty()) {
            there->neurons.clear();
        } else {
            std::vector<std::uint32_t> both;
            std::set_union(there->neurons.begin(), there->neurons.end(), named.neurons.begin(), named.neurons.end(), std::back_inserter(both));
            there->neurons = std::move(both);
        }
    }
    std::sort(selection.sites.begin(), selection.sites.end(), [](const auto& a, const auto& b) { return a.site < b.site; });
    return {};
}

namespace {

Result<void> write(const RecordedRun& run, const ExportSelection& selection, std::string_view format, const std::string& path) {
    if (format == "sonata-report") {
        const auto membranes = recordedMembranes(run, selection);
        return membranes ? exportMembranes(run, *membranes, path) : fail(membranes.error().message);
    }
    const auto trains = collectSpikes(run, selection);
    if (!trains) return tl::unexpected(trains.error());
    if (format == "nwb") return writeNwb(path, *trains);
    if (format == "pynapple") return writePynapple(path, *trains);
    if (format == "csv") return writeSpikeCsv(path, *trains);
    return writeSonata(path, *trains);
}

}  // namespace

Result<void> exportRun(const RecordedRun& run, const ExportSelection& selection, std::string_view format, const std::string& path) {
    if (auto ok = refuseInputs(path, {run.path}); !ok) return ok;
    return withinMemory(run.path + ": exporting it to " + path, [&] { return write(run, selection, format, path); });
}

}  // namespace spikeglass
