// SPDX-License-Identifier: Apache-2.0
// SpikeDecoder: a published configuration and state dict, or one of models/training's ladder.
#include <algorithm>
#include <regex>

#include "import/architectures.h"
#include "import/decoder_settings.h"
#include "io/hdf5_input.h"

namespace spikeglass {
namespace {

constexpr const char* kAlphabet30 = "abcdefghijklmnopqrstuvwxyz.'P ";
/// The published code takes it for every size but 30; of 33 the last id is never used.
constexpr const char* kAlphabet = "abcdefghijklmnopqrstuvwxyz.'SEP ";

/// The alphabet or the dictionary that the configuration states, else the published one of this size.
Result<std::optional<ImportTokenizer>> tokenizerOf(const ImportJson& content, std::int64_t vocabulary, const std::string& path) {
    const bool nested = content.contains("config");
    const ImportJson& entries = nested ? content["config"] : content;
    ImportJson wanted = nested && content.contains("normalization") ? content["normalization"] : ImportJson();
    if (wanted.is_object()) wanted = wanted.contains("text") ? wanted["text"] : ImportJson();
    if (entries.contains("dictionary") && !entries["dictionary"].empty()) {
        if (!wanted.is_null() && wanted != "spikedecoder-words")
            return fail(path + ": normalization is " + shown(wanted) + "; expected spikedecoder-words beside a dictionary");
        const auto words = listOfTexts(entries["dictionary"], path + ": dictionary");
        if (!words) return tl::unexpected(words.error());
        std::vector<std::string> untypable;
        for (const std::string& word : *words)
            if (word == "P") untypable.push_back(word);
        auto made = wordsTokenizer(*words, path + ": dictionary", untypable);
        if (!made) return tl::unexpected(made.error());
        return std::optional(std::move(*made));
    }
    const bool stated = content.contains("alphabet");
    if (!stated && vocabulary != 30 && vocabulary != 32 && vocabulary != 33) return std::optional<ImportTokenizer>();
    const auto letters = listOfTexts(stated ? content["alphabet"] : ImportJson(vocabulary == 30 ? kAlphabet30 : kAlphabet), path + ": alphabet");
    if (!letters) return tl::unexpected(letters.error());
    const std::string_view published = kAlphabet;
    const bool fromPublished = std::all_of(letters->begin(), letters->end(), [&](const std::string& c) { return c.size() == 1 && published.find(c) != published.npos; });
    if (wanted.is_null() || wanted == "") wanted = fromPublished ? "spikedecoder-characters" : "none";
    if (wanted != "none" && wanted != "spikedecoder-characters")
        return fail(path + ": normalization is " + shown(wanted) + "; expected none or spikedecoder-characters");
    std::vector<std::string> special;
    for (const std::string& c : *letters)
        if (wanted != "none" && (c == "P" || c == "S" || c == "E")) special.push_back(c);
    auto made = charactersTokenizer(*letters, path + ": alphabet", wanted.get<std::string>(), special);
    if (!made) return tl::unexpected(made.error());
    if (!stated) made->size = vocabulary;
    return std::optional(std::move(*made));
}

/// Collects the name and shape of every tensor that these settings need.
class ShapeList {
  public:
    explicit ShapeList(const DecoderConfiguration& c) : m_c(c) {}

    Shapes make() {
        const std::int64_t V = m_c.vocabulary, S = m_c.positions, E = m_c.width;
        const auto isTable = [](const std::string& kind) { return kind == "learned" || kind == "float"; };
        if (m_c.forms("embedding") != "ann") {
            if (isTable(m_c.tokenEmbedding)) add("embedder.tok_embed.weight", {V, m_c.tokenWidth});
            if (isTable(m_c.positionEmbedding)) add("embedder.pos_table.weight", {S, m_c.positionWidth});
        }
        if (m_c.forms("embedding") != "snn") {
            add("embedder.token_embedding_table.weight", {V, E});
            if (m_c.analogPosition == "learned") add("embedder.positional_encoding.weight", {S, E});
        }
        for (std::int64_t i = 0; i < m_c.blocks; ++i) addBlock("blocks." + std::to_string(i) + '.', i == 0);
        if (m_c.forms("head") != "ann") neurons("", {"Head.gen_LIF"});
        linear("Head.gen_FC", V, E * (m_c.spikeMode == "concatenate" ? m_c.timesteps : 1));
        return std::move(m_shapes);
    }

  private:
    void add(const std::string& name, Shape shape) { m_shapes.emplace_back(name, std::move(shape)); }
    void linear(const std::string& name, std::int64_t rows, std::int64_t columns) {
        add(name + ".weight", {rows, columns});
        add(name + ".bias", {rows});
    }
    void norm(const std::string& name, std::int64_t width) {
        const std::string inside = m_c.normalization == "batch" ? name + ".1" : name;
        add(inside + ".weight", {width});
        add(inside + ".bias", {width});
        if (m_c.normalization == "batch") {
            add(inside + ".running_mean", {width});
            add(inside + ".running_var", {width});
        } else if (m_c.normalization == "power") {
            add(inside + ".running_phi", {1, width, 1, 1});
        }
    }
    void neurons(const std::string& prefix, const std::vector<std::string>& names) {
        for (const std::string& name : names)
            if (m_c.learnedThresholds) add(prefix + name + ".v_threshold", {});
    }
    void addBlock(const std::string& block, bool first) {
        const std::int64_t E = m_c.width, H = m_c.hidden, degree = m_c.residualDegree;
        const std::string &attention = m_c.forms(block + "attention"), &mlp = m_c.forms(block + "mlp");
        for (const auto& [form, prefix] : {std::pair{"snn", "SMHA."}, {"ann", "NSMHA."}}) {
            if (attention != form && attention != "both") continue;
            for (const char* part : {"query", "key", "value", "proj"}) {
                linear(block + prefix + part + "_L", E, E);
                norm(block + prefix + part + "_Norm", E);
            }
        }
        if (attention != "ann") {
            neurons(block, degree == 2 ? std::vector<std::string>{"SMHA_LIF", "SMHA.output_LIF"} : std::vector<std::string>{"SMHA.input_LIF"});
            neurons(block + "SMHA.", {"query_LIF", "key_LIF", "value_LIF", "att_LIF"});
            if (first && m_c.firstBlockResidual) neurons(block, {"resLIF"});
        }
        if (mlp != "ann") {
            const int shift = degree == 0 ? 0 : -1;  // the input neurons lie outside
            const auto net = [&](int place) { return block + "MLP.net." + std::to_string(place + shift); };
            linear(net(2), H, E);
            norm(net(3), H);
            linear(net(7), E, H);
            norm(net(8), E);
            neurons(block, degree == 0 ? std::vector<std::string>{"MLP.net.0", "MLP.net.5"} : std::vector<std::string>{"blockLIF", "MLP.net.4", "MLP.net.9"});
        }
        if (mlp != "snn") {
            linear(block + "NSMLP.net.0", H, E);
            linear(block + "NSMLP.net.2", E, H);
        }
    }

    const DecoderConfiguration& m_c;
    Shapes m_shapes;
};

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

/// Parts of a state dict that inference has no use for: counters, masks, and a neuron that nothing reads.
bool isUnused(const std::string& name) {
    for (const char* ending : {".mask", ".num_batches_tracked", ".iters", ".ema_gz", ".proj_LIF.v_threshold"})
        if (name.ends_with(ending)) return true;
    return false;
}

/// Our name of what the file calls so. Published names changed over time, and with dropout.
std::string renamed(std::string name, const DecoderConfiguration& c) {
    static const std::regex attention("^(blocks\\.[0-9]+\\.)SMHA\\."), mlp("^(blocks\\.[0-9]+\\.)MLP\\.net\\."),
        dropout("^(blocks\\.[0-9]+\\.MLP\\.net\\.)10\\.v_threshold$");
    replaceAll(name, ".proj_N.", ".proj_Norm.");
    replaceAll(name, ".resLif.", ".resLIF.");
    if (name == "embedder.pos_embed.weight") name = "embedder.pos_table.weight";
    if (name == "embedder.position_embedding_table.weight") name = "embedder.positional_encoding.weight";
    if (name.size() > 4096) return name;  // no name of ours; a regular expression would recurse
    if (c.forms("blocks.0.attention") == "ann") name = std::regex_replace(name, attention, "$1NSMHA.");
    if (c.forms("blocks.0.mlp") == "ann") name = std::regex_replace(name, mlp, "$1NSMLP.net.");
    if (c.residualDegree > 0) name = std::regex_replace(name, dropout, "$019.v_threshold");  // training with dropout put it before the last neurons
    return name;
}

Result<TensorsByName> rename(const StateDict& state, const DecoderConfiguration& c) {
    TensorsByName tensors;
    for (StateTensor tensor : state.tensors()) {
        if (isUnused(tensor.name)) continue;
        const std::string target = renamed(tensor.name, c);
        if (target.ends_with(".v_threshold") && tensor.shape == Shape{1}) tensor.shape.clear(), tensor.strides.clear();
        if (target == "embedder.positional_encoding.weight" && tensor.name == target && tensor.shape.size() == 2) {
            if (tensor.shape[0] < c.positions)  // published: as many rows as tokens, of which the first max_len are used
                return fail(state.path() + ": " + target + " has shape " + describeShape(tensor.shape) + "; expected at least " +
                            std::to_string(c.positions) + " rows, one for each position of max_len");
            tensor.shape[0] = c.positions;
        }
        const auto [there, isNew] = tensors.emplace(target, tensor);
        if (!isNew)
            return fail(state.path() + ": holds both " + hdf5::quoted(there->second.name) + " and " + hdf5::quoted(tensor.name) + ", which are the same");
    }
    return tensors;
}

/// Variances from 0.
Result<void> checkVariances(const StateDict& state, const TensorsByName& tensors) {
    for (const auto& [name, tensor] : tensors) {
        if (!name.ends_with(".running_var") && !name.ends_with(".running_phi")) continue;
        const auto bytes = state.read(tensor, StoredType::Float32);
        if (!bytes) return tl::unexpected(bytes.error());
        float least = 0;
        for (std::size_t i = 0; i < bytes->size(); i += sizeof(float)) {
            float value = 0;
            std::copy_n(bytes->data() + i, sizeof value, reinterpret_cast<std::byte*>(&value));
            least = std::min(least, value);
        }
        if (least < 0) return fail(state.path() + ": " + tensor.name + " holds " + std::to_string(least) + "; expected variances from 0");
    }
    return {};
}

Result<void> checkThresholds(const StateDict& state, const TensorsByName& tensors, const std::string& config) {
    for (const auto& [name, tensor] : tensors)
        if (name.ends_with(".v_threshold"))
            return fail(state.path() + ": holds " + hdf5::quoted(tensor.name) + ", but learning_MSLIF is not true in " + config);
    return {};
}

}  // namespace

Result<ImportedNetwork> importSpikeDecoder(const std::shared_ptr<const StateDict>& state, const ImportOptions& options) {
    const std::string path = options.configText.empty() ? options.config : kAnswers;
    const auto content = options.configText.empty() ? readImportJson(path) : parseImportJson(options.configText, path);
    if (!content) return tl::unexpected(content.error());
    const bool nested = content->is_object() && content->contains("config");
    const ImportJson& entries = nested ? (*content)["config"] : *content;
    if (!entries.is_object() || !entries.contains("kind"))
        return fail(path + ": is no SpikeDecoder configuration: expected an object \"config\" with \"kind\"");
    DecoderSettings settings(entries, path);
    const DecoderConfiguration configuration = readDecoderConfiguration(settings);
    if (!settings.error().empty()) return fail(settings.error());
    ImportedNetwork network;
    if (options.tokenizer.empty() && options.alphabetText.empty()) {
        auto tokenizer = tokenizerOf(*content, configuration.vocabulary, path);
        if (!tokenizer) return tl::unexpected(tokenizer.error());
        network.tokenizer = std::move(*tokenizer);
    }
    const auto tensors = rename(*state, configuration);
    if (!tensors) return tl::unexpected(tensors.error());
    if (auto ok = checkFloats(*tensors, state->path()); !ok) return tl::unexpected(ok.error());
    Shapes shapes = ShapeList(configuration).make();
    if (configuration.forms("head") == "both" && (tensors->contains("NHead.gen_FC.weight") || tensors->contains("NHead.gen_FC.bias")))
        for (const char* part : {"weight", "bias"}) {  // the analog head's own, of the same shapes
            const std::string name = std::string("Head.gen_FC.") + part;
            const auto head = std::find_if(shapes.begin(), shapes.end(), [&](const auto& shape) { return shape.first == name; });
            shapes.emplace_back('N' + name, Shape(head->second));
        }
    if (!configuration.learnedThresholds)
        if (auto ok = checkThresholds(*state, *tensors, path); !ok) return tl::unexpected(ok.error());
    if (auto ok = checkShapes(*tensors, shapes, state->path(), "a SpikeDecoder of this configuration"); !ok) return tl::unexpected(ok.error());
    if (auto ok = checkVariances(*state, *tensors); !ok) return tl::unexpected(ok.error());

    network.content.architecture = "spikedecoder";
    network.content.configuration = configuration.attributes();
    network.content.slots = configuration.slots;
    network.content.weights = weightsOf(state, *tensors, shapes, options.stored);
    if (content->contains("card") && !(*content)["card"].is_null()) {
        auto card = importCard((*content)["card"], path + ": card");
        if (!card) return tl::unexpected(card.error());
        network.card = std::move(*card);
    }
    std::set<std::string> known{"embed_dim", "mlp_dropout"};
    if (!nested) known.insert({"alphabet", "text", "card"});
    std::string ignored;
    for (const std::string& name : settings.unknown(known)) ignored += (ignored.empty() ? "" : ", ") + hdf5::quoted(name);
    if (!ignored.empty()) network.notes.push_back(path + ": " + ignored + " has no meaning here and is ignored");
    return network;
}

}  // namespace spikeglass
