// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/reference_embedding.h"

namespace spikeglass::test {

/// The layers of SpikeDecoder, all positions at once, in double.
class ReferenceLayers : public ReferenceEmbedding {
  public:
    using ReferenceEmbedding::ReferenceEmbedding;

    std::map<std::string, Grid> spikes;  // by site

  protected:
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
};

}  // namespace spikeglass::test
