// SPDX-License-Identifier: Apache-2.0
#include "engine/comparison_csv.h"

#include <cstdio>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "energy/pricing_model.h"

namespace spikeglass {
namespace {

const std::vector<std::pair<const char*, std::int64_t OperationCounts::*>> kCounts = {
    {"ac", &OperationCounts::ac},
    {"mac", &OperationCounts::mac},
    {"neuron", &OperationCounts::neuron},
    {"other", &OperationCounts::other},
    {"dense_mac", &OperationCounts::denseMac},
    {"linear_attention_ac", &OperationCounts::linearAttentionAc},
    {"pairwise_attention_ac", &OperationCounts::pairwiseAttentionAc},
    {"pairwise_attention_mac", &OperationCounts::pairwiseAttentionMac}};

std::string exact(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

}  // namespace

std::string comparisonCsvHeading(std::span<const std::string> sites) {
    std::vector<std::string> fields = {"model",         "file",
                                       "choice",        "weights",
                                       "tokens",
                                       "characters",    "bits_per_character",
                                       "top1_accuracy", "mean_firing_rate",
                                       "sparsity",      "tokens_per_second",
                                       "analog_operations_in_full"};
    for (const auto& [name, member] : kCounts) fields.push_back(name);
    for (const auto& [name, member] : kCounts) fields.push_back(std::string("analog_") + name);
    for (const PricingModel& pricing : pricingModels())
        for (const char* which : {"this", "analog"})
            fields.push_back("energy." + std::string(pricing.id) + "." + which);
    for (const std::string& site : sites) fields.push_back("firing_rate." + site);
    return csvLine(fields);
}

std::string comparisonCsvLine(const std::string& title, const std::string& file, const std::string& choice, const std::string& weights,
                              const Score& score, std::span<const std::string> sites) {
    const double tokensPerSecond = score.secondsPerToken > 0 ? 1.0 / score.secondsPerToken : 0.0;
    std::vector<std::string> fields = {title,
                                       file,
                                       choice,
                                       weights,
                                       std::to_string(score.tokens),
                                       std::to_string(score.characters),
                                       exact(score.bitsPerCharacter),
                                       exact(score.top1Accuracy),
                                       exact(score.meanFiringRate),
                                       exact(score.sparsity),
                                       exact(tokensPerSecond),
                                       score.twinInFull ? "true" : "false"};
    for (const OperationCounts& counts : {score.operations, score.twinOperations})
        for (const auto& [name, member] : kCounts) fields.push_back(std::to_string(counts.*member));
    for (const PricingModel& pricing : pricingModels()) {
        const auto energy = score.energy.find(std::string(pricing.id));
        const bool priced = energy != score.energy.end();
        fields.push_back(priced ? exact(energy->second.thisJoules) : "");
        fields.push_back(priced ? exact(energy->second.analogJoules) : "");
    }
    for (const std::string& site : sites) {
        const auto rate = score.firingRate.find(site);
        fields.push_back(rate != score.firingRate.end() ? exact(rate->second) : "");
    }
    return csvLine(fields);
}

}  // namespace spikeglass
