// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/bits.h"
#include "kernels/elementwise.h"
#include "kernels/weights.h"

// The scalar twin of every kernel: the definition of what it computes, bit for bit. Plain loops, to test and to read.
namespace spikeglass::kernels::scalar {

std::size_t product(std::span<const float> x, const float* rows, std::size_t stride, std::size_t begin, std::size_t end,
                    float* y);
std::size_t spikeProduct(std::span<const Word> spikes, const float* rows, std::size_t stride, std::size_t begin,
                         std::size_t end, float* y);

/// The weight of one input and output, without its scale.
float weightAt(const PanelWeights& weights, std::size_t input, std::size_t output);
std::size_t product(const PanelWeights& weights, std::span<const float> x, std::size_t begin, std::size_t end, float* y);
void spikeProduct(const PanelWeights& weights, const Word* spikes, std::size_t words, std::size_t timesteps, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride);
void batchProduct(const PanelWeights& weights, const float* x, std::size_t xStride, std::size_t count, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride);

void shiftMix(std::span<const float> now, std::span<const float> before, std::span<const float> mix,
              std::span<float> out);
void sigmoidGate(std::span<const float> gate, std::span<const float> x, std::span<float> out);
void reluSquare(std::span<const float> x, std::span<float> out);
void gelu(std::span<const float> x, std::span<float> out);
void add(std::span<const float> x, std::span<float> sum);
void scale(float factor, std::span<float> x);
void heaviside(std::span<const float> x, std::span<float> out, std::span<Word> spikes);
void lifStep(const LifParameters& lif, std::span<const float> x, std::span<float> membrane, std::span<Word> spikes,
             std::span<float> potential, std::span<float> residual);
void wkvStep(std::span<const float> k, std::span<const float> v, std::span<const float> decay,
             std::span<const float> first, const WkvState& state, std::span<float> out);

void layerNorm(std::span<const float> x, std::span<const float> weight, std::span<const float> bias,
               std::span<float> out);
float maximum(std::span<const float> x);
double exponentials(std::span<const float> x, float shift, float factor, std::span<float> out);

void countMasked(std::span<const Word> words, Word mask, std::span<const std::uint32_t> before,
                 std::span<std::uint32_t> counts);

}  // namespace spikeglass::kernels::scalar
