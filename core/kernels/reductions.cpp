// SPDX-License-Identifier: Apache-2.0
#include "kernels/reductions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/reductions.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "kernels/exponential-inl.h"
#include "kernels/lanes-inl.h"
#include "kernels/stripes.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

/// Striped sum of term(part) over [begin, end). A vector narrower than the 16 stripes goes over the array once for each
/// group of stripes that it holds. term must give 0 in lanes past the end.
template <class Term>
HWY_INLINE float stripedSum(std::size_t begin, std::size_t end, Term term) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    alignas(64) float stripes[kStripes];
    for (std::size_t group = 0; group < kStripes; group += lanes) {
        auto sum = hn::Zero(d);
        std::size_t i = begin + group;
        for (; i + lanes <= end; i += kStripes) sum = hn::Add(sum, term(Whole{i}));
        if (i < end) sum = hn::Add(sum, term(Part{i, end - i}));
        hn::Store(sum, d, stripes + group);
    }
    return addStripes(stripes);
}

void layerNorm(std::span<const float> x, std::span<const float> weight, std::span<const float> bias,
               std::span<float> out) {
    const Floats d;
    const std::size_t n = x.size();
    const float sum = stripedSum(0, n, [&](auto part) HWY_ATTR { return part.load(d, x.data()); });
    const float meanOfAll = sum / static_cast<float>(n);
    const auto mean = hn::Set(d, meanOfAll);
    const float squares = stripedSum(0, n, [&](auto part) HWY_ATTR {
        const auto centred = hn::Sub(part.load(d, x.data()), mean);
        const auto square = hn::Mul(centred, centred);
        return hn::IfThenElseZero(hn::FirstN(d, part.count(d)), square);
    });
    const auto inverse = hn::Set(d, inverseDeviation(squares / static_cast<float>(n)));
    forEachVector(0, n, [&](auto part) HWY_ATTR {
        const auto normal = hn::Mul(hn::Sub(part.load(d, x.data()), mean), inverse);
        const auto scaled = hn::Mul(normal, part.load(d, weight.data()));
        part.store(d, hn::Add(scaled, part.load(d, bias.data())), out.data());
    });
}

float maximum(std::span<const float> x) {
    const Floats d;
    const auto lowest = hn::Set(d, -std::numeric_limits<float>::infinity());
    auto best = lowest;
    forEachVector(0, x.size(), [&](auto part) HWY_ATTR {
        auto v = part.load(d, x.data());
        v = hn::IfThenElse(hn::FirstN(d, part.count(d)), v, lowest);
        best = hn::IfThenElse(hn::Gt(v, best), v, best);
    });
    alignas(64) float lanes[kStripes];
    hn::Store(best, d, lanes);
    return *std::max_element(lanes, lanes + hn::Lanes(d));
}

double exponentials(std::span<const float> x, float shift, float factor, std::span<float> out) {
    const Floats d;
    const auto s = hn::Set(d, shift);
    const auto f = hn::Set(d, factor);
    double total = 0.0;
    for (std::size_t begin = 0; begin < x.size(); begin += kSumBlock) {
        const std::size_t end = std::min(begin + kSumBlock, x.size());
        total += static_cast<double>(stripedSum(begin, end, [&](auto part) HWY_ATTR {
            const auto e = exp(d, hn::Mul(hn::Sub(part.load(d, x.data()), s), f));
            if (!out.empty()) part.store(d, e, out.data());
            return hn::IfThenElseZero(hn::FirstN(d, part.count(d)), e);
        }));
    }
    return total;
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(layerNorm);
HWY_EXPORT(maximum);
HWY_EXPORT(exponentials);

void layerNorm(std::span<const float> x, std::span<const float> weight, std::span<const float> bias,
               std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(layerNorm)(x, weight, bias, out);
}

float maximum(std::span<const float> x) { return HWY_DYNAMIC_DISPATCH(maximum)(x); }

double exponentials(std::span<const float> x, float shift, float factor, std::span<float> out) {
    return HWY_DYNAMIC_DISPATCH(exponentials)(x, shift, factor, out);
}

double logSumExp(std::span<const float> x) {
    const float largest = maximum(x);
    return static_cast<double>(largest) + std::log(exponentials(x, largest, 1.0F, {}));
}

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
