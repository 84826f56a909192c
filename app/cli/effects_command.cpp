// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include "base/csv.h"
#include "cli/reading.h"
#include "engine/effect_ranking.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    std::string textFile;
    std::string prompt;
    std::string site;
    std::int64_t maxTokens = static_cast<std::int64_t>(EffectMeter::kLongest);
    bool json = false;
    bool csv = false;
};

Result<std::vector<std::int32_t>> readGiven(const Options& options, const Model& model) {
    std::string text = options.prompt;
    if (!options.textFile.empty()) {
        auto content = readTextFile(options.textFile);
        if (!content) return fail(content.error().message);
        text = std::move(*content);
    }
    auto read = readText(model, text);
    if (!read) return fail((options.textFile.empty() ? "" : options.textFile + ": ") + read.error().message);
    if (read->tokens.size() > static_cast<std::size_t>(options.maxTokens))
        read->tokens.resize(static_cast<std::size_t>(options.maxTokens));
    return std::move(read->tokens);
}

/// What to silence: each site that spikes, or each neuron of the one that was asked for.
Result<std::vector<Intervention>> candidatesOf(const Options& options, const ModelOptions::Loaded& loaded) {
    const NetworkInfo& info = loaded.model->info();
    if (options.site.empty()) {
        auto sites = silenceEachSite(info, loaded.choice);
        if (sites.empty()) return fail("under this block choice nothing spikes, so there is nothing to silence");
        return sites;
    }
    const auto site = std::find_if(info.sites.begin(), info.sites.end(), [&](const SiteInfo& s) { return s.name == options.site; });
    if (site == info.sites.end()) {
        std::string names;
        for (const SiteInfo& known : info.sites) names += (names.empty() ? "" : ", ") + known.name;
        return fail("--site: there is no site \"" + options.site.substr(0, 80) + "\"; this network has " + names);
    }
    if (loaded.choice[static_cast<std::size_t>(site->slot)] != Form::Spiking)
        return fail("--site: " + site->name + " is analog under this block choice, so silencing it changes nothing");
    return silenceEachNeuron(info, static_cast<int>(site - info.sites.begin()));
}

struct Ranking {
    std::vector<Intervention> candidates;
    std::vector<InterventionEffect> effects;
    std::size_t tokens = 0;
    std::int32_t likeliest = 0;  // without
};

void printRanking(const Ranking& ranking, const Model& model) {
    std::printf("%s: what silencing each of %zu changes over %zu tokens, in bits per token; likeliest next without: %s\n\n",
                model.title().c_str(), ranking.candidates.size(), ranking.tokens,
                nlohmann::json(model.tokenBytes(ranking.likeliest)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    std::printf("%-36s %12s %12s %12s  %s\n", "silenced", "KL, mean", "KL, last", "surprisal", "likeliest next");
    for (const InterventionEffect& effect : ranking.effects) {
        std::string name = describe(ranking.candidates[effect.candidate], model.info());
        name.resize(name.rfind('='));
        const nlohmann::json likeliest = model.tokenBytes(effect.likeliest);
        std::printf("%-36s %12.6f %12.6f %+12.6f  %s\n", name.c_str(), effect.meanDivergenceBits, effect.lastDivergenceBits,
                    effect.surprisalChangeBits, likeliest.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    }
}

void printCsv(const Ranking& ranking, const Model& model) {
    std::printf("site,neuron,mean_divergence_bits,last_divergence_bits,surprisal_change_bits,likeliest\r\n");
    for (const InterventionEffect& effect : ranking.effects) {
        const Intervention& candidate = ranking.candidates[effect.candidate];
        const std::string neuron = candidate.neurons.empty() ? "" : std::to_string(candidate.neurons.front());
        std::printf("%s,%s,%.9g,%.9g,%.9g,%d\r\n", csvField(model.info().sites[static_cast<std::size_t>(candidate.site)].name).c_str(),
                    neuron.c_str(), effect.meanDivergenceBits, effect.lastDivergenceBits, effect.surprisalChangeBits, effect.likeliest);
    }
}

void printRankingJson(const Ranking& ranking, const ModelOptions::Loaded& loaded) {
    const Model& model = *loaded.model;
    nlohmann::ordered_json json = {{"model", model.title()},
                                   {"model_sha256", model.sha256},
                                   {"weights", nameOf(model.weights)},
                                   {"block_choice", toJson(loaded.choice, model.info())},
                                   {"tokens", ranking.tokens},
                                   {"likeliest", ranking.likeliest},
                                   {"candidates", ranking.candidates.size()},
                                   {"measured", ranking.effects.size()},
                                   {"effects", nlohmann::ordered_json::array()}};
    if (!loaded.interventions.empty()) json["interventions"] = toJson(loaded.interventions, model.info());
    for (const InterventionEffect& effect : ranking.effects) {
        const Intervention& candidate = ranking.candidates[effect.candidate];
        nlohmann::ordered_json row = {{"intervention", describe(candidate, model.info())},
                                      {"site", model.info().sites[static_cast<std::size_t>(candidate.site)].name}};
        if (!candidate.neurons.empty()) row["neuron"] = candidate.neurons.front();
        row["mean_divergence_bits"] = effect.meanDivergenceBits;
        row["last_divergence_bits"] = effect.lastDivergenceBits;
        row["surprisal_change_bits"] = effect.surprisalChangeBits;
        row["likeliest"] = effect.likeliest;
        row["likeliest_text"] = model.tokenBytes(effect.likeliest);
        json["effects"].push_back(std::move(row));
    }
    printJson(json);
}

Result<void> run(const Options& options) {
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    const Model& model = *loaded->model;
    auto candidates = candidatesOf(options, *loaded);
    if (!candidates) return fail(candidates.error().message);
    const auto tokens = readGiven(options, model);
    if (!tokens) return fail(tokens.error().message);

    watchInterrupts();
    const EffectMeter meter(model, loaded->choice, *tokens, loaded->interventions);
    Ranking ranking{std::move(*candidates), {}, meter.tokens(), meter.likeliest()};
    {
        ProgressBar bar("silencing");
        ranking.effects = rankInterventions(meter, ranking.candidates, [&bar](std::size_t done, std::size_t total) {
            bar.show(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
            return !interrupted();
        });
    }
    if (options.json)
        printRankingJson(ranking, *loaded);
    else if (options.csv)
        printCsv(ranking, model);
    else
        printRanking(ranking, model);
    if (ranking.effects.size() < ranking.candidates.size())
        std::fprintf(stderr, "interrupted: %zu of %zu measured\n", ranking.effects.size(), ranking.candidates.size());
    return {};
}

}  // namespace

void addEffects(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("effects", "Rank sites, or a site's neurons, by what silencing each changes");
    options->model.addTo(*command);
    options->model.addInterventionsTo(*command);
    CLI::Option_group* source = command->add_option_group("source", "What to read (one of these)");
    source->add_option("--text", options->textFile, "Read this file (UTF-8)")->type_name("FILE");
    source->add_option("--prompt", options->prompt, "Read this text")->type_name("TEXT");
    source->require_option(1);
    command->add_option("--site", options->site, "Silence each neuron of this site, instead of each site")->type_name("SITE");
    command->add_option("--max-tokens", options->maxTokens, "Read only so many tokens; of those the last that fit the model's window")
        ->capture_default_str()
        ->check(wholeNumber(1, EffectMeter::kLongest));
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--csv", options->csv, "Print CSV")->excludes(json);
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
