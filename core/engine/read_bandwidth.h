// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

namespace spikeglass {

/// Measures how fast this machine reads memory: the limit of a product that waits for its weights. Owns a buffer that lies
/// in memory as weights do. One thread at a time; reads with as many as asked for.
class ReadBandwidth {
  public:
    /// A buffer of at least `bytes`, but not more than a quarter of the memory that is free. Throws std::bad_alloc.
    explicit ReadBandwidth(std::size_t bytes);

    std::size_t bufferBytes() const { return m_bytes; }
    /// Reads the first `bytes` of the buffer again and again for about `seconds`, in equal shares on `threads` threads,
    /// after a pass that is not counted. Returns bytes per second. Precondition: 0 < bytes <= bufferBytes().
    double measure(std::size_t bytes, int threads, double seconds = 0.06);

    /// Bytes of the last-level cache; 64 MiB where the machine does not say.
    static std::size_t lastLevelCache();

  private:
    std::size_t m_bytes;
    std::shared_ptr<std::byte> m_buffer;
};

}  // namespace spikeglass
