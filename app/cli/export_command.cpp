// SPDX-License-Identifier: Apache-2.0
// `export`: the spikes of a recording for other programs.
#include <algorithm>
#include <charconv>

#include "cli/command.h"
#include "engine/recorded_run.h"
#include "io/spike_export.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::string input, output, format, tokens, sites;
    double timestepMs = 1;
};

struct Format {
    const char* name;
    const char* suffix;
    Result<void> (*write)(const std::string&, const SpikeTrains&);
};
constexpr Format kFormats[] = {{"nwb", ".nwb", writeNwb}, {"pynapple", ".npz", writePynapple}, {"csv", ".csv", writeSpikeCsv}, {"sonata", ".h5", writeSonata}};

Result<const Format*> formatOf(const Options& options) {
    for (const Format& format : kFormats)
        if (options.format == format.name || (options.format.empty() && options.output.ends_with(format.suffix))) return &format;
    return fail(options.output + ": expected a name that ends in .nwb, .npz, .csv or .h5 (SONATA), or --format");
}

/// "FROM:TO", either may be left out.
Result<std::pair<std::int64_t, std::int64_t>> rangeOf(const std::string& text, std::int64_t tokens) {
    std::int64_t from = 0, to = tokens;
    const std::size_t colon = text.find(':');
    const auto number = [](const std::string& part, std::int64_t& value) {
        if (part.empty()) return true;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc{} && end == part.data() + part.size();
    };
    if (text.empty()) return std::pair{from, to};
    if (colon == std::string::npos || !number(text.substr(0, colon), from) || !number(text.substr(colon + 1), to) || from < 0 || from >= to || to > tokens)
        return fail("--tokens: expected FROM:TO within 0:" + std::to_string(tokens) + ", found \"" + text.substr(0, 40) + '"');
    return std::pair{from, to};
}

Result<void> run(const Options& options) {
    const auto format = formatOf(options);
    if (!format) return fail(format.error().message);
    const auto recorded = openRecordedRun(options.input);
    if (!recorded) return fail(recorded.error().message);
    const auto range = rangeOf(options.tokens, recorded->tokens());
    if (!range) return fail(range.error().message);
    const NetworkInfo& info = recorded->model->info();
    SpikeTrains trains;
    std::vector<std::size_t> shown;
    std::string names = ',' + options.sites + ',';
    for (std::size_t s = 0; s < info.sites.size(); ++s) {
        const std::size_t at = names.find(',' + info.sites[s].name + ',');
        if (!options.sites.empty() && at == std::string::npos) continue;
        if (!options.sites.empty()) names.erase(at, info.sites[s].name.size() + 1);
        shown.push_back(s);
        trains.sites.push_back({info.sites[s].name, std::vector<std::vector<double>>(info.sites[s].width)});
    }
    if (!options.sites.empty() && names != ",") return fail("--sites: there is no site \"" + names.substr(1, names.size() - 2) + "\" in " + options.input);
    const auto [from, to] = *range;
    const double step = options.timestepMs / 1000, token = step * static_cast<double>(info.timesteps);
    trains.secondsPerStep = step;
    trains.startSeconds = token * static_cast<double>(from), trains.endSeconds = token * static_cast<double>(to);
    trains.identifier = recorded->header().modelSha256.substr(0, 16) + "-seed" + std::to_string(recorded->header().seed) + "-tokens" + std::to_string(from) + '-' + std::to_string(to);
    trains.description = "Spikes of " + recorded->header().modelName + " on tokens " + std::to_string(from) + " to " + std::to_string(to - 1) + ", " +
                         std::to_string(info.timesteps) + " timesteps per token.";
    const FrameLayout layout(info);
    constexpr std::int64_t kAtOnce = 64;  // tokens
    for (std::int64_t at = from; at < to; at += kAtOnce) {
        const auto frames = recorded->frames(at, std::min(to, at + kAtOnce));
        if (!frames) return fail(frames.error().message);
        for (const Frame& frame : *frames)
            for (std::size_t i = 0; i < shown.size(); ++i)
                for (std::size_t t = 0; t < layout.sites[shown[i]].timesteps; ++t)
                    forEachSetBit(frame.siteSpikes(layout, shown[i], t), [&](std::size_t n) {
                        trains.sites[i].seconds[n].push_back(step * static_cast<double>(frame.index * static_cast<std::int64_t>(info.timesteps) + static_cast<std::int64_t>(t)));
                    });
    }
    return (*format)->write(options.output, trains);
}

}  // namespace

void addExport(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("export", "Write the spikes of a recording for other programs");
    command->add_option("RUN.h5", options->input, "A recording")->required();
    command->add_option("--output", options->output, "NWB (.nwb), pynapple (.npz), CSV (.csv) or SONATA (.h5)")->required()->type_name("FILE");
    command->add_option("--format", options->format, "nwb, pynapple, csv or sonata, whatever the file is called")->check(CLI::IsMember({"nwb", "pynapple", "csv", "sonata"}))->type_name("NAME");
    command->add_option("--tokens", options->tokens, "Which tokens, counted from 0; TO is not among them")->type_name("FROM:TO");
    command->add_option("--sites", options->sites, "Which sites, separated by commas; all if nothing is said")->type_name("NAME,...");
    command->add_option("--timestep-ms", options->timestepMs, "What a timestep of the network is taken for, in milliseconds")->capture_default_str()->check(CLI::Range(1e-6, 1e6))->type_name("MS");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
