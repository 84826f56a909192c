// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>

#include "cli/command.h"
#include "engine/generator.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    SamplingOptions sampling;
    std::string prompt;
    std::string tokenIds;
    std::int64_t tokens = 200;
    bool json = false;
};

Result<void> run(const Options& options) {
    if (auto checked = options.sampling.sampling.check(); !checked) return checked;
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    const Model& model = *loaded->model;
    auto prompt = options.tokenIds.empty() ? model.encodePrompt(options.prompt)
                                           : parseTokenIds(options.tokenIds, model.info().vocabulary);
    if (!prompt) return fail(prompt.error().message);

    watchInterrupts();
    Generator generator(loaded->model, loaded->choice, options.sampling.sampling);
    Utf8Assembler assembler;
    std::string text;
    const auto print = [&](const std::string& piece) {
        text += piece;
        if (options.json) return;
        std::fputs(piece.c_str(), stdout);
        std::fflush(stdout);
    };
    for (const std::int32_t token : *prompt) {
        generator.read(token);
        print(assembler.push(model.tokenBytes(token)));
    }
    const auto before = std::chrono::steady_clock::now();
    std::int64_t written = 0;
    for (; written < options.tokens && !interrupted(); ++written) {
        const std::int32_t token = generator.draw();
        generator.read(token);
        print(assembler.push(model.tokenBytes(token)));
        if (std::ferror(stdout)) return fail("cannot write to standard output");
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    print(assembler.flush());
    if (!options.json) {
        std::fputs("\n", stdout);
        return {};
    }
    const Sampling& sampling = options.sampling.sampling;
    printJson({{"model", model.title()},
               {"model_sha256", model.sha256},
               {"block_choice", toJson(loaded->choice, model.info())},
               {"prompt", options.prompt},
               {"text", text},
               {"tokens", generator.tokens()},
               {"prompt_tokens", prompt->size()},
               {"generated_tokens", written},
               {"seed", sampling.seed},
               {"temperature", sampling.temperature},
               {"top_p", sampling.topP},
               {"tokens_per_second", seconds > 0 ? static_cast<double>(written) / seconds : 0.0}});
    return {};
}

}  // namespace

void addGenerate(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("generate", "Continue a prompt");
    options->model.addTo(*command);
    CLI::Option_group* source = command->add_option_group("prompt");
    source->add_option("--prompt", options->prompt, "Text to continue")->type_name("TEXT");
    source->add_option("--token-ids", options->tokenIds, "The same as token ids, for checkpoints without a tokenizer")->type_name("1,2,3");
    source->require_option(1);
    command->add_option("--tokens", options->tokens, "Tokens to write")->capture_default_str()->check(wholeNumber(0, kLargestCount));
    options->sampling.addTo(*command);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
