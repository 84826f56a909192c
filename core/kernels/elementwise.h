// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/bits.h"

// Kernels that treat every element alike. All spans of one call have the same length (words: wordsFor of it) unless a
// comment says otherwise; outputs may be the very array of an input, never overlap it partly.
namespace spikeglass::kernels {

/// out = now * mix + before * (1 - mix): the token shift of RWKV, "y*m + y'*(1-m)".
void shiftMix(std::span<const float> now, std::span<const float> before, std::span<const float> mix,
              std::span<float> out);

/// out = sigmoid(gate) * x.
void sigmoidGate(std::span<const float> gate, std::span<const float> x, std::span<float> out);

/// out = relu(x)^2.
void reluSquare(std::span<const float> x, std::span<float> out);

inline constexpr float kGeluCubic = 0.044715F;
inline constexpr float kGeluSlope = 1.5957691216F;  // 2 sqrt(2 / pi)

/// out = gelu(x), by its tanh form: 0.5 x (1 + tanh(u)) = x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3).
void gelu(std::span<const float> x, std::span<float> out);

/// sum += x.
void add(std::span<const float> x, std::span<float> sum);

/// x *= factor.
void scale(float factor, std::span<float> x);

/// out = 1 where x >= 0, else 0; spikes: the same, packed.
void heaviside(std::span<const float> x, std::span<float> out, std::span<Word> spikes);

/// A leaky integrate-and-fire neuron (spec: "Neuron"), hard reset to 0.
struct LifParameters {
    float tau = 2.0F;        // membrane time constant, in steps
    float threshold = 1.0F;  // dimensionless
};

/// One step of a LIF layer: h = v + (x - v) / tau; s = h >= threshold; v = s ? 0 : h.
/// membrane: v, updated. spikes: s, packed. potential: h, or empty if it is not wanted. residual: s is added to it, or
/// empty if that is not wanted.
void lifStep(const LifParameters& lif, std::span<const float> x, std::span<float> membrane, std::span<Word> spikes,
             std::span<float> potential, std::span<float> residual);

/// The running sums of the WKV recurrence, one of each per channel: numerator a, denominator b, both times e^-p.
struct WkvState {
    std::span<float> a;
    std::span<float> b;
    std::span<float> p;  // starts at -1e30
};

/// One step of WKV (SpikeGPT, TimeMix) with decay w = -exp(time_decay) and first = time_first ("u"):
///     q = max(p, u + k);  out = (e^(p-q) a + e^(u+k-q) v) / (e^(p-q) b + e^(u+k-q))
///     q = max(p + w, k);  a = e^(p+w-q) a + e^(k-q) v;  b = e^(p+w-q) b + e^(k-q);  p = q
void wkvStep(std::span<const float> k, std::span<const float> v, std::span<const float> decay,
             std::span<const float> first, const WkvState& state, std::span<float> out);

}  // namespace spikeglass::kernels
