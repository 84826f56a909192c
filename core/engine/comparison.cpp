// SPDX-License-Identifier: Apache-2.0
#include "engine/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "text/utf8.h"

namespace spikeglass {
namespace {

void addOnce(std::vector<BlockChoice>& choices, const BlockChoice& choice, const NetworkInfo& info) {
    if (choice.isHeldBy(info) && std::find(choices.begin(), choices.end(), choice) == choices.end())
        choices.push_back(choice);
}

bool isAll(const BlockChoice& choice, Form form) {
    for (std::size_t slot = 0; slot < choice.size(); ++slot)
        if (choice[slot] != form) return false;
    return true;
}

/// A choice with this form everywhere, trained or not.
BlockChoice all(const NetworkInfo& info, Form form) {
    BlockChoice choice = BlockChoice::analogTwin(info);
    for (std::size_t slot = 0; slot < choice.size(); ++slot) choice.set(slot, form);
    return choice;
}

/// Byte offset of the character that has `characters` after it and itself to the end of the text.
std::size_t offsetOfLast(std::string_view text, std::size_t characters) {
    std::size_t at = text.size();
    while (characters > 0 && at > 0) {
        --at;
        characters -= (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    }
    return at;
}

}  // namespace

std::string nameOf(const BlockChoice& choice, const NetworkInfo& info) {
    for (const ChoicePreset& preset : info.presets)
        if (BlockChoice::fromPreset(preset) == choice) return preset.name;
    if (isAll(choice, Form::Spiking)) return "snn";
    return isAll(choice, Form::Analog) ? "ann" : choice.describe(info);
}

std::vector<BlockChoice> heldPresets(const NetworkInfo& info) {
    std::vector<BlockChoice> choices;
    for (const ChoicePreset& preset : info.presets) addOnce(choices, BlockChoice::fromPreset(preset), info);
    addOnce(choices, all(info, Form::Spiking), info);
    addOnce(choices, all(info, Form::Analog), info);
    if (choices.empty()) choices.push_back(BlockChoice::allSpiking(info));
    return choices;
}

std::vector<BlockChoice> heldPreset(const NetworkInfo& info, const std::string& name) {
    std::vector<BlockChoice> choices;
    if (name == "snn") addOnce(choices, all(info, Form::Spiking), info);
    if (name == "ann") addOnce(choices, all(info, Form::Analog), info);
    for (const ChoicePreset& preset : info.presets)
        if (preset.name == name) addOnce(choices, BlockChoice::fromPreset(preset), info);
    return choices;
}

std::string lastPart(const Model& model, std::string_view text, double fraction) {
    const std::string read = model.tokenizer ? model.tokenizer->normalized(text) : std::string(text);
    const double characters = std::round(static_cast<double>(countCharacters(read)) * fraction);
    return read.substr(offsetOfLast(read, static_cast<std::size_t>(characters)));
}

Result<std::vector<std::int32_t>> readingOf(const Model& model, std::string_view text, double heldOut,
                                            std::int64_t maxTokens) {
    if (const Result<void> valid = checkUtf8(text); !valid) return tl::unexpected<Error>(valid.error());
    auto tokens = heldOut < 1 ? model.encodePrompt(lastPart(model, text, heldOut)) : model.encodePrompt(text);
    if (!tokens) {
        const std::string& message = tokens.error().message;
        return message.starts_with(model.path + ": ") ? tokens : fail(model.path + ": " + message);
    }
    if (maxTokens > 0 && tokens->size() > static_cast<std::size_t>(maxTokens))
        tokens->resize(static_cast<std::size_t>(maxTokens));
    if (tokens->size() < 2)
        return fail(model.path + ": the text is too short to score: expected at least 2 tokens, found " +
                    std::to_string(tokens->size()));
    return tokens;
}

Result<std::vector<ComparisonRow>> compare(std::span<const ComparisonTask> tasks, std::string_view text, double heldOut,
                                           std::int64_t maxTokens, const ComparisonEvents& events) {
    std::map<const Model*, std::vector<std::int32_t>> readings;
    for (const ComparisonTask& task : tasks) {
        if (readings.contains(task.model.get())) continue;
        auto tokens = readingOf(*task.model, text, heldOut, maxTokens);
        if (!tokens) return tl::unexpected<Error>(tokens.error());
        readings.emplace(task.model.get(), std::move(*tokens));
    }

    std::vector<ComparisonRow> rows;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        bool cancelled = false;
        const Interventions interventions(tasks[i].model->info(), tasks[i].interventions);
        auto score = scoreTokens(*tasks[i].model, tasks[i].choice, readings.at(tasks[i].model.get()),
                                 [&](std::int64_t done, std::int64_t total) {
                                     cancelled |= events.progress && !events.progress(i, done, total);
                                     return !cancelled;
                                 },
                                 tasks[i].interventions.empty() ? nullptr : &interventions);
        if (!score) return fail(tasks[i].model->path + ": " + score.error().message);
        if (cancelled) break;
        rows.push_back({tasks[i], std::move(*score)});
        if (events.finished && !events.finished(rows.back())) break;
    }
    return rows;
}

}  // namespace spikeglass
