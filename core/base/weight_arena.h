// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

namespace spikeglass {

/// Memory for the weights of one network: pieces of large blocks, in huge pages where the kernel has them, because products
/// walk over it faster than page tables of small pages can be read. A block lives as long as one of its pieces.
/// One thread at a time.
class WeightArena {
  public:
    /// Uninitialised, on a cache line. Throws std::bad_alloc.
    std::shared_ptr<std::byte> take(std::size_t bytes);

  private:
    std::shared_ptr<std::byte> m_block;
    std::size_t m_size = 0;  // of the block
    std::size_t m_used = 0;
};

}  // namespace spikeglass
