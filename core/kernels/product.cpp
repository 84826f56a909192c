// SPDX-License-Identifier: Apache-2.0
#include "kernels/product.h"

#include <algorithm>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/product.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "kernels/active-inl.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

// Inputs are taken kChunk at a time: their non-zeros are listed, then added to the outputs in groups of eight rows,
// tile by tile. A group reads eight rows side by side and each output once, so weights stream and outputs stay in the
// cache.
constexpr std::size_t kChunk = 512;  // inputs listed at once
constexpr std::size_t kTile = 4096;  // outputs that stay in the first-level cache (16 KiB)

/// y += sum over k of value[k] * row[k], or of row[k] alone, in the order of k.
template <bool kScaled, std::size_t kRows>
HWY_INLINE void addRows(const float* const (&row)[8], const float* value, std::size_t begin, std::size_t end,
                        float* y) {
    const Floats d;
    FloatVector scale0 = hn::Zero(d), scale1 = scale0, scale2 = scale0, scale3 = scale0;
    FloatVector scale4 = scale0, scale5 = scale0, scale6 = scale0, scale7 = scale0;
    if constexpr (kScaled) {
        scale0 = hn::Set(d, value[0]);
        if constexpr (kRows > 1) {
            scale1 = hn::Set(d, value[1]);
            scale2 = hn::Set(d, value[2]), scale3 = hn::Set(d, value[3]);
        }
        if constexpr (kRows > 4) {
            scale4 = hn::Set(d, value[4]), scale5 = hn::Set(d, value[5]);
            scale6 = hn::Set(d, value[6]), scale7 = hn::Set(d, value[7]);
        }
    }
    forEachVector(begin, end, [&](auto part) HWY_ATTR {
        FloatVector sum = part.load(d, y);
        // Rows are padded, so a whole vector may be read from them even where y ends.
        const auto add = [&](std::size_t k, FloatVector scale) HWY_ATTR {
            FloatVector weights = hn::LoadU(d, row[k] + part.at);
            if constexpr (kScaled) weights = hn::Mul(scale, weights);
            sum = hn::Add(sum, weights);
        };
        add(0, scale0);
        if constexpr (kRows > 1) add(1, scale1), add(2, scale2), add(3, scale3);
        if constexpr (kRows > 4) add(4, scale4), add(5, scale5), add(6, scale6), add(7, scale7);
        part.store(d, sum, y);
    });
}

template <bool kScaled, std::size_t kRows>
HWY_INLINE void addGroup(const Active<kChunk>& active, std::size_t at, const float* rows, std::size_t stride, std::size_t begin,
                         std::size_t end, float* y) {
    const float* row[8] = {};
    for (std::size_t k = 0; k < kRows; ++k) row[k] = rows + active.index[at + k] * stride;
    addRows<kScaled, kRows>(row, active.value + at, begin, end, y);
}

/// Adds the rows of one chunk's active inputs to the outputs [begin, end).
template <bool kScaled>
HWY_INLINE void addActive(const Active<kChunk>& active, const float* rows, std::size_t stride, std::size_t begin,
                          std::size_t end, float* y) {
    for (std::size_t tile = begin; tile < end; tile += kTile) {
        const std::size_t tileEnd = end - tile < kTile ? end : tile + kTile;
        std::size_t k = 0;
        for (; k + 8 <= active.count; k += 8) addGroup<kScaled, 8>(active, k, rows, stride, tile, tileEnd, y);
        if (k + 4 <= active.count) {
            addGroup<kScaled, 4>(active, k, rows, stride, tile, tileEnd, y);
            k += 4;
        }
        for (; k < active.count; ++k) addGroup<kScaled, 1>(active, k, rows, stride, tile, tileEnd, y);
    }
}

std::size_t product(std::span<const float> x, const float* rows, std::size_t stride, std::size_t begin, std::size_t end,
                    float* y) {
    Active<kChunk> active;
    std::size_t nonZeros = 0;
    std::fill(y + begin, y + end, 0.0F);
    for (std::size_t chunk = 0; chunk < x.size(); chunk += kChunk) {
        listNonZeros(x.data() + chunk, std::min(kChunk, x.size() - chunk), active);
        addActive<true>(active, rows + chunk * stride, stride, begin, end, y);
        nonZeros += active.count;
    }
    return nonZeros;
}

std::size_t spikeProduct(std::span<const Word> spikes, const float* rows, std::size_t stride, std::size_t begin,
                         std::size_t end, float* y) {
    constexpr std::size_t kChunkWords = kChunk / kWordBits;
    Active<kChunk> active;
    std::size_t count = 0;
    std::fill(y + begin, y + end, 0.0F);
    for (std::size_t word = 0; word < spikes.size(); word += kChunkWords) {
        active.count = 0;
        forEachSetBit(spikes.subspan(word, std::min(kChunkWords, spikes.size() - word)),
                      [&](std::size_t i) { active.index[active.count++] = static_cast<std::uint32_t>(i); });
        addActive<false>(active, rows + word * kWordBits * stride, stride, begin, end, y);
        count += active.count;
    }
    return count;
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(product);
HWY_EXPORT(spikeProduct);

std::size_t product(std::span<const float> x, const float* rows, std::size_t stride, std::size_t begin, std::size_t end,
                    float* y) {
    return HWY_DYNAMIC_DISPATCH(product)(x, rows, stride, begin, end, y);
}

std::size_t spikeProduct(std::span<const Word> spikes, const float* rows, std::size_t stride, std::size_t begin,
                         std::size_t end, float* y) {
    return HWY_DYNAMIC_DISPATCH(spikeProduct)(spikes, rows, stride, begin, end, y);
}

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
