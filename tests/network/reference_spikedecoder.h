// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "network/block_choice.h"
#include "network/spikedecoder/spikedecoder_weights.h"

namespace spikeglass::test {

/// SpikeDecoder as its paper writes it: all positions at once, attention pairwise, in double, as plainly as possible.
class ReferenceSpikeDecoder {
  public:
    using Rows = std::vector<std::vector<double>>;  // [positions][width]
    using Grid = std::vector<Rows>;                 // [timesteps]

    ReferenceSpikeDecoder(const SpikeDecoderConfig& config, const TensorSource& source) : c(config), m_source(source) {}

    std::map<std::string, Grid> spikes;  // by site
    Rows run(const std::vector<std::int32_t>& tokens, const BlockChoice& choice) {
        const auto spiking = [&](std::size_t slot) { return choice[slot] == Form::Spiking; };
        Grid x(c.timesteps, embed(tokens, spiking(kEmbeddingSlot)));
        for (std::size_t i = 0; i < c.blocks; ++i) {
            const std::string b = "blocks." + std::to_string(i) + ".";
            if (spiking(attentionSlot(i))) {
                Grid z;
                if (c.residualDegree == 2)
                    z = x = lif(x, b + "SMHA_LIF", b + "input");
                else
                    z = lif(x, b + "SMHA.input_LIF", b + "attention.input");
                Grid y = pairwise(z, b);
                if (c.residualDegree == 2) y = lif(y, b + "SMHA.output_LIF", b + "attention.output");
                if (c.firstBlockResidual && i == 0) y = lif(y, b + "resLIF", b + "attention.residual");
                add(x, y);
            } else {
                Grid y;
                for (const Rows& rows : x) y.push_back(softmax(rows, b));
                add(x, y);
            }
            if (spiking(mlpSlot(i))) {
                const int o = c.residualDegree > 0 ? 1 : 0;
                const auto net = [&](int n) { return b + "MLP.net." + std::to_string(n - o); };
                Grid z;
                if (o == 1)
                    z = x = lif(x, b + "blockLIF", b + "residual");
                else
                    z = lif(x, b + "MLP.net.0", b + "mlp.input");
                const Grid h = lif(each(shift(z), net(2), net(3), c.hidden), net(5), b + "mlp.hidden");
                Grid y = each(h, net(7), net(8), c.width);
                if (o == 1) y = lif(y, b + "MLP.net.9", b + "mlp.output");
                add(x, y);
            } else {
                Grid y = each(shift(x), b + "NSMLP.net.0", "", c.hidden);
                for (Rows& rows : y)
                    for (auto& row : rows)
                        for (double& v : row) v = 0.5 * v * (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v)));
                add(x, each(y, b + "NSMLP.net.2", "", c.width));
            }
        }
        const bool spikingHead = spiking(headSlot(c.blocks));
        if (spikingHead && !c.floatReunite) x = lif(x, "Head.gen_LIF", "head");
        Grid out = {recombine(x)};
        if (spikingHead && c.floatReunite) out = lif(out, "Head.gen_LIF", "head");
        const bool own = !spikingHead && m_source.has("NHead.gen_FC.weight");
        return linear(out[0], own ? "NHead.gen_FC" : "Head.gen_FC", "", c.vocabulary);
    }

  private:
    std::vector<float> tensor(const std::string& name, const std::vector<std::size_t>& shape) const {
        return m_source.read(name, shape).value();
    }

    Rows embed(const std::vector<std::int32_t>& tokens, bool spiking) const {
        const std::size_t v = c.vocabulary, s = c.positions;
        Rows rows;
        for (std::size_t p = 0; p < tokens.size(); ++p) {
            const auto token = static_cast<std::size_t>(tokens[p]);
            const auto learned = [&](const std::string& name, std::size_t count, std::size_t width, std::size_t i) {
                const auto all = tensor(name, {count, width});
                return std::vector<double>(all.begin() + static_cast<long>(i * width), all.begin() + static_cast<long>((i + 1) * width));
            };
            const auto table = [&](std::size_t width, double bias) {
                std::vector<double> row;
                for (std::size_t j = 0; j < width; ++j) {
                    const double phase = static_cast<double>(p) / std::pow(1e4, static_cast<double>(j) / static_cast<double>(width));
                    row.push_back((j % 2 == 0 ? std::sin(phase) : std::cos(phase)) - bias);
                }
                return row;
            };
            const auto unit = [](std::size_t n, std::size_t i) {
                std::vector<double> row(n);
                row[i] = 1;
                return row;
            };
            const auto bits = [](std::size_t number, std::size_t width, bool left) {
                std::string text;
                for (std::size_t n = number; n > 0; n /= 2) text.insert(0, n % 2 ? "1" : "0");
                if (text.empty()) text = "0";
                text.insert(left ? 0 : text.size(), width - text.size(), '0');
                std::vector<double> row;
                for (const char digit : text) row.push_back(digit - '0');
                return row;
            };
            const auto step = [](std::vector<double> row) {
                for (double& value : row) value = value >= 0 ? 1 : 0;
                return row;
            };
            if (!spiking) {
                auto row = learned("embedder.token_embedding_table.weight", v, c.width, token);
                const auto position = c.learnedAnalogPosition ? learned("embedder.positional_encoding.weight", s, c.width, p)
                                                              : table(c.width, 0);
                for (std::size_t j = 0; j < c.width; ++j) row[j] += position[j];
                rows.push_back(row);
                continue;
            }
            if (c.token == TokenCode::OneHot) {
                rows.push_back(unit(v * s, p * v + token));
                continue;
            }
            std::vector<double> left, right;
            if (c.token == TokenCode::TwoHot) left = unit(v, token);
            if (c.token == TokenCode::Binary || c.token == TokenCode::BinaryLeft)
                left = bits(token, c.tokenWidth, c.token == TokenCode::BinaryLeft);
            if (c.token == TokenCode::Learned || c.token == TokenCode::Float)
                left = learned("embedder.tok_embed.weight", v, c.tokenWidth, token);
            if (c.position == PositionCode::Linear) right = unit(s, p);
            if (c.position == PositionCode::Binary || c.position == PositionCode::BinaryLeft)
                right = bits(p, c.positionWidth, c.position == PositionCode::BinaryLeft);
            if (c.position == PositionCode::Static)
                right = table(c.positionWidth, c.combinePosition ? 0.0 : static_cast<double>(c.positionBias));
            if (c.position == PositionCode::Learned || c.position == PositionCode::Float)
                right = learned("embedder.pos_table.weight", s, c.positionWidth, p);
            if (c.combinePosition) {
                for (std::size_t j = 0; j < c.width; ++j) left[j] += right[j];
                rows.push_back(step(left));
                continue;
            }
            if (c.token == TokenCode::Learned) left = step(left);
            if (c.position == PositionCode::Static || c.position == PositionCode::Learned) right = step(right);
            left.insert(left.end(), right.begin(), right.end());
            rows.push_back(left);
        }
        return rows;
    }

    /// Spikes over the timesteps; state starts at 0 for every position.
    Grid lif(const Grid& x, const std::string& name, const std::string& site) {
        double threshold = static_cast<double>(c.lif.threshold);
        if (m_source.has(name + ".v_threshold")) threshold = static_cast<double>(tensor(name + ".v_threshold", {})[0]);
        Grid out = x;
        for (std::size_t p = 0; p < x[0].size(); ++p)
            for (std::size_t i = 0; i < x[0][p].size(); ++i) {
                double v = 0;
                for (std::size_t t = 0; t < x.size(); ++t) {
                    const double h = v + (x[t][p][i] - v) / static_cast<double>(c.lif.tau);
                    out[t][p][i] = h >= threshold ? 1 : 0;
                    v = h >= threshold ? 0 : h;
                }
            }
        return spikes[site] = out;
    }

    Rows linear(const Rows& x, const std::string& name, const std::string& norm, std::size_t outputs) const {
        const std::size_t inputs = x[0].size();
        const auto weight = tensor(name + ".weight", {outputs, inputs}), bias = tensor(name + ".bias", {outputs});
        Rows y(x.size(), std::vector<double>(outputs));
        for (std::size_t p = 0; p < x.size(); ++p) {
            for (std::size_t o = 0; o < outputs; ++o) {
                y[p][o] = static_cast<double>(bias[o]);
                for (std::size_t i = 0; i < inputs; ++i) y[p][o] += static_cast<double>(weight[o * inputs + i]) * x[p][i];
            }
            if (!norm.empty()) normalise(y[p], norm);
        }
        return y;
    }

    void normalise(std::vector<double>& y, const std::string& norm) const {
        const std::size_t n = y.size();
        const std::string name = norm + (c.normalization == Normalization::Batch ? ".1" : "");
        const auto gain = tensor(name + ".weight", {n}), bias = tensor(name + ".bias", {n});
        std::vector<double> mean(n), square(n);
        if (c.normalization == Normalization::Layer) {
            double sum = 0, squares = 0;
            for (const double value : y) sum += value / static_cast<double>(n);
            for (const double value : y) squares += (value - sum) * (value - sum) / static_cast<double>(n);
            mean.assign(n, sum), square.assign(n, squares);
        } else if (c.normalization == Normalization::Batch) {
            const auto m = tensor(name + ".running_mean", {n}), s = tensor(name + ".running_var", {n});
            mean.assign(m.begin(), m.end()), square.assign(s.begin(), s.end());
        } else {
            const auto s = tensor(name + ".running_phi", {1, n, 1, 1});
            square.assign(s.begin(), s.end());
        }
        for (std::size_t i = 0; i < n; ++i)
            y[i] = (y[i] - mean[i]) / std::sqrt(square[i] + 1e-5) * static_cast<double>(gain[i]) + static_cast<double>(bias[i]);
    }

    Grid each(const Grid& x, const std::string& name, const std::string& norm, std::size_t outputs) const {
        Grid y;
        for (const Rows& rows : x) y.push_back(linear(rows, name, norm, outputs));
        return y;
    }

    Grid shift(const Grid& x) const {
        Grid z = x;
        for (std::size_t t = 0; t < x.size(); ++t)
            for (std::size_t p = 0; p < x[t].size(); ++p)
                for (std::size_t i = 0; i < c.shiftedChannels(); ++i) z[t][p][i] = p == 0 ? 0 : x[t][p - 1][i];
        return z;
    }

    Grid pairwise(const Grid& x, const std::string& b) {
        const Grid z = shift(x);
        const auto part = [&](const std::string& name, const std::string& site) {
            return lif(each(z, b + "SMHA." + name + "_L", b + "SMHA." + name + "_Norm", c.width), b + "SMHA." + name + "_LIF",
                       b + "attention." + site);
        };
        const Grid q = part("query", "query"), k = part("key", "key"), v = part("value", "value");
        Grid a = v;
        const std::size_t d = c.headWidth();
        for (std::size_t t = 0; t < a.size(); ++t)
            for (std::size_t p = 0; p < a[t].size(); ++p)
                for (std::size_t i = 0; i < c.width; ++i) {
                    a[t][p][i] = 0;
                    for (std::size_t j = 0; j <= p; ++j) {
                        double score = 0;
                        for (std::size_t e = i / d * d; e < (i / d + 1) * d; ++e) score += q[t][p][e] * k[t][j][e];
                        a[t][p][i] += static_cast<double>(c.attentionScale) * score * v[t][j][i];
                    }
                }
        return each(lif(a, b + "SMHA.att_LIF", b + "attention.context"), b + "SMHA.proj_L", b + "SMHA.proj_Norm", c.width);
    }

    Rows softmax(const Rows& x, const std::string& b) const {
        const Rows z = shift({x})[0];
        const auto part = [&](const std::string& name) {
            return linear(z, b + "NSMHA." + name + "_L", b + "NSMHA." + name + "_Norm", c.width);
        };
        const Rows q = part("query"), k = part("key"), v = part("value");
        Rows a = v;
        const std::size_t d = c.headWidth();
        for (std::size_t p = 0; p < a.size(); ++p)
            for (std::size_t first = 0; first < c.width; first += d) {
                std::vector<double> weight;
                double sum = 0;
                for (std::size_t j = 0; j <= p; ++j) {
                    double score = 0;
                    for (std::size_t e = first; e < first + d; ++e) score += q[p][e] * k[j][e];
                    sum += weight.emplace_back(std::exp(score / std::sqrt(static_cast<double>(d))));
                }
                for (std::size_t i = first; i < first + d; ++i) {
                    a[p][i] = 0;
                    for (std::size_t j = 0; j <= p; ++j) a[p][i] += weight[j] / sum * v[j][i];
                }
            }
        return linear(a, b + "NSMHA.proj_L", b + "NSMHA.proj_Norm", c.width);
    }

    Rows recombine(const Grid& x) const {
        Rows out = x.back();
        if (c.spikeMode == SpikeMode::Final) return out;
        const double factor = c.spikeMode == SpikeMode::Average ? 1.0 / static_cast<double>(x.size()) : 1.0;
        for (std::size_t p = 0; p < out.size(); ++p) {
            out[p].assign(c.headInputs(), 0.0);
            for (std::size_t t = 0; t < x.size(); ++t)
                for (std::size_t i = 0; i < c.width; ++i)
                    out[p][c.spikeMode == SpikeMode::Concatenate ? t * c.width + i : i] += factor * x[t][p][i];
        }
        return out;
    }

    static void add(Grid& x, const Grid& y) {
        for (std::size_t t = 0; t < x.size(); ++t)
            for (std::size_t p = 0; p < x[t].size(); ++p)
                for (std::size_t i = 0; i < x[t][p].size(); ++i) x[t][p][i] += y[t][p][i];
    }

    const SpikeDecoderConfig& c;
    const TensorSource& m_source;
};

}  // namespace spikeglass::test
