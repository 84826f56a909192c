// SPDX-License-Identifier: Apache-2.0
#include "kernels/conversion.h"

#include "kernels/weights.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/conversion.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

/// Exponent and fraction are moved to their places in a binary32; one multiplication by 2^112 then puts the exponent right,
/// subnormal numbers included.
void halvesToFloats(std::span<const std::uint16_t> halves, std::span<float> out) {
    const Floats d;
    const hn::RebindToUnsigned<Floats> du;
    const hn::Rebind<std::uint16_t, Floats> dh;
    const auto convert = [&](auto bits) HWY_ATTR {
        const auto wide = hn::PromoteTo(du, bits);
        const auto sign = hn::ShiftLeft<16>(hn::And(wide, hn::Set(du, 0x8000U)));
        const auto magnitude = hn::And(wide, hn::Set(du, 0x7FFFU));
        const auto scaled = hn::Mul(hn::BitCast(d, hn::ShiftLeft<13>(magnitude)), hn::Set(d, 0x1p112F));
        const auto special = hn::Gt(magnitude, hn::Set(du, 0x7BFFU));  // infinity, NaN
        const auto kept = hn::Or(hn::ShiftLeft<13>(magnitude), hn::Set(du, 0x7F800000U));
        return hn::BitCast(d, hn::Or(sign, hn::IfThenElse(special, kept, hn::BitCast(du, scaled))));
    };
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= halves.size(); i += lanes) hn::StoreU(convert(hn::LoadU(dh, halves.data() + i)), d, out.data() + i);
    if (i == halves.size()) return;
    alignas(64) std::uint16_t rest[16] = {};
    alignas(64) float converted[16];
    for (std::size_t k = 0; i + k < halves.size(); ++k) rest[k] = halves[i + k];
    hn::Store(convert(hn::Load(dh, rest)), d, converted);
    for (std::size_t k = 0; i + k < halves.size(); ++k) out[i + k] = converted[k];
}

/// A float minus itself is 0 unless it is NaN or infinite; NaN is kept by every sum.
bool allFinite(std::span<const float> values) {
    const Floats d;
    FloatVector sum = hn::Zero(d);
    forEachVector(0, values.size(), [&](auto part) HWY_ATTR {
        const FloatVector v = part.load(d, values.data());
        sum = hn::Add(sum, hn::Sub(v, v));
    });
    return hn::AllTrue(d, hn::Eq(sum, hn::Zero(d)));
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(halvesToFloats);
HWY_EXPORT(allFinite);

void halvesToFloats(std::span<const std::uint16_t> halves, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(halvesToFloats)(halves, out);
}

void bfloat16sToFloats(std::span<const std::uint16_t> values, std::span<float> out) {
    for (std::size_t i = 0; i < values.size(); ++i) out[i] = fromBFloat16(values[i]);
}

bool allFinite(std::span<const float> values) { return HWY_DYNAMIC_DISPATCH(allFinite)(values); }

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
