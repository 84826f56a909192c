// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/model.h"
#include "engine/sampler.h"

namespace spikeglass::cli {

/// What a command does once its arguments are parsed; an Error becomes one sentence on standard error and exit status 1.
using Action = std::function<Result<void>()>;

/// Options that several commands share. Each command adds those it has a use for.
struct ModelOptions {
    std::string path;
    std::vector<std::string> blocks;  // --block SLOT=ann|snn
    std::vector<std::string> interventions;  // --intervene SITE[/NEURONS]=EFFECT
    int threads = 1;
    WeightType weights = WeightType::Float32;

    void addTo(CLI::App& command);
    /// --intervene too, for commands that have a use for it.
    void addInterventionsTo(CLI::App& command);
    /// Loads the checkpoint and reads the block choices and interventions.
    struct Loaded {
        std::shared_ptr<const Model> model;
        BlockChoice choice;
        std::vector<Intervention> interventions = {};
        /// Ready to run; null: none.
        std::shared_ptr<const Interventions> inForce() const;
    };
    Result<Loaded> load() const;
};

/// --weights float32|bfloat16|int8.
void addWeightsOption(CLI::App& command, WeightType& weights);

struct SamplingOptions {
    Sampling sampling;
    void addTo(CLI::App& command);
};

/// Each command adds itself to the program and puts what it does into action.
void addInfo(CLI::App& program, Action& action);
void addGenerate(CLI::App& program, Action& action);
void addScore(CLI::App& program, Action& action);
void addCompare(CLI::App& program, Action& action);
void addRecord(CLI::App& program, Action& action);
void addBench(CLI::App& program, Action& action);
void addEffects(CLI::App& program, Action& action);
void addFigure(CLI::App& program, Action& action);
void addExport(CLI::App& program, Action& action);
void addSweep(CLI::App& program, Action& action);
void addImport(CLI::App& program, Action& action);

/// Checks that an option is a whole number from minimum to maximum: CLI11 by itself takes -1 for an unsigned one and cuts
/// what has more than 64 bits.
CLI::Validator wholeNumber(std::uint64_t minimum, std::uint64_t maximum);
/// The same for a number that may have a fraction: CLI11 takes NaN within any range, and an empty text for 0.
CLI::Validator realNumber(double minimum, double maximum);
inline constexpr std::uint64_t kLargestCount = 1'000'000'000'000;  // tokens of a run

/// --held-out and --max-tokens: which part of a text is read.
void addReadingOptions(CLI::App& command, double& heldOut, std::int64_t& maxTokens);

/// A whole text file, without a byte order mark. Errors: cannot be read; larger than 1 GiB; empty.
Result<std::string> readTextFile(const std::string& path);
/// "1,2,3" as token ids below vocabulary. Errors: not numbers, out of range (with position).
Result<std::vector<std::int32_t>> parseTokenIds(const std::string& list, std::size_t vocabulary);

nlohmann::ordered_json toJson(const BlockChoice& choice, const NetworkInfo& info);
/// ["SITE/NEURONS=EFFECT", ...], as --intervene reads them.
nlohmann::ordered_json toJson(const std::vector<Intervention>& interventions, const NetworkInfo& info);
nlohmann::ordered_json toJson(const OperationCounts& counts);
void printJson(const nlohmann::ordered_json& json);

/// A progress bar on standard error, only where that is a terminal.
class ProgressBar {
  public:
    explicit ProgressBar(std::string label);
    ~ProgressBar();
    void show(std::int64_t done, std::int64_t total);

  private:
    std::string m_label;
    bool m_terminal;
    int m_shown = -1;
};

/// True once the user pressed Ctrl+C, or the machine or the terminal ends (SIGTERM, SIGHUP): long commands then end with what
/// they have.
bool interrupted();
void watchInterrupts();

}  // namespace spikeglass::cli
