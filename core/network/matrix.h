// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/aligned_vector.h"

namespace spikeglass {

/// Weights of a product W x, input-major: row i holds what input i adds to every output. Rows are padded with zeros.
/// A value, constant after loading.
struct Matrix {
    std::size_t inputs = 0;
    std::size_t outputs = 0;
    std::size_t stride = 0;     // floats from one row to the next, kernels::rowStride(outputs)
    AlignedVector<float> rows;  // [inputs, stride]

    /// From a published PyTorch weight [outputs, inputs], each weight times `factor`.
    static Matrix fromPublished(std::span<const float> weight, std::size_t outputs, std::size_t inputs,
                                float factor = 1.0F);
};

/// One product y = W x of a step.
struct ProductJob {
    const Matrix* matrix = nullptr;
    std::span<const float> x;  // [inputs]
    float* y = nullptr;        // [outputs]
    std::size_t nonZeros = 0;  // of x; filled in
};

/// Computes products that do not depend on one another. Large ones are split by outputs over up to `threads` threads:
/// each output is summed by one thread, so the result does not depend on their number. Allocates nothing on one thread.
void runProducts(std::span<ProductJob> jobs, int threads);

}  // namespace spikeglass
