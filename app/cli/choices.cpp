// SPDX-License-Identifier: Apache-2.0
#include "cli/choices.h"

#include <algorithm>

namespace spikeglass::cli {

std::vector<std::string> split(const std::string& list, char separator) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(separator, at), list.size());
        parts.push_back(list.substr(at, comma - at));
        at = comma + 1;
    }
    return parts;
}

Result<NamedChoice> namedChoice(const Model& model, const std::string& group) {
    const NetworkInfo& info = model.info();
    auto choice = parseBlockChoice(info, split(group));
    if (!choice) return fail(model.path + ": " + choice.error().message);
    const std::string name = nameOf(*choice, info);
    return NamedChoice{*choice, name == choice->describe(info) ? group : name};
}

Result<std::vector<Intervention>> interventionsOf(const Model& model, const std::string& group) {
    std::vector<Intervention> list;
    for (const std::string& text : split(group, ';')) {
        const auto parsed = parseInterventions(model.info(), text);
        if (!parsed) return fail(model.path + ": " + parsed.error().message);
        list.insert(list.end(), parsed->begin(), parsed->end());
    }
    return list;
}

bool isKnownPreset(std::span<const std::shared_ptr<const Model>> models, const std::string& name) {
    if (name == "all" || name == "snn" || name == "ann") return true;
    for (const auto& model : models)
        for (const ChoicePreset& preset : model->info().presets)
            if (preset.name == name) return true;
    return false;
}

std::string listPresets(std::span<const std::shared_ptr<const Model>> models) {
    std::vector<std::string> names = {"all", "snn", "ann"};
    for (const auto& model : models)
        for (const ChoicePreset& preset : model->info().presets)
            if (std::find(names.begin(), names.end(), preset.name) == names.end()) names.push_back(preset.name);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

}  // namespace spikeglass::cli
