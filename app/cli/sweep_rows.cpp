// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_rows.h"

#include <algorithm>
#include <filesystem>

#include "base/csv.h"
#include "cli/choices.h"
#include "cli/compare_rows.h"
#include "engine/generator.h"
#include "io/json_check.h"
#include "io/whole_file.h"
#include "text/utf8.h"

namespace spikeglass::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What one row needs of its model.
struct Ready {
    BlockChoice choice;
    std::vector<Intervention> interventions;
    std::shared_ptr<const Interventions> inForce;  // null: none
};

Result<Ready> prepare(const Model& model, const SweepRow& row) {
    const auto named = namedChoice(model, row.block);
    if (!named) return fail(named.error().message);
    Ready ready{named->choice, {}, nullptr};
    if (row.interventions.empty()) return ready;
    auto list = interventionsOf(model, row.interventions);
    if (!list) return fail(list.error().message);
    ready.interventions = std::move(*list);
    ready.inForce = std::make_shared<const Interventions>(model.info(), ready.interventions, row.sampling.seed);
    return ready;
}

/// A text written from the row's prompt: its tokens, and what they print. Fewer than asked for where progress ended it
/// or the window is full.
struct Written {
    std::vector<std::int32_t> tokens;
    std::string text;
    bool windowFull = false;
};

Result<Written> writeText(const std::shared_ptr<const Model>& model, const Ready& ready, const SweepRow& row,
                          const Progress& progress) {
    const auto prompt = model->encodePrompt(row.prompt);
    if (!prompt) return fail(model->path + ": " + prompt.error().message);
    if (model->info().positions != 0 && prompt->size() > model->info().positions)
        return fail(model->path + ": the prompt has " + std::to_string(prompt->size()) +
                    " tokens, but this model's window holds " + std::to_string(model->info().positions));
    Generator generator(model, ready.choice, row.sampling);
    generator.setInterventions(ready.inForce);
    generator.readAll(*prompt);
    Written written;
    written.windowFull = generator.windowFull();  // a prompt may fill it
    for (std::int64_t n = 0; n < row.tokens && !written.windowFull; ++n) {
        if (progress && !progress(n, 2 * row.tokens)) break;
        generator.read(generator.draw());
        written.windowFull = generator.windowFull();
    }
    written.tokens = generator.tokens();
    Utf8Assembler assembler;
    for (std::size_t i = 0; i < written.tokens.size(); ++i)
        written.text += assembler.push(model->tokenBytes(written.tokens[i], i == 0));
    written.text += assembler.flush();
    return written;
}

/// "operations": {"ac": 1} as {"ac", "1"}, and so on: the names that `compare --csv` has for the same figures.
void flatten(const Json& json, const std::string& prefix, std::vector<std::pair<std::string, std::string>>& into) {
    for (const auto& [key, value] : json.items()) {
        if (key == "findings" || key == "block_choice" || value.is_array()) continue;
        const std::string name = key == "operations" ? "" : key == "analog_operations" ? "analog_" : prefix + key;
        if (value.is_object())
            flatten(value, name.empty() || name == "analog_" ? name : name + '.', into);
        else
            into.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    }
}

std::string csvOf(const Json& rows) {
    std::vector<std::string> columns;
    std::vector<std::map<std::string, std::string>> lines;
    for (const Json& row : rows) {
        std::vector<std::pair<std::string, std::string>> fields;
        flatten(row, "", fields);
        for (const auto& [name, value] : fields)
            if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
        lines.emplace_back(fields.begin(), fields.end());
    }
    std::string csv = csvLine(columns);
    for (const auto& line : lines) {
        std::vector<std::string> fields;
        fields.reserve(columns.size());
        for (const std::string& column : columns) fields.push_back(line.contains(column) ? line.at(column) : "");
        csv += csvLine(fields);
    }
    return csv;
}

}  // namespace

SweepModels::SweepModels(const std::vector<SweepRow>& rows) {
    for (const SweepRow& row : rows) ++m_kept[{row.model, row.weights}].rows;
}

Result<std::shared_ptr<const Model>> SweepModels::take(const SweepRow& row) {
    Kept& kept = m_kept.at({row.model, row.weights});
    const std::lock_guard lock(kept.loading);
    if (kept.model) return kept.model;
    const auto weights = weightTypeNamed(row.weights);
    if (!weights) return fail(weights.error().message);
    auto model = loadModel(row.model, {*weights, 1});
    if (model) kept.model = *model;
    return model;
}

void SweepModels::give(const SweepRow& row) {
    Kept& kept = m_kept.at({row.model, row.weights});
    const std::lock_guard lock(kept.loading);
    if (--kept.rows == 0) kept.model.reset();
}

std::string rowFile(const std::string& folder, const SweepRow& row) { return folder + "/rows/" + row.id + ".json"; }

Result<Json> readRow(const std::string& folder, const SweepRow& row) {
    const auto text = readTextFile(rowFile(folder, row));
    if (!text) return fail(text.error().message);
    Json json = checkJson(*text, row.id) ? Json::parse(*text, nullptr, false) : Json();
    const auto id = json.is_object() ? json.find("id") : json.end();
    if (id == json.end() || *id != row.id) return fail(rowFile(folder, row) + ": is not what sweep writes; run the sweep again, it computes this row");
    return json;
}

bool isFinished(const std::string& folder, const SweepRow& row) { return readRow(folder, row).has_value(); }

Result<bool> computeRow(const std::string& folder, const SweepRow& row, SweepModels& models, const Progress& progress) {
    const auto model = models.take(row);
    if (!model) return fail(model.error().message);
    const auto ready = prepare(**model, row);
    if (!ready) return fail(ready.error().message);
    bool stopped = false;
    const Progress watched = [&](std::int64_t done, std::int64_t total) {
        stopped |= progress && !progress(done, total);
        return !stopped;
    };
    std::vector<std::int32_t> tokens;
    Written written;
    if (row.text.empty()) {
        auto text = writeText(*model, *ready, row, watched);
        if (!text) return fail(text.error().message);
        written = std::move(*text);
        tokens = written.tokens;
    } else {
        const auto text = readTextFile(row.text);
        if (!text) return fail(text.error().message);
        auto reading = readingOf(**model, *text, row.heldOut, row.maxTokens);
        if (!reading) return fail(row.text + ": " + reading.error().message);
        tokens = std::move(*reading);
    }
    if (stopped) return false;
    const bool writes = row.text.empty();
    auto score = scoreTokens(
        **model, ready->choice, tokens,
        [&](std::int64_t done, std::int64_t total) {
            return watched(writes ? total + done : done, writes ? 2 * total : total);
        },
        ready->inForce.get());
    if (!score) return fail(row.model + ": " + score.error().message);
    if (stopped) return false;

    Json result = rowJson({{*model, ready->choice, row.choice, ready->interventions}, std::move(*score)});
    result.erase("interventions");  // the row has them as the plan does
    Json json = row.toJson();
    json.erase("model");  // of the result: the title; the file is "file"
    json.erase("block");
    for (const auto& [key, value] : result.items())
        if (!json.contains(key) || key == "tokens") json[key] = value;
    if (writes) json.update(Json{{"written", written.text}, {"stopped", written.windowFull ? "window" : "tokens"}});
    const std::string bytes = json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
    if (auto put = writeWholeFile(rowFile(folder, row), bytes); !put) return fail(put.error().message);
    return true;
}

Result<void> mergeRows(const SweepPlan& plan, const std::string& folder, const std::string& output) {
    if (auto other = refuseInputs(output, {plan.path}); !other) return other;
    for (const SweepRow& row : plan.rows)
        if (auto other = refuseInputs(output, {row.model, row.text, rowFile(folder, row)}); !other) return other;
    const SweepRow* first = nullptr;
    std::size_t missing = 0;
    Json rows = Json::array();
    for (const SweepRow& row : plan.rows) {
        auto json = readRow(folder, row);
        if (json) rows.push_back(std::move(*json));
        else if (missing++ == 0) first = &row;
    }
    if (missing > 0)
        return fail(plan.path + ": " + std::to_string(missing) + " of " + std::to_string(plan.rows.size()) +
                    " rows are missing, the first is " + rowFile(folder, *first) +
                    "; run the sweep again, it computes only these");
    return writeWholeFile(output, output.ends_with(".json") ? rows.dump(1) + '\n' : csvOf(rows));
}

}  // namespace spikeglass::cli
