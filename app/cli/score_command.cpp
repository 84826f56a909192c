// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "cli/reading.h"
#include "energy/pricing_model.h"
#include "engine/score.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    std::string text;
    std::int64_t maxTokens = 0;
    bool json = false;
};

nlohmann::ordered_json toJson(const Score& score, const ModelOptions::Loaded& loaded) {
    nlohmann::ordered_json json;
    json["model"] = loaded.model->title();
    json["model_sha256"] = loaded.model->sha256;
    json["block_choice"] = cli::toJson(loaded.choice, loaded.model->info());
    json["tokens"] = score.tokens;
    json["characters"] = score.characters;
    json["bits_per_character"] = score.bitsPerCharacter;
    json["bits_per_token"] = score.bitsPerToken;
    json["perplexity"] = score.perplexity;
    json["top1_accuracy"] = score.top1Accuracy;
    json["firing_rate"] = nlohmann::ordered_json::object();
    for (const SiteInfo& site : loaded.model->info().sites)
        if (const auto rate = score.firingRate.find(site.name); rate != score.firingRate.end())
            json["firing_rate"][site.name] = rate->second;
    json["mean_firing_rate"] = score.meanFiringRate;
    json["sparsity"] = score.sparsity;
    json["operations"] = cli::toJson(score.operations);
    json["analog_operations"] = cli::toJson(score.twinOperations);
    for (const PricingModel& pricing : pricingModels()) {
        const Score::Energy& energy = score.energy.at(std::string(pricing.id));
        json["energy"][std::string(pricing.id)] = {{"this", energy.thisJoules}, {"analog", energy.analogJoules}};
    }
    json["seconds_per_token"] = score.secondsPerToken;
    return json;
}

void print(const Score& score, const ModelOptions::Loaded& loaded) {
    const NetworkInfo& info = loaded.model->info();
    std::printf("%s, %s\n\n", loaded.model->title().c_str(), loaded.choice.describe(info).c_str());
    std::printf("bits per character   %.4f   (%lld tokens, %lld characters predicted)\n", score.bitsPerCharacter,
                static_cast<long long>(score.tokens), static_cast<long long>(score.characters));
    std::printf("bits per token       %.4f   perplexity %.3f   likeliest was right %.1f%%\n", score.bitsPerToken,
                score.perplexity, 100 * score.top1Accuracy);
    std::printf("firing rate          %.1f%%   sparsity %.1f%%\n", 100 * score.meanFiringRate, 100 * score.sparsity);
    for (const SiteInfo& site : info.sites)
        if (const auto rate = score.firingRate.find(site.name); rate != score.firingRate.end())
            std::printf("    %-24s %5.1f%%\n", site.name.c_str(), 100 * rate->second);
    const auto row = [](const char* name, std::int64_t here, std::int64_t analog) {
        std::printf("    %-32s %14lld %14lld\n", name, static_cast<long long>(here), static_cast<long long>(analog));
    };
    if (info.positions > 0)
        std::printf("windows              of %zu tokens; a full one goes on from its last half\n", info.positions);
    std::printf("\nper token                              this choice    analog twin\n");
    row("accumulates (AC)", score.operations.ac, score.twinOperations.ac);
    row("multiply-accumulates (MAC)", score.operations.mac, score.twinOperations.mac);
    row("dense MAC", score.operations.denseMac, score.twinOperations.denseMac);
    row("neuron updates", score.operations.neuron, score.twinOperations.neuron);
    row("other, not priced", score.operations.other, score.twinOperations.other);
    std::printf("\nenergy per token, microjoules (docs/energy.md)              this choice  analog twin  twin / this\n");
    for (const PricingModel& pricing : pricingModels()) {
        const Score::Energy& energy = score.energy.at(std::string(pricing.id));
        std::printf("    %-54s %12.4g %12.4g %12.2f\n", std::string(pricing.name).c_str(), 1e6 * energy.thisJoules,
                    1e6 * energy.analogJoules, energy.thisJoules > 0 ? energy.analogJoules / energy.thisJoules : 0.0);
    }
}

Result<void> run(const Options& options) {
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    auto text = readTextFile(options.text);
    if (!text) return fail(text.error().message);
    auto tokens = loaded->model->encodePrompt(*text);
    if (!tokens) return fail(options.text + ": " + tokens.error().message);
    const bool normalized = noteNormalization(*loaded->model, *text);
    if (options.maxTokens > 0 && tokens->size() > static_cast<std::size_t>(options.maxTokens))
        tokens->resize(static_cast<std::size_t>(options.maxTokens));

    watchInterrupts();
    auto score = [&] {
        ProgressBar bar("scoring");
        return scoreTokens(*loaded->model, loaded->choice, *tokens, [&bar](std::int64_t done, std::int64_t total) {
            bar.show(done, total);
            return !interrupted();
        });
    }();
    if (!score) return fail(options.text + ": " + score.error().message);
    if (interrupted()) std::fprintf(stderr, "interrupted: this is the score of the first %lld tokens\n", static_cast<long long>(score->tokens));
    if (!options.json) {
        print(*score, *loaded);
        return {};
    }
    auto json = toJson(*score, *loaded);
    json["normalized"] = normalized;
    json["window"] = loaded->model->info().positions;  // tokens; 0: without end
    printJson(json);
    return {};
}

}  // namespace

void addScore(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("score", "Bits per character, firing rates, operations and energy on a text");
    options->model.addTo(*command);
    command->add_option("--text", options->text, "Text file (UTF-8)")->required()->type_name("FILE");
    command->add_option("--max-tokens", options->maxTokens, "Score only the beginning of the text")->check(wholeNumber(1, kLargestCount));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
