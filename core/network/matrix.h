// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

#include "base/aligned_vector.h"
#include "base/bits.h"
#include "base/result.h"
#include "base/weight_arena.h"
#include "kernels/weights.h"

namespace spikeglass {

using kernels::WeightType;

/// Hands out rows [first, first + out.size() / inputs) of a published weight [outputs, inputs].
using WeightRows = std::function<Result<void>(std::size_t first, std::span<float> out)>;

/// Weights of a product W x, in panels (kernels/weights.h), as float32, bfloat16 or int8. Constant after loading; movable.
class Matrix {
  public:
    Matrix() = default;
    /// From a published PyTorch weight, each weight times `factor`, with memory of the arena. Reads some panels' rows at a time, so that a large weight is
    /// never in memory twice. Errors: those of `rows`.
    static Result<Matrix> read(const WeightRows& rows, std::size_t outputs, std::size_t inputs, WeightType type, WeightArena& arena,
                               float factor = 1.0F);
    static Matrix fromPublished(std::span<const float> weight, std::size_t outputs, std::size_t inputs, WeightType type,
                                WeightArena& arena, float factor = 1.0F);

    std::size_t inputs() const { return m_inputs; }
    std::size_t outputs() const { return m_outputs; }
    WeightType type() const { return m_type; }
    /// Bytes that one active input touches.
    std::size_t rowBytes() const { return m_outputs * kernels::bytesOf(m_type); }
    kernels::PanelWeights view() const { return {m_type, m_panels.get(), m_scale.data(), m_inputs, m_outputs}; }

  private:
    void fillPanel(std::size_t panel, std::span<const float> rows, float factor);

    std::size_t m_inputs = 0;
    std::size_t m_outputs = 0;
    WeightType m_type = WeightType::Float32;
    std::shared_ptr<std::byte> m_panels;  // of the network's arena
    AlignedVector<float> m_scale;  // [outputs]; Int8 only
};

/// One product y = W x of a step.
struct ProductJob {
    const Matrix* matrix = nullptr;
    std::span<const float> x;  // [inputs]
    float* y = nullptr;        // [outputs]
    std::size_t nonZeros = 0;  // of x; filled in
};

/// One spike-driven product, for all timesteps of a token.
struct SpikeProductJob {
    const Matrix* matrix = nullptr;
    const Word* spikes = nullptr;  // bit-packed [timesteps, words]
    std::size_t words = 0;
    std::size_t timesteps = 1;
    float* y = nullptr;  // [timesteps, yStride]
    std::size_t yStride = 0;
};

/// One product of many tokens, y[t] = W x[t].
struct BatchProductJob {
    const Matrix* matrix = nullptr;
    const float* x = nullptr;  // [count, xStride]
    std::size_t xStride = 0;
    std::size_t count = 0;
    float* y = nullptr;  // [count, yStride]
    std::size_t yStride = 0;
};

// Products that do not depend on one another. Those that are worth it are split by outputs over up to `threads` threads:
// each output is summed by one thread, so results do not depend on their number. They allocate nothing, except for the
// threads themselves at the first call.
void runProducts(std::span<ProductJob> jobs, int threads);
void runProducts(std::span<const SpikeProductJob> jobs, int threads);
void runProducts(std::span<const BatchProductJob> jobs, int threads);

}  // namespace spikeglass
