// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/comparison.h"

namespace spikeglass::cli {

/// "a,b,,c" -> {"a", "b", "", "c"}.
std::vector<std::string> split(const std::string& list, char separator = ',');

struct NamedChoice {
    BlockChoice choice;
    std::string name;  // nameOf(choice), or as it was asked for
};

/// A row's choice as --block of `compare` names it: "embedding=ann,blocks.*.mlp=ann". Errors: parseBlockChoice()'s,
/// with the model's file.
Result<NamedChoice> namedChoice(const Model& model, const std::string& group);

/// Several interventions joined by semicolons. Errors: parseInterventions()'s, with the model's file.
Result<std::vector<Intervention>> interventionsOf(const Model& model, const std::string& group);

/// Whether one of the models has a preset of that name, held or not; all have "all", "snn" and "ann".
bool isKnownPreset(std::span<const std::shared_ptr<const Model>> models, const std::string& name);
/// "all, snn, ann, degree-0, ...".
std::string listPresets(std::span<const std::shared_ptr<const Model>> models);

}  // namespace spikeglass::cli
