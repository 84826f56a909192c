// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/tensor_source.h"
#include "network/spikedecoder/spikedecoder_config.h"

namespace spikeglass {

/// Norm(W x + b). Batch and power normalisation are affine once trained, so they are folded into W and b here; a layer
/// normalisation stays. Norm is absent from the analog MLP and the head.
struct Affine {
    Matrix matrix;
    AlignedVector<float> bias;                    // [outputs]
    AlignedVector<float> normWeight, normBias;    // [outputs] of a layer normalisation, or empty
    bool hasNorm() const { return !normWeight.empty(); }
};

struct AttentionWeights {
    Affine query, key, value, output;  // [E, E]
};

struct MlpWeights {
    Affine expand;    // [E, H]
    Affine contract;  // [H, E]
};

/// The LIFs of a block, each with its own threshold where thresholds are learned.
struct BlockNeurons {
    kernels::LifParameters input, query, key, value, context, output, residual;  // attention
    kernels::LifParameters mlpInput, mlpHidden, mlpOutput;  // mlpInput: blockLIF from residual degree 1 on
};

struct SpikeDecoderBlock {
    std::optional<AttentionWeights> spikingAttention, analogAttention;
    std::optional<MlpWeights> spikingMlp, analogMlp;
    BlockNeurons neurons;
};

/// The weights, ready for the kernels. Codes are what the embedding adds up, the spiking one's heaviside applied unless
/// positions are combined.
struct SpikeDecoderWeights {
    AlignedVector<float> tokenCodes;      // [V, token width]; empty: one-hot, or no spiking embedding
    AlignedVector<float> positionCodes;   // [S, position width]
    AlignedVector<float> analogTokens;    // [V, E]; empty: no analog embedding
    AlignedVector<float> analogPositions; // [S, E]
    std::vector<SpikeDecoderBlock> blocks;  // [L]
    kernels::LifParameters headNeuron;
    std::optional<Affine> spikingHead;    // [T*E or E, V]; Average: weights times 1/T, so that its sum of spikes is a mean
    std::optional<Affine> analogHead;
    std::int64_t parameters = 0;          // numbers read
};

/// Floats of the codes that no file holds, because they are computed: a small file may declare large ones.
std::size_t computedCodes(const SpikeDecoderConfig& config, const SlotForms& embedding);

/// Reads what the forms need. Errors: the source's; a variance below 0, a normalisation that makes weights infinite (named).
/// where: begins such an error, "PATH: ".
Result<SpikeDecoderWeights> readSpikeDecoderWeights(const SpikeDecoderConfig& config, const SlotFormList& forms,
                                                    const TensorSource& source, const std::string& where = {});

/// The static table of positions [positions, width]: phase = pos / 10000^(j / width), sine for even j, cosine for odd.
/// In float32 as published, so that a sign never differs from the published table's.
AlignedVector<float> staticPositions(std::size_t positions, std::size_t width);

}  // namespace spikeglass
