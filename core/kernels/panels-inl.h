// SPDX-License-Identifier: Apache-2.0
// Reading weights of each type as floats; included once per Highway target.
#if defined(SPIKEGLASS_KERNELS_PANELS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SPIKEGLASS_KERNELS_PANELS_INL_H_
#undef SPIKEGLASS_KERNELS_PANELS_INL_H_
#else
#define SPIKEGLASS_KERNELS_PANELS_INL_H_
#endif

#include <cstdint>

#include "kernels/lanes-inl.h"
#include "kernels/weights.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

HWY_INLINE FloatVector loadWeights(const float* p) { return hn::LoadU(Floats(), p); }

HWY_INLINE FloatVector loadWeights(const std::uint16_t* p) {  // bfloat16
    const hn::Rebind<std::uint16_t, Floats> half;
    const hn::RebindToUnsigned<Floats> whole;
    return hn::BitCast(Floats(), hn::ShiftLeft<16>(hn::PromoteTo(whole, hn::LoadU(half, p))));
}

HWY_INLINE FloatVector loadWeights(const std::int8_t* p) {
    const hn::Rebind<std::int8_t, Floats> bytes;
    const hn::RebindToSigned<Floats> whole;
    return hn::ConvertTo(Floats(), hn::PromoteTo(whole, hn::LoadU(bytes, p)));
}

/// visit(pointer to the weights, as their own type).
template <class Visit>
HWY_INLINE void withWeights(const PanelWeights& weights, Visit visit) {
    switch (weights.type) {
        case WeightType::Float32: visit(static_cast<const float*>(weights.data)); break;
        case WeightType::BFloat16: visit(static_cast<const std::uint16_t*>(weights.data)); break;
        case WeightType::Int8: visit(static_cast<const std::int8_t*>(weights.data)); break;
    }
}

/// visit(panel, first output, one past the last, both counted within the panel) for each panel that meets [begin, end).
template <class Visit>
HWY_INLINE void forEachPanel(std::size_t begin, std::size_t end, Visit visit) {
    for (std::size_t at = begin; at < end;) {
        const std::size_t panel = at / kPanelOutputs, first = panel * kPanelOutputs;
        const std::size_t stop = end < first + kPanelOutputs ? end : first + kPanelOutputs;
        visit(panel, at - first, stop - first);
        at = stop;
    }
}

/// y *= scale over [begin, end).
HWY_INLINE void applyScale(const float* scale, std::size_t begin, std::size_t end, float* y) {
    const Floats d;
    forEachVector(begin, end, [&](auto part) HWY_ATTR { part.store(d, hn::Mul(part.load(d, y), part.load(d, scale)), y); });
}

/// calls run(std::integral_constant<vectors>) for 1 to 8 vectors.
template <class Run>
HWY_INLINE void withVectorCount(std::size_t vectors, Run run) {
    switch (vectors) {
        case 1: run(std::integral_constant<std::size_t, 1>()); break;
        case 2: run(std::integral_constant<std::size_t, 2>()); break;
        case 3: run(std::integral_constant<std::size_t, 3>()); break;
        case 4: run(std::integral_constant<std::size_t, 4>()); break;
        case 5: run(std::integral_constant<std::size_t, 5>()); break;
        case 6: run(std::integral_constant<std::size_t, 6>()); break;
        case 7: run(std::integral_constant<std::size_t, 7>()); break;
        default: run(std::integral_constant<std::size_t, 8>()); break;
    }
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
