// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/import_options.h"
#include "import/weight_facts.h"

namespace spikeglass {

/// Something that a file of weights cannot say about its network.
struct ImportQuestion {
    enum class Kind { Choice, Whole, Real, Truth };
    std::string name;  // the option's or the configuration's: "forms", "heads"
    Kind kind = Kind::Choice;
    std::vector<std::string> choices;  // of a choice, the usual one among them
    double low = 0, high = 0;          // of a number
    std::string usual;                 // the answer where none is given: a choice, a number, "true" or "false"
    bool uncommon = false;             // hardly ever answered otherwise
};

/// By name; as ImportQuestion::usual.
using ImportAnswers = std::map<std::string, std::string>;

/// The published alphabets are of so many tokens; their configurations need not state one.
bool hasPublishedAlphabet(std::int64_t vocabulary);

/// What is to be asked, in this order, after these answers: some decide what else there is to ask. Only what the file leaves
/// open: where one answer is possible it is not asked.
std::vector<ImportQuestion> importQuestions(const WeightFacts& facts, const ImportAnswers& answers);

/// The answer in force: the given one where the question allows it, else the usual one.
std::string answerTo(const ImportQuestion& question, const ImportAnswers& answers);

/// What the answers mean, with what the file says: architecture, and forms or configuration.
ImportOptions optionsOf(const WeightFacts& facts, const ImportAnswers& answers);

}  // namespace spikeglass
