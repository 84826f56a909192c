// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "network/tensor_source.h"

namespace spikeglass {

/// What weights that nobody trained are made with.
struct SyntheticWeights {
    /// Share of the learned codes (tokens, positions) that fire: those are zeros and ones by their sign.
    double codeRate = 0.5;
    /// Learned thresholds by the names of their tensors ("blocks.0.SMHA.query_LIF.v_threshold"); empty: none is learned.
    std::map<std::string, float> thresholds;
};

/// Tensors of any name and shape, made row by row as they are asked for: a weight depends on its tensor's name and its place
/// in it, on nothing else, so the same network is made on every machine. Weights of products are uniform with variance
/// 1 / inputs; gains and variances 1, biases and means 0; SpikeGPT's decays and mixes lie where trained ones do.
TensorSource syntheticTensors(const SyntheticWeights& weights, WeightType type);

}  // namespace spikeglass
