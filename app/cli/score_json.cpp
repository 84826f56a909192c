// SPDX-License-Identifier: Apache-2.0
#include "cli/score_json.h"

#include <cstdio>

#include "energy/pricing_model.h"
#include "engine/diagnosis.h"

namespace spikeglass::cli {

nlohmann::ordered_json scoreJson(const Score& score, const Model& model, const BlockChoice& choice) {
    nlohmann::ordered_json json;
    json["model"] = model.title();
    json["model_sha256"] = model.sha256;
    json["weights"] = nameOf(model.weights);
    json["block_choice"] = toJson(choice, model.info());
    json["tokens"] = score.tokens;
    json["characters"] = score.characters;
    json["bits_per_character"] = score.bitsPerCharacter;
    json["bits_per_token"] = score.bitsPerToken;
    json["perplexity"] = score.perplexity;
    json["top1_accuracy"] = score.top1Accuracy;
    json["firing_rate"] = nlohmann::ordered_json::object();
    for (const SiteInfo& site : model.info().sites)
        if (const auto rate = score.firingRate.find(site.name); rate != score.firingRate.end())
            json["firing_rate"][site.name] = rate->second;
    json["mean_firing_rate"] = score.meanFiringRate;
    json["sparsity"] = score.sparsity;
    json["operations"] = toJson(score.operations);
    json["analog_operations"] = toJson(score.twinOperations);
    json["analog_operations_in_full"] = score.twinInFull;
    for (const PricingModel& pricing : pricingModels())
        if (const auto energy = score.energy.find(std::string(pricing.id)); energy != score.energy.end())
            json["energy"][energy->first] = {{"this", energy->second.thisJoules},
                                             {"analog", energy->second.analogJoules}};
    if (hasAttentionBothWays(score.operations))
        json["energy_with_pairwise_attention"] = {{"compute-fp32", pairwiseAttentionJoules(score)}};
    json["seconds_per_token"] = score.secondsPerToken;
    json["window"] = model.info().positions;  // tokens; 0: without end
    json["findings"] = findingsJson(score.findings, model);
    return json;
}

nlohmann::ordered_json findingsJson(const std::vector<Finding>& findings, const Model& model) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Finding& finding : findings)
        json.push_back({{"kind", kindName(finding.kind)},
                        {"site", siteName(finding, model.info())},
                        {"sentence", describe(finding, model)}});
    return json;
}

void printFindings(const std::vector<Finding>& findings, const Model& model) {
    if (findings.empty()) return;
    std::printf("\nfindings\n");
    for (const std::string& sentence : summarize(findings, model)) std::printf("    %s\n", sentence.c_str());
}

}  // namespace spikeglass::cli
