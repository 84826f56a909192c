// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <map>

#include "cli/score_json.h"
#include "cli/terminal_text.h"
#include "cli/weight_loss.h"
#include "engine/diagnosis.h"
#include "io/examination.h"
#include "io/recording_file.h"
#include "io/utf8.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::string path;
    WeightType weights = WeightType::Float32;
    bool json = false;
};

const char* formsText(const SlotForms& forms) {
    return forms.analog && forms.spiking ? "both" : forms.analog ? "ann" : "snn";
}

/// What is known of the default choice before a text is read.
std::vector<Finding> knownFindings(const Model& model) {
    return diagnose(*model.network, BlockChoice::allSpiking(model.info()), SiteMonitor(model.info()));
}

nlohmann::ordered_json modelJson(const Model& model) {
    const NetworkInfo& info = model.info();
    nlohmann::ordered_json json;
    json["kind"] = "checkpoint";
    json["file"] = model.path;
    json["sha256"] = model.sha256;
    json["name"] = model.title();
    json["architecture"] = info.architecture;
    json["parameters"] = info.parameters;
    json["weights"] = model.storedType;
    json["weights_in_memory"] = nameOf(model.weights);
    for (const auto& [name, value] : info.configuration) json["configuration"][name] = value;
    json["tokenizer"] = model.tokenizer ? nlohmann::ordered_json{{"kind", model.tokenizer->kind()},
                                                                {"size", model.tokenizer->size()},
                                                                {"normalization", model.tokenizer->normalization()}}
                                        : nlohmann::ordered_json();
    json["licence"] = model.card.licence;
    json["training_text"] = model.card.trainingText;
    json["notes"] = model.card.notes;
    if (model.card.tokensSeen) json["tokens_seen"] = *model.card.tokensSeen;
    for (const auto& [choice, bits] : model.card.heldOutBitsPerCharacter) json["held_out_bits_per_character"][choice] = bits;
    for (const auto& [type, bits] : measuredBits(model.path)) json["bits_per_character_by_weights"][type] = bits;
    for (const SlotInfo& slot : info.slotInfos) json["slots"][slot.name] = formsText(slot.forms);
    for (const SiteInfo& site : info.sites)
        json["sites"].push_back({{"name", site.name}, {"width", site.width}, {"timesteps", site.timesteps}});
    json["findings"] = findingsJson(knownFindings(model), model);
    return json;
}

/// What rounding the weights costs, where that was measured.
void printLoss(const std::map<std::string, double>& bits) {
    const auto exact = bits.find("float32");
    for (const char* type : {"bfloat16", "int8"}) {
        const auto rounded = bits.find(type);
        if (exact == bits.end() || rounded == bits.end() || exact->second <= 0) continue;
        std::printf("%-20s %.4f bits per character on held-out text, %+.2f%% (float32: %.4f)\n", type, rounded->second,
                    100 * (rounded->second / exact->second - 1), exact->second);
    }
}

/// What a file says of itself, in one line: a line feed could forge another.
void row(const char* name, const std::string& value) {
    if (!value.empty()) std::printf("%-20s %s\n", name, printableName(value).c_str());
}

void printModel(const Model& model) {
    const NetworkInfo& info = model.info();
    std::printf("%s\n\n", model.title().c_str());
    row("file", model.path);
    row("sha256", model.sha256);
    row("architecture", info.architecture);
    row("parameters", std::to_string(info.parameters));
    row("weights", model.storedType + (model.weights == WeightType::Float32 ? "" : std::string(", held as ") + nameOf(model.weights)));
    for (const auto& [name, value] : info.configuration) row(name.c_str(), value);
    row("tokenizer", model.tokenizer ? std::string(model.tokenizer->kind()) + ", " + std::to_string(model.tokenizer->size()) + " tokens"
                                     : "none (token ids only)");
    if (model.tokenizer) row("normalisation", std::string(model.tokenizer->normalization()));
    row("licence", model.card.licence);
    row("training text", model.card.trainingText);
    if (model.card.tokensSeen) row("tokens seen", std::to_string(*model.card.tokensSeen));
    for (const auto& [choice, bits] : model.card.heldOutBitsPerCharacter) {
        char text[64];
        std::snprintf(text, sizeof text, "%.3f bits per character, ", bits);
        row("held out", text + choice);
    }
    printLoss(measuredBits(model.path));
    if (!model.card.notes.empty()) std::printf("%-20s %s\n", "notes", forTerminal(model.card.notes).c_str());
    std::printf("\n%-28s %s\n", "slot", "forms");
    for (const SlotInfo& slot : info.slotInfos) std::printf("%-28s %s\n", slot.name.c_str(), formsText(slot.forms));
    printFindings(knownFindings(model), model);
}

nlohmann::ordered_json recordingJson(const std::string& path, const RecordingSummary& summary) {
    const RecordingHeader& header = summary.header;
    nlohmann::ordered_json json{{"kind", "recording"},
                                {"file", path},
                                {"tokens", summary.tokens},
                                {"text", summary.text},
                                {"model_name", header.modelName},
                                {"model_sha256", header.modelSha256},
                                {"weights", header.weights},
                                {"prompt", header.prompt},
                                {"seed", header.seed},
                                {"temperature", header.temperature},
                                {"top_p", header.topP},
                                {"program_version", header.programVersion},
                                {"logits", header.logits},
                                {"block_choice", header.blockChoice}};
    if (!header.interventions.empty()) json["interventions"] = header.interventions;
    for (const RecordedSite& site : header.sites)
        json["sites"].push_back({{"name", site.name},
                                 {"width", site.width},
                                 {"timesteps", site.timesteps},
                                 {"membrane", site.membrane},
                                 {"firing_rate", summary.firingRate.at(site.name)}});
    return json;
}

/// The slots of a recording that were analog, in words. choice: slot -> "ann" or "snn".
std::string blocksText(const std::map<std::string, std::string>& choice) {
    std::string analog;
    std::size_t count = 0;
    for (const auto& [slot, form] : choice) {
        if (form != "ann") continue;
        analog += (count++ == 0 ? "" : ", ") + slot;
    }
    return count == 0 ? "all spiking" : count == choice.size() ? "all analog" : "spiking, but analog: " + analog;
}

void printRecording(const std::string& path, const RecordingSummary& summary) {
    const RecordingHeader& header = summary.header;
    const auto number = [](double value) {
        char text[32];
        std::snprintf(text, sizeof text, "%g", value);
        return std::string(text);
    };
    std::printf("recording of %s\n\n", printableName(header.modelName).c_str());
    row("file", path);
    row("tokens", std::to_string(summary.tokens));
    row("model sha256", header.modelSha256);
    row("prompt", header.prompt);
    row("weights", header.weights);
    row("seed", std::to_string(header.seed));
    row("temperature", number(header.temperature));
    row("top-p", number(header.topP));
    row("logits", header.logits ? "yes" : "no");
    row("blocks", blocksText(header.blockChoice));
    for (const std::string& intervention : header.interventions) row("intervention", intervention);
    row("program version", header.programVersion);
    std::printf("\n%-28s %8s %9s %9s  %s\n", "site", "neurons", "timesteps", "rate", "membrane");
    for (const RecordedSite& site : header.sites)
        std::printf("%-28s %8zu %9zu %8.1f%%  %s\n", site.name.c_str(), site.width, site.timesteps,
                    100 * summary.firingRate.at(site.name), site.membrane ? "yes" : "no");
    std::printf("\n%s\n", forTerminal(summary.text).c_str());
}

Result<void> run(const Options& options) {
    const auto examined = examineFile(options.path);
    if (!examined) return tl::unexpected(examined.error());
    if (examined->kind == Examined::Kind::Recording) {
        const auto summary = readExamined(options.path, [&](const Examined& e) { return summarizeRecording(options.path, e.descriptor()); });
        if (!summary) return tl::unexpected(summary.error());
        if (options.json)
            printJson(recordingJson(options.path, *summary));
        else
            printRecording(options.path, *summary);
        return {};
    }
    auto model = loadModel(options.path, {.weights = options.weights});
    if (!model) return fail(model.error().message);
    if (options.json)
        printJson(modelJson(**model));
    else
        printModel(**model);
    return {};
}

}  // namespace

void addInfo(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("info", "What a checkpoint or a recording is");
    command->add_option("FILE", options->path, "Checkpoint or recording (HDF5)")->required();
    addWeightsOption(*command, options->weights);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
