// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace spikeglass {

/// Lowest, highest and mean value over any part of a run of any length, in bounded memory: buckets of 1, 2, 4 ...
/// tokens, which are merged in pairs when they become too many. A value.
class RateSummary {
  public:
    struct Range {
        double lowest = 0;
        double highest = 0;
        double mean = 0;
    };
    static constexpr std::size_t kMostBuckets = 1u << 14;

    void clear();
    /// Tokens in order; a token that is left out, or whose value is NaN, is a gap.
    void append(std::int64_t token, double value);
    /// Over the buckets that tokens [from, to) touch; nothing if there is no value in them.
    std::optional<Range> range(std::int64_t from, std::int64_t to) const;
    std::int64_t tokensPerBucket() const { return m_tokensPerBucket; }

  private:
    struct Bucket {
        float lowest = 0, highest = 0;
        double sum = 0;
        std::int64_t count = 0;
        void add(const Bucket& other);
    };
    std::vector<Bucket> m_buckets;
    std::int64_t m_tokensPerBucket = 1;
};

}  // namespace spikeglass
