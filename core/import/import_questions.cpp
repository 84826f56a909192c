// SPDX-License-Identifier: Apache-2.0
#include "import/import_questions.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "import/import_json.h"

namespace spikeglass {
namespace {

using Kind = ImportQuestion::Kind;

constexpr std::int64_t kLongestBits = 16, kLongest = std::int64_t{1} << kLongestBits;  // positions
constexpr std::int64_t kReleasedRescaling = 6;   // of SpikeGPT's released script
constexpr std::int64_t kUsualPositions = 256, kUsualTimesteps = 4, kUsualHeadWidth = 16;  // as published

std::optional<double> numberOf(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// Asks one after the other, and knows the answers so far.
class Interview {
  public:
    explicit Interview(const ImportAnswers& answers) : m_answers(answers) {}

    /// Nothing is asked where there is one choice.
    std::string choice(const std::string& name, std::vector<std::string> choices, const std::string& usual, bool uncommon = false) {
        if (choices.size() == 1) return choices.front();
        if (std::find(choices.begin(), choices.end(), usual) == choices.end()) return ask({name, Kind::Choice, choices, 0, 0, choices.front(), uncommon});
        return ask({name, Kind::Choice, std::move(choices), 0, 0, usual, uncommon});
    }
    std::int64_t whole(const std::string& name, std::int64_t low, std::int64_t high, std::int64_t usual, bool uncommon = false) {
        const std::int64_t within = std::clamp(usual, low, high);
        if (low == high) return low;
        return std::stoll(ask({name, Kind::Whole, {}, static_cast<double>(low), static_cast<double>(high), std::to_string(within), uncommon}));
    }
    double real(const std::string& name, double low, double high, const std::string& usual) {
        return *numberOf(ask({name, Kind::Real, {}, low, high, usual, true}));
    }
    bool truth(const std::string& name, bool uncommon = true) { return ask({name, Kind::Truth, {"false", "true"}, 0, 0, "false", uncommon}) == "true"; }

    std::vector<ImportQuestion> questions;

  private:
    std::string ask(ImportQuestion question) {
        std::string answer = answerTo(question, m_answers);
        questions.push_back(std::move(question));
        return answer;
    }

    const ImportAnswers& m_answers;
};

void askSpikeGpt(Interview& interview, const WeightFacts& facts, ImportOptions& options) {
    options.forms = interview.choice("forms", {"snn", "ann", "both"}, facts.cardForms.empty() ? "snn" : facts.cardForms);
    const std::string flavour = interview.choice("flavour", {"trained", "released", "own"}, "trained");
    if (flavour == "released") {
        options.rescaleEvery = kReleasedRescaling;
        options.floatEmbedding = true;
    } else if (flavour == "own") {
        options.rescaleEvery = interview.whole("rescale_every", 0, kMostRescaling, 0);
        options.floatEmbedding = interview.truth("float_embedding", false);
    }
}

/// A way in which tokens and positions can have become the width that the weights have.
struct Embedding {
    std::string token, position;  // position "float": a learned table that is not made binary; "none": within the tokens
    std::int64_t positionWidth = 0;
    std::int64_t least = 0, most = 0;  // positions that it leaves open
    bool combined = false;
};

std::int64_t bitsFor(std::int64_t count) {
    std::int64_t bits = 0;
    while ((std::int64_t{1} << bits) < count) ++bits;
    return bits;
}

std::vector<Embedding> possibleEmbeddings(const WeightFacts& facts) {
    const DecoderTraits& traits = facts.decoder;
    const std::int64_t V = facts.vocabulary, E = facts.width;
    std::vector<Embedding> found;
    const auto addPositions = [&](const std::string& token, std::int64_t tokenWidth) {
        const std::int64_t rest = E - tokenWidth;
        const bool table = token == "learned" || token == "float";
        if (traits.positions > 0) {
            const bool summed = table && rest == 0 && traits.positionWidth == E;
            if (!summed && traits.positionWidth != rest) return;
            found.push_back({token, "learned", traits.positionWidth, traits.positions, traits.positions, summed});
            if (token != "learned") found.push_back({token, "float", traits.positionWidth, traits.positions, traits.positions, summed});
            return;
        }
        if (table && rest == 0) found.push_back({token, "static", tokenWidth, 1, kLongest, true});
        if (rest <= 0) return;
        if (table) found.push_back({token, "static", rest, 1, kLongest});
        if (rest <= kLongest) found.push_back({token, "linear", rest, rest, rest});
        if (rest <= kLongestBits)
            for (const char* order : {"binary", "binary-left"}) found.push_back({token, order, rest, (std::int64_t{1} << (rest - 1)) + 1, std::int64_t{1} << rest});
        if (!table) found.push_back({token, "static", rest, 1, kLongest});
    };
    if (traits.tokenWidth > 0) {
        addPositions("learned", traits.tokenWidth);
        addPositions("float", traits.tokenWidth);
        return found;
    }
    addPositions("two-hot", V);
    if (traits.positions == 0 && V > 0 && E % V == 0 && E / V <= kLongest) found.push_back({"one-hot", "none", 0, E / V, E / V});
    addPositions("binary", bitsFor(V));
    addPositions("binary-left", bitsFor(V));
    return found;
}

void askEmbedding(Interview& interview, const WeightFacts& facts, ImportJson& config) {
    const std::vector<Embedding> possible = possibleEmbeddings(facts);
    if (possible.empty()) {  // no published way; the importer says what does not fit
        config["max_len"] = interview.whole("max_len", 1, kLongest, kUsualPositions);
        return;
    }
    std::vector<std::string> tokens, positions;
    for (const Embedding& each : possible)
        if (std::find(tokens.begin(), tokens.end(), each.token) == tokens.end()) tokens.push_back(each.token);
    const std::string token = interview.choice("encodingType", tokens, tokens.front());
    for (const Embedding& each : possible)
        if (each.token == token) positions.push_back(each.position);
    const std::string position = interview.choice("position_encoding_strategy", positions, positions.front());
    const Embedding& chosen = *std::find_if(possible.begin(), possible.end(), [&](const Embedding& each) { return each.token == token && each.position == position; });
    config["encodingType"] = token;
    if (facts.decoder.tokenWidth > 0) config["tok_embed_dim"] = facts.decoder.tokenWidth;
    if (position != "none") config["position_encoding_strategy"] = position == "float" ? "learned" : position;
    if (position == "float") config["float_embedding"] = true;
    if (position == "static" || position == "learned" || position == "float") config["pos_embed_dim"] = chosen.positionWidth;
    if (chosen.combined) config["combine_position"] = true;
    config["max_len"] = interview.whole("max_len", chosen.least, chosen.most, kUsualPositions);
    if (position == "static") config["pos_bias"] = interview.real("pos_bias", -1e6, 1e6, "0");
}

void askTimesteps(Interview& interview, const WeightFacts& facts, bool spikingHead, ImportJson& config) {
    const DecoderTraits& traits = facts.decoder;
    const std::int64_t read = facts.width > 0 ? traits.headInputs / facts.width : 1;
    if (read > 1) {
        config["timesteps"] = read;
        config["spike_mode"] = "concatenate";
    } else {
        config["timesteps"] = interview.whole("timesteps", 1, 64, kUsualTimesteps);
        config["spike_mode"] = interview.choice("spike_mode", {"average", "accumulate", "final"}, "average");
    }
    std::vector<std::string> degrees;
    for (const int degree : traits.residualDegrees) degrees.push_back(std::to_string(degree));
    config["spiking_residuals"] = std::stoi(interview.choice("spiking_residuals", degrees, degrees.front()));
    if (traits.learnedThresholds) config["learning_MSLIF"] = true;
    if (traits.learnedThresholds ? traits.firstBlockResidual : interview.truth("firstBlock_spiking_res")) config["firstBlock_spiking_res"] = true;
    if (spikingHead && interview.truth("float_reunite")) config["float_reunite"] = true;
    config["attention_scale"] = interview.real("attention_scale", 1e-6, 1e6, "0.125");
}

void askSpikeDecoder(Interview& interview, const WeightFacts& facts, ImportOptions& options) {
    const DecoderTraits& traits = facts.decoder;
    const auto isBoth = [](const DecoderTraits::Forms& forms) { return forms.analog && forms.spiking; };
    ImportJson config;
    const bool switchable = isBoth(traits.embedding) && isBoth(traits.attention) && isBoth(traits.mlp);
    const bool spikes = traits.embedding.spiking;  // else nothing does
    bool attention = traits.attention.spiking, head = true;
    if (!switchable && spikes && traits.attentionIsPlain && !traits.mlp.spiking) attention = interview.choice("attention", {"snn", "ann"}, "snn") == "snn";
    if (switchable) {
        config["kind"] = "switchable";
    } else if (!spikes) {
        config["kind"] = "ann";
        config["embed_dim"] = facts.width;
        head = false;
    } else {
        const bool all = attention && traits.mlp.spiking;
        if (!attention) head = false;
        else if (traits.learnedThresholds) head = traits.spikingHead;
        else head = interview.choice("head", {"snn", "ann"}, all ? "snn" : "ann") == "snn";
        config["kind"] = all && head ? "spiking" : "partial";
        if (!(all && head)) {
            config["spike_degree"] = all ? 3 : attention ? 2 : 1;
            config["spiking_head"] = head;
        }
    }
    config["vocab_size"] = facts.vocabulary;
    config["blocks"] = facts.blocks;
    if (facts.width > 0 && facts.hidden % facts.width == 0) config["dim_hid"] = facts.hidden / facts.width;
    config["normalization"] = traits.normalization;

    std::vector<std::string> heads;
    std::int64_t usualHeads = 1;
    for (std::int64_t n = 1; n <= facts.width && heads.size() < 64; ++n)
        if (facts.width % n == 0) {
            heads.push_back(std::to_string(n));
            if (facts.width / n >= kUsualHeadWidth) usualHeads = n;
        }
    if (!heads.empty()) config["heads"] = std::stoll(interview.choice("heads", heads, std::to_string(usualHeads)));
    if (spikes) {
        askEmbedding(interview, facts, config);
    } else {
        config["max_len"] = interview.whole("max_len", 1, traits.analogPositions > 0 ? traits.analogPositions : kLongest,
                                            traits.analogPositions > 0 ? traits.analogPositions : kUsualPositions);
    }
    if (traits.embedding.analog) config["analog_position"] = traits.analogPositions > 0 ? "learned" : "static";
    if (switchable || (spikes && attention)) askTimesteps(interview, facts, head, config);
    config["token_shift"] = interview.whole("token_shift", 0, 1, 0, true);  // given, so that attention_scale holds for partial models too
    options.configText = ImportJson{{"config", config}}.dump();
}

std::vector<ImportQuestion> hold(const WeightFacts& facts, const ImportAnswers& answers, ImportOptions& options) {
    Interview interview(answers);
    options.architecture = facts.architecture;
    if (facts.architecture == "spikedecoder") askSpikeDecoder(interview, facts, options);
    else askSpikeGpt(interview, facts, options);
    return std::move(interview.questions);
}

}  // namespace

bool hasPublishedAlphabet(std::int64_t vocabulary) { return vocabulary == 30 || vocabulary == 32 || vocabulary == 33; }

std::string answerTo(const ImportQuestion& question, const ImportAnswers& answers) {
    const auto given = answers.find(question.name);
    if (given == answers.end()) return question.usual;
    if (!question.choices.empty())
        return std::find(question.choices.begin(), question.choices.end(), given->second) != question.choices.end() ? given->second : question.usual;
    const auto value = numberOf(given->second);
    const bool fits = value && *value >= question.low && *value <= question.high && (question.kind == Kind::Real || std::floor(*value) == *value);
    if (!fits) return question.usual;
    return question.kind == Kind::Whole ? std::to_string(static_cast<std::int64_t>(*value)) : given->second;
}

std::vector<ImportQuestion> importQuestions(const WeightFacts& facts, const ImportAnswers& answers) {
    ImportOptions options;
    return hold(facts, answers, options);
}

ImportOptions optionsOf(const WeightFacts& facts, const ImportAnswers& answers) {
    ImportOptions options;
    hold(facts, answers, options);
    return options;
}

}  // namespace spikeglass
