// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "cli/bench_curve.h"
#include "cli/bench_model.h"
#include "cli/stopwatch.h"
#include "engine/synthetic_model.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    std::optional<std::string> synthetic;
    std::string curve;
    std::optional<double> firingRate;
    std::int64_t tokens = 500;
    std::size_t promptTokens = 512;
    bool json = false;
};

Result<ModelOptions::Loaded> loadSynthetic(const Options& options) {
    const auto spec = parseSyntheticSpec(*options.synthetic);
    if (!spec) return fail(spec.error().message);
    auto model = makeSyntheticModel(*spec, options.firingRate, {options.model.weights, options.model.threads});
    if (!model) return fail(model.error().message);
    const auto choice = parseBlockChoice((*model)->info(), options.model.blocks);
    if (!choice) return fail(choice.error().message);
    return ModelOptions::Loaded{*model, *choice};
}

Result<void> runModel(const Options& options) {
    const Stopwatch watch;
    const auto loaded = options.synthetic ? loadSynthetic(options) : options.model.load();
    if (!loaded) return fail(loaded.error().message);
    const double loadSeconds = watch.seconds();
    const Model& model = *loaded->model;
    const ModelSpeed speed = measureModel(*loaded, options.tokens, options.promptTokens);
    if (options.json) {
        nlohmann::ordered_json json{{"model", model.title()},
                                    {"parameters", model.info().parameters},
                                    {"block_choice", toJson(loaded->choice, model.info())},
                                    {"weights", nameOf(model.weights)},
                                    {"threads", options.model.threads},
                                    {"tokens", options.tokens},
                                    {"load_seconds", loadSeconds}};
        if (options.firingRate) json["firing_rate_asked_for"] = *options.firingRate;
        json.update(toJson(speed, model.info()));
        printJson(json);
        return {};
    }
    std::printf("%s, %s, %s, %d thread%s, %lld tokens\n\n", model.title().c_str(), loaded->choice.describe(model.info()).c_str(),
                nameOf(model.weights), options.model.threads, options.model.threads == 1 ? "" : "s",
                static_cast<long long>(options.tokens));
    std::printf("%-20s %10.2f s%s\n", options.synthetic ? "making" : "loading", loadSeconds,
                options.firingRate ? ", finding the thresholds included" : "");
    print(speed, model.info());
    return {};
}

Result<void> run(const Options& options) {
    if (options.curve.empty()) return runModel(options);
    const auto size = parseProductSize(options.curve);
    if (!size) return fail("--curve: " + size.error().message);
    const ProductCurve curve = measureCurve(*size, options.model.weights, options.model.threads);
    if (options.json)
        printJson(toJson(curve));
    else
        print(curve);
    return {};
}

/// CLI11's own exclusions could not say that one of three is needed.
void checkWhat(const CLI::App& command, const Options& options) {
    const std::size_t given = command.count("MODEL") + command.count("--synthetic") + (options.curve.empty() ? 0 : 1);
    if (given == 0) throw CLI::RequiredError("one of MODEL, --synthetic and --curve");
    if (given > 1) throw CLI::ValidationError("only one of MODEL, --synthetic and --curve can be measured at once");
    if (options.firingRate && !options.synthetic) throw CLI::RequiresError("--firing-rate", "--synthetic");
}

}  // namespace

void addBench(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("bench", "Measure the engine's speed on this machine, and how near it is to that of its memory");
    options->model.addTo(*command);
    command->get_option("MODEL")->required(false);
    command
        ->add_option("--synthetic", options->synthetic,
                     "In place of a MODEL one of random weights, of any size: spikegpt:18x768:50277, or spikedecoder:12x80:30 with "
                     "options behind a third colon: hidden=1280,heads=5,timesteps=4,positions=256")
        ->type_name("ARCHITECTURE:LAYERSxWIDTH:VOCABULARY");
    command
        ->add_option("--firing-rate", options->firingRate,
                     "With --synthetic: thresholds are set so that neurons fire about this often. In SpikeDecoder that decides how much "
                     "is read; in SpikeGPT every product reads floats, so it hardly changes the speed. Printed is the rate that came out")
        ->type_name("RATE")
        ->check(realNumber(0.001, 0.999));
    command
        ->add_option("--curve", options->curve,
                     "In place of a MODEL one spike-driven product of INPUTSxOUTPUTS weights (3072x3072) at firing rates from 100% to "
                     "1%, beside the dense product")
        ->expected(0, 1)
        ->default_str("3072x3072")
        ->type_name("INPUTSxOUTPUTS");
    command->add_option("--tokens", options->tokens, "Tokens to time")->capture_default_str()->check(wholeNumber(1, kLargestCount));
    command->add_option("--prompt-tokens", options->promptTokens, "Tokens of the prompt whose reading is timed; at most a window")
        ->capture_default_str()
        ->check(wholeNumber(1, 1'000'000));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, command, &action] {
        checkWhat(*command, *options);
        action = [options] { return run(*options); };
    });
}

}  // namespace spikeglass::cli
