// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include "cli/reading.h"
#include "cli/score_json.h"
#include "energy/pricing_model.h"
#include "engine/comparison.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    std::string text;
    double heldOut = 1;  // share of the text, from its end
    std::int64_t maxTokens = 0;
    bool json = false;
};

/// Spiking attention counted both ways, for networks that have it.
void printAttention(const Score& score) {
    const OperationCounts& n = score.operations;
    if (!hasAttentionBothWays(n)) return;
    const auto count = [](std::int64_t number) { return static_cast<long long>(number); };
    std::printf("\nspiking attention both ways, per token             AC          MAC   whole token, compute only, fp32\n");
    std::printf("    linear form, as computed here       %14lld %12d %22.4g uJ\n", count(n.linearAttentionAc), 0,
                1e6 * score.energy.at("compute-fp32").thisJoules);
    std::printf("    pairwise, as published              %14lld %12lld %22.4g uJ\n", count(n.pairwiseAttentionAc),
                count(n.pairwiseAttentionMac), 1e6 * pairwiseAttentionJoules(score));
}

void print(const Score& score, const ModelOptions::Loaded& loaded) {
    const NetworkInfo& info = loaded.model->info();
    std::printf("%s, %s\n", loaded.model->title().c_str(), loaded.choice.describe(info).c_str());
    for (const Intervention& intervention : loaded.interventions) std::printf("with %s\n", describe(intervention, info).c_str());
    std::printf("\n");
    std::printf("bits per character   %.4f   (%lld tokens, %lld characters predicted)\n", score.bitsPerCharacter,
                static_cast<long long>(score.tokens), static_cast<long long>(score.characters));
    std::printf("bits per token       %.4f   perplexity %.3f   likeliest was right %.1f%%\n", score.bitsPerToken,
                score.perplexity, 100 * score.top1Accuracy);
    std::printf("firing rate          %.1f%%   sparsity %.1f%%\n", 100 * score.meanFiringRate, 100 * score.sparsity);
    int widest = 24;
    for (const auto& [site, rate] : score.firingRate) widest = std::max(widest, static_cast<int>(site.size()));
    for (const SiteInfo& site : info.sites)
        if (const auto rate = score.firingRate.find(site.name); rate != score.firingRate.end())
            std::printf("    %-*s %5.1f%%\n", widest, site.name.c_str(), 100 * rate->second);
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
    if (score.twinInFull)
        std::printf("    (no analog weights to run the twin with: its products are counted in full, docs/energy.md)\n");
    std::printf("\nenergy per token, microjoules (docs/energy.md)              this choice  analog twin  twin / this\n");
    for (const PricingModel& pricing : pricingModels()) {
        const auto found = score.energy.find(std::string(pricing.id));
        if (found == score.energy.end()) continue;  // another family's own rule
        const Score::Energy& energy = found->second;
        std::printf("    %-54s %12.4g %12.4g %12.2f\n", std::string(pricing.name).c_str(), 1e6 * energy.thisJoules,
                    1e6 * energy.analogJoules, energy.thisJoules > 0 ? energy.analogJoules / energy.thisJoules : 0.0);
    }
    printAttention(score);
    printFindings(score.findings, *loaded.model);
}

Result<void> run(const Options& options) {
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    auto text = readTextFile(options.text);
    if (!text) return fail(text.error().message);
    auto tokens = readingOf(*loaded->model, *text, options.heldOut, options.maxTokens);
    if (!tokens) return fail(options.text + ": " + tokens.error().message);
    const bool normalized = noteNormalization(*loaded->model, *text);

    watchInterrupts();
    auto score = [&] {
        ProgressBar bar("scoring");
        const auto progress = [&bar](std::int64_t done, std::int64_t total) {
            bar.show(done, total);
            return !interrupted();
        };
        return scoreTokens(*loaded->model, loaded->choice, *tokens, progress, loaded->inForce().get());
    }();
    if (!score) return fail(options.text + ": " + score.error().message);
    if (interrupted()) std::fprintf(stderr, "interrupted: this is the score of the first %lld tokens\n", static_cast<long long>(score->tokens));
    if (!options.json) {
        print(*score, *loaded);
        return {};
    }
    auto json = scoreJson(*score, *loaded->model, loaded->choice);
    json["normalized"] = normalized;
    if (interrupted()) json["interrupted"] = true;
    const NetworkInfo& info = loaded->model->info();
    if (!loaded->interventions.empty()) json["interventions"] = toJson(loaded->interventions, info);
    printJson(json);
    return {};
}

}  // namespace

void addScore(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("score", "Bits per character, firing rates, operations and energy on a text");
    options->model.addTo(*command);
    options->model.addInterventionsTo(*command);
    command->add_option("--text", options->text, "Text file (UTF-8)")->required()->type_name("FILE");
    addReadingOptions(*command, options->heldOut, options->maxTokens);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
