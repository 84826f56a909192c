// SPDX-License-Identifier: Apache-2.0
#include "network/spikedecoder/spikedecoder_weights.h"

#include <bit>
#include <cmath>
#include <set>

#include "kernels/conversion.h"
#include "kernels/stripes.h"

namespace spikeglass {

namespace {

/// Reads tensors one after another and remembers the first error; after it, everything read is empty.
class Loader {
  public:
    Loader(const SpikeDecoderConfig& config, const TensorSource& source, const std::string& where)
        : m_config(config), m_source(source), m_where(where) {}

    const std::optional<Error>& error() const { return m_error; }
    std::int64_t parameters() const { return m_parameters; }
    bool has(const std::string& name) const { return m_source.has(name); }

    std::vector<float> tensor(const std::string& name, const std::vector<std::size_t>& shape) {
        if (m_error) return {};
        Result<std::vector<float>> values = m_source.read(name, shape);
        if (!values) {
            m_error = values.error();
            return {};
        }
        if (m_names.insert(name).second) m_parameters += static_cast<std::int64_t>(values->size());
        return std::move(*values);
    }
    AlignedVector<float> aligned(const std::string& name, const std::vector<std::size_t>& shape) {
        const std::vector<float> values = tensor(name, shape);
        return {values.begin(), values.end()};
    }

    /// The LIF called `name`: with its learned threshold, if it has one.
    kernels::LifParameters neuron(const std::string& name) {
        kernels::LifParameters lif = m_config.lif;
        if (!has(name + ".v_threshold")) return lif;
        // A scalar; an array of one counts as one.
        const bool scalar = m_source.read(name + ".v_threshold", {}).has_value();
        const std::vector<float> threshold =
            tensor(name + ".v_threshold", scalar ? std::vector<std::size_t>{} : std::vector<std::size_t>{1});
        if (!threshold.empty()) lif.threshold = threshold.front();
        return lif;
    }

    /// A Linear and the normalisation behind it; norm empty: none.
    Affine affine(const std::string& linear, const std::string& norm, std::size_t outputs, std::size_t inputs,
                  float factor = 1.0F) {
        std::vector<float> weight = tensor(linear + ".weight", {outputs, inputs});
        std::vector<float> bias = tensor(linear + ".bias", {outputs});
        Affine affine;
        if (!norm.empty() && m_config.normalization == Normalization::Layer) {
            affine.normWeight = aligned(norm + ".weight", {outputs});
            affine.normBias = aligned(norm + ".bias", {outputs});
        } else if (!norm.empty()) {
            fold(norm, outputs, weight, bias);
        }
        if (m_error) return {};
        affine.matrix = Matrix::fromPublished(weight, outputs, inputs, m_source.weights, *m_source.arena, factor);
        affine.bias.assign(bias.begin(), bias.end());
        return affine;
    }

    AttentionWeights attention(const std::string& name) {
        const std::size_t e = m_config.width;
        const auto part = [&](const std::string& which) { return affine(name + which + "_L", name + which + "_Norm", e, e); };
        return {part("query"), part("key"), part("value"), part("proj")};
    }

  private:
    /// Norm(W x + b) = (s W) x + s (b - mean) + shift, with s = gain / sqrt(variance + 1e-5). Power normalisation has a
    /// mean square in place of the variance, and no mean.
    void fold(const std::string& norm, std::size_t outputs, std::vector<float>& weight, std::vector<float>& bias) {
        const bool batch = m_config.normalization == Normalization::Batch;
        const std::string name = norm + (batch ? ".1" : "");
        const std::string spread = batch ? ".running_var" : ".running_phi";
        const std::vector<float> gain = tensor(name + ".weight", {outputs}), shift = tensor(name + ".bias", {outputs});
        const std::vector<float> mean = batch ? tensor(name + ".running_mean", {outputs}) : std::vector<float>(outputs);
        const std::vector<float> variance = batch ? tensor(name + spread, {outputs}) : tensor(name + spread, {1, outputs, 1, 1});
        if (m_error) return;
        const std::size_t inputs = weight.size() / outputs;
        for (std::size_t o = 0; o < outputs; ++o) {
            if (variance[o] < 0) {
                m_error = Error{m_where + "/weights/" + name + spread + ": expected no number below 0, found one at index " + std::to_string(o)};
                return;
            }
            const float s = gain[o] * kernels::inverseDeviation(variance[o]);
            for (std::size_t i = 0; i < inputs; ++i) weight[o * inputs + i] *= s;
            bias[o] = (bias[o] - mean[o]) * s + shift[o];
        }
        if (!kernels::allFinite(weight) || !kernels::allFinite(bias))
            m_error = Error{m_where + "/weights/" + name + ".weight: folded into the weights before it, it makes some of them infinite"};
    }

    const SpikeDecoderConfig& m_config;
    const TensorSource& m_source;
    const std::string& m_where;
    std::optional<Error> m_error;
    std::set<std::string> m_names;   // read so far
    std::int64_t m_parameters = 0;
};

void makeBinary(AlignedVector<float>& values) {
    for (float& value : values) value = value >= 0.0F ? 1.0F : 0.0F;
}

/// Codes [count, width] of the numbers 0 .. count - 1: their bits, most significant first, padded with zeros on the right
/// as published, or on the left.
AlignedVector<float> binaryCodes(std::size_t count, std::size_t width, bool padLeft) {
    AlignedVector<float> codes(count * width);
    for (std::size_t number = 0; number < count; ++number) {
        const std::size_t digits = number == 0 ? 1 : static_cast<std::size_t>(std::bit_width(number));
        const std::size_t padding = padLeft && width > digits ? width - digits : 0;
        for (std::size_t digit = 0; digit < digits && padding + digit < width; ++digit)
            codes[number * width + padding + digit] = static_cast<float>((number >> (digits - 1 - digit)) & 1U);
    }
    return codes;
}

/// Codes [count, count]: a one at the number's own place.
AlignedVector<float> unitCodes(std::size_t count) {
    AlignedVector<float> codes(count * count);
    for (std::size_t i = 0; i < count; ++i) codes[i * count + i] = 1.0F;
    return codes;
}

void readEmbedding(Loader& load, const SpikeDecoderConfig& c, const SlotForms& forms, SpikeDecoderWeights& w) {
    if (forms.spiking) {
        switch (c.token) {
            case TokenCode::None:
            case TokenCode::OneHot: break;
            case TokenCode::TwoHot: w.tokenCodes = unitCodes(c.vocabulary); break;
            case TokenCode::Binary:
            case TokenCode::BinaryLeft:
                w.tokenCodes = binaryCodes(c.vocabulary, c.tokenWidth, c.token == TokenCode::BinaryLeft);
                break;
            case TokenCode::Learned:
            case TokenCode::Float:
                w.tokenCodes = load.aligned("embedder.tok_embed.weight", {c.vocabulary, c.tokenWidth});
                if (c.token == TokenCode::Learned && !c.combinePosition) makeBinary(w.tokenCodes);
        }
        switch (c.position) {
            case PositionCode::None: break;
            case PositionCode::Linear: w.positionCodes = unitCodes(c.positions); break;
            case PositionCode::Binary:
            case PositionCode::BinaryLeft:
                w.positionCodes = binaryCodes(c.positions, c.positionWidth, c.position == PositionCode::BinaryLeft);
                break;
            case PositionCode::Static:
                w.positionCodes = staticPositions(c.positions, c.positionWidth);
                if (c.combinePosition) break;
                for (float& value : w.positionCodes) value -= c.positionBias;
                makeBinary(w.positionCodes);
                break;
            case PositionCode::Learned:
            case PositionCode::Float:
                w.positionCodes = load.aligned("embedder.pos_table.weight", {c.positions, c.positionWidth});
                if (c.position == PositionCode::Learned && !c.combinePosition) makeBinary(w.positionCodes);
        }
    }
    if (forms.analog) {
        w.analogTokens = load.aligned("embedder.token_embedding_table.weight", {c.vocabulary, c.width});
        w.analogPositions = c.learnedAnalogPosition ? load.aligned("embedder.positional_encoding.weight", {c.positions, c.width})
                                                    : staticPositions(c.positions, c.width);
    }
}

void readBlock(Loader& load, const SpikeDecoderConfig& c, std::size_t index, const SlotForms& attention, const SlotForms& mlp,
               SpikeDecoderBlock& block) {
    const std::string name = "blocks." + std::to_string(index) + ".";
    BlockNeurons& n = block.neurons;
    if (attention.spiking) {
        block.spikingAttention = load.attention(name + "SMHA.");
        n.input = load.neuron(name + (c.residualDegree == 2 ? "SMHA_LIF" : "SMHA.input_LIF"));
        n.query = load.neuron(name + "SMHA.query_LIF");
        n.key = load.neuron(name + "SMHA.key_LIF");
        n.value = load.neuron(name + "SMHA.value_LIF");
        n.context = load.neuron(name + "SMHA.att_LIF");
        if (c.residualDegree == 2) n.output = load.neuron(name + "SMHA.output_LIF");
        if (c.firstBlockResidual && index == 0) n.residual = load.neuron(name + "resLIF");
    }
    if (attention.analog) block.analogAttention = load.attention(name + "NSMHA.");
    if (mlp.spiking) {
        const std::string net = name + "MLP.net.";
        const auto module = [&](int atDegree0) { return net + std::to_string(atDegree0 - (c.residualDegree > 0 ? 1 : 0)); };
        block.spikingMlp = MlpWeights{load.affine(module(2), module(3), c.hidden, c.width),
                                      load.affine(module(7), module(8), c.width, c.hidden)};
        n.mlpInput = load.neuron(c.residualDegree == 0 ? net + "0" : name + "blockLIF");
        n.mlpHidden = load.neuron(module(5));
        if (c.residualDegree > 0) n.mlpOutput = load.neuron(net + "9");
    }
    if (mlp.analog)
        block.analogMlp = MlpWeights{load.affine(name + "NSMLP.net.0", "", c.hidden, c.width),
                                     load.affine(name + "NSMLP.net.2", "", c.width, c.hidden)};
}

}  // namespace

std::size_t computedCodes(const SpikeDecoderConfig& c, const SlotForms& forms) {
    // Each size is at most 2^20 (readSpikeDecoderConfig): no product overflows.
    std::size_t floats = 0;
    const bool tokens = c.token == TokenCode::TwoHot || c.token == TokenCode::Binary || c.token == TokenCode::BinaryLeft;
    const bool positions = c.position != PositionCode::None && c.position != PositionCode::Learned && c.position != PositionCode::Float;
    if (forms.spiking && tokens) floats += c.vocabulary * c.tokenWidth;
    if (forms.spiking && positions) floats += c.positions * c.positionWidth;
    if (forms.analog && !c.learnedAnalogPosition) floats += c.positions * c.width;
    return floats;
}

AlignedVector<float> staticPositions(std::size_t positions, std::size_t width) {
    AlignedVector<float> table(positions * width);
    for (std::size_t j = 0; j < width; ++j) {
        const float exponent = static_cast<float>(j) / static_cast<float>(width);
        const auto period = static_cast<float>(std::pow(1e4, static_cast<double>(exponent)));
        for (std::size_t position = 0; position < positions; ++position) {
            const auto phase = static_cast<double>(static_cast<float>(position) / period);
            table[position * width + j] = static_cast<float>(j % 2 == 0 ? std::sin(phase) : std::cos(phase));
        }
    }
    return table;
}

Result<SpikeDecoderWeights> readSpikeDecoderWeights(const SpikeDecoderConfig& c, const SlotFormList& forms,
                                                    const TensorSource& source, const std::string& where) {
    Loader load(c, source, where);
    SpikeDecoderWeights w;
    readEmbedding(load, c, forms[kEmbeddingSlot], w);
    for (std::size_t i = 0; i < c.blocks && !load.error(); ++i)
        readBlock(load, c, i, forms[attentionSlot(i)], forms[mlpSlot(i)], w.blocks.emplace_back());
    const SlotForms& head = forms[headSlot(c.blocks)];
    const float mean = c.spikeMode == SpikeMode::Average && !c.floatReunite ? 1.0F / static_cast<float>(c.timesteps) : 1.0F;
    if (head.spiking) {
        w.headNeuron = load.neuron("Head.gen_LIF");
        w.spikingHead = load.affine("Head.gen_FC", "", c.vocabulary, c.headInputs(), mean);
    }
    if (head.analog) {
        const bool own = head.spiking && load.has("NHead.gen_FC.weight");
        w.analogHead = load.affine(own ? "NHead.gen_FC" : "Head.gen_FC", "", c.vocabulary, c.headInputs());
    }
    if (load.error()) return tl::unexpected<Error>(*load.error());
    w.parameters = load.parameters();
    return w;
}

}  // namespace spikeglass
