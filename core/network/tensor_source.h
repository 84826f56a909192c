// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/checkpoint_file.h"
#include "network/matrix.h"

namespace spikeglass {

/// Is told how much of the weights has been read, 0 to 1. Returning false ends loading.
using LoadProgress = std::function<bool(double part)>;

/// Hands out the tensors of a checkpoint, or of a test, by their published names.
struct TensorSource {
    std::function<bool(const std::string& name)> has;
    /// Row-major, of exactly the given shape, or why there is none.
    std::function<Result<std::vector<float>>(const std::string& name, const std::vector<std::size_t>& shape)> read;
    /// Rows [first, first + out.size() / elements of a row) of such a tensor. Empty: they are taken from read().
    std::function<Result<void>(const std::string& name, const std::vector<std::size_t>& shape, std::size_t first,
                               std::span<float> out)>
        rows;
    WeightType weights = WeightType::Float32;  // what products shall hold
    std::shared_ptr<WeightArena> arena = std::make_shared<WeightArena>();  // where

    /// A whole tensor. Errors: those of rows or read.
    Result<AlignedVector<float>> aligned(const std::string& name, const std::vector<std::size_t>& shape) const;
    /// The weight [outputs, inputs] of a product, each times `factor`. Errors: those of rows or read.
    Result<Matrix> matrix(const std::string& name, std::size_t outputs, std::size_t inputs, float factor = 1.0F) const;
};

/// The tensors of a file, which must outlive the source. A large dataset that lies in one piece is never in memory as a
/// whole. Errors while reading: the file's; "loading was cancelled".
TensorSource tensorsOf(const CheckpointFile& file, WeightType weights, const LoadProgress& progress);

}  // namespace spikeglass
