// SPDX-License-Identifier: Apache-2.0
#include "network/matrix.h"

#ifdef __SANITIZE_THREAD__
#include <thread>
#include <vector>
#else
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#endif

#include <algorithm>

#include "kernels/product.h"

namespace spikeglass {

namespace {

constexpr std::size_t kParallelWeights = 400'000;  // 1.6 MB; products that read less stay on one thread
constexpr std::size_t kUnit = 16;                  // outputs to a cache line: where a product may be split

/// Computes the share-th of `shares` parts of the outputs.
void runShare(ProductJob& job, std::size_t share, std::size_t shares) {
    const Matrix& matrix = *job.matrix;
    const std::size_t units = (matrix.outputs + kUnit - 1) / kUnit;
    const std::size_t begin = units * share / shares * kUnit;
    const std::size_t end = std::min(units * (share + 1) / shares * kUnit, matrix.outputs);
    if (begin >= end && share > 0) return;
    const std::size_t nonZeros = kernels::product(job.x, matrix.rows.data(), matrix.stride, begin, end, job.y);
    if (share == 0) job.nonZeros = nonZeros;
}

/// Calls run(share) for 0 <= share < shares, each on whichever thread is free, and waits for all.
template <class Run>
void forEachShare(std::size_t shares, const Run& run) {
#ifdef __SANITIZE_THREAD__
    // oneTBB is not built with ThreadSanitizer, which therefore does not see its threads wait for one another and
    // would call every hand-over a race. With threads of our own it checks what matters: that shares do not collide.
    std::vector<std::jthread> threads;
    for (std::size_t share = 1; share < shares; ++share) threads.emplace_back([&run, share] { run(share); });
    run(0);
#else
    tbb::parallel_for(std::size_t{0}, shares, run, tbb::static_partitioner{});
#endif
}

}  // namespace

Matrix Matrix::fromPublished(std::span<const float> weight, std::size_t outputs, std::size_t inputs, float factor) {
    Matrix matrix;
    matrix.inputs = inputs;
    matrix.outputs = outputs;
    matrix.stride = kernels::rowStride(outputs);
    matrix.rows.resize(inputs * matrix.stride);
    constexpr std::size_t kTile = 32;  // transposed tile by tile, so that neither side is read a cache line per weight
    for (std::size_t o0 = 0; o0 < outputs; o0 += kTile) {
        for (std::size_t i0 = 0; i0 < inputs; i0 += kTile) {
            for (std::size_t o = o0; o < std::min(o0 + kTile, outputs); ++o) {
                for (std::size_t i = i0; i < std::min(i0 + kTile, inputs); ++i)
                    matrix.rows[i * matrix.stride + o] = weight[o * inputs + i] * factor;
            }
        }
    }
    return matrix;
}

void runProducts(std::span<ProductJob> jobs, int threads) {
    std::size_t weights = 0;
    for (const ProductJob& job : jobs) weights += job.matrix->inputs * job.matrix->outputs;
    if (threads <= 1 || weights < kParallelWeights) {
        for (ProductJob& job : jobs) runShare(job, 0, 1);
        return;
    }
    const auto shares = static_cast<std::size_t>(threads);
    forEachShare(shares, [&](std::size_t share) {
        for (ProductJob& job : jobs) runShare(job, share, shares);
    });
}

}  // namespace spikeglass
