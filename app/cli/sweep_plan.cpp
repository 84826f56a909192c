// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_plan.h"

#include <filesystem>
#include <map>
#include <set>

#include "base/sha256.h"
#include "cli/choices.h"
#include "cli/command.h"
#include "cli/sweep_keys.h"
#include "io/json_check.h"
#include "io/whole_file.h"
#include "text/utf8.h"

namespace spikeglass::cli {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostRows = 1'000'000;
constexpr const char* kWritten = "rows.json";

/// A text of the plan, or a prompt to write one from: the part of a row that is the same for every model.
struct Task {
    SweepRow row;
    std::string content;     // the text's
    std::string contentSha;  // empty for prompts
};

std::string shaOf(const std::string& bytes) {
    return sha256(bytes);
}

Result<std::vector<Task>> tasksOf(const SweepKeys& keys) {
    std::vector<Task> tasks;
    for (const SweepText& text : keys.texts) {
        Task task;
        task.row.text = keys.beside(text.file);
        task.row.heldOut = text.heldOut;
        task.row.maxTokens = text.maxTokens;
        auto content = readTextFile(task.row.text);
        if (!content) return fail(content.error().message);
        task.content = std::move(*content);
        task.contentSha = shaOf(task.content);
        tasks.push_back(std::move(task));
    }
    for (const SweepPrompt& prompt : keys.prompts) {
        Task task;
        task.row.prompt = prompt.prompt;
        task.row.tokens = prompt.tokens;
        task.row.sampling = prompt.sampling;
        tasks.push_back(std::move(task));
    }
    return tasks;
}

/// The choices that a model contributes, none twice.
Result<std::vector<NamedChoice>> choicesOf(const Model& model, const SweepKeys& keys) {
    const NetworkInfo& info = model.info();
    std::vector<NamedChoice> choices;
    const auto addOnce = [&](const NamedChoice& added) {
        for (const NamedChoice& there : choices)
            if (there.choice == added.choice) return;
        choices.push_back(added);
    };
    for (const std::string& wanted : keys.choices) {
        if (wanted.find('=') != std::string::npos) {
            const auto named = namedChoice(model, wanted);
            if (!named) return fail(named.error().message);
            addOnce(*named);
            continue;
        }
        for (const BlockChoice& choice : wanted == "all" ? heldPresets(info) : heldPreset(info, wanted))
            addOnce({choice, nameOf(choice, info)});
    }
    return choices;
}

std::string blockOf(const BlockChoice& choice, const NetworkInfo& info) {
    std::string block;
    for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
        block +=
            (block.empty() ? "" : ",") + info.slotInfos[slot].name + (choice[slot] == Form::Spiking ? "=snn" : "=ann");
    return block;
}

bool drawsNoise(const std::vector<Intervention>& list) {
    for (const Intervention& intervention : list)
        if (intervention.effect == Intervention::Effect::AddNoise) return true;
    return false;
}

/// All rows of one model. seedUsed: whether a row of it depends on its seed.
Result<void> addRows(const Model& model, const SweepKeys& keys, const std::vector<Task>& tasks,
                     std::vector<SweepRow>& rows, bool& seedUsed) {
    const auto choices = choicesOf(model, keys);
    if (!choices) return fail(choices.error().message);
    for (const Task& task : tasks) {
        const std::string& text = task.contentSha.empty() ? task.row.prompt : task.content;
        const std::string where = task.contentSha.empty() ? "the prompt " + quoteText(task.row.prompt) : task.row.text;
        if (task.contentSha.empty()) {
            if (auto tokens = model.encodePrompt(text); !tokens)
                return fail(keys.plan + ": " + where + ": " + tokens.error().message);
        } else if (auto tokens = readingOf(model, text, task.row.heldOut, task.row.maxTokens); !tokens) {
            return fail(where + ": " + tokens.error().message);
        }
        for (const NamedChoice& choice : *choices)
            for (const std::string& interventions : keys.interventions) {
                std::vector<Intervention> parsed;
                if (!interventions.empty()) {
                    auto list = interventionsOf(model, interventions);
                    if (!list) return fail(list.error().message);
                    parsed = std::move(*list);
                }
                const bool seeded = task.contentSha.empty() || drawsNoise(parsed);
                seedUsed |= seeded;
                for (const std::string& weights : keys.weights)
                    for (std::size_t seed = 0; seed < (seeded ? keys.seeds.size() : 1); ++seed) {
                        SweepRow row = task.row;
                        row.model = model.path;
                        row.block = blockOf(choice.choice, model.info());
                        row.choice = choice.name;
                        row.weights = weights;
                        row.interventions = interventions;
                        row.sampling.seed = seeded ? keys.seeds[seed] : 1;
                        row.id = shaOf(row.toJson().dump(-1, ' ', true) + model.sha256 + task.contentSha).substr(0, 16);
                        if (rows.size() == kMostRows)
                            return fail(keys.plan + ": asks for more than " + std::to_string(kMostRows) + " rows");
                        rows.push_back(std::move(row));
                    }
            }
    }
    return {};
}

}  // namespace

nlohmann::ordered_json SweepRow::toJson() const {
    Json json = {
        {"model", model}, {"block", block}, {"choice", choice}, {"weights", weights}, {"interventions", interventions}};
    if (!text.empty())
        json.update(Json{{"text", text}, {"held_out", heldOut}, {"max_tokens", maxTokens}});
    else
        json.update(Json{
            {"prompt", prompt}, {"tokens", tokens}, {"temperature", sampling.temperature}, {"top_p", sampling.topP}});
    json["seed"] = sampling.seed;
    if (!id.empty()) json["id"] = id;
    return json;
}

SweepRow SweepRow::fromJson(const nlohmann::ordered_json& json) {
    SweepRow row;
    row.id = json.at("id");
    row.model = json.at("model");
    row.block = json.at("block");
    row.choice = json.at("choice");
    row.weights = json.at("weights");
    row.interventions = json.at("interventions");
    row.sampling.seed = json.at("seed");
    if (json.contains("text")) {
        row.text = json.at("text");
        row.heldOut = json.at("held_out");
        row.maxTokens = json.at("max_tokens");
    } else {
        row.prompt = json.at("prompt");
        row.tokens = json.at("tokens");
        row.sampling.temperature = json.at("temperature");
        row.sampling.topP = json.at("top_p");
    }
    return row;
}

Result<SweepPlan> readSweepPlan(const std::string& path) {
    const auto keys = readSweepKeys(path);
    if (!keys) return fail(keys.error().message);
    if (firstInvalidUtf8(keys->plan) < keys->plan.size())
        return fail(path + ": the path of a plan must be UTF-8, because the rows and the scripts that name it are; rename it or its folder");
    const auto tasks = tasksOf(*keys);
    if (!tasks) return fail(tasks.error().message);
    SweepPlan plan{keys->plan, keys->sha256, {}};
    std::set<std::string> known;
    std::string presets;
    bool seedUsed = false;
    for (const std::string& file : keys->models) {
        const auto loaded = loadModel(keys->beside(file));  // one at a time: together they may not fit into memory
        if (!loaded) return fail(loaded.error().message);
        const std::vector<std::shared_ptr<const Model>> model{*loaded};
        for (const std::string& choice : keys->choices)
            if (isKnownPreset(model, choice)) known.insert(choice);
        presets = listPresets(model);
        if (auto added = addRows(**loaded, *keys, *tasks, plan.rows, seedUsed); !added)
            return fail(added.error().message);
    }
    for (const std::string& choice : keys->choices)
        if (choice.find('=') == std::string::npos && !known.contains(choice))
            return fail(path + ": choices: no model here has a preset " + quoteText(choice) + "; the last one has " +
                        presets + ", and slots are named as in blocks.*.mlp=ann");
    if (plan.rows.empty())
        return fail(path +
                    ": choices: none of these checkpoints holds what was asked for, so there is nothing to compute");
    if (keys->seedsGiven && !seedUsed)
        return fail(path +
                    ": seeds: nothing here is drawn, so they would change no row; seeds need prompts, or noise among "
                    "the interventions");
    std::set<std::string> ids;
    std::erase_if(plan.rows, [&](const SweepRow& row) { return !ids.insert(row.id).second; });
    return plan;
}

Result<SweepPlan> readWrittenPlan(const std::string& path, const std::string& folder) {
    const std::string written = folder + '/' + kWritten;
    std::error_code error;
    if (!std::filesystem::exists(written, error)) return fail(written + ": no such file; run the sweep first");
    const auto sha = sha256OfFile(path);
    if (!sha) return fail(sha.error().message);
    const auto text = readTextFile(written);
    if (!text) return fail(text.error().message);
    try {
        const Json json = checkJson(*text, written) ? Json::parse(*text) : Json();
        SweepPlan plan{json.at("plan"), json.at("plan_sha256"), {}};
        if (plan.sha256 != *sha)
            return fail(path + ": has changed since " + written + " was written from it; run sweep on it again");
        for (const Json& row : json.at("rows")) plan.rows.push_back(SweepRow::fromJson(row));
        return plan;
    } catch (const nlohmann::json::exception&) {
        return fail(written + ": is not what sweep writes; run sweep again");
    }
}

Result<void> writePlan(const SweepPlan& plan, const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder + "/rows", error);
    if (error) return fail(folder + ": cannot be made: " + error.message());
    Json rows = Json::array();
    for (const SweepRow& row : plan.rows) rows.push_back(row.toJson());
    const Json json = {{"format", "spikeglass-sweep"},
                       {"version", 1},
                       {"plan", plan.path},
                       {"plan_sha256", plan.sha256},
                       {"rows", rows}};
    return writeWholeFile(folder + '/' + kWritten, json.dump(1) + '\n');
}

}  // namespace spikeglass::cli
