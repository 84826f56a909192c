// SPDX-License-Identifier: Apache-2.0
// Vector form of exponential.h; included once per Highway target.
#if defined(SPIKEGLASS_KERNELS_EXPONENTIAL_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SPIKEGLASS_KERNELS_EXPONENTIAL_INL_H_
#undef SPIKEGLASS_KERNELS_EXPONENTIAL_INL_H_
#else
#define SPIKEGLASS_KERNELS_EXPONENTIAL_INL_H_
#endif

#include "hwy/highway.h"
#include "kernels/exponential.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// scalar::exp in every lane. Explicit Mul and Add: no fused multiply-add on any target.
template <class D, class V = hn::VFromD<D>>
HWY_INLINE V exp(D d, V x) {
    using namespace exponential;
    const hn::RebindToSigned<D> di;
    x = hn::IfThenElse(hn::Gt(x, hn::Set(d, kHighest)), hn::Set(d, kHighest), x);
    x = hn::IfThenElse(hn::Lt(x, hn::Set(d, kLowest)), hn::Set(d, kLowest), x);
    const V magic = hn::Set(d, kMagic);
    const V t = hn::Add(hn::Mul(x, hn::Set(d, kLog2E)), magic);
    const V n = hn::Sub(t, magic);
    const V r = hn::Sub(hn::Sub(x, hn::Mul(n, hn::Set(d, kLn2High))), hn::Mul(n, hn::Set(d, kLn2Low)));
    V q = hn::Add(hn::Mul(hn::Set(d, kQ4), r), hn::Set(d, kQ3));
    q = hn::Add(hn::Mul(q, r), hn::Set(d, kQ2));
    q = hn::Add(hn::Mul(q, r), hn::Set(d, kQ1));
    q = hn::Add(hn::Mul(q, r), hn::Set(d, kQ0));
    const V p = hn::Add(hn::Set(d, 1.0F), hn::Add(r, hn::Mul(hn::Mul(r, r), q)));
    const auto exponent = hn::Sub(hn::BitCast(di, t), hn::Set(di, kMagicBits));
    const auto half = hn::ShiftRight<1>(exponent);
    const auto bias = hn::Set(di, 127);
    const V first = hn::BitCast(d, hn::ShiftLeft<23>(hn::Add(half, bias)));
    const V second = hn::BitCast(d, hn::ShiftLeft<23>(hn::Add(hn::Sub(exponent, half), bias)));
    return hn::Mul(hn::Mul(p, first), second);
}

/// scalar::sigmoid in every lane.
template <class D, class V = hn::VFromD<D>>
HWY_INLINE V sigmoid(D d, V x) {
    const V one = hn::Set(d, 1.0F);
    return hn::Div(one, hn::Add(one, exp(d, hn::Sub(hn::Zero(d), x))));
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
