// SPDX-License-Identifier: Apache-2.0
#include "kernels/reading.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/reading.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

std::uint64_t sumWords(std::span<const Word> words) {
    const hn::ScalableTag<std::uint64_t> d;
    constexpr std::size_t kSums = 8;  // so that additions never wait for one another
    const std::size_t lanes = hn::Lanes(d);
    hn::VFromD<decltype(d)> sums[kSums];
    for (auto& sum : sums) sum = hn::Zero(d);
    std::size_t i = 0;
    for (; i + kSums * lanes <= words.size(); i += kSums * lanes)
        for (std::size_t v = 0; v < kSums; ++v) sums[v] = hn::Add(sums[v], hn::LoadU(d, words.data() + i + v * lanes));
    for (std::size_t v = 1; v < kSums; ++v) sums[0] = hn::Add(sums[0], sums[v]);
    // Lane by lane: the compiler's sum of all adds them as signed numbers, which may not overflow.
    HWY_ALIGN std::uint64_t parts[hn::MaxLanes(d)];
    hn::Store(sums[0], d, parts);
    std::uint64_t total = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) total += parts[lane];
    for (; i < words.size(); ++i) total += words[i];
    return total;
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(sumWords);

std::uint64_t sumWords(std::span<const Word> words) { return HWY_DYNAMIC_DISPATCH(sumWords)(words); }

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
