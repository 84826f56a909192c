// SPDX-License-Identifier: Apache-2.0
// Many tokens times one matrix: a tile of tokens and outputs stays in registers while inputs stream past.
#include <algorithm>
#include <type_traits>

#include "kernels/panel_product.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/batch_product.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "kernels/panels-inl.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

// Accumulators: as many as leave registers for the weights and one factor (32 registers with AVX-512 and NEON, else 16).
#if HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64
constexpr std::size_t kTokens = 6, kVectors = 4;
#else
constexpr std::size_t kTokens = 4, kVectors = 2;
#endif

template <std::size_t kCount, class Weight>
HWY_INLINE void tileProduct(const Weight* rows, std::size_t width, std::size_t inputs, const float* x, std::size_t xStride,
                            std::size_t from, std::size_t to, float* y, std::size_t yStride) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    FloatVector sum[kCount][kVectors];
    for (std::size_t t = 0; t < kCount; ++t)
        for (std::size_t v = 0; v < kVectors; ++v) sum[t][v] = hn::Zero(d);
    for (std::size_t i = 0; i < inputs; ++i) {
        FloatVector weights[kVectors];
        for (std::size_t v = 0; v < kVectors; ++v) weights[v] = loadWeights(rows + i * width + v * lanes);
        for (std::size_t t = 0; t < kCount; ++t) {
            const FloatVector factor = hn::Set(d, x[t * xStride + i]);
            for (std::size_t v = 0; v < kVectors; ++v) sum[t][v] = hn::Add(sum[t][v], hn::Mul(factor, weights[v]));
        }
    }
    for (std::size_t t = 0; t < kCount; ++t) {
        alignas(64) float out[kVectors * 16];
        for (std::size_t v = 0; v < kVectors; ++v) hn::Store(sum[t][v], d, out + v * lanes);
        std::copy(out, out + (to - from), y + t * yStride + from);
    }
}

/// One tile of outputs that is narrower than kVectors vectors, for one token: the same sums, a vector at a time.
template <class Weight>
HWY_INLINE void narrowProduct(const Weight* rows, std::size_t width, std::size_t inputs, const float* x, std::size_t from,
                              std::size_t to, float* y) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t at = from; at < to; at += lanes) {
        FloatVector sum = hn::Zero(d);
        for (std::size_t i = 0; i < inputs; ++i)
            sum = hn::Add(sum, hn::Mul(hn::Set(d, x[i]), loadWeights(rows + i * width + (at - from))));
        alignas(64) float out[16];
        hn::Store(sum, d, out);
        std::copy(out, out + std::min(lanes, to - at), y + at);
    }
}

void panelBatchProduct(const PanelWeights& weights, const float* x, std::size_t xStride, std::size_t count, std::size_t begin,
                       std::size_t end, float* y, std::size_t yStride) {
    const std::size_t tile = kVectors * hn::Lanes(Floats()), inputs = weights.inputs;
    withWeights(weights, [&](auto* data) HWY_ATTR {
        forEachPanel(begin, end, [&](std::size_t panel, std::size_t from, std::size_t to) HWY_ATTR {
            const std::size_t width = panelWidth(weights.outputs, panel), first = panel * kPanelOutputs;
            const auto* rows = data + first * inputs;
            float* out = y + first;
            for (std::size_t at = from; at < to; at += tile) {
                const std::size_t stop = std::min(at + tile, to);
                const auto run = [&](auto tokens, std::size_t t) HWY_ATTR {
                    tileProduct<decltype(tokens)::value>(rows + at, width, inputs, x + t * xStride, xStride, at, stop,
                                                         out + t * yStride, yStride);
                };
                if (at + tile > width) {  // a whole tile would read past the row
                    for (std::size_t t = 0; t < count; ++t)
                        narrowProduct(rows + at, width, inputs, x + t * xStride, at, stop, out + t * yStride);
                    continue;
                }
                std::size_t t = 0;
                for (; t + kTokens <= count; t += kTokens) run(std::integral_constant<std::size_t, kTokens>(), t);
                for (; t + 2 <= count; t += 2) run(std::integral_constant<std::size_t, 2>(), t);
                if (t < count) run(std::integral_constant<std::size_t, 1>(), t);
            }
        });
    });
    if (weights.type != WeightType::Int8) return;
    for (std::size_t t = 0; t < count; ++t) applyScale(weights.scale, begin, end, y + t * yStride);
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(panelBatchProduct);

void batchProduct(const PanelWeights& weights, const float* x, std::size_t xStride, std::size_t count, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride) {
    HWY_DYNAMIC_DISPATCH(panelBatchProduct)(weights, x, xStride, count, begin, end, y, yStride);
}

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
