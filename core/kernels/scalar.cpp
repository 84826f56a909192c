// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar.h"

#include <algorithm>
#include <limits>

#include "kernels/exponential.h"
#include "kernels/stripes.h"

namespace spikeglass::kernels::scalar {

std::size_t product(std::span<const float> x, const float* rows, std::size_t stride, std::size_t begin, std::size_t end,
                    float* y) {
    std::size_t nonZeros = 0;
    for (std::size_t o = begin; o < end; ++o) y[o] = 0.0F;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (x[i] == 0.0F) continue;
        ++nonZeros;
        for (std::size_t o = begin; o < end; ++o) y[o] = y[o] + x[i] * rows[i * stride + o];
    }
    return nonZeros;
}

std::size_t spikeProduct(std::span<const Word> spikes, const float* rows, std::size_t stride, std::size_t begin,
                         std::size_t end, float* y) {
    for (std::size_t o = begin; o < end; ++o) y[o] = 0.0F;
    forEachSetBit(spikes, [&](std::size_t i) {
        for (std::size_t o = begin; o < end; ++o) y[o] = y[o] + rows[i * stride + o];
    });
    return countBits(spikes);
}

float weightAt(const PanelWeights& weights, std::size_t input, std::size_t output) {
    const std::size_t panel = output / kPanelOutputs, first = panel * kPanelOutputs;
    const std::size_t at = first * weights.inputs + input * panelWidth(weights.outputs, panel) + (output - first);
    switch (weights.type) {
        case WeightType::Float32: return static_cast<const float*>(weights.data)[at];
        case WeightType::BFloat16: return fromBFloat16(static_cast<const std::uint16_t*>(weights.data)[at]);
        case WeightType::Int8: break;
    }
    return static_cast<float>(static_cast<const std::int8_t*>(weights.data)[at]);
}

std::size_t product(const PanelWeights& weights, std::span<const float> x, std::size_t begin, std::size_t end, float* y) {
    std::size_t nonZeros = 0;
    for (const float value : x) nonZeros += value != 0.0F ? 1 : 0;
    for (std::size_t o = begin; o < end; ++o) {
        y[o] = 0.0F;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (x[i] != 0.0F) y[o] = y[o] + x[i] * weightAt(weights, i, o);
        if (weights.type == WeightType::Int8) y[o] = y[o] * weights.scale[o];
    }
    return nonZeros;
}

void spikeProduct(const PanelWeights& weights, const Word* spikes, std::size_t words, std::size_t timesteps, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride) {
    for (std::size_t t = 0; t < timesteps; ++t) {
        float* out = y + t * yStride;
        for (std::size_t o = begin; o < end; ++o) {
            out[o] = 0.0F;
            forEachSetBit(std::span(spikes + t * words, words),
                          [&](std::size_t i) { out[o] = out[o] + weightAt(weights, i, o); });
            if (weights.type == WeightType::Int8) out[o] = out[o] * weights.scale[o];
        }
    }
}

void batchProduct(const PanelWeights& weights, const float* x, std::size_t xStride, std::size_t count, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride) {
    for (std::size_t t = 0; t < count; ++t)
        product(weights, std::span(x + t * xStride, weights.inputs), begin, end, y + t * yStride);
}

void shiftMix(std::span<const float> now, std::span<const float> before, std::span<const float> mix,
              std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = now[i] * mix[i] + before[i] * (1.0F - mix[i]);
}

void sigmoidGate(std::span<const float> gate, std::span<const float> x, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = sigmoid(gate[i]) * x[i];
}

void reluSquare(std::span<const float> x, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float positive = x[i] > 0.0F ? x[i] : 0.0F;
        out[i] = positive * positive;
    }
}

void gelu(std::span<const float> x, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float v = x[i];
        out[i] = sigmoid((v + ((v * v) * v) * kGeluCubic) * kGeluSlope) * v;
    }
}

void add(std::span<const float> x, std::span<float> sum) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = sum[i] + x[i];
}

void scale(float factor, std::span<float> x) {
    for (float& value : x) value = value * factor;
}

void heaviside(std::span<const float> x, std::span<float> out, std::span<Word> spikes) {
    std::fill(spikes.begin(), spikes.end(), Word{0});
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool fires = x[i] >= 0.0F;
        out[i] = fires ? 1.0F : 0.0F;
        if (fires) setBit(spikes, i);
    }
}

void lifStep(const LifParameters& lif, std::span<const float> x, std::span<float> membrane, std::span<Word> spikes,
             std::span<float> potential, std::span<float> residual) {
    std::fill(spikes.begin(), spikes.end(), Word{0});
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float h = membrane[i] + (x[i] - membrane[i]) / lif.tau;
        const bool fires = h >= lif.threshold;
        membrane[i] = fires ? 0.0F : h;
        if (!potential.empty()) potential[i] = h;
        if (!residual.empty()) residual[i] = residual[i] + (fires ? 1.0F : 0.0F);
        if (fires) setBit(spikes, i);
    }
}

void wkvStep(std::span<const float> k, std::span<const float> v, std::span<const float> decay,
             std::span<const float> first, const WkvState& state, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float a = state.a[i], b = state.b[i], p = state.p[i];
        const float now = first[i] + k[i];
        const float q = p > now ? p : now;
        const float ePast = exp(p - q), eNow = exp(now - q);
        const float value = v[i];
        const float result = (ePast * a + eNow * value) / (ePast * b + eNow);
        const float decayed = p + decay[i];
        const float next = decayed > k[i] ? decayed : k[i];
        const float eOld = exp(decayed - next), eNew = exp(k[i] - next);
        state.a[i] = eOld * a + eNew * value;
        state.b[i] = eOld * b + eNew;
        state.p[i] = next;
        out[i] = result;
    }
}

void layerNorm(std::span<const float> x, std::span<const float> weight, std::span<const float> bias,
               std::span<float> out) {
    const auto n = static_cast<float>(x.size());
    float sums[kStripes] = {};
    for (std::size_t i = 0; i < x.size(); ++i) sums[i % kStripes] += x[i];
    const float mean = addStripes(sums) / n;
    float squares[kStripes] = {};
    for (std::size_t i = 0; i < x.size(); ++i) squares[i % kStripes] += (x[i] - mean) * (x[i] - mean);
    const float inverse = inverseDeviation(addStripes(squares) / n);
    for (std::size_t i = 0; i < x.size(); ++i) out[i] = ((x[i] - mean) * inverse) * weight[i] + bias[i];
}

float maximum(std::span<const float> x) {
    float best = -std::numeric_limits<float>::infinity();
    for (const float value : x) best = value > best ? value : best;
    return best;
}

double exponentials(std::span<const float> x, float shift, float factor, std::span<float> out) {
    double total = 0.0;
    for (std::size_t begin = 0; begin < x.size(); begin += kSumBlock) {
        float sums[kStripes] = {};
        for (std::size_t i = begin; i < std::min(begin + kSumBlock, x.size()); ++i) {
            const float e = exp((x[i] - shift) * factor);
            if (!out.empty()) out[i] = e;
            sums[i % kStripes] += e;
        }
        total += static_cast<double>(addStripes(sums));
    }
    return total;
}

void countMasked(std::span<const Word> words, Word mask, std::span<const std::uint32_t> before,
                 std::span<std::uint32_t> counts) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        counts[i] = before[i];
        for (Word rest = words[i] & mask; rest != 0; rest &= rest - 1) ++counts[i];
    }
}

}  // namespace spikeglass::kernels::scalar
