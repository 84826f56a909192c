// SPDX-License-Identifier: Apache-2.0
// `import`: PyTorch's .pth and safetensors become a checkpoint, without PyTorch.
#include <cstdio>

#include "cli/command.h"
#include "import/import_options.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::string input, output;
    std::string name, licence, trainingText, notes;
    std::int64_t tokensSeen = -1;
    ImportOptions import;
    std::string ofSpikeGpt;  // an option that was given and is of no use for a SpikeDecoder; empty: none
};

Result<void> run(Options options) {
    if (options.import.architecture == "spikedecoder" && options.import.config.empty())
        return fail("--config: a SpikeDecoder's weights do not say how it was made; name its configuration (docs/checkpoint-format.md)");
    const bool decoder = options.import.architecture.empty() ? !options.import.config.empty() : options.import.architecture == "spikedecoder";
    if (!decoder && !options.import.config.empty()) return fail("--config: only a SpikeDecoder has a configuration");
    if (decoder && !options.ofSpikeGpt.empty()) return fail(options.ofSpikeGpt + ": only a SpikeGPT is imported with it; a SpikeDecoder's --config says all");
    for (const auto& [name, text] : {std::pair{"name", &options.name}, {"licence", &options.licence}, {"training_text", &options.trainingText}, {"notes", &options.notes}})
        if (!text->empty()) options.import.texts.emplace_back(name, *text);
    if (options.tokensSeen >= 0) options.import.tokensSeen = options.tokensSeen;
    const auto notes = importCheckpoint(options.input, options.output, options.import);
    if (!notes) return fail(notes.error().message);
    for (const std::string& note : *notes) std::fprintf(stderr, "note: %s\n", note.c_str());
    return {};
}

}  // namespace

void addImport(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("import", "Make a checkpoint of a PyTorch state dict (.pth) or a safetensors file");
    command->add_option("FILE", options->input, "Weights with the published names; nothing in the file is run")->required();
    command->add_option("OUT.h5", options->output, "The checkpoint to write")->required();
    ImportOptions& import = options->import;
    command->add_option("--architecture", import.architecture, "spikegpt, or spikedecoder, which --config implies")
        ->check(CLI::IsMember({"spikegpt", "spikedecoder"}))
        ->type_name("NAME");
    command->add_option("--config", import.config, "A SpikeDecoder's configuration, as JSON")->type_name("CONFIG.json");
    CLI::Option* tokenizer = command->add_option("--tokenizer", import.tokenizer, "A JSON list of characters, a tokenizer.json, or a vocab.json (id to character)")->type_name("FILE");
    command->add_option("--alphabet-of", import.alphabetText, "A text (UTF-8) whose characters, in the order of Unicode, are the vocabulary")
        ->excludes(tokenizer)
        ->type_name("TEXT.txt");
    CLI::Option* half = command->add_flag_callback("--float16", [options] { options->import.stored = StoredType::Float16; }, "Store the weights as float16");
    command->add_flag_callback("--bfloat16", [options] { options->import.stored = StoredType::BFloat16; },
                               "Store them as bfloat16; without either, float16 and bfloat16 stay what they are, and all else becomes float32")
        ->excludes(half);
    command->add_option("--forms", import.forms, "Which forms a SpikeGPT's sites were trained with: snn, ann or both")
        ->check(CLI::IsMember({"snn", "ann", "both"}))
        ->type_name("FORMS");
    command->add_option("--rescale-every", import.rescaleEvery, "Halve a SpikeGPT's residual stream after every N blocks, as its released script does (6)")
        ->check(wholeNumber(0, kMostRescaling))
        ->type_name("N");
    command->add_flag("--float-embedding", import.floatEmbedding, "Use a SpikeGPT's embedding without making it binary");
    command->add_option("--card", import.card, "The card that models/training writes")->type_name("CARD.json");
    command->add_option("--name", options->name, "The model's name")->type_name("TEXT");
    command->add_option("--licence", options->licence, "Its licence")->type_name("TEXT");
    command->add_option("--training-text", options->trainingText, "What it was trained on")->type_name("TEXT");
    command->add_option("--notes", options->notes, "Anything else that its user should know")->type_name("TEXT");
    command->add_option("--tokens-seen", options->tokensSeen, "Tokens that it was trained on")->check(wholeNumber(0, std::numeric_limits<std::int64_t>::max()))->type_name("N");
    command->callback([options, command, &action] {
        for (const char* name : {"--forms", "--rescale-every", "--float-embedding"})
            if (command->count(name) > 0) options->ofSpikeGpt = name;
        action = [options] { return run(*options); };
    });
}

}  // namespace spikeglass::cli
