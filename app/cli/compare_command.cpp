// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <set>

#include "cli/choices.h"
#include "cli/compare_rows.h"
#include "cli/score_json.h"
#include "io/whole_file.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::vector<std::string> models;
    std::string text;
    std::vector<std::string> blocks;   // one row of every model each: block choices joined by commas
    std::vector<std::string> interventions;  // every row once more with each: joined by semicolons
    std::vector<std::string> presets;  // one row of every model that holds it each; "all"
    double heldOut = 1;
    std::int64_t maxTokens = 0;
    int threads = 1;
    WeightType weights = WeightType::Float32;
    std::string csv;
    bool json = false;
};

/// The rows that a model contributes: those of --block, then those of --preset; without either all presets that it
/// holds.
Result<std::vector<ComparisonTask>> rowsOf(const std::shared_ptr<const Model>& model, const Options& options) {
    const NetworkInfo& info = model->info();
    std::vector<ComparisonTask> rows;
    const auto addOnce = [&](const BlockChoice& choice, const std::string& name) {
        const bool there =
            std::any_of(rows.begin(), rows.end(), [&](const ComparisonTask& row) { return row.choice == choice; });
        if (!there) rows.push_back({model, choice, name});
    };
    for (const std::string& group : options.blocks) {
        const auto named = namedChoice(*model, group);
        if (!named) return fail(named.error().message);
        addOnce(named->choice, named->name);
    }
    std::vector<std::string> presets = options.presets;
    if (options.blocks.empty() && presets.empty()) presets = {"all"};
    for (const std::string& name : presets)
        for (const BlockChoice& choice : name == "all" ? heldPresets(info) : heldPreset(info, name))
            addOnce(choice, nameOf(choice, info));
    const std::vector<ComparisonTask> plain = rows;
    for (const std::string& group : options.interventions) {
        const auto list = interventionsOf(*model, group);
        if (!list) return fail(list.error().message);
        for (ComparisonTask row : plain) {
            row.interventions = *list;
            row.choiceName += ", " + group;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

/// Opens every model before anything is computed.
Result<std::vector<ComparisonTask>> openAll(const Options& options) {
    std::vector<std::shared_ptr<const Model>> models;
    for (const std::string& path : options.models) {
        auto model = loadModel(path, {options.weights, options.threads});
        if (!model) return fail(model.error().message);
        models.push_back(std::move(*model));
    }
    for (const std::string& name : options.presets)
        if (!isKnownPreset(models, name))
            return fail("--preset: no model here has a preset \"" + name + "\"; there are " + listPresets(models));

    std::vector<ComparisonTask> tasks;
    for (const auto& model : models) {
        const auto rows = rowsOf(model, options);
        if (!rows) return fail(rows.error().message);
        if (rows->empty()) std::fprintf(stderr, "%s: holds no such preset, so it is left out\n", model->path.c_str());
        tasks.insert(tasks.end(), rows->begin(), rows->end());
    }
    if (tasks.empty())
        return fail("--preset: none of these checkpoints holds what was asked for, so there is nothing to compare");
    return tasks;
}

/// The models that read another text than the file holds, because their tokenizer normalises it; said on standard error.
std::set<const Model*> noteNormalizations(const std::vector<ComparisonTask>& tasks, const std::string& text) {
    std::set<const Model*> seen, normalizing;
    std::string list;
    for (const ComparisonTask& task : tasks) {
        const Model& model = *task.model;
        if (!seen.insert(&model).second || model.tokenizer->normalized(text) == text) continue;
        normalizing.insert(&model);
        list += (list.empty() ? "" : ", ") + model.path;
    }
    if (!list.empty()) std::fprintf(stderr, "note: the text was normalised for %s\n", list.c_str());
    return normalizing;
}

Result<void> run(const Options& options) {
    if (auto other = refuseInputs(options.csv, {options.text}); !other) return other;
    if (auto other = refuseInputs(options.csv, options.models); !other) return other;
    auto text = readTextFile(options.text);
    if (!text) return fail(text.error().message);
    const auto tasks = openAll(options);
    if (!tasks) return fail(tasks.error().message);
    const Model* read = nullptr;  // a model's rows follow one another
    for (const ComparisonTask& task : *tasks) {  // before a file is written or a heading printed
        if (task.model.get() == read) continue;
        read = task.model.get();
        if (auto tokens = readingOf(*task.model, *text, options.heldOut, options.maxTokens); !tokens)
            return fail(options.text + ": " + tokens.error().message);
    }
    const std::set<const Model*> normalizing = noteNormalizations(*tasks, *text);

    watchInterrupts();
    CsvTable csv;
    if (!options.csv.empty())
        if (auto opened = csv.open(options.csv, *tasks); !opened) return opened;
    const TextTable table(*tasks);
    if (!options.json) table.printHeading();

    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    Result<void> written;
    ComparisonEvents events;
    auto bar = std::make_unique<ProgressBar>("comparing");
    events.progress = [&](std::size_t row, std::int64_t done, std::int64_t total) {
        bar->show(static_cast<std::int64_t>(row) * total + done, static_cast<std::int64_t>(tasks->size()) * total);
        return !interrupted();
    };
    events.finished = [&](const ComparisonRow& row) {
        bar = std::make_unique<ProgressBar>("comparing");  // the old one clears its line
        rows.push_back(rowJson(row));
        rows.back()["normalized"] = normalizing.contains(row.task.model.get());
        if (!options.json) table.print(row);
        written = csv.write(row);
        if (written && std::ferror(stdout) != 0) written = fail("cannot write to standard output");
        return static_cast<bool>(written);
    };
    const auto finished = compare(*tasks, *text, options.heldOut, options.maxTokens, events);
    bar.reset();
    if (!finished) return fail(options.text + ": " + finished.error().message);
    if (!written) return written;
    const bool whole = finished->size() == tasks->size();
    if (auto ended = whole ? csv.finish() : Result<void>(); !ended) return ended;
    if (options.json)
        printJson(rows);
    else
        table.printNotes(*finished);
    if (!whole)
        std::fprintf(stderr, "interrupted: %zu of %zu rows%s\n", finished->size(), tasks->size(), csv.whereItIs().c_str());
    return {};
}

}  // namespace

void addCompare(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("compare", "A table over models and block choices on a text");
    command->add_option("MODEL", options->models, "Checkpoints (HDF5)")->required();
    command->add_option("--text", options->text, "Text file (UTF-8)")->required()->type_name("FILE");
    command
        ->add_option("--block", options->blocks,
                     "A row for this choice, slots joined by commas: embedding=ann,blocks.*.mlp=ann; repeatable")
        ->type_name("SLOT=ann|snn,...")
        ->allow_extra_args(false);
    command
        ->add_option(
            "--preset", options->presets,
            "A row for this preset (snn, ann, degree-2, ...) of every model that holds it; all: each it holds, "
            "which is the default; repeatable")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command
        ->add_option("--intervene", options->interventions,
                     "Every row once more with this done to neurons: blocks.0.time_mix/3=silence; several joined by semicolons; "
                     "repeatable")
        ->type_name("SITE[/NEURONS]=EFFECT")
        ->allow_extra_args(false);
    addReadingOptions(*command, options->heldOut, options->maxTokens);
    command->add_option("--threads", options->threads, "Threads of the engine; results do not depend on it")
        ->check(wholeNumber(1, 256));
    addWeightsOption(*command, options->weights);
    command->add_option("--csv", options->csv, "Write the rows to this file; until all are there, each as it is finished, its name ends in .partial")
        ->type_name("FILE");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
