// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "io/checkpoint_file.h"
#include "kernels/elementwise.h"
#include "network/sites.h"

namespace spikeglass {

/// How a token, or a position, becomes a vector. "Left" is the corrected binary code: the published one pads the bits of a
/// number with zeros on the right, so that 1, 2, 4, 8 ... share one code. "Float" is a learned row as it is.
enum class TokenCode : unsigned char { None, OneHot, TwoHot, Binary, BinaryLeft, Learned, Float };
enum class PositionCode : unsigned char { None, Linear, Binary, BinaryLeft, Static, Learned, Float };
enum class Normalization : unsigned char { Layer, Batch, Power };
/// How the head puts the timesteps of a token together.
enum class SpikeMode : unsigned char { Average, Accumulate, Concatenate, Final };

/// Sizes and options of a SpikeDecoder (Beger, Walter, Knoll, arXiv 2606.12287), as /configuration of a checkpoint states
/// them. Meanings: docs/checkpoint-format.md.
struct SpikeDecoderConfig {
    std::size_t vocabulary = 0;  // V
    std::size_t positions = 0;   // S, tokens of a window
    std::size_t width = 0;       // E
    std::size_t blocks = 0;      // L
    std::size_t heads = 0;       // A, divides E
    std::size_t hidden = 0;      // H, of the MLP
    std::size_t timesteps = 1;   // T, per token
    TokenCode token = TokenCode::Learned;
    PositionCode position = PositionCode::Static;
    std::size_t tokenWidth = 0;     // of the token's part of the embedding
    std::size_t positionWidth = 0;  // of the position's part, behind it
    bool combinePosition = false;   // both parts have width E and are added before the heaviside
    float positionBias = 0.0F;      // subtracted from the static table before the heaviside
    bool learnedAnalogPosition = false;
    int residualDegree = 0;           // 0 floats, 1 spikes around the MLP, 2 around the attention too
    bool firstBlockResidual = false;  // a LIF behind the first block's attention
    Normalization normalization = Normalization::Layer;
    float attentionScale = 0.125F;
    SpikeMode spikeMode = SpikeMode::Average;
    bool floatReunite = false;  // the head recombines floats, then one LIF
    bool tokenShift = false;    // half of the channels that enter q, k, v and the MLP come from the previous position
    kernels::LifParameters lif;

    std::size_t headWidth() const { return width / heads; }  // d
    std::size_t headInputs() const { return spikeMode == SpikeMode::Concatenate ? width * timesteps : width; }
    /// Channels below this come from the previous position.
    std::size_t shiftedChannels() const { return tokenShift ? width / 2 : 0; }
    /// Whether the spiking embedding is all zeros and ones.
    bool binaryEmbedding() const { return token != TokenCode::Float && position != PositionCode::Float; }
};

/// Which slots hold which forms, in the order of the slots: embedding, attention and MLP of each block, head.
using SlotFormList = std::vector<SlotForms>;

/// Errors: a setting is absent, of another type, out of its limits, or contradicts another one.
Result<SpikeDecoderConfig> readSpikeDecoderConfig(const CheckpointFile& file);

/// Slots, components and presets, and the sites of every slot that holds its spiking form, with default thresholds.
NetworkInfo describeSpikeDecoder(const SpikeDecoderConfig& config, const SlotFormList& forms);

// Where slots and components lie: they have the same order.
constexpr std::size_t kEmbeddingSlot = 0;
constexpr std::size_t attentionSlot(std::size_t block) { return 1 + 2 * block; }
constexpr std::size_t mlpSlot(std::size_t block) { return 2 + 2 * block; }
constexpr std::size_t headSlot(std::size_t blocks) { return 1 + 2 * blocks; }
constexpr std::size_t slotCount(std::size_t blocks) { return 2 + 2 * blocks; }

}  // namespace spikeglass
