// SPDX-License-Identifier: Apache-2.0
// Walking over float arrays of any length, vector by vector; included once per Highway target.
#if defined(SPIKEGLASS_KERNELS_LANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SPIKEGLASS_KERNELS_LANES_INL_H_
#undef SPIKEGLASS_KERNELS_LANES_INL_H_
#else
#define SPIKEGLASS_KERNELS_LANES_INL_H_
#endif

#include <cstddef>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// At most 16 floats: the number of lanes divides 16 on every target, which the striped reductions rely on.
using Floats = hn::CappedTag<float, 16>;
using FloatVector = hn::VFromD<Floats>;

/// A whole vector at element `at`.
struct Whole {
    std::size_t at;
    HWY_INLINE FloatVector load(Floats d, const float* p) const { return hn::LoadU(d, p + at); }
    HWY_INLINE void store(Floats d, FloatVector v, float* p) const { hn::StoreU(v, d, p + at); }
    HWY_INLINE std::size_t count(Floats d) const { return hn::Lanes(d); }
};

/// The last, incomplete vector: never touches memory past the array. Loaded lanes past the end are 0.
struct Part {
    std::size_t at;
    std::size_t n;
    HWY_INLINE FloatVector load(Floats d, const float* p) const {
        alignas(64) float lanes[16] = {};
        for (std::size_t i = 0; i < n; ++i) lanes[i] = p[at + i];
        return hn::Load(d, lanes);
    }
    HWY_INLINE void store(Floats d, FloatVector v, float* p) const {
        alignas(64) float lanes[16];
        hn::Store(v, d, lanes);
        for (std::size_t i = 0; i < n; ++i) p[at + i] = lanes[i];
    }
    HWY_INLINE std::size_t count(Floats) const { return n; }
};

/// visit(Whole) for each whole vector in [begin, end), then visit(Part) for what is left.
template <class Visit>
HWY_INLINE void forEachVector(std::size_t begin, std::size_t end, Visit visit) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = begin;
    for (; i + lanes <= end; i += lanes) visit(Whole{i});
    if (i < end) visit(Part{i, end - i});
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
