// SPDX-License-Identifier: Apache-2.0
// What the tensors of a state dict, and the files beside it, say about the network.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "import/import_json.h"
#include "import/state_dict.h"
#include "import/weight_import.h"

namespace spikeglass {
namespace {

constexpr std::string_view kBlocks = "blocks.";

/// The number of the block that a tensor belongs to, and the place of what follows it; -1: to none.
std::int64_t blockOf(std::string_view name, std::size_t& rest) {
    std::int64_t index = -1;
    if (!name.starts_with(kBlocks)) return -1;
    const auto [end, error] = std::from_chars(name.data() + kBlocks.size(), name.data() + name.size(), index);
    if (error != std::errc{} || end == name.data() + name.size() || *end != '.') return -1;
    rest = static_cast<std::size_t>(end - name.data()) + 1;
    return index;
}

class Tensors {
  public:
    explicit Tensors(const StateDict& state) : m_state(state) {}

    bool has(const std::string& name) const { return m_state.find(name) != nullptr; }
    bool hasAny(std::initializer_list<const char*> names) const {
        return std::any_of(names.begin(), names.end(), [this](const char* name) { return has(name); });
    }
    /// A dimension of a matrix, 0 where there is none of that name.
    std::int64_t size(const std::string& name, std::size_t dimension) const {
        const StateTensor* tensor = m_state.find(name);
        return tensor != nullptr && tensor->shape.size() == 2 ? tensor->shape[dimension] : 0;
    }
    /// Of the first of these that is a matrix.
    std::int64_t sizeOfAny(std::initializer_list<const char*> names, std::size_t dimension) const {
        for (const char* name : names)
            if (const std::int64_t found = size(name, dimension); found > 0) return found;
        return 0;
    }
    /// Blocks whose names go on so.
    bool anyBlock(std::string_view prefix) const {
        return std::any_of(m_state.tensors().begin(), m_state.tensors().end(), [&](const StateTensor& tensor) {
            std::size_t rest = 0;
            return blockOf(tensor.name, rest) >= 0 && std::string_view(tensor.name).substr(rest).starts_with(prefix);
        });
    }
    bool anyEndsWith(std::string_view ending) const {
        return std::any_of(m_state.tensors().begin(), m_state.tensors().end(), [&](const StateTensor& tensor) { return tensor.name.ends_with(ending); });
    }
    std::int64_t blocks() const {
        std::int64_t most = -1;
        std::size_t rest = 0;
        for (const StateTensor& tensor : m_state.tensors()) most = std::max(most, blockOf(tensor.name, rest));
        return most + 1;
    }

  private:
    const StateDict& m_state;
};

DecoderTraits traitsOf(const Tensors& state) {
    DecoderTraits traits;
    traits.tokenWidth = state.size("embedder.tok_embed.weight", 1);
    for (const char* name : {"embedder.pos_table.weight", "embedder.pos_embed.weight"})
        if (state.has(name)) traits.positions = state.size(name, 0), traits.positionWidth = state.size(name, 1);
    traits.analogPositions = state.sizeOfAny({"embedder.positional_encoding.weight", "embedder.position_embedding_table.weight"}, 0);
    traits.normalization = state.anyEndsWith(".running_phi") ? "power" : state.anyEndsWith(".running_var") ? "batch" : "layer";

    const bool plain = state.anyBlock("SMHA."), analogAttention = state.anyBlock("NSMHA.");
    const bool analogEmbedding = state.has("embedder.token_embedding_table.weight");
    const bool secondLayer = state.size("blocks.0.MLP.net.7.weight", 0) > 0, shifted = state.size("blocks.0.MLP.net.6.weight", 0) > 0;
    traits.mlp.spiking = secondLayer || shifted;
    traits.mlp.analog = state.anyBlock("NSMLP.") || (!traits.mlp.spiking && state.size("blocks.0.MLP.net.0.weight", 0) > 0);
    traits.embedding.analog = analogEmbedding;
    traits.embedding.spiking = !analogEmbedding || traits.tokenWidth > 0 || traits.positions > 0 || (plain && analogAttention && traits.mlp.spiking);
    traits.attention = {analogAttention || (plain && !traits.embedding.spiking), plain && traits.embedding.spiking};

    const auto threshold = [&](const std::string& name) { return state.has(name + ".v_threshold"); };
    traits.learnedThresholds = threshold("blocks.0.SMHA.query_LIF");
    traits.attentionIsPlain = plain && !analogAttention && !traits.learnedThresholds;
    traits.spikingHead = threshold("Head.gen_LIF");
    traits.firstBlockResidual = threshold("blocks.0.resLIF") || threshold("blocks.0.resLif");
    if (traits.learnedThresholds && threshold("blocks.0.SMHA_LIF")) traits.residualDegrees = {2};
    else if (shifted) traits.residualDegrees = traits.learnedThresholds ? std::vector{1} : std::vector{1, 2};
    else if (secondLayer) traits.residualDegrees = {0};
    else if (traits.learnedThresholds) traits.residualDegrees = {0, 1};
    return traits;
}

/// What a JSON file beside the weights turns out to be.
void readCompanion(const std::string& path, WeightFacts& facts) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return;
    const auto content = readExamined(path, [&](const Examined& examined) {
        return examined.kind == Examined::Kind::Json ? readImportJson(path) : fail("");
    });
    if (!content || !content->is_object()) return;
    const bool nested = content->contains("config") && (*content)["config"].is_object();
    const bool isConfiguration = (nested ? (*content)["config"] : *content).contains("kind");
    if (isConfiguration && facts.architecture == "spikedecoder") {
        facts.config = path;
        return;
    }
    const auto card = importCard(*content, path);
    if (!card || (card->texts.empty() && !card->tokensSeen && card->heldOut.empty() && !card->characters && card->forms.empty())) return;
    facts.card = path;
    facts.cardForms = card->forms;
    facts.cardHasCharacters = card->characters.has_value();
}

void findCompanions(WeightFacts& facts) {
    std::filesystem::path own(facts.path);
    readCompanion(own.replace_extension(".json").string(), facts);
    std::error_code error;
    for (const char* name : {"tokenizer.json", "vocab.json"}) {
        const std::string path = (own.parent_path() / name).string();
        if (!facts.tokenizer.empty() || !std::filesystem::is_regular_file(path, error)) continue;
        const auto tokenizer = readExamined(path, [&](const Examined& examined) {
            return examined.kind == Examined::Kind::Json ? readImportTokenizer(path) : fail("");
        });
        if (!tokenizer) continue;
        const bool fits = tokenizer->definition.kind == "bpe" ? tokenizer->size <= facts.vocabulary : tokenizer->size == facts.vocabulary;
        if (fits) facts.tokenizer = path;
    }
}

std::string typesOf(const StateDict& state) {
    std::set<std::string> names;
    for (const StateTensor& tensor : state.tensors())
        if (bytesOf(tensor.type) > 0) names.insert(tensor.typeName);
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

Result<WeightFacts> WeightImport::facts() const {
    const Tensors tensors(*m_state);
    WeightFacts facts;
    facts.path = path();
    facts.safeTensors = m_examined.kind == Examined::Kind::SafeTensors;
    facts.bytes = m_examined.identity.bytes;
    facts.types = typesOf(*m_state);
    facts.blocks = tensors.blocks();
    for (const StateTensor& tensor : m_state->tensors())
        if (bytesOf(tensor.type) > 0) facts.parameters += static_cast<std::int64_t>(tensor.elements());
    if (tensors.has("emb.weight") && tensors.anyBlock("ffn.")) {
        facts.architecture = "spikegpt";
        facts.vocabulary = tensors.size("emb.weight", 0);
        facts.width = tensors.size("emb.weight", 1);
        facts.hidden = tensors.size("blocks.0.ffn.key.weight", 0);
    } else if (tensors.has("Head.gen_FC.weight")) {
        facts.architecture = "spikedecoder";
        facts.decoder = traitsOf(tensors);
        facts.decoder.headInputs = tensors.size("Head.gen_FC.weight", 1);
        facts.vocabulary = tensors.size("Head.gen_FC.weight", 0);
        facts.width = tensors.sizeOfAny({"blocks.0.SMHA.query_L.weight", "blocks.0.NSMHA.query_L.weight"}, 1);
        facts.hidden = tensors.sizeOfAny({"blocks.0.NSMLP.net.0.weight", "blocks.0.MLP.net.0.weight", "blocks.0.MLP.net.1.weight", "blocks.0.MLP.net.2.weight"}, 0);
    } else {
        return fail(path() + ": holds neither a SpikeGPT nor a SpikeDecoder: expected tensors with the published names, such as emb.weight or Head.gen_FC.weight");
    }
    if (facts.vocabulary <= 0 || facts.width <= 0 || facts.hidden <= 0)
        return fail(path() + ": is a " + (facts.architecture == "spikegpt" ? "SpikeGPT" : "SpikeDecoder") + " whose " +
                    (facts.vocabulary <= 0 ? "vocabulary" : facts.width <= 0 ? "width" : "MLP") + " has no size: a tensor of it is missing, or no matrix");
    findCompanions(facts);
    return facts;
}

}  // namespace spikeglass
