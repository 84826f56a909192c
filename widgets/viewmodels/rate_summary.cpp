// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/rate_summary.h"

#include <algorithm>
#include <cmath>

namespace spikeglass {

void RateSummary::Bucket::add(const Bucket& other) {
    if (other.count == 0) return;
    lowest = count == 0 ? other.lowest : std::min(lowest, other.lowest);
    highest = count == 0 ? other.highest : std::max(highest, other.highest);
    sum += other.sum;
    count += other.count;
}

void RateSummary::clear() {
    m_buckets.clear();
    m_tokensPerBucket = 1;
}

void RateSummary::append(std::int64_t token, double value) {
    if (std::isnan(value) || token < 0) return;
    while (token / m_tokensPerBucket >= static_cast<std::int64_t>(kMostBuckets)) {
        m_tokensPerBucket *= 2;
        for (std::size_t i = 0; 2 * i < m_buckets.size(); ++i) {
            Bucket merged = m_buckets[2 * i];
            if (2 * i + 1 < m_buckets.size()) merged.add(m_buckets[2 * i + 1]);
            m_buckets[i] = merged;
        }
        m_buckets.resize((m_buckets.size() + 1) / 2);
    }
    const auto index = static_cast<std::size_t>(token / m_tokensPerBucket);
    if (m_buckets.size() <= index) m_buckets.resize(index + 1);
    m_buckets[index].add({static_cast<float>(value), static_cast<float>(value), value, 1});
}

std::optional<RateSummary::Range> RateSummary::range(std::int64_t from, std::int64_t to) const {
    if (from >= to) return std::nullopt;
    const auto size = static_cast<std::int64_t>(m_buckets.size());
    const std::int64_t first = std::max<std::int64_t>(0, from) / m_tokensPerBucket;
    const std::int64_t end = std::min(size, (to - 1) / m_tokensPerBucket + 1);
    Bucket all;
    for (std::int64_t i = first; i < end; ++i) all.add(m_buckets[static_cast<std::size_t>(i)]);
    if (all.count == 0) return std::nullopt;
    return Range{all.lowest, all.highest, all.sum / static_cast<double>(all.count)};
}

}  // namespace spikeglass
