// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "import/architectures.h"
#include "import/weight_import.h"
#include "io/hdf5_input.h"
#include "io/whole_file.h"

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

std::vector<CheckpointContent::Weights> weightsOf(const std::shared_ptr<const StateDict>& state, const TensorsByName& tensors, const Shapes& shapes,
                                                   std::optional<StoredType> stored) {
    using Type = StateTensor::Type;
    std::vector<CheckpointContent::Weights> weights;
    for (const auto& [name, shape] : shapes) {
        const StateTensor& tensor = tensors.at(name);
        const StoredType own = tensor.type == Type::Float16 ? StoredType::Float16 : tensor.type == Type::BFloat16 ? StoredType::BFloat16 : StoredType::Float32;
        const StoredType type = stored.value_or(own);
        weights.push_back({name, {tensor.shape.begin(), tensor.shape.end()}, type, [state, tensor, type] { return state->read(tensor, type); }});
    }
    return weights;
}

namespace {

Result<void> addTokenizer(ImportedNetwork& network, const ImportOptions& options, const ImportCard& card, const std::string& input) {
    std::string source = options.configText.empty() ? options.config : kAnswers;
    if (!options.tokenizer.empty()) {
        auto read = readImportTokenizer(options.tokenizer);
        if (!read) return tl::unexpected(read.error());
        network.tokenizer = std::move(*read);
        source = options.tokenizer;
    } else if (!options.alphabetText.empty()) {
        auto read = readTextAlphabet(options.alphabetText);
        if (!read) return tl::unexpected(read.error());
        network.tokenizer = std::move(*read);
        source = options.alphabetText;
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

/// A network, and the files that it was made with.
struct Prepared {
    ImportedNetwork network;
    std::vector<Examined> examined;
};

Result<void> addCard(CheckpointContent& content, const ImportOptions& options, const ImportCard& card) {
    content.cardTexts = card.texts;
    for (const auto& [name, text] : options.texts) {
        std::string option = "--" + name;
        std::replace(option.begin(), option.end(), '_', '-');
        if (auto ok = checkText(text, option); !ok) return ok;
        const auto found = std::find_if(content.cardTexts.begin(), content.cardTexts.end(), [&name = name](const auto& entry) { return entry.first == name; });
        if (found != content.cardTexts.end()) found->second = text;
        else content.cardTexts.emplace_back(name, text);
    }
    content.tokensSeen = options.tokensSeen ? options.tokensSeen : card.tokensSeen;
    content.heldOutBitsPerCharacter = card.heldOut;
    return {};
}

Result<void> refuseSources(const std::string& output, const std::string& input, const ImportOptions& options) {
    return refuseInputs(output, {input, options.config, options.tokenizer, options.alphabetText, options.card});
}

Result<Prepared> prepare(const std::shared_ptr<const StateDict>& state, const ImportOptions& options) {
    std::vector<Examined> examined;
    for (const std::string* path : {&options.config, &options.tokenizer, &options.alphabetText, &options.card}) {
        if (path->empty()) continue;
        auto one = path == &options.alphabetText ? notExamined(*path) : examineFile(*path);
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
    const bool configured = !options.config.empty() || !options.configText.empty();
    const bool decoder = options.architecture.empty() ? configured : options.architecture == "spikedecoder";
    const std::string forms = !options.forms.empty() ? options.forms : !given.forms.empty() ? given.forms : "snn";
    auto network = decoder ? importSpikeDecoder(state, options) : importSpikeGpt(state, options, forms);
    if (!network) return tl::unexpected(network.error());
    const ImportCard card = options.card.empty() && network->card ? *network->card : given;
    if (auto ok = addTokenizer(*network, options, given, state->path()); !ok) return tl::unexpected(ok.error());
    if (auto ok = addCard(network->content, options, card); !ok) return tl::unexpected(ok.error());
    return Prepared{std::move(*network), std::move(examined)};
}

/// Each tensor, once it is read, says how far the whole has come.
void watch(CheckpointContent& content, const ImportOptions& options, const std::string& input) {
    if (!options.progress) return;
    double whole = 0;
    const auto elementsOf = [](const CheckpointContent::Weights& weights) {
        double count = 1;
        for (const std::uint64_t size : weights.shape) count *= static_cast<double>(size);
        return count;
    };
    for (const auto& weights : content.weights) whole += elementsOf(weights);
    const auto done = std::make_shared<double>(0);
    for (auto& weights : content.weights)
        weights.read = [read = std::move(weights.read), done, own = elementsOf(weights), whole, &progress = options.progress, input]() -> Result<std::vector<std::byte>> {
            if (!progress(*done / whole)) return fail(input + ": importing was cancelled");
            *done += own;
            return read();
        };
}

}  // namespace

Result<WeightImport> WeightImport::open(const std::string& path, const std::function<bool()>& cancelled) {
    auto examined = examineFile(path, cancelled);
    if (!examined) return tl::unexpected(examined.error());
    auto opened = StateDict::open(path, examined->descriptor());
    if (!opened) return tl::unexpected(opened.error());
    return WeightImport(std::move(*examined), std::make_shared<const StateDict>(std::move(*opened)));
}

Result<void> WeightImport::check(const ImportOptions& options) const {
    const auto prepared = prepare(m_state, options);
    return prepared ? Result<void>() : tl::unexpected(prepared.error());
}

Result<std::vector<std::string>> WeightImport::write(const std::string& output, const ImportOptions& options) const {
    if (auto other = refuseSources(output, path(), options); !other) return tl::unexpected(other.error());
    auto prepared = prepare(m_state, options);
    if (!prepared) return tl::unexpected(prepared.error());
    watch(prepared->network.content, options, path());
    prepared->examined.push_back(m_examined);
    const auto unchanged = [&]() -> Result<void> {
        for (const Examined& one : prepared->examined)
            if (auto same = one.unchanged(); !same) return same;
        return {};
    };
    if (auto ok = writeCheckpoint(output, prepared->network.content, unchanged); !ok) return tl::unexpected(ok.error());
    return prepared->network.notes;
}

Result<std::vector<std::string>> importCheckpoint(const std::string& input, const std::string& output, const ImportOptions& options) {
    const auto opened = WeightImport::open(input);
    return opened ? opened->write(output, options) : tl::unexpected(opened.error());
}

}  // namespace spikeglass
