// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "import/architectures.h"
#include "io/examination.h"
#include "io/hdf5_input.h"

namespace spikeglass {

std::string describeShape(const Shape& shape) {
    std::string text;
    for (const std::int64_t size : shape) text += (text.empty() ? "" : ", ") + std::to_string(size);
    return '[' + text + ']';
}

Result<void> checkFloats(const TensorsByName& state, const std::string& path) {
    for (const auto& [name, tensor] : state)
        if (tensor.type == StateTensor::Type::Other) return fail(path + ": " + hdf5::printable(tensor.name) + " is " + tensor.typeName + "; expected dense floats");
    return {};
}

Result<void> checkShapes(const TensorsByName& state, const Shapes& shapes, const std::string& path, const std::string& architecture) {
    for (const auto& [name, shape] : shapes) {
        const auto found = state.find(name);
        if (found == state.end()) return fail(path + ": " + name + " is missing; expected a tensor of shape " + describeShape(shape));
        if (found->second.shape != shape)
            return fail(path + ": " + found->second.name + " has shape " + describeShape(found->second.shape) + "; expected " + describeShape(shape));
    }
    if (state.size() == shapes.size()) return {};
    for (const auto& [name, tensor] : state)
        if (std::none_of(shapes.begin(), shapes.end(), [&name = name](const auto& wanted) { return wanted.first == name; }))
            return fail(path + ": holds " + hdf5::quoted(tensor.name) + ", which " + architecture + " does not have (" +
                        std::to_string(state.size() - shapes.size()) + " such names)");
    return {};
}

std::vector<CheckpointContent::Weights> weightsOf(const std::shared_ptr<const StateDict>& state, const TensorsByName& tensors, const Shapes& shapes, bool half) {
    std::vector<CheckpointContent::Weights> weights;
    for (const auto& [name, shape] : shapes) {
        const StateTensor& tensor = tensors.at(name);
        const bool stored = half || tensor.type == StateTensor::Type::Float16;
        weights.push_back({name, {tensor.shape.begin(), tensor.shape.end()}, stored, [state, tensor, stored] { return state->read(tensor, stored); }});
    }
    return weights;
}

namespace {

Result<void> addTokenizer(ImportedNetwork& network, const ImportOptions& options, const ImportCard& card, const std::string& input) {
    std::string source = options.config;
    if (!options.tokenizer.empty()) {
        auto read = readImportTokenizer(options.tokenizer);
        if (!read) return tl::unexpected(read.error());
        network.tokenizer = std::move(*read);
        source = options.tokenizer;
    } else if (!network.tokenizer && card.characters) {
        auto made = charactersTokenizer(*card.characters, options.card);
        if (!made) return tl::unexpected(made.error());
        network.tokenizer = std::move(*made);
        source = options.card;
    }
    if (!network.tokenizer) return {};
    const auto vocabulary = std::get<std::int64_t>(network.content.configuration.front().second);
    const ImportTokenizer& tokenizer = *network.tokenizer;
    if (tokenizer.size > vocabulary || (tokenizer.definition.kind != "bpe" && tokenizer.size != vocabulary))
        return fail(source + ": has " + std::to_string(tokenizer.size) + " tokens; " + input + " has a vocabulary of " + std::to_string(vocabulary));
    network.content.tokenizer = tokenizer.definition;
    return {};
}

void addCard(CheckpointContent& content, const ImportOptions& options, const ImportCard& card) {
    content.cardTexts = card.texts;
    for (const auto& [name, text] : options.texts) {
        const auto found = std::find_if(content.cardTexts.begin(), content.cardTexts.end(), [&name = name](const auto& entry) { return entry.first == name; });
        if (found != content.cardTexts.end()) found->second = text;
        else content.cardTexts.emplace_back(name, text);
    }
    content.tokensSeen = options.tokensSeen ? options.tokensSeen : card.tokensSeen;
    content.heldOutBitsPerCharacter = card.heldOut;
}

}  // namespace

Result<std::vector<std::string>> importCheckpoint(const std::string& input, const std::string& output, const ImportOptions& options) {
    std::error_code error;
    if (std::filesystem::equivalent(input, output, error)) return fail(output + ": is the input; expected another name for the output");
    std::vector<Examined> examined;
    for (const std::string& path : {input, options.config, options.tokenizer, options.card}) {
        if (path.empty()) continue;
        auto one = examineFile(path);
        if (!one) return tl::unexpected(one.error());
        examined.push_back(std::move(*one));
    }
    ImportCard given;
    if (!options.card.empty()) {
        const auto content = readImportJson(options.card);
        if (!content) return tl::unexpected(content.error());
        auto card = importCard(*content, options.card);
        if (!card) return tl::unexpected(card.error());
        given = std::move(*card);
    }
    auto opened = StateDict::open(input);
    if (!opened) return tl::unexpected(opened.error());
    const auto state = std::make_shared<const StateDict>(std::move(*opened));
    const bool decoder = options.architecture.empty() ? !options.config.empty() : options.architecture == "spikedecoder";
    const std::string forms = !options.forms.empty() ? options.forms : !given.forms.empty() ? given.forms : "snn";
    auto network = decoder ? importSpikeDecoder(state, options) : importSpikeGpt(state, options, forms);
    if (!network) return tl::unexpected(network.error());
    const ImportCard card = options.card.empty() && network->card ? *network->card : given;
    if (auto ok = addTokenizer(*network, options, given, input); !ok) return tl::unexpected(ok.error());
    addCard(network->content, options, card);
    if (auto ok = writeCheckpoint(output, network->content); !ok) return tl::unexpected(ok.error());
    for (const Examined& one : examined)
        if (auto same = one.unchanged(); !same) return tl::unexpected(same.error());
    return network->notes;
}

}  // namespace spikeglass
