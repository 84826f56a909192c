// SPDX-License-Identifier: Apache-2.0
// The inputs of a product that are not zero; included once per Highway target.
#if defined(SPIKEGLASS_KERNELS_ACTIVE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SPIKEGLASS_KERNELS_ACTIVE_INL_H_
#undef SPIKEGLASS_KERNELS_ACTIVE_INL_H_
#else
#define SPIKEGLASS_KERNELS_ACTIVE_INL_H_
#endif

#include <cstdint>

#include "kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

/// The active inputs of a chunk of up to kInputs: which rows, and by what they are multiplied.
template <std::size_t kInputs>
struct Active {
    static constexpr std::size_t kVector = 16;  // compressing stores may write a vector past the last
    alignas(64) std::uint32_t index[kInputs + kVector];
    alignas(64) float value[kInputs + kVector];
    std::size_t count = 0;
};

template <std::size_t kInputs>
HWY_INLINE void listNonZeros(const float* x, std::size_t n, Active<kInputs>& active) {
    const Floats d;
    const hn::RebindToUnsigned<Floats> du;
    active.count = 0;
    forEachVector(0, n, [&](auto part) HWY_ATTR {
        const auto v = part.load(d, x);
        const auto nonZero = hn::Ne(v, hn::Zero(d));  // the lanes past the end are 0
        const auto index = hn::Iota(du, static_cast<std::uint32_t>(part.at));
        hn::CompressStore(index, hn::RebindMask(du, nonZero), du, active.index + active.count);
        active.count += hn::CompressStore(v, nonZero, d, active.value + active.count);
    });
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
