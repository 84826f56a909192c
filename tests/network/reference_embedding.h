// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "network/block_choice.h"
#include "network/spikedecoder/spikedecoder_weights.h"

namespace spikeglass::test {

/// What the parts of the reference share: its configuration and where its tensors come from.
class ReferenceSource {
  public:
    using Rows = std::vector<std::vector<double>>;  // [positions][width]
    using Grid = std::vector<Rows>;                 // [timesteps]

    ReferenceSource(const SpikeDecoderConfig& config, const TensorSource& source) : c(config), m_source(source) {}

  protected:
    std::vector<float> tensor(const std::string& name, const std::vector<std::size_t>& shape) const {
        return m_source.read(name, shape).value();
    }

    const SpikeDecoderConfig& c;
    const TensorSource& m_source;
};

/// The embedding of SpikeDecoder, as its paper writes it.
class ReferenceEmbedding : public ReferenceSource {
  public:
    using ReferenceSource::ReferenceSource;

  protected:
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
};

}  // namespace spikeglass::test
