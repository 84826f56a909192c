// SPDX-License-Identifier: Apache-2.0
#include "kernels/counting.h"

#include <bit>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/counting.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

void countMasked(std::span<const Word> words, Word mask, std::span<const std::uint32_t> before,
                 std::span<std::uint32_t> counts) {
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<std::uint64_t> d64;
    const hn::ScalableTag<std::uint32_t> d32;
    const std::size_t half = hn::Lanes(d64), lanes = hn::Lanes(d32);
    const auto masks = hn::Set(d64, mask);
    // Two vectors of words make one of counts; a count fits into the lower half of its word.
    for (; i + lanes <= words.size(); i += lanes) {
        const auto low = hn::PopulationCount(hn::And(hn::LoadU(d64, words.data() + i), masks));
        const auto high = hn::PopulationCount(hn::And(hn::LoadU(d64, words.data() + i + half), masks));
        const auto both = hn::ConcatEven(d32, hn::BitCast(d32, high), hn::BitCast(d32, low));
        hn::StoreU(hn::Add(both, hn::LoadU(d32, before.data() + i)), d32, counts.data() + i);
    }
#endif
    for (; i < words.size(); ++i) counts[i] = before[i] + static_cast<std::uint32_t>(std::popcount(words[i] & mask));
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(countMasked);

void countMasked(std::span<const Word> words, Word mask, std::span<const std::uint32_t> before,
                 std::span<std::uint32_t> counts) {
    HWY_DYNAMIC_DISPATCH(countMasked)(words, mask, before, counts);
}

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
