// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "cli/reading.h"
#include "cli/terminal_text.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    SamplingOptions sampling;
    WindowOption window;
    std::string prompt;
    std::string tokenIds;
    std::int64_t tokens = 200;
    bool json = false;
};

/// The prompt's tokens, whichever way they were given.
Result<ReadText> readPrompt(const Options& options, const Model& model) {
    return options.tokenIds.empty() ? readText(model, options.prompt) : readTokenIds(options.tokenIds, model);
}

Result<void> run(const Options& options) {
    if (auto checked = options.sampling.sampling.check(); !checked) return checked;
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    const Model& model = *loaded->model;
    auto prompt = readPrompt(options, model);
    if (!prompt) return fail(prompt.error().message);
    if (auto fits = options.window.checkFits(prompt->tokens.size(), model.info()); !fits) return fits;

    watchInterrupts();
    Generator generator(loaded->model, loaded->choice, options.sampling.sampling);
    generator.setInterventions(loaded->inForce());
    Utf8Assembler assembler;
    std::string text;
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    const auto print = [&](const std::string& piece) {
        text += piece;
        if (options.json) return;
        const std::string shown = terminal ? forTerminal(piece) : piece;
        std::fwrite(shown.data(), 1, shown.size(), stdout);
        std::fflush(stdout);
    };
    constexpr std::size_t kAtOnce = 512;  // tokens of the prompt, so that a long one can be interrupted
    const std::span<const std::int32_t> all = prompt->tokens;
    for (std::size_t first = 0; first < all.size() && !interrupted(); first += kAtOnce) {
        const auto part = all.subspan(first, std::min(kAtOnce, all.size() - first));
        generator.readAll(part);
        for (std::size_t i = 0; i < part.size(); ++i) print(assembler.push(model.tokenBytes(part[i], first + i == 0)));
    }
    const auto before = std::chrono::steady_clock::now();
    std::int64_t written = 0;
    for (; written < options.tokens && !interrupted() && !options.window.stops(generator); ++written) {
        const std::int32_t token = generator.draw();
        generator.read(token);
        print(assembler.push(model.tokenBytes(token)));
        if (std::ferror(stdout)) return fail("cannot write to standard output");
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    print(assembler.flush());
    if (!options.json) std::fputs("\n", stdout);
    const bool windowFull = written < options.tokens && !interrupted();
    if (windowFull) {
        std::fflush(stdout);
        noteFullWindow(written, model.info());
    }
    if (!options.json) return {};
    const Sampling& sampling = options.sampling.sampling;
    nlohmann::ordered_json json = {{"model", model.title()},
                                   {"model_sha256", model.sha256},
                                   {"weights", nameOf(model.weights)},
                                   {"block_choice", toJson(loaded->choice, model.info())},
                                   {"prompt", options.prompt},
                                   {"prompt_read", prompt->text},
                                   {"normalized", prompt->normalized},
                                   {"text", text},
                                   {"tokens", generator.tokens()},
                                   {"prompt_tokens", prompt->tokens.size()},
                                   {"generated_tokens", written},
                                   {"stopped", windowFull ? "window" : written < options.tokens ? "interrupted" : "tokens"},
                                   {"seed", sampling.seed},
                                   {"temperature", sampling.temperature},
                                   {"top_p", sampling.topP},
                                   {"tokens_per_second", seconds > 0 ? static_cast<double>(written) / seconds : 0.0}};
    if (!loaded->interventions.empty()) json["interventions"] = toJson(loaded->interventions, model.info());
    printJson(json);
    return {};
}

}  // namespace

void addGenerate(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("generate", "Continue a prompt");
    options->model.addTo(*command);
    options->model.addInterventionsTo(*command);
    CLI::Option_group* source = command->add_option_group("prompt");
    source->add_option("--prompt", options->prompt, "Text to continue")->type_name("TEXT");
    source->add_option("--token-ids", options->tokenIds, "The same as token ids, for checkpoints without a tokenizer")->type_name("1,2,3");
    source->require_option(1);
    command->add_option("--tokens", options->tokens, "Tokens to write")->capture_default_str()->check(wholeNumber(0, kLargestCount));
    options->sampling.addTo(*command);
    options->window.addTo(*command);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
