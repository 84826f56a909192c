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
    // Where a window ends, windows follow one another, each from an empty state: nothing is read twice.
    double secondsAtPosition10 = 0;  // per token, mean over the windows' positions 10 to 17
    double secondsAtEnd = 0;         // and over their last 8
};

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Per-token times at the beginning and at the end of a network's windows, over several windows.
void timePositions(const ModelOptions::Loaded& loaded, Measurement& result) {
    const std::size_t window = loaded.model->info().positions;
    constexpr std::size_t kFirst = 10, kCounted = 8;
    constexpr int kWindows = 20;
    if (window < kFirst + 2 * kCounted) return;
    for (int n = 0; n < kWindows; ++n) {
        Generator generator(loaded.model, loaded.choice, Sampling{});
        generator.read(0);
        for (std::size_t position = 1; position < window; ++position) {
            const std::int32_t token = generator.draw();
            const auto start = std::chrono::steady_clock::now();
            generator.read(token);
            const double seconds = secondsSince(start) / (kCounted * kWindows);
            if (position >= kFirst && position < kFirst + kCounted) result.secondsAtPosition10 += seconds;
            if (position + kCounted >= window) result.secondsAtEnd += seconds;
        }
    }
}

Measurement measure(const ModelOptions::Loaded& loaded, std::int64_t tokens) {
    const NetworkInfo& info = loaded.model->info();
    Measurement result;
    const Generator empty(loaded.model, loaded.choice, Sampling{});
    const auto write = [&empty](Generator& generator, Observer* observer = nullptr) {
        const std::int32_t token = generator.tokens().empty() ? 0 : generator.draw();
        if (generator.windowFull()) generator = empty;
        generator.read(token, observer);
        return token;
    };
    Generator warm = empty;
    for (int i = 0; i < 20; ++i) write(warm);

    Generator writing = empty;
    std::vector<std::int32_t> text(static_cast<std::size_t>(tokens));
    auto start = std::chrono::steady_clock::now();
    for (std::int32_t& token : text) token = write(writing);
    result.tokensPerSecond = static_cast<double>(tokens) / secondsSince(start);

    Generator reading = empty;
    start = std::chrono::steady_clock::now();
    for (const std::int32_t token : text) {
        if (reading.windowFull()) reading = empty;
        reading.read(token);
    }
    result.prefillTokensPerSecond = static_cast<double>(tokens) / secondsSince(start);

    ActivityCounter counter(info);
    constexpr std::int64_t kCounted = 50;
    for (std::int64_t n = 0; n < kCounted; ++n) write(warm, &counter);
    OperationCounts total;
    for (const OperationCounts& counts : counter.operations) total += counts;
    result.weightBytesPerToken = static_cast<double>(total.weightReads * 4) / kCounted;

    timePositions(loaded, result);
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
        nlohmann::ordered_json json{{"model", loaded->model->title()},
                   {"parameters", loaded->model->info().parameters},
                   {"block_choice", toJson(loaded->choice, loaded->model->info())},
                   {"weights", "float32"},
                   {"threads", options.model.threads},
                   {"tokens", options.tokens},
                   {"tokens_per_second", m.tokensPerSecond},
                   {"prefill_tokens_per_second", m.prefillTokensPerSecond},
                   {"weight_bytes_per_token", m.weightBytesPerToken},
                   {"peak_memory_bytes", m.peakMemoryBytes}};
        if (m.secondsAtEnd > 0) {
            json["window"] = loaded->model->info().positions;
            json["seconds_per_token_at_position_10"] = m.secondsAtPosition10;
            json["seconds_per_token_at_end"] = m.secondsAtEnd;
        }
        printJson(json);
        return {};
    }
    std::printf("%s, %s, float32, %d thread%s, %lld tokens\n\n", loaded->model->title().c_str(),
                loaded->choice.describe(loaded->model->info()).c_str(), options.model.threads, options.model.threads == 1 ? "" : "s",
                static_cast<long long>(options.tokens));
    std::printf("writing              %10.1f tokens/s\nreading a prompt     %10.1f tokens/s (token by token)\n", m.tokensPerSecond,
                m.prefillTokensPerSecond);
    if (m.secondsAtEnd > 0)
        std::printf("along the window     %10.1f us a token at position 10, %.1f us at position %zu, its last\n", 1e6 * m.secondsAtPosition10,
                    1e6 * m.secondsAtEnd, loaded->model->info().positions - 1);
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
