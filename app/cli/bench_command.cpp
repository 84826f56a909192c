// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <chrono>
#include <cstdio>

#include "cli/command.h"
#include "engine/activity_counter.h"
#include "engine/generator.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    std::int64_t tokens = 500;
    bool json = false;
};

struct Measurement {
    double tokensPerSecond = 0;         // writing: draw, then read
    double prefillTokensPerSecond = 0;  // reading given tokens, nothing drawn
    double weightBytesPerToken = 0;     // weights of the effective operations, float32
    std::int64_t peakMemoryBytes = 0;
};

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Measurement measure(const ModelOptions::Loaded& loaded, std::int64_t tokens) {
    const NetworkInfo& info = loaded.model->info();
    Measurement result;
    Generator warm(loaded.model, loaded.choice, Sampling{});
    warm.read(0);
    for (int i = 0; i < 20; ++i) warm.read(warm.draw());

    Generator writing(loaded.model, loaded.choice, Sampling{});
    writing.read(0);
    auto start = std::chrono::steady_clock::now();
    for (std::int64_t n = 0; n < tokens; ++n) writing.read(writing.draw());
    result.tokensPerSecond = static_cast<double>(tokens) / secondsSince(start);

    Generator reading(loaded.model, loaded.choice, Sampling{});
    start = std::chrono::steady_clock::now();
    for (std::int64_t n = 0; n < tokens; ++n) reading.read(writing.tokens()[static_cast<std::size_t>(n)]);
    result.prefillTokensPerSecond = static_cast<double>(tokens) / secondsSince(start);

    ActivityCounter counter(info);
    constexpr std::int64_t kCounted = 50;
    for (std::int64_t n = 0; n < kCounted; ++n) warm.read(warm.draw(), &counter);
    OperationCounts total;
    for (const OperationCounts& counts : counter.operations) total += counts;
    result.weightBytesPerToken = static_cast<double>(total.weightReads * 4) / kCounted;

    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    result.peakMemoryBytes = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
    return result;
}

Result<void> run(const Options& options) {
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    const Measurement m = measure(*loaded, options.tokens);
    if (options.json) {
        printJson({{"model", loaded->model->title()},
                   {"parameters", loaded->model->info().parameters},
                   {"block_choice", toJson(loaded->choice, loaded->model->info())},
                   {"weights", "float32"},
                   {"threads", options.model.threads},
                   {"tokens", options.tokens},
                   {"tokens_per_second", m.tokensPerSecond},
                   {"prefill_tokens_per_second", m.prefillTokensPerSecond},
                   {"weight_bytes_per_token", m.weightBytesPerToken},
                   {"peak_memory_bytes", m.peakMemoryBytes}});
        return {};
    }
    std::printf("%s, %s, float32, %d thread%s, %lld tokens\n\n", loaded->model->title().c_str(),
                loaded->choice.describe(loaded->model->info()).c_str(), options.model.threads, options.model.threads == 1 ? "" : "s",
                static_cast<long long>(options.tokens));
    std::printf("writing              %10.1f tokens/s\nreading a prompt     %10.1f tokens/s (token by token)\n", m.tokensPerSecond,
                m.prefillTokensPerSecond);
    std::printf("weights per token    %10.3f MB, of the effective operations\npeak memory          %10.1f MB\n",
                m.weightBytesPerToken / 1e6, static_cast<double>(m.peakMemoryBytes) / 1e6);
    return {};
}

}  // namespace

void addBench(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("bench", "Measure the engine's speed on this machine");
    options->model.addTo(*command);
    command->add_option("--tokens", options->tokens, "Tokens to time")->capture_default_str()->check(wholeNumber(1, kLargestCount));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
