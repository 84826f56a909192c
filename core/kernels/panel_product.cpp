// SPDX-License-Identifier: Apache-2.0
#include "kernels/panel_product.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "hwy/cache_control.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/panel_product.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "kernels/active-inl.h"
#include "kernels/panels-inl.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

// Inputs are taken a chunk at a time: the active ones are listed, then their rows are added to the outputs, panel by panel.
// A tile of up to eight vectors of outputs stays in registers while rows stream past. Where a panel is wider than a tile,
// a group of rows passes all tiles before the next one, so that its second half is still in the first-level cache.
constexpr std::size_t kChunk = 2048;      // inputs of a product listed at once
constexpr std::size_t kSpikeChunk = 512;  // of a spike-driven one: rows of a panel that stay in the second-level cache
constexpr std::size_t kSteps = 8;         // timesteps at once
constexpr std::size_t kGroup = 32;        // rows
constexpr std::size_t kFewRows = 16;      // of the next panel, fetched ahead
constexpr std::size_t kTileVectors = 8;

/// Rows are asked for twice ahead of their use: first into the second-level cache, then into the first. The first-level
/// cache waits for 12 to 16 lines at a time, which at the distance of memory is less than a core can read; the second-level
/// one waits for three times as many. The processor's own prefetcher is too late for short weights: a row of them takes so
/// many instructions that it looks less than 2 KiB ahead.
constexpr std::size_t kFarBytes = 8192, kNearBytes = 1024;

enum class Cache { First, Second };

template <Cache kCache, class Weight>
HWY_INLINE void fetchRow(const Weight* row, std::size_t outputs) {
    for (std::size_t at = 0; at < outputs; at += 64 / sizeof(Weight)) {
        if constexpr (kCache == Cache::First)
            hwy::Prefetch(row + at);
        else
            __builtin_prefetch(row + at, 0, 2);
    }
}

/// Where the same rows lie in the panel that comes next, whose first ones are fetched while the last ones of this panel are
/// added; the panel itself where none comes.
template <class Weight>
struct Next {
    const Weight* rows;
    std::size_t width;
};
template <class Weight>
Next(const Weight*, std::size_t) -> Next<Weight>;  // clang 14 does not deduce it from the members

/// Fetches row `ahead` of a list of `listed`, which goes on in the next panel.
template <Cache kCache, class Weight>
HWY_INLINE void fetchAhead(const std::uint32_t* index, std::size_t ahead, std::size_t listed, const Weight* rows, std::size_t width,
                           Next<Weight> next, std::size_t outputs) {
    if (ahead < listed)
        fetchRow<kCache>(rows + index[ahead] * width, outputs);
    else if (ahead - listed < listed)
        fetchRow<kCache>(next.rows + index[ahead - listed] * next.width, outputs);
}

/// sums += value[k] * row(index[k]) over k < count, for kVectors vectors of outputs; value null: the rows alone. The list goes
/// on to `listed`.
template <std::size_t kVectors, bool kScaled, class Weight>
HWY_INLINE void addTile(const std::uint32_t* index, const float* value, std::size_t count, std::size_t listed, const Weight* rows,
                        std::size_t width, Next<Weight> next, float* sums) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    constexpr std::size_t kRowBytes = kPanelOutputs * sizeof(Weight);
    FloatVector sum[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) sum[v] = hn::LoadU(d, sums + v * lanes);
    for (std::size_t k = 0; k < count; ++k) {
        const Weight* row = rows + index[k] * width;
        if constexpr (kVectors >= 4) {
            fetchAhead<Cache::Second>(index, k + kFarBytes / kRowBytes, listed, rows, width, next, kVectors * lanes);
            fetchAhead<Cache::First>(index, k + kNearBytes / kRowBytes, listed, rows, width, next, kVectors * lanes);
        }
        FloatVector factor = hn::Zero(d);
        if constexpr (kScaled) factor = hn::Set(d, value[k]);
        for (std::size_t v = 0; v < kVectors; ++v) {
            FloatVector weights = loadWeights(row + v * lanes);
            if constexpr (kScaled) weights = hn::Mul(factor, weights);
            sum[v] = hn::Add(sum[v], weights);
        }
    }
    for (std::size_t v = 0; v < kVectors; ++v) hn::StoreU(sum[v], d, sums + v * lanes);
}

/// Adds the rows of a list to sums[from, to) of a panel. Precondition: from is a multiple of 16.
template <bool kScaled, class Weight>
HWY_INLINE void addRows(const std::uint32_t* index, const float* value, std::size_t count, const Weight* panel,
                        std::size_t width, Next<Weight> next, std::size_t from, std::size_t to, float* sums) {
    const std::size_t lanes = hn::Lanes(Floats()), tile = kTileVectors * lanes;
    const std::size_t group = to - from > tile ? kGroup : count;
    for (std::size_t k = 0; k < count; k += group) {
        const std::size_t n = std::min(group, count - k);
        for (std::size_t at = from; at < to; at += tile) {
            const std::size_t vectors = (std::min(tile, to - at) + lanes - 1) / lanes;
            withVectorCount(vectors, [&](auto fixed) HWY_ATTR {
                addTile<decltype(fixed)::value, kScaled>(index + k, value + (kScaled ? k : 0), n, count - k, panel + at, width,
                                                         Next{next.rows + at, next.width}, sums + at);
            });
        }
    }
}

/// The same for int8 weights without factors: in int16, as long as it cannot overflow, then as floats.
constexpr std::size_t kRowsToInt16 = 256;  // 256 * 127 < 2^15
using Shorts = hn::CappedTag<std::int16_t, 32>;

template <std::size_t kVectors>
HWY_INLINE void countTile(const std::uint32_t* index, std::size_t count, const std::int8_t* rows, std::size_t width,
                          std::int16_t* sums) {
    const Shorts d;
    const hn::Rebind<std::int8_t, Shorts> bytes;
    const std::size_t lanes = hn::Lanes(d);
    hn::VFromD<Shorts> sum[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) sum[v] = hn::Zero(d);
    for (std::size_t k = 0; k < count; ++k) {
        const std::int8_t* row = rows + index[k] * width;
        for (std::size_t v = 0; v < kVectors; ++v)
            sum[v] = hn::Add(sum[v], hn::PromoteTo(d, hn::LoadU(bytes, row + v * lanes)));
    }
    for (std::size_t v = 0; v < kVectors; ++v) hn::StoreU(sum[v], d, sums + v * lanes);
}

/// sums += the rows of a list. Integers up to 2^24 are exact as floats: so is this, for up to 132,104 inputs. Reads up to
/// kSlack weights past `to`, which are there (kernels/weights.h).
HWY_INLINE void addIntegerRows(const std::uint32_t* index, std::size_t count, const std::int8_t* panel, std::size_t width,
                               std::size_t from, std::size_t to, float* sums) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    const hn::Rebind<std::int16_t, Floats> ds;
    const std::size_t lanes = hn::Lanes(Shorts()), tile = kTileVectors * lanes;
    alignas(64) std::int16_t counted[kTileVectors * 32];
    for (std::size_t k = 0; k < count; k += kRowsToInt16) {
        const std::size_t rows = std::min(kRowsToInt16, count - k);
        for (std::size_t at = from; at < to; at += tile) {
            const std::size_t stop = std::min(at + tile, to), vectors = (stop - at + lanes - 1) / lanes;
            withVectorCount(vectors, [&](auto fixed) HWY_ATTR {
                countTile<decltype(fixed)::value>(index + k, rows, panel + at, width, counted);
            });
            for (std::size_t o = at; o < stop; o += hn::Lanes(d)) {
                const auto whole = hn::ConvertTo(d, hn::PromoteTo(di, hn::LoadU(ds, counted + (o - at))));
                hn::StoreU(hn::Add(hn::LoadU(d, sums + o), whole), d, sums + o);
            }
        }
    }
}

/// Outputs [from, to) of a panel, padded so that whole vectors can be read and written.
struct PanelSums {
    alignas(64) float at[kPanelOutputs];
    HWY_INLINE void load(const float* y, std::size_t from, std::size_t to, bool zero) {
        if (zero)
            std::memset(at + from, 0, (to - from) * sizeof(float));
        else
            std::memcpy(at + from, y + from, (to - from) * sizeof(float));
        std::memset(at + to, 0, (kPanelOutputs - to) * sizeof(float));
    }
    HWY_INLINE void store(float* y, std::size_t from, std::size_t to) const {
        std::memcpy(y + from, at + from, (to - from) * sizeof(float));
    }
};

std::size_t panelProduct(const PanelWeights& weights, std::span<const float> x, std::size_t begin, std::size_t end, float* y) {
    Active<kChunk> active;
    std::size_t nonZeros = 0;
    for (std::size_t chunk = 0; chunk < x.size(); chunk += kChunk) {
        listNonZeros(x.data() + chunk, std::min(kChunk, x.size() - chunk), active);
        nonZeros += active.count;
        withWeights(weights, [&](auto* data) HWY_ATTR {
            forEachPanel(begin, end, [&](std::size_t panel, std::size_t from, std::size_t to) HWY_ATTR {
                const std::size_t width = panelWidth(weights.outputs, panel), first = panel * kPanelOutputs;
                PanelSums sums;
                sums.load(y + first, from, to, chunk == 0);
                const auto* rows = data + first * weights.inputs + chunk * width;
                Next next{rows, width};
                if (first + to < end) {
                    next.width = panelWidth(weights.outputs, panel + 1);
                    next.rows = data + (first + kPanelOutputs) * weights.inputs + chunk * next.width;
                }
                addRows<true>(active.index, active.value, active.count, rows, width, next, from, to, sums.at);
                sums.store(y + first, from, to);
            });
        });
    }
    if (x.empty()) std::fill(y + begin, y + end, 0.0F);
    if (weights.type == WeightType::Int8) applyScale(weights.scale, begin, end, y);
    return nonZeros;
}

/// Up to kSteps timesteps.
HWY_INLINE void spikeSteps(const PanelWeights& weights, const Word* spikes, std::size_t words, std::size_t timesteps,
                           std::size_t begin, std::size_t end, float* y, std::size_t yStride) {
    constexpr std::size_t kWords = kSpikeChunk / kWordBits;
    std::uint32_t index[kSteps][kSpikeChunk];
    std::size_t count[kSteps];
    for (std::size_t word = 0; word < words; word += kWords) {
        for (std::size_t t = 0; t < timesteps; ++t) {
            count[t] = 0;
            forEachSetBit(std::span(spikes + t * words + word, std::min(kWords, words - word)),
                          [&](std::size_t i) { index[t][count[t]++] = static_cast<std::uint32_t>(i); });
        }
        withWeights(weights, [&](auto* data) HWY_ATTR {
            forEachPanel(begin, end, [&](std::size_t panel, std::size_t from, std::size_t to) HWY_ATTR {
                const std::size_t width = panelWidth(weights.outputs, panel), first = panel * kPanelOutputs;
                const auto* rows = data + first * weights.inputs + word * kWordBits * width;
                if (first + to < end) {  // the few rows of the next panel, while this one is added up
                    const std::size_t next = panelWidth(weights.outputs, panel + 1);
                    const auto* nextRows = data + (first + kPanelOutputs) * weights.inputs + word * kWordBits * next;
                    for (std::size_t t = 0; t < timesteps; ++t)
                        for (std::size_t k = 0; k < std::min(count[t], kFewRows); ++k)
                            for (std::size_t at = 0; at < next; at += 64 / sizeof(*rows)) hwy::Prefetch(nextRows + index[t][k] * next + at);
                }
                for (std::size_t t = 0; t < timesteps; ++t) {
                    float* out = y + t * yStride + first;
                    PanelSums sums;
                    sums.load(out, from, to, word == 0);
                    if constexpr (std::is_same_v<std::remove_cv_t<std::remove_reference_t<decltype(*rows)>>, std::int8_t>)
                        addIntegerRows(index[t], count[t], rows, width, from, to, sums.at);
                    else
                        addRows<false>(index[t], nullptr, count[t], rows, width, Next{rows, width}, from, to, sums.at);
                    sums.store(out, from, to);
                }
            });
        });
    }
}

void panelSpikeProduct(const PanelWeights& weights, const Word* spikes, std::size_t words, std::size_t timesteps,
                       std::size_t begin, std::size_t end, float* y, std::size_t yStride) {
    for (std::size_t t = 0; t < timesteps; t += kSteps)
        spikeSteps(weights, spikes + t * words, words, std::min(kSteps, timesteps - t), begin, end, y + t * yStride, yStride);
    if (weights.type != WeightType::Int8) return;
    for (std::size_t t = 0; t < timesteps; ++t) applyScale(weights.scale, begin, end, y + t * yStride);
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(panelProduct);
HWY_EXPORT(panelSpikeProduct);

std::size_t product(const PanelWeights& weights, std::span<const float> x, std::size_t begin, std::size_t end, float* y) {
    return HWY_DYNAMIC_DISPATCH(panelProduct)(weights, x, begin, end, y);
}

void spikeProduct(const PanelWeights& weights, const Word* spikes, std::size_t words, std::size_t timesteps, std::size_t begin,
                  std::size_t end, float* y, std::size_t yStride) {
    HWY_DYNAMIC_DISPATCH(panelSpikeProduct)(weights, spikes, words, timesteps, begin, end, y, yStride);
}

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
