// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>

namespace spikeglass::cli {
namespace {

volatile std::sig_atomic_t g_interrupted = 0;
constexpr std::uintmax_t kLargestText = std::uintmax_t{1} << 30;  // bytes

}  // namespace

CLI::Validator wholeNumber(std::uint64_t minimum, std::uint64_t maximum) {
    const std::string range = std::to_string(minimum) + " to " + std::to_string(maximum);
    const auto check = [minimum, maximum, range](const std::string& text) -> std::string {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        // CLI11 would take 010 for octal.
        const bool decimal = text.size() == 1 || !text.starts_with('0');
        const bool fits = error == std::errc{} && end == text.data() + text.size() && value >= minimum && value <= maximum;
        return fits && decimal ? "" : "expected a whole number from " + range + ", found \"" + text.substr(0, 40) + '"';
    };
    return CLI::Validator(check, "");
}

CLI::Validator realNumber(double minimum, double maximum) {
    const auto check = [minimum, maximum](const std::string& text) -> std::string {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc{} && end == text.data() + text.size() && value >= minimum && value <= maximum) return "";  // no NaN
        char range[80];
        std::snprintf(range, sizeof range, "%g to %g", minimum, maximum);
        return "expected a number from " + std::string(range) + ", found \"" + text.substr(0, 40) + '"';
    };
    return CLI::Validator(check, "");
}

void ModelOptions::addTo(CLI::App& command) {
    command.add_option("MODEL", path, "Checkpoint (HDF5)")->required();
    command.add_option("--block", blocks, "Form of a slot, e.g. blocks.2.time_mix=ann or '*=ann'; repeatable")
        ->type_name("SLOT=ann|snn")
        ->allow_extra_args(false);
    command.add_option("--threads", threads, "Threads of the engine; results do not depend on it")->check(wholeNumber(1, 256));
    addWeightsOption(command, weights);
}

void addWeightsOption(CLI::App& command, WeightType& weights) {
    command
        .add_option_function<std::string>(
            "--weights", [&weights](const std::string& name) { weights = weightTypeNamed(name).value(); },
            "How products hold their weights: bfloat16 and int8 are smaller and faster, and round")
        ->check([](const std::string& name) { return weightTypeNamed(name) ? std::string() : weightTypeNamed(name).error().message; })
        ->default_str("float32")
        ->type_name("float32|bfloat16|int8");
}

Result<ModelOptions::Loaded> ModelOptions::load() const {
    auto model = loadModel(path, {weights, threads});
    if (!model) return fail(model.error().message);
    auto choice = parseBlockChoice((*model)->info(), blocks);
    if (!choice) return fail(choice.error().message);
    Loaded loaded{*model, *choice};
    for (const std::string& text : interventions) {
        const auto parsed = parseInterventions((*model)->info(), text);
        if (!parsed) return fail(parsed.error().message);
        loaded.interventions.insert(loaded.interventions.end(), parsed->begin(), parsed->end());
    }
    return loaded;
}

void ModelOptions::addInterventionsTo(CLI::App& command) {
    command
        .add_option("--intervene", interventions,
                    "Do this to neurons: blocks.3.mlp.hidden/0-15,412=silence; without /NEURONS to the whole site. EFFECT: "
                    "silence, force, clamp:V, threshold:V (added), tau:V, noise:V; repeatable")
        ->type_name("SITE[/NEURONS]=EFFECT")
        ->allow_extra_args(false);
}

std::shared_ptr<const Interventions> ModelOptions::Loaded::inForce() const {
    return interventions.empty() ? nullptr : std::make_shared<const Interventions>(model->info(), interventions);
}

void SamplingOptions::addTo(CLI::App& command) {
    // Their limits are those of Sampling::check(). CLI11 takes an empty text for 0.
    const CLI::Validator something([](const std::string& text) { return text.empty() ? std::string("expected a number, found nothing") : std::string(); }, "");
    command.add_option("--seed", sampling.seed, "Seed: the same one gives the same text on every machine")
        ->check(wholeNumber(0, std::numeric_limits<std::uint64_t>::max()));
    command.add_option("--temperature", sampling.temperature, "0: always the likeliest token")->capture_default_str()->check(something);
    command.add_option("--top-p", sampling.topP, "Draw among the likeliest tokens that hold this probability")->capture_default_str()->check(something);
}

void addReadingOptions(CLI::App& command, double& heldOut, std::int64_t& maxTokens) {
    const auto isFraction = [](const std::string& text) -> std::string {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool fits = error == std::errc{} && end == text.data() + text.size() && value > 0 && value <= 1;
        return fits ? "" : "expected a fraction above 0 and at most 1, found \"" + text.substr(0, 40) + '"';
    };
    command.add_option("--held-out", heldOut, "Read only this last part of the text, e.g. 0.05: the last 5% of its characters")
        ->type_name("FRACTION")
        ->check(CLI::Validator(isFraction, ""));
    command.add_option("--max-tokens", maxTokens, "Read only so many tokens, from the beginning of that")
        ->check(wholeNumber(1, kLargestCount));
}

Result<std::string> readTextFile(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return fail(path + ": " + (error ? "cannot be opened: " + error.message() : "no such file"));
    if (!std::filesystem::is_regular_file(path, error)) return fail(path + ": expected a text file, found something else");
    if (std::filesystem::file_size(path, error) > kLargestText) return fail(path + ": expected at most 1 GiB of text");
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(path + ": cannot be opened: " + std::strerror(errno));
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file) return fail(path + ": cannot be read");
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (text.empty()) return fail(path + ": the file is empty");
    return text;
}

Result<std::vector<std::int32_t>> parseTokenIds(const std::string& list, std::size_t vocabulary) {
    std::vector<std::int32_t> ids;
    const char* at = list.data();
    const char* const end = at + list.size();
    while (true) {
        std::int32_t id = 0;
        const auto [next, error] = std::from_chars(at, end, id);
        if (error != std::errc{} || (next != end && *next != ','))
            return fail("--token-ids: expected numbers separated by commas, found \"" + list.substr(0, 40) + "\" (item " +
                        std::to_string(ids.size() + 1) + ")");
        if (id < 0 || static_cast<std::size_t>(id) >= vocabulary)
            return fail("--token-ids: expected ids from 0 to " + std::to_string(vocabulary - 1) + ", found " + std::to_string(id) +
                        " (item " + std::to_string(ids.size() + 1) + ")");
        ids.push_back(id);
        if (next == end) return ids;
        at = next + 1;
    }
}

nlohmann::ordered_json toJson(const BlockChoice& choice, const NetworkInfo& info) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
        json[info.slotInfos[slot].name] = choice[slot] == Form::Spiking ? "snn" : "ann";
    return json;
}

nlohmann::ordered_json toJson(const std::vector<Intervention>& interventions, const NetworkInfo& info) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Intervention& intervention : interventions) json.push_back(describe(intervention, info));
    return json;
}

nlohmann::ordered_json toJson(const OperationCounts& counts) {
    return {{"ac", counts.ac},
            {"mac", counts.mac},
            {"neuron", counts.neuron},
            {"other", counts.other},
            {"dense_mac", counts.denseMac},
            {"linear_attention_ac", counts.linearAttentionAc},
            {"pairwise_attention_ac", counts.pairwiseAttentionAc},
            {"pairwise_attention_mac", counts.pairwiseAttentionMac}};
}

void printJson(const nlohmann::ordered_json& json) {
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

ProgressBar::ProgressBar(std::string label) : m_label(std::move(label)), m_terminal(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    if (m_shown >= 0) std::fprintf(stderr, "\r\x1b[K");
}

void ProgressBar::show(std::int64_t done, std::int64_t total) {
    if (!m_terminal || total <= 0) return;
    const int permille = static_cast<int>(1000 * done / total);
    if (permille == m_shown) return;
    m_shown = permille;
    constexpr int kCells = 30;
    std::string bar;
    for (int i = 0; i < kCells; ++i) bar += i < permille * kCells / 1000 ? "\u2588" : "\u2591";
    std::fprintf(stderr, "\r%s %s %5.1f%%", m_label.c_str(), bar.c_str(), permille / 10.0);
    std::fflush(stderr);
}

bool interrupted() { return g_interrupted != 0; }

void watchInterrupts() {
    for (const int each : {SIGINT, SIGTERM, SIGHUP}) {
        const auto before = std::signal(each, [](int signal) {
            g_interrupted = 1;
            std::signal(signal, SIG_DFL);  // a second Ctrl+C ends at once
        });
        if (before == SIG_IGN) std::signal(each, SIG_IGN);  // nohup
    }
}

}  // namespace spikeglass::cli
