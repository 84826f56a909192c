// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "network/network_test.h"

namespace spikeglass::test {

/// SpikeGPT in double precision, written down plainly from its equations: slow, dense, without any of our kernels.
class ReferenceSpikeGpt {
  public:
    using Vector = std::vector<double>;

    ReferenceSpikeGpt(const SpikeGptConfig& config, RandomWeights& weights) : m_config(config), m_weights(weights) {
        for (Block& block : m_blocks = std::vector<Block>(config.blocks)) {
            for (Vector* v :
                 {&block.before[0], &block.before[1], &block.membrane[0], &block.membrane[1], &block.a, &block.b})
                v->assign(config.width, 0.0);
            block.p.assign(config.width, -1e30);
        }
    }

    /// Logits after a token; spikes of the last step are in m_spikes [2 * blocks][width].
    Vector step(std::int32_t token, const BlockChoice& choice) {
        const std::size_t c = m_config.width;
        Vector x(c);
        const std::vector<float>& embedding = m_weights("emb.weight", {m_config.vocabulary, c});
        for (std::size_t i = 0; i < c; ++i) {
            x[i] = static_cast<double>(embedding[static_cast<std::size_t>(token) * c + i]);
            if (m_config.spikingEmbedding && choice[0] == Form::Spiking) x[i] = x[i] >= 0 ? 1 : 0;
        }
        x = layerNorm(x, "blocks.0.ln0");
        m_spikes.assign(2 * m_config.blocks, {});
        for (std::size_t i = 0; i < m_config.blocks; ++i) {
            const std::string name = "blocks." + std::to_string(i);
            const double divisor =
                m_config.rescaleEvery == 0 ? 1.0 : std::pow(2.0, static_cast<double>(i / m_config.rescaleEvery));
            const bool pre = m_config.channelMixFirst && i == 0;
            Vector y = layerNorm(x, name + ".ln1");
            fire(x,
                 pre ? channelMix(name + ".ffnPre", y, m_blocks[i].before[0], divisor)
                     : timeMix(name + ".att", y, i, divisor),
                 i, 0, choice);
            y = layerNorm(x, name + ".ln2");
            fire(x, channelMix(name + ".ffn", y, m_blocks[i].before[1], divisor), i, 1, choice);
            if (m_config.rescaleEvery != 0 && (i + 1) % m_config.rescaleEvery == 0)
                for (double& value : x) value /= 2;
        }
        return product("head.weight", m_config.vocabulary, layerNorm(x, "ln_out"));
    }

    const std::vector<std::vector<bool>>& spikes() const { return m_spikes; }

  private:
    struct Block {
        Vector before[2], membrane[2], a, b, p;
    };

    double at(const std::string& name, std::size_t i) {
        return static_cast<double>(m_weights(name, {m_config.width})[i]);
    }

    Vector layerNorm(const Vector& x, const std::string& name) {
        double mean = 0, variance = 0;
        const auto n = static_cast<double>(x.size());
        for (const double value : x) mean += value / n;
        for (const double value : x) variance += (value - mean) * (value - mean) / n;
        Vector out(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            out[i] = (x[i] - mean) / std::sqrt(variance + 1e-5) * at(name + ".weight", i) + at(name + ".bias", i);
        return out;
    }
    Vector product(const std::string& name, std::size_t outputs, const Vector& x) {
        const std::vector<float>& w = m_weights(name, {outputs, x.size()});
        Vector out(outputs, 0.0);
        for (std::size_t o = 0; o < outputs; ++o)
            for (std::size_t i = 0; i < x.size(); ++i) out[o] += static_cast<double>(w[o * x.size() + i]) * x[i];
        return out;
    }
    Vector mix(const std::string& name, const Vector& now, const Vector& before) {
        const std::vector<float>& m = m_weights(name, {1, 1, m_config.width});
        Vector out(now.size());
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto share = static_cast<double>(m[i]);
            out[i] = now[i] * share + before[i] * (1 - share);
        }
        return out;
    }
    static double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

    Vector timeMix(const std::string& name, const Vector& y, std::size_t index, double divisor) {
        Block& s = m_blocks[index];
        const std::size_t c = m_config.width;
        const Vector k = product(name + ".key.weight", c, mix(name + ".time_mix_k", y, s.before[0]));
        const Vector v = product(name + ".value.weight", c, mix(name + ".time_mix_v", y, s.before[0]));
        const Vector r = product(name + ".receptance.weight", c, mix(name + ".time_mix_r", y, s.before[0]));
        s.before[0] = y;
        Vector gated(c);
        for (std::size_t i = 0; i < c; ++i) {
            const double w = -std::exp(at(name + ".time_decay", i)), u = at(name + ".time_first", i);
            double q = std::max(s.p[i], u + k[i]);
            const double past = std::exp(s.p[i] - q), now = std::exp(u + k[i] - q);
            gated[i] = sigmoid(r[i]) * (past * s.a[i] + now * v[i]) / (past * s.b[i] + now);
            q = std::max(s.p[i] + w, k[i]);
            const double old = std::exp(s.p[i] + w - q), fresh = std::exp(k[i] - q);
            s.a[i] = old * s.a[i] + fresh * v[i];
            s.b[i] = old * s.b[i] + fresh;
            s.p[i] = q;
        }
        Vector out = product(name + ".output.weight", c, gated);
        for (double& value : out) value /= divisor;
        return out;
    }
    Vector channelMix(const std::string& name, const Vector& y, Vector& before, double divisor) {
        const std::size_t c = m_config.width;
        Vector k = product(name + ".key.weight", m_config.hidden, mix(name + ".time_mix_k", y, before));
        const Vector r = product(name + ".receptance.weight", c, mix(name + ".time_mix_r", y, before));
        before = y;
        for (double& value : k) value = value > 0 ? value * value : 0;
        Vector out = product(name + ".value.weight", c, k);
        for (std::size_t i = 0; i < c; ++i) out[i] *= sigmoid(r[i]) / divisor;
        return out;
    }
    void fire(Vector& x, const Vector& out, std::size_t block, std::size_t mixer, const BlockChoice& choice) {
        if (choice[1 + 2 * block + mixer] == Form::Analog) {
            for (std::size_t i = 0; i < x.size(); ++i) x[i] += out[i];
            return;
        }
        std::vector<bool>& spikes = m_spikes[2 * block + mixer];
        for (std::size_t i = 0; i < x.size(); ++i) {
            double& v = m_blocks[block].membrane[mixer][i];
            const double h = v + (out[i] - v) / static_cast<double>(m_config.lif.tau);
            const bool fires = h >= static_cast<double>(m_config.lif.threshold);
            v = fires ? 0 : h;
            x[i] += fires ? 1 : 0;
            spikes.push_back(fires);
        }
    }

    SpikeGptConfig m_config;
    RandomWeights& m_weights;
    std::vector<Block> m_blocks;
    std::vector<std::vector<bool>> m_spikes;
};

}  // namespace spikeglass::test
