// SPDX-License-Identifier: Apache-2.0
#include "import/decoder_settings.h"

#include <algorithm>

#include "io/hdf5_input.h"

namespace spikeglass {
namespace {

constexpr std::int64_t kLongest = 1 << 16, kWidest = 1 << 16;  // positions and channels that the program takes
/// Settings that change neither the shape of a trained network nor what it computes.
const std::set<std::string> kWithoutEffect = {"attn_dropout", "dropout", "dim_out", "device", "backend", "track_frequency", "spikeglass"};

std::string listed(const std::vector<std::string>& words, const char* between) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

std::int64_t bitsFor(std::int64_t count) {
    std::int64_t bits = 0;
    while ((std::int64_t{1} << bits) < count) ++bits;
    return bits;
}

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

/// Kinds and widths of the spiking embedding; its token and position parts stand side by side, or are summed. Its width.
std::int64_t readEmbedding(DecoderSettings& s, DecoderConfiguration& c) {
    c.tokenEmbedding = s.choice("encodingType", "two-hot", {"one-hot", "two-hot", "binary", "binary-left", "learned", "float"});
    c.positionEmbedding = s.choice("position_encoding_strategy", "linear", {"linear", "binary", "binary-left", "static", "learned"});
    c.tokenWidth = s.integer("tok_embed_dim", 30, 1, kWidest);
    c.positionWidth = s.integer("pos_embed_dim", 30, 1, kWidest);
    bool combined = s.truth("combine_position");
    if (combined) c.positionWidth = c.tokenWidth;  // published: also where the parts are not summed
    c.positionBias = s.real("pos_bias", 0.0, -1e6, 1e6);
    const bool floats = s.truth("float_embedding");
    if (c.tokenEmbedding == "one-hot") c.tokenWidth = c.vocabulary * c.positions;
    if (c.tokenEmbedding == "two-hot") c.tokenWidth = c.vocabulary;
    if (c.tokenEmbedding.starts_with("binary")) c.tokenWidth = bitsFor(c.vocabulary);
    if (c.positionEmbedding == "linear") c.positionWidth = c.positions;
    if (c.positionEmbedding.starts_with("binary")) c.positionWidth = bitsFor(c.positions);
    if (c.tokenEmbedding == "one-hot") c.positionEmbedding = "none", c.positionWidth = 0;
    // With learned tokens the published code makes both binary all the same.
    if (floats && c.tokenEmbedding != "learned" && c.positionEmbedding == "learned") c.positionEmbedding = "float";
    const auto& p = c.positionEmbedding;
    combined = combined && (c.tokenEmbedding == "learned" || c.tokenEmbedding == "float") && (p == "static" || p == "learned" || p == "float");
    c.combinePosition = combined;
    return combined ? c.tokenWidth : c.tokenWidth + c.positionWidth;
}

}  // namespace

DecoderSettings::DecoderSettings(const ImportJson& entries, std::string path) : m_entries(entries), m_path(std::move(path)), m_known(kWithoutEffect) {}

void DecoderSettings::refuse(const std::string& reason) {
    if (m_error.empty()) m_error = m_path + ": " + reason;
}

void DecoderSettings::refuseEntry(const std::string& name, const std::string& expected) {
    refuse(name + " is " + shown(m_entries[name]) + "; expected " + expected);
}

bool DecoderSettings::given(const std::string& name) {
    m_known.insert(name);
    return m_entries.contains(name) && !m_entries[name].is_null();
}

std::int64_t DecoderSettings::integer(const std::string& name, std::optional<std::int64_t> fallback, std::int64_t low, std::int64_t high) {
    const std::string expected = "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
    if (!given(name)) {
        if (!fallback) refuse(name + " is missing; expected " + expected);
        return fallback.value_or(low);
    }
    const ImportJson& value = m_entries[name];
    const bool small = value.is_number_unsigned() ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::max<std::int64_t>(high, 0)) : value.is_number_integer();
    if (small && value.get<std::int64_t>() >= low && value.get<std::int64_t>() <= high) return value.get<std::int64_t>();
    refuseEntry(name, expected);
    return low;
}

double DecoderSettings::real(const std::string& name, double fallback, double low, double high) {
    if (!given(name)) return fallback;
    const ImportJson& value = m_entries[name];
    if (value.is_number() && value.get<double>() >= low && value.get<double>() <= high) return value.get<double>();
    refuseEntry(name, "a number from " + shortNumber(low) + " to " + shortNumber(high));
    return fallback;
}

bool DecoderSettings::truth(const std::string& name, bool fallback) {
    if (!given(name)) return fallback;
    const ImportJson& value = m_entries[name];
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number() && (value.get<double>() == 0 || value.get<double>() == 1)) return value.get<double>() == 1;
    refuseEntry(name, "true or false");
    return fallback;
}

std::string DecoderSettings::choice(const std::string& name, const std::string& fallback, const std::vector<std::string>& choices) {
    if (!given(name)) {
        if (fallback.empty()) refuse(name + " is missing; expected " + listed(choices, " or "));
        return fallback.empty() ? choices.front() : fallback;
    }
    const ImportJson& value = m_entries[name];
    if (value.is_string() && std::find(choices.begin(), choices.end(), value.get<std::string>()) != choices.end()) return value.get<std::string>();
    refuseEntry(name, "one of " + listed(choices, ", "));
    return choices.front();
}

std::vector<std::string> DecoderSettings::unknown(const std::set<std::string>& alsoKnown) const {
    std::vector<std::string> names;
    for (const auto& [name, value] : m_entries.items())
        if (!m_known.contains(name) && !alsoKnown.contains(name)) names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

const std::string& DecoderConfiguration::forms(const std::string& slot) const {
    return std::find_if(slots.begin(), slots.end(), [&](const auto& entry) { return entry.first == slot; })->second;
}

std::vector<std::pair<std::string, CheckpointContent::Setting>> DecoderConfiguration::attributes() const {
    return {{"vocabulary", vocabulary}, {"positions", positions}, {"token_embedding", tokenEmbedding}, {"position_embedding", positionEmbedding},
            {"token_width", tokenWidth}, {"position_width", positionWidth}, {"combine_position", combinePosition}, {"position_bias", positionBias},
            {"width", width}, {"blocks", blocks}, {"heads", heads}, {"hidden", hidden}, {"timesteps", timesteps}, {"analog_position", analogPosition},
            {"residual_degree", residualDegree}, {"first_block_residual", firstBlockResidual}, {"normalization", normalization},
            {"attention_scale", attentionScale}, {"spike_mode", spikeMode}, {"float_reunite", floatReunite}, {"token_shift", tokenShift}, {"tau", 2.0},
            {"v_threshold", 1.0}};
}

DecoderConfiguration readDecoderConfiguration(DecoderSettings& s) {
    DecoderConfiguration c;
    const std::string kind = s.choice("kind", "", {"spiking", "partial", "ann", "switchable"});
    if (s.truth("SMHA_only"))
        s.refuse("SMHA_only is true; such models (spiking attention between analog parts whose timesteps are never recombined) are not supported");
    const bool partial = kind == "partial";
    std::int64_t degree = kind == "ann" || partial ? 0 : 4;
    const std::int64_t stated = s.integer("spike_degree", degree, 0, 4);
    if (partial) degree = stated;
    if ((kind == "spiking" && stated != 4) || (kind == "ann" && stated != 0))
        s.refuse("spike_degree is " + std::to_string(stated) + ", which contradicts the kind " + kind);
    std::optional<std::int64_t> words;
    if (s.given("dictionary")) {
        if (!s.entry("dictionary").is_array()) s.refuseEntry("dictionary", "a list of words");
        else if (!s.entry("dictionary").empty()) words = static_cast<std::int64_t>(s.entry("dictionary").size());
    }
    const std::int64_t vocabulary = s.integer("vocab_size", words, 1, 1'000'000);
    c.vocabulary = words.value_or(vocabulary);
    c.positions = s.integer("max_len", {}, 1, kLongest);

    const bool stepped = degree >= 2;  // timesteps exist from the spiking attention on
    const std::int64_t timesteps = s.integer("timesteps", 2, 1, 64), residual = s.integer("spiking_residuals", 0, 0, 2);
    const bool first = s.truth("firstBlock_spiking_res");
    const std::string mode = s.choice("spike_mode", "average", {"average", "accumulate", "concatenate", "final"});
    c.attentionScale = s.real("attention_scale", 0.125, 1e-6, 1e6);
    bool spikingHead = s.truth("spiking_head", !partial);
    if (partial) {
        spikingHead = degree == 4 || (degree >= 2 && spikingHead);
        const bool ours = s.given("spikeglass") && s.entry("spikeglass") != false && s.entry("spikeglass") != 0 && s.entry("spikeglass") != "";
        if (!(ours || s.given("token_shift"))) c.attentionScale = 0.125;  // the published partial models do not pass theirs on
    } else if (kind == "ann") {
        spikingHead = false;
    }
    c.floatReunite = s.truth("float_reunite") && stepped;
    if (c.floatReunite && !spikingHead)
        s.refuse("float_reunite is true, but there is no spiking head whose neurons would reunite the timesteps");
    const bool learnedEmbedding = s.truth("learned_embedding");
    const bool learnedPosition = learnedEmbedding || s.truth("learned_position");
    c.analogPosition = s.choice("analog_position", learnedPosition ? "learned" : "static", {"static", "learned"});
    c.width = readEmbedding(s, c);
    const std::int64_t ownWidth = s.given("embed_dim") || kind == "ann" ? s.integer("embed_dim", 8, 1, kWidest) : c.width;
    if (degree == 0) {
        c.width = ownWidth;
        c.tokenEmbedding = c.positionEmbedding = "none";
        c.tokenWidth = c.positionWidth = 0;
        c.combinePosition = false;
        c.positionBias = 0;
    }
    if (c.width > kWidest) s.refuse("these settings make a width of " + std::to_string(c.width) + "; expected at most " + std::to_string(kWidest));
    c.heads = s.integer("heads", 2, 1, kWidest);
    if (c.width % c.heads != 0) s.refuse("heads is " + std::to_string(c.heads) + ", which does not divide the width " + std::to_string(c.width));
    c.normalization = "layer";
    if (s.given("normalization")) {
        std::string named = s.entry("normalization").is_string() ? s.entry("normalization").get<std::string>() : "";
        for (char& letter : named) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        if (named == "layer" || named == "batch" || named == "power" || named == "powernorm") c.normalization = named == "powernorm" ? "power" : named;
        else s.refuseEntry("normalization", "layer, batch or PowerNorm");
    }
    c.blocks = s.integer("blocks", 1, 1, 4096);
    const std::int64_t hidden = s.integer("dim_hid", 4, 0, 4096);
    c.hidden = (hidden == 0 ? 4 : hidden) * c.width;
    c.timesteps = stepped ? timesteps : 1;
    c.residualDegree = stepped ? residual : 0;
    c.firstBlockResidual = first && stepped;
    c.spikeMode = stepped ? mode : "average";
    c.tokenShift = s.integer("token_shift", 0, 0, 1);

    const auto form = [&](bool spiking) { return std::string(kind == "switchable" ? "both" : spiking ? "snn" : "ann"); };
    c.slots.emplace_back("embedding", form(degree >= 1));
    for (std::int64_t i = 0; i < c.blocks; ++i) {
        c.slots.emplace_back("blocks." + std::to_string(i) + ".attention", form(degree >= 2));
        c.slots.emplace_back("blocks." + std::to_string(i) + ".mlp", form(degree >= 3));
    }
    c.slots.emplace_back("head", form(spikingHead));
    c.learnedThresholds = s.truth("learning_MSLIF") && stepped;
    return c;
}

}  // namespace spikeglass
