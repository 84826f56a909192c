// SPDX-License-Identifier: Apache-2.0
#include "network/spikedecoder/spikedecoder_config.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <iterator>

namespace spikeglass {

namespace {

// Far above the published sizes (E 960, S 256, L 12), low enough that no product of them overflows.
constexpr std::int64_t kMaxVocabulary = 1'000'000;
constexpr std::int64_t kMaxPositions = 65'536;
constexpr std::int64_t kMaxWidth = 65'536;
constexpr std::int64_t kMaxBlocks = 4'096;
constexpr std::int64_t kMaxHidden = 1'048'576;
constexpr std::int64_t kMaxTimesteps = 64;

const std::vector<std::string> kTokenCodes = {"none", "one-hot", "two-hot", "binary", "binary-left", "learned", "float"};
const std::vector<std::string> kPositionCodes = {"none", "linear", "binary", "binary-left", "static", "learned", "float"};
const std::vector<std::string> kNormalizations = {"layer", "batch", "power"};
const std::vector<std::string> kSpikeModes = {"average", "accumulate", "concatenate", "final"};

/// Reads attributes one after another and remembers the first error.
class Reader {
  public:
    explicit Reader(const CheckpointFile& file) : m_file(file) {}
    const std::optional<Error>& error() const { return m_error; }

    std::size_t size(const char* name, std::int64_t minimum, std::int64_t maximum, std::optional<std::int64_t> fallback = {}) {
        return static_cast<std::size_t>(take(m_file.integer(name, minimum, maximum, fallback)));
    }
    float real(const char* name, double minimum, double maximum, double fallback) {
        return static_cast<float>(take(m_file.real(name, minimum, maximum, fallback)));
    }
    bool boolean(const char* name) { return take(m_file.boolean(name, false)); }
    /// The place of the text in the list, as an enumerator.
    template <class Choice>
    Choice choice(const char* name, const std::vector<std::string>& allowed, const char* fallback) {
        const std::string text = take(m_file.text(name, allowed, fallback));
        const auto found = std::find(allowed.begin(), allowed.end(), text);
        return static_cast<Choice>(found == allowed.end() ? 0 : found - allowed.begin());
    }

  private:
    template <class T>
    T take(Result<T> value) {
        if (value) return std::move(*value);
        if (!m_error) m_error = value.error();
        return {};
    }

    const CheckpointFile& m_file;
    std::optional<Error> m_error;
};

std::string number(float value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", static_cast<double>(value));
    return text;
}

/// Bits of the largest of n numbers from 0: ceil(log2 n).
std::size_t bitsFor(std::size_t n) { return static_cast<std::size_t>(std::bit_width(n - 1)); }

/// The width that the parts of the embedding must have, or what is wrong with them.
Result<void> checkWidths(const SpikeDecoderConfig& c, const std::string& where) {
    const auto expect = [&where](const char* name, std::size_t expected, std::size_t found) -> Result<void> {
        if (expected == found) return {};
        return fail(where + ": /configuration: expected " + name + " " + std::to_string(expected) + ", found " +
                    std::to_string(found));
    };
    if (c.width % c.heads != 0)
        return fail(where + ": /configuration: the width " + std::to_string(c.width) + " cannot be divided among " +
                    std::to_string(c.heads) + " heads");
    if (c.token == TokenCode::None) return {};
    const bool rows = c.token == TokenCode::Learned || c.token == TokenCode::Float;
    if (c.combinePosition &&
        (!rows || (c.position != PositionCode::Static && c.position != PositionCode::Learned && c.position != PositionCode::Float)))
        return fail(where + ": /configuration: combine_position needs a learned token and a static or learned position");
    if (c.token == TokenCode::OneHot) {
        if (c.position != PositionCode::None)
            return fail(where + ": /configuration: a one-hot token has no position_embedding beside it; expected none");
        return expect("width = vocabulary * positions =", c.vocabulary * c.positions, c.width);
    }
    std::size_t token = c.tokenWidth, position = c.positionWidth;
    if (c.token == TokenCode::TwoHot) token = c.vocabulary;
    if (c.token == TokenCode::Binary || c.token == TokenCode::BinaryLeft) token = bitsFor(c.vocabulary);
    if (c.position == PositionCode::None) position = 0;
    if (c.position == PositionCode::Linear) position = c.positions;
    if (c.position == PositionCode::Binary || c.position == PositionCode::BinaryLeft) position = bitsFor(c.positions);
    if (c.combinePosition) token = position = c.width;
    if (const auto result = expect("token_width", token, c.tokenWidth); !result) return result;
    if (const auto result = expect("position_width", position, c.positionWidth); !result) return result;
    if (c.combinePosition) return {};
    return expect("width = token_width + position_width =", token + position, c.width);
}

}  // namespace

Result<SpikeDecoderConfig> readSpikeDecoderConfig(const CheckpointFile& file) {
    Reader read(file);
    SpikeDecoderConfig c;
    c.vocabulary = read.size("vocabulary", 1, kMaxVocabulary);
    c.positions = read.size("positions", 1, kMaxPositions);
    c.width = read.size("width", 1, kMaxWidth);
    c.blocks = read.size("blocks", 1, kMaxBlocks);
    c.heads = read.size("heads", 1, kMaxWidth);
    c.hidden = read.size("hidden", 1, kMaxHidden, static_cast<std::int64_t>(4 * c.width));
    c.timesteps = read.size("timesteps", 1, kMaxTimesteps, 1);
    c.token = read.choice<TokenCode>("token_embedding", kTokenCodes, "none");
    c.position = read.choice<PositionCode>("position_embedding", kPositionCodes, "none");
    c.tokenWidth = read.size("token_width", 0, kMaxWidth, 0);
    c.positionWidth = read.size("position_width", 0, kMaxWidth, 0);
    c.combinePosition = read.boolean("combine_position");
    c.positionBias = read.real("position_bias", -1e6, 1e6, 0.0);
    c.learnedAnalogPosition = read.choice<int>("analog_position", {"static", "learned"}, "static") == 1;
    c.residualDegree = static_cast<int>(read.size("residual_degree", 0, 2, 0));
    c.firstBlockResidual = read.boolean("first_block_residual");
    c.normalization = read.choice<Normalization>("normalization", kNormalizations, "layer");
    c.attentionScale = read.real("attention_scale", 1e-6, 1e6, 0.125);
    c.spikeMode = read.choice<SpikeMode>("spike_mode", kSpikeModes, "average");
    c.floatReunite = read.boolean("float_reunite");
    c.tokenShift = read.size("token_shift", 0, 1, 0) == 1;
    c.lif.tau = read.real("tau", 1.0, 1e6, 2.0);
    c.lif.threshold = read.real("v_threshold", 1e-6, 1e6, 1.0);
    if (read.error()) return tl::unexpected<Error>(*read.error());
    if (const auto checked = checkWidths(c, file.path()); !checked) return tl::unexpected<Error>(checked.error());
    return c;
}

namespace {

/// Adds the sites of the slots that hold a spiking form, in the order of computation.
void addSites(NetworkInfo& info, const SpikeDecoderConfig& c) {
    const auto add = [&](const std::string& name, int block, std::size_t slot, std::size_t width, bool membrane = true) {
        if (!info.slotInfos[slot].forms.spiking) return;
        SiteInfo site;
        site.name = name;
        site.block = block;
        site.slot = site.component = static_cast<int>(slot);
        site.width = width;
        site.timesteps = c.timesteps;
        site.hasMembrane = membrane;
        site.threshold = membrane ? c.lif.threshold : 0.0F;
        site.tau = membrane ? c.lif.tau : 1.0F;
        info.sites.push_back(site);
    };
    if (c.binaryEmbedding()) add("embedding", -1, kEmbeddingSlot, c.width, false);
    for (std::size_t i = 0; i < c.blocks; ++i) {
        const std::string block = "blocks." + std::to_string(i);
        const int b = static_cast<int>(i);
        const std::size_t attention = attentionSlot(i), mlp = mlpSlot(i);
        add(block + (c.residualDegree == 2 ? ".input" : ".attention.input"), b, attention, c.width);
        for (const char* part : {"query", "key", "value", "context"}) add(block + ".attention." + part, b, attention, c.width);
        if (c.residualDegree == 2) add(block + ".attention.output", b, attention, c.width);
        if (c.firstBlockResidual && i == 0) add(block + ".attention.residual", b, attention, c.width);
        add(block + (c.residualDegree == 0 ? ".mlp.input" : ".residual"), b, mlp, c.width);
        add(block + ".mlp.hidden", b, mlp, c.hidden);
        if (c.residualDegree > 0) add(block + ".mlp.output", b, mlp, c.width);
    }
    add("head", -1, headSlot(c.blocks), c.floatReunite ? c.headInputs() : c.width);
    if (c.floatReunite && !info.sites.empty() && info.sites.back().name == "head") info.sites.back().timesteps = 1;
}

}  // namespace

NetworkInfo describeSpikeDecoder(const SpikeDecoderConfig& c, const SlotFormList& forms) {
    NetworkInfo info;
    info.architecture = "spikedecoder";
    info.vocabulary = c.vocabulary;
    info.width = c.width;
    info.blocks = c.blocks;
    info.timesteps = c.timesteps;
    info.positions = c.positions;
    const auto addSlot = [&](const std::string& name, int block) {
        const std::size_t index = info.slotInfos.size();
        info.slotInfos.push_back({name, block, forms[index]});
        info.components.push_back({name, static_cast<int>(index)});
    };
    addSlot("embedding", -1);
    for (std::size_t i = 0; i < c.blocks; ++i) {
        addSlot("blocks." + std::to_string(i) + ".attention", static_cast<int>(i));
        addSlot("blocks." + std::to_string(i) + ".mlp", static_cast<int>(i));
    }
    addSlot("head", -1);
    addSites(info, c);

    // The paper's ladder: 0 all analog, 1 spiking embedding, 2 + attention, 3 + MLP, 4 + head.
    for (int degree = 0; degree <= 4; ++degree) {
        ChoicePreset preset{"degree-" + std::to_string(degree), "Degree " + std::to_string(degree), {}};
        for (const SlotInfo& slot : info.slotInfos) {
            const int from = slot.name == "embedding" ? 1 : slot.name == "head" ? 4 : slot.name.ends_with("attention") ? 2 : 3;
            preset.spiking.push_back(degree >= from);
        }
        info.presets.push_back(std::move(preset));
    }

    const auto yes = [](bool value) { return std::string(value ? "true" : "false"); };
    info.configuration = {
        {"vocabulary", std::to_string(c.vocabulary)},
        {"positions", std::to_string(c.positions)},
        {"width", std::to_string(c.width)},
        {"blocks", std::to_string(c.blocks)},
        {"heads", std::to_string(c.heads)},
        {"hidden", std::to_string(c.hidden)},
        {"timesteps", std::to_string(c.timesteps)},
        {"token_embedding", kTokenCodes[static_cast<std::size_t>(c.token)]},
        {"position_embedding", kPositionCodes[static_cast<std::size_t>(c.position)]},
        {"combine_position", yes(c.combinePosition)},
        {"analog_position", c.learnedAnalogPosition ? "learned" : "static"},
        {"residual_degree", std::to_string(c.residualDegree)},
        {"first_block_residual", yes(c.firstBlockResidual)},
        {"normalization", kNormalizations[static_cast<std::size_t>(c.normalization)]},
        {"attention_scale", number(c.attentionScale)},
        {"spike_mode", kSpikeModes[static_cast<std::size_t>(c.spikeMode)]},
        {"float_reunite", yes(c.floatReunite)},
        {"token_shift", c.tokenShift ? "1" : "0 (as published)"},
        {"tau", number(c.lif.tau)},
        {"v_threshold", number(c.lif.threshold)},
    };
    return info;
}

}  // namespace spikeglass
