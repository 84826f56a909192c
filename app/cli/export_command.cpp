// SPDX-License-Identifier: Apache-2.0
// `export`: the spikes and membranes of a recording for other programs.
#include <algorithm>
#include <charconv>
#include <sstream>

#include "cli/command.h"
#include "engine/run_export.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::string input, output, format, tokens, sites;
    std::vector<std::string> selected;  // --select SITE[/NEURONS]
    double timestepMs = 1;
};

Result<std::string> formatOf(const Options& options) {
    if (!options.format.empty()) return options.format;
    for (const ExportFormat& format : kExportFormats)
        if (*format.suffix != '\0' && options.output.ends_with(format.suffix)) return std::string(format.name);
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
    ExportSelection selection = exportAll(*recorded);
    if (!options.sites.empty() || !options.selected.empty()) selection.sites.clear();
    std::stringstream list(options.sites);
    for (std::string site; std::getline(list, site, ',');) {
        const auto known = std::any_of(info.sites.begin(), info.sites.end(), [&](const SiteInfo& s) { return s.name == site; });
        if (!known) return fail("--sites: there is no site \"" + site + "\" in " + options.input);
        if (auto ok = addToSelection(selection, info, site); !ok) return fail("--sites: " + ok.error().message);
    }
    for (const std::string& target : options.selected)
        if (auto ok = addToSelection(selection, info, target); !ok) return fail("--select: " + ok.error().message);
    std::tie(selection.from, selection.to) = *range;
    selection.millisecondsPerStep = options.timestepMs;
    return exportRun(*recorded, selection, *format, options.output);
}

}  // namespace

void addExport(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("export", "Write the spikes or membranes of a recording for other programs");
    command->add_option("RUN.h5", options->input, "A recording")->required();
    command->add_option("--output", options->output, "NWB (.nwb), pynapple (.npz), CSV (.csv) or SONATA (.h5)")->required()->type_name("FILE");
    std::vector<std::string> formats;
    for (const ExportFormat& format : kExportFormats) formats.emplace_back(format.name);
    command->add_option("--format", options->format, "nwb, pynapple, csv, sonata (spikes) or sonata-report (membranes), whatever the file is called")
        ->check(CLI::IsMember(formats))
        ->type_name("NAME");
    command->add_option("--tokens", options->tokens, "Which tokens, counted from 0; TO is not among them")->type_name("FROM:TO");
    command->add_option("--sites", options->sites, "Which sites, separated by commas; all if nothing is said")->type_name("NAME,...");
    command->add_option("--select", options->selected, "Which neurons, as --intervene names them: blocks.*.mlp.hidden/0-15,412 (repeatable)")
        ->expected(1)
        ->take_all()
        ->type_name("SITE[/NEURONS]");
    command->add_option("--timestep-ms", options->timestepMs, "What a timestep of the network is taken for, in milliseconds")->capture_default_str()->check(realNumber(1e-6, 1e6))->type_name("MS");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
